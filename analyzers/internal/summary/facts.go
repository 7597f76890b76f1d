package summary

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
)

// A Func is the fact of a function: what calling it does to the vault, and
// where it moves values. Parameters are numbered with the receiver first.
type Func struct {
	Frame   string       // how chains show the function, if it reaches anything
	Ops     []Op         // operations that a call reaches and that nothing keeps for good
	Opens   []Open       // calls of code that the function is given and doesn't know
	Sinks   []ParamSink  // what becomes of arguments
	Results []Returned   // where results come from
	Fills   []Fill       // arguments and answers that outlive the call
	Stores  []Stored     // fields in which it stores code that it is given
	Asks    []Ask        // names with which it calls code that it is given
	Passes  []Passed     // values of secrets with which it does
	Flaws   []ResultFlaw // of options that it returns, or as one
	Packs   string       // what is between the components in the text that it returns
	Names   []int        // parameters that the function uses as names of things
	Leaks   []ParamSink  // arguments that leave the program
	Tags    []TypeTag    // what the tags are used for of the types that it is instantiated with
	Bodies  Bodies       // what it has to do with logs of whole requests and answers
	Capped  bool         // something was dropped: absence is no argument
}

// Bodies says whether a function logs the bodies of requests or answers, or
// returns something that does.
type Bodies struct {
	Logs    bool   // the function itself does: a policy's or transport's method
	Returns string // what the policy, transport or options does that it returns, for messages
}

// AFact makes Func a fact.
func (*Func) AFact() {}

func (f *Func) isEmpty() bool {
	return len(f.Ops)+len(f.Opens)+len(f.Sinks)+len(f.Results)+len(f.Fills)+len(f.Stores)+len(f.Asks)+len(f.Passes)+len(f.Names)+len(f.Flaws)+len(f.Packs)+len(f.Leaks)+len(f.Tags) == 0 &&
		f.Bodies == (Bodies{}) && !f.Capped
}

// asks reports whether a caller of the function has to be built: it reaches
// operations or code that the caller may know, returns an answer, or takes a
// credential or a secret's name. That it stores code, or returns something
// behind an interface, matters to callers that hand these on to others; in a
// command, where the ways end, to take it for a hot path or call it is a
// question of its own.
func (f *Func) asks(inCommand bool) bool {
	return len(f.Ops)+len(f.Opens)+len(f.Flaws)+len(f.Tags)+len(f.Passes) > 0 || len(f.Stores) > 0 && !inCommand ||
		slices.ContainsFunc(f.Results, func(r Returned) bool {
			return r.From.Op != nil || r.From.Answer != nil || r.From.Request != 0 || r.From.Impl != nil && (!inCommand || r.From.Impl.Type == "func")
		}) ||
		slices.ContainsFunc(f.Sinks, func(s ParamSink) bool { return s.To.Kind != sinks.Use && s.To.Kind != PartsSink })
}

// limits bound the size of facts and the time of walks. What exceeds them is
// dropped, which only makes the engine find less: where absence is the
// argument, as with caches, it says nothing instead.
type limits struct {
	ops, opens, sinks, results int // of a function's fact
	cells                      int // of a package's fact
	chain                      int // functions in a chain
	states                     int // values that one walk looks at
	leaves                     int // places at which one walk ends
	steps                      int // values that all walks in a package look at
	fills                      int // calls between a read and the place that keeps its answer
}

var defaultLimits = limits{
	ops: 16, opens: 12, sinks: 32, results: 28, cells: 128, chain: 8,
	states: 3000, leaves: 64, steps: 2_000_000, fills: 6,
}

// An Op is a Key Vault operation that a function reaches.
type Op struct {
	Row    string // key of the operation: import path, receiver, method
	Label  string // for messages: "azsecrets.Client.GetSecret"
	Kind   Kind
	Secret bool // about a secret, so that its name and value may be configuration
	Write  bool
	Name   Text
	Chain  []string // functions in between, outermost first: "(*Store).Get (store/store.go:31)"
	Kept   []int    // parameters below which the answer is kept; empty: it isn't
	Client []int    // parameters from which the client is made
	// Reloads says that the answer goes only into what other code looks up.
	Reloads bool
}

// A Kind is what an operation is to those who ask how often it is called.
type Kind uint8

// The kinds of operations.
const (
	OtherOp     Kind = iota // nothing to keep
	ReadOp                  // its answer could be kept
	ClientOp                // makes a client
	ScanOp                  // lists a vault to find something
	PublicKeyOp             // needs no more than a public key, which could be kept
)

// A Text is the name of a secret as far as it is known: constant text around
// at most one hole.
type Text struct {
	Prefix, Suffix string
	Hole           int    // NoHole, or the parameter that fills the hole
	Path           string // fields of the parameter
	Known          bool   // false: nothing is known, or there are several names
}

// NoHole says that a text has no hole.
const NoHole = -1

// Unknown stands for text that isn't known. Names in a vault can't contain
// braces.
const Unknown = "{?}"

// String returns the text with {i} for the hole.
func (t Text) String() string {
	switch {
	case !t.Known:
		return Unknown
	case t.Hole == NoHole:
		return t.Prefix + t.Suffix
	}
	return fmt.Sprintf("%s{%d%s}%s", t.Prefix, t.Hole, pathString(t.Path), t.Suffix)
}

// An Open is a call of an interface's method, or of a function value, that is
// reached from a parameter or a field.
type Open struct {
	Param  int  // -1: Path begins with a field that is a cell
	Outer  bool // Param is one of the function that returned the code
	Path   string
	Method string // "" for a function value
	Args   []Text // texts of its arguments, receiver first
	Chain  []string
	Kept   []int // as in Op
	Way    Way
}

// A Way is how a function calls code that it is given.
type Way struct {
	ForGood bool // what it returns is kept, and nothing drops it or lets it expire
	Flaw    Flaw // of a loop that repeats it until it succeeds; 0 if there is none
	Delay   time.Duration
}

// A ParamSink says that what a parameter, or a field below it, holds arrives at
// a sink.
type ParamSink struct {
	Param int
	Path  string
	To    Sink
}

// A TypeTag says that a struct which takes the place of a type parameter is
// filled by its tags. A method has the parameters of its receiver.
type TypeTag struct {
	Type int
	To   Sink // of Kind TagSink
}

// A Sink is where values end.
type Sink struct {
	sinks.Sink
	Prefix, Suffix string // constant text around the value on its way
	Part           bool   // only a part of the value, or more than the value, arrives

	// For names and values of secrets (Kinds NameSink, TagSink and ValueSink).
	Op Op
	// For code that a hot function calls (Kind HotSink), or that is called with
	// names (AskSink: Method and Args only).
	Hot Hot
}

// Kinds of sinks that only the engine knows.
const (
	NameSink            sinks.Kind = 100 + iota // the name of a secret in an operation
	HotSink                                     // called on a hot path
	AskSink                                     // called with the names of configuration
	TagSink                                     // a struct that a loader fills by the tags with key What
	MarshalSink                                 // marshalled, and that is the value that an operation writes
	WrittenTagSink                              // a tag that an operation writes
	PartsSink                                   // taken apart by the positions of components
	GivenPartsSink                              // code whose answer is taken apart
	GivenUseSink                                // code whose answer is used as configuration
	GivenCredentialSink                         // code whose answer is used as a credential
	WriteSink                                   // the value that an operation writes
	ValueSink                                   // the value of a secret that an operation writes, to be judged with its name
	RetrySink                                   // the options of a client of the vault, or of a credential that one uses
	LifetimeSink                                // for how long a cache keeps a secret
)

// Hot is a call that a hot function makes of code that it is given.
type Hot struct {
	Package  string // name of its package; with code whose answer is used, its path
	Function string // the hot function, "(*Server).pay"
	Method   string // "" for a function value
	Args     []Text
	Chain    []string
	Rhythm   Rhythm
}

// A Returned says where result N of a function, or a field of it, comes from.
type Returned struct {
	N    int
	Path string
	From Origin

	Clean bool // what can be read from it isn't enough for a leak: a mask, a prefix
	Leak  bool // of use for leaks only
}

// An Origin is where a value comes from: exactly one of its fields is set.
type Origin struct {
	Param    int // with Path; NoHole if another
	Path     string
	Constant *Constant
	Op       *Op
	Cell     string
	Impl     *Impl
	Answer   *Answer // with Path below it
	Flaw     Flaw    // of something that is an option for retries
	Delay    time.Duration
	Request  Mention // of a text or request
	Part     bool
	Prefix   string
	Suffix   string

	outer *edge // of Impl: the call that returned the code
}

// A Constant is all that is ever told of a constant to another package.
type Constant struct {
	Fingerprint string // first 8 hex digits of its SHA-256
	Class       Class
	Name        string // its text, only where that is the name of configuration
}

// A Class is what a constant's text looks like.
type Class uint8

// The classes of constants.
const (
	Plain    Class = iota // may be a credential where it is used as one
	Harmless              // empty, a template, a mask, a reference, a public key
	Setting               // likewise Plain, and configuration where that is kept beside credentials
)

// An Impl is code behind an interface or a function value.
type Impl struct {
	Type    string
	Methods []Method
}

// A Method is a method of an Impl; of a function value it is called "".
type Method struct {
	Name    string
	Ops     []Op
	Opens   []Open
	Results []Returned // that are answers of operations
}

// fact returns what is known of m as the fact of a function.
func (m Method) fact() *Func { return &Func{Ops: m.Ops, Opens: m.Opens, Results: m.Results} }

// isEmpty reports whether nothing is known of m.
func (m Method) isEmpty() bool { return len(m.Ops)+len(m.Opens)+len(m.Results) == 0 }

// hasOps reports whether a method of i reaches operations.
func (i *Impl) hasOps() bool {
	return slices.ContainsFunc(i.Methods, func(m Method) bool { return len(m.Ops) > 0 })
}

// boundOpens reports whether i calls code that the function was given which
// returned i.
func (i *Impl) boundOpens() bool {
	return slices.ContainsFunc(i.Methods, func(m Method) bool {
		return slices.ContainsFunc(m.Opens, func(o Open) bool { return o.Outer })
	})
}

// withoutBound returns i without what boundOpens tells of.
func (i *Impl) withoutBound() *Impl {
	rest := &Impl{Type: i.Type}
	for _, m := range i.Methods {
		m.Opens = slices.DeleteFunc(slices.Clone(m.Opens), func(o Open) bool { return o.Outer })
		rest.Methods = append(rest.Methods, m)
	}
	return rest
}

// A Fill says that a parameter (or, with From < 0, the answer of an operation)
// is stored in something below parameter Into, or in a variable if Into < 0.
type Fill struct{ From, Into int }

// A Stored says that a parameter, an interface's or function value, is stored
// in a field.
type Stored struct {
	Param int
	Cell  string
}

// Reach is the package fact of packages from which an operation can be reached.
type Reach struct{}

// AFact makes Reach a fact.
func (*Reach) AFact() {}

// Cells is the package fact about exported fields and variables.
type Cells struct {
	Sinks   []CellSink
	Origins []CellOrigin
}

// AFact makes Cells a fact.
func (*Cells) AFact() {}

// A CellSink says that what a field or variable holds arrives at a sink.
type CellSink struct {
	Cell string
	Path string
	To   Sink
}

// A CellOrigin says what a field or variable is given.
type CellOrigin struct {
	Cell string
	Path string
	From Origin
}

// String returns the fact on one line, for tests.
func (f *Func) String() string {
	var b strings.Builder
	for _, op := range f.Ops {
		fmt.Fprintf(&b, "op %s %s kept=%v; ", op.Label, op.Name, op.Kept)
	}
	for _, o := range f.Opens {
		fmt.Fprintf(&b, "open %d%s.%s kept=%v; ", o.Param, pathString(o.Path), o.Method, o.Kept)
		if o.Way != (Way{}) {
			fmt.Fprintf(&b, "way %v; ", o.Way)
		}
	}
	for _, s := range f.Sinks {
		fmt.Fprintf(&b, "%d%s->%s; ", s.Param, pathString(s.Path), s.To.key())
	}
	for _, r := range f.Results {
		fmt.Fprintf(&b, "%s->result%d%s; ", r.From, r.N, pathString(r.Path))
	}
	for _, fill := range f.Fills {
		fmt.Fprintf(&b, "fill %d->%d; ", fill.From, fill.Into)
	}
	for _, a := range f.Asks {
		fmt.Fprintf(&b, "ask %d%s.%s%v; ", a.Param, pathString(a.Path), a.Method, a.Args)
	}
	for _, p := range f.Passes {
		fmt.Fprintf(&b, "%s; ", p)
	}
	for _, flaw := range f.Flaws {
		fmt.Fprintf(&b, "flaw %d of result%d; ", flaw.Flaw, flaw.Result)
	}
	for _, s := range f.Leaks {
		fmt.Fprintf(&b, "leak %d%s->%s; ", s.Param, pathString(s.Path), s.To.Sort)
	}
	for _, t := range f.Tags {
		fmt.Fprintf(&b, "type %d->%s; ", t.Type, t.To.key())
	}
	if len(f.Names) > 0 {
		fmt.Fprintf(&b, "names %v; ", f.Names)
	}
	if f.Bodies != (Bodies{}) {
		fmt.Fprintf(&b, "bodies %v; ", f.Bodies)
	}
	if f.Packs != "" {
		fmt.Fprintf(&b, "packs %q; ", f.Packs)
	}
	return strings.TrimSuffix(b.String(), "; ")
}

// String returns the origin for tests.
func (o Origin) String() string {
	switch {
	case o.Constant != nil:
		return "const " + o.Constant.Fingerprint
	case o.Op != nil:
		return "op " + o.Op.Label + " " + o.Op.Name.String()
	case o.Impl != nil:
		return "impl " + o.Impl.Type
	case o.Answer != nil:
		return "answer " + o.Answer.String() + pathString(o.Path)
	case o.Flaw != 0:
		return fmt.Sprintf("flaw %d", o.Flaw)
	case o.Request != 0:
		return fmt.Sprintf("request %d", o.Request)
	case o.Cell != "":
		return "cell " + o.Cell + pathString(o.Path)
	}
	return fmt.Sprintf("%d%s", o.Param, pathString(o.Path))
}

// key returns a text that is the same for sinks that mean the same.
func (s Sink) key() string {
	switch s.Kind {
	case NameSink:
		return fmt.Sprintf("name:%s:%s:%s", s.Op.Row, s.Prefix, s.Suffix)
	case TagSink:
		return fmt.Sprintf("tag:%s:%s:%s:%s", s.What, s.Op.Row, s.Prefix, s.Suffix)
	case PartsSink:
		return "parts:" + s.What
	case GivenPartsSink, GivenUseSink, GivenCredentialSink:
		return fmt.Sprintf("given:%d:%s:%s:%s:%s:%v", s.Kind, s.Sort, s.What, s.Hot.Function, s.Hot.Method, s.Hot.Args)
	case WriteSink:
		return "write:" + s.Op.Row
	case MarshalSink:
		return "marshal:" + s.Op.Row
	case WrittenTagSink:
		return "tag:" + s.Op.Row
	case ValueSink:
		return fmt.Sprintf("value:%s:%s", s.Op.Row, s.Op.Name)
	case AskSink:
		return fmt.Sprintf("ask:%s:%v", s.Hot.Method, s.Hot.Args)
	case HotSink:
		return fmt.Sprintf("hot:%s:%s:%d", s.Hot.Function, s.Hot.Method, s.Hot.Rhythm.Kind)
	}
	return fmt.Sprintf("%d:%s:%s:%s", s.Kind, s.Sort, s.What, s.Prefix)
}

// sort puts the parts of a fact in an order that depends on nothing but what
// they say, and drops duplicates and what exceeds the caps.
func (f *Func) sort(max *limits) {
	f.Ops = compact(f.Ops, func(op Op) string { return fmt.Sprintf("%v", op) }, max.ops, &f.Capped)
	f.Opens = compact(f.Opens, func(o Open) string { return fmt.Sprintf("%v", o) }, max.opens, &f.Capped)
	f.Sinks = compact(f.Sinks, func(s ParamSink) string { return fmt.Sprintf("%03d%s %s", s.Param, s.Path, s.To.key()) }, max.sinks, &f.Capped)
	f.Results = compact(f.Results, func(r Returned) string {
		return fmt.Sprintf("%v %03d%s %s %s %s %v", r.Leak, r.N, r.Path, r.From, r.From.Prefix, r.From.Suffix, r.Clean)
	}, max.results, &f.Capped)
	f.capImpls(max)
	f.Fills = compact(f.Fills, func(fill Fill) string { return fmt.Sprintf("%03d %03d", fill.From, fill.Into) }, max.results, &f.Capped)
	f.Stores = compact(f.Stores, func(s Stored) string { return fmt.Sprintf("%03d %s", s.Param, s.Cell) }, max.results, &f.Capped)
	f.Asks = compact(f.Asks, func(a Ask) string { return fmt.Sprintf("%v", a) }, max.opens, &f.Capped)
	f.Passes = compact(f.Passes, func(p Passed) string { return p.String() }, max.opens, &f.Capped)
	f.Flaws = compact(f.Flaws, func(x ResultFlaw) string { return fmt.Sprintf("%03d %03d", x.Result, x.Flaw) }, max.results, &f.Capped)
	f.Tags = compact(f.Tags, func(t TypeTag) string { return fmt.Sprintf("%03d %s", t.Type, t.To.key()) }, max.opens, &f.Capped)
	f.Leaks = exportLeaks(f.Leaks, max.opens)
	slices.Sort(f.Names)
	f.Names = slices.Compact(f.Names)
}

// capImpls drops open calls of code behind interfaces, where all results
// together have more than the function itself may have.
func (f *Func) capImpls(max *limits) {
	left := max.opens
	for i := range f.Results {
		impl := f.Results[i].From.Impl
		if impl == nil {
			continue
		}
		capped := &Impl{Type: impl.Type}
		for _, m := range impl.Methods {
			if len(m.Opens) > left {
				m.Opens, f.Capped = m.Opens[:left], true
			}
			left -= len(m.Opens)
			if !m.isEmpty() {
				capped.Methods = append(capped.Methods, m)
			}
		}
		f.Results[i].From.Impl = capped
	}
}

func compact[T any](list []T, key func(T) string, limit int, capped *bool) []T {
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
	list = slices.CompactFunc(list, func(a, b T) bool { return key(a) == key(b) })
	if len(list) > limit {
		list, *capped = list[:limit], true
	}
	return list
}

// Paths are lists of fields "import/path.T.f" and elements "[0]", "[]".

const pathSep = "|"

func joinPath(first, rest string) string {
	switch {
	case first == "":
		return rest
	case rest == "":
		return first
	}
	return first + pathSep + rest
}

// limitPath keeps paths finite and few: a path that leads through a field of a
// linked structure again goes on from there, as if it were there for the first
// time, and of others at most maxPath elements stay, the innermost: deeper ones
// collapse to the cell of the last field.
func limitPath(path string) string {
	for cut := true; cut; {
		path, cut = cutTurn(path)
	}
	for strings.Count(path, pathSep) >= maxPath {
		_, path, _ = strings.Cut(path, pathSep)
	}
	return path
}

// cutTurn takes out of path what lies between two occurrences of a cell.
func cutTurn(path string) (string, bool) {
	for rest, start := path, 0; rest != ""; {
		elem, below, _ := strings.Cut(rest, pathSep)
		if isCell(elem) {
			if again := lastElement(below, elem); again >= 0 {
				return path[:start] + below[again:], true
			}
		}
		start += len(elem) + len(pathSep)
		rest = below
	}
	return path, false
}

// lastElement returns where the last element of path that is elem begins, or -1.
func lastElement(path, elem string) int {
	found := -1
	for start := 0; start < len(path); {
		next, _, _ := strings.Cut(path[start:], pathSep)
		if next == elem {
			found = start
		}
		start += len(next) + len(pathSep)
	}
	return found
}

const maxPath = 5

func pathString(path string) string {
	var b strings.Builder
	for elem := range strings.SplitSeq(path, pathSep) {
		if elem == "" {
			continue
		}
		if !isElement(elem) {
			b.WriteByte('.')
		}
		b.WriteString(elem[strings.LastIndexByte(elem, '.')+1:])
	}
	return b.String()
}

func isElement(elem string) bool { return strings.HasPrefix(elem, "[") || strings.HasPrefix(elem, "#") }

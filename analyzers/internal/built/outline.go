package built

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
)

// An Outline is the fact of a function, or of a variable, of a package: what
// importers must know of its body to judge what they give it and what they get.
type Outline struct {
	Result Node       // its first result, or the variable's value; Unknown where nothing is told
	Calls  []Deciding // calls that it leads to and to which its arguments matter
	Writes bool       // it writes a secret
	Lasts  bool       // it gives a secret's properties an expiry
}

// AFact makes Outline a fact.
func (*Outline) AFact() {}

func (o *Outline) String() string {
	if len(o.Calls) == 0 {
		return "returns " + o.Result.String()
	}
	var calls []string
	for _, d := range o.Calls {
		calls = append(calls, d.String())
	}
	return strings.Join(calls, "; ")
}

func (o *Outline) isEmpty() bool {
	return o.Result.Kind == Unknown && len(o.Calls) == 0 && !o.Writes && !o.Lasts
}

// Told is a fact of a package that has Outlines.
type Told struct{}

// AFact makes Told a fact.
func (*Told) AFact() {}

func (*Told) String() string { return "told" }

// A Decision is a call of which rules judge what it is given.
type Decision struct {
	Op           *Operation // of the data plane
	Expiry       *keyvault.Expiry
	Options      int // the argument with a field for the version, or -1
	Setup        *keyvault.Setup
	Regeneration *keyvault.Regeneration
	Stores       bool // after the regeneration a secret is written
}

// An Operation is what is told of a keyvault.Op.
type Operation struct {
	Package, Recv, Method string
	Class                 keyvault.Class
	Object                keyvault.Object
	Version               int // the index of the argument, or -1
}

// Op returns the operation, whose name and value aren't told.
func (o *Operation) Op() keyvault.Op {
	return keyvault.Op{Package: o.Package, Recv: o.Recv, Method: o.Method, Class: o.Class, Object: o.Object, Version: o.Version, Name: -1, Value: -1}
}

// A Deciding is a Decision in an Outline.
type Deciding struct {
	Decision
	Args []Node
	// aside says that the call isn't made by the function, which fills a field
	// that it is made with: an option, or a constructor.
	aside bool
}

func (d Deciding) String() string {
	name := "sets up"
	switch {
	case d.Op != nil:
		name = d.Op.Method
	case d.Regeneration != nil:
		name = d.Regeneration.Method
	}
	return name + list(d.Args)
}

// A Kind is what a Node stands for.
type Kind uint8

// The kinds of nodes.
const (
	Unknown   Kind = iota
	Constant       // Text, of constant.Kind N
	Parameter      // parameter N, -1 for the receiver, or what Path leads to in it
	Literal        // a struct whose fields Names are Args
	List           // whose elements are Args
	Choice         // any of Args
	Call           // of the function Text, "path Recv Name", which the standard library or an SDK has
	Binary         // Text is the operator
)

// A Node is an expression without the package around it.
type Node struct {
	Kind  Kind
	Text  string
	N     int
	Path  []string
	Names []string
	Args  []Node

	open *opening
}

func (n Node) String() string {
	switch n.Kind {
	case Constant:
		return n.Text
	case Parameter:
		return "$" + strings.Join(append([]string{string(rune('0' + n.N))}, n.Path...), ".")
	case Literal:
		return strings.Join(n.Names, ",") + list(n.Args)
	case List:
		return "list" + list(n.Args)
	case Choice:
		return "any" + list(n.Args)
	case Call, Binary:
		return n.Text + list(n.Args)
	}
	return "?"
}

func list(nodes []Node) string {
	var texts []string
	for _, n := range nodes {
		texts = append(texts, n.String())
	}
	return "(" + strings.Join(texts, " ") + ")"
}

// each reports whether some node in n, or n itself, satisfies is.
func (n Node) some(is func(Node) bool) bool {
	return is(n) || slices.ContainsFunc(n.Args, func(arg Node) bool { return arg.some(is) })
}

func (n Node) isOpen() bool {
	return n.some(func(n Node) bool { return n.Kind == Parameter })
}

// choice returns a node for any of nodes.
func choice(nodes []Node) Node {
	switch len(nodes) {
	case 0:
		return Node{}
	case 1:
		return nodes[0]
	}
	return Node{Kind: Choice, Args: nodes}
}

// decision returns the Decision that call is.
func (x *Index) decision(call *ast.CallExpr) (Decision, bool) {
	d := Decision{Options: -1}
	if op, ok := keyvault.CallAt(x.info, call); ok {
		if at, ok := keyvault.ExpiryAt(x.info, call, op); ok {
			d.Expiry = &at
		}
		d.Options = keyvault.OptionsWithVersion(x.info, call, op)
		d.Op = &Operation{op.Package, op.Recv, op.Method, op.Class, op.Object, op.Version}
		return d, d.Expiry != nil || d.Options >= 0 || op.Version >= 0
	}
	if at, ok := keyvault.RegenerationAt(x.info, call); ok {
		d.Regeneration = &at
		return d, true
	}
	if setup, ok := keyvault.SetupAt(x.info, call); ok && x.function(call) == nil {
		d.Setup = &setup
		return d, true
	}
	return d, false
}

// args returns the indexes of the arguments that decide.
func (d *Decision) args() []int {
	switch {
	case d.Regeneration != nil:
		return []int{d.Regeneration.Arg}
	case d.Setup != nil && d.Setup.Kind >= 0:
		return []int{d.Setup.Arg, d.Setup.Kind}
	case d.Setup != nil:
		return []int{d.Setup.Arg}
	}
	var found []int
	if d.Expiry != nil {
		found = append(found, d.Expiry.Arg)
	}
	for _, i := range []int{d.Options, d.Op.Version} {
		if i >= 0 {
			found = append(found, i)
		}
	}
	return found
}

package summary

import (
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// A leafKind is what a walk ends at.
type leafKind uint8

const (
	leafConst          leafKind = iota + 1 // v is a constant
	leafText                               // constant text at the end of what is put together: prefix
	leafParam                              // v is a parameter; path below it
	leafCell                               // cell: an exported field or variable that others may set
	leafOp                                 // op's answer
	leafConstElsewhere                     // constant of another package: from
	leafFunc                               // v is a function or MakeClosure
	leafImpl                               // a value of type typ became an interface's
	leafImplElsewhere                      // code of another package behind an interface: from
	leafOnce                               // v is a call of sync.OnceValue or its like
	leafGiven                              // what code returns that others may give: answer
	leafMemory                             // place mode: v is an allocation, map, variable or call
	leafAnswer                             // op's answer, as an interface of another package declares it
	leafMarshalled                         // v is what a marshaller writes down
	leafOpenAnswer                         // v is a call of code that isn't known
	leafUnknown
)

// A leaf is where a value comes from, or a memory it lies in.
type leaf struct {
	kind leafKind
	v    ssa.Value
	path string
	cell string
	typ  types.Type
	op   *opUse
	from *Origin

	answer *givenAnswer
	fn     *ssa.Function // for functions

	user           ssa.Instruction // whose operand v is
	prefix, suffix string
	part           bool
}

// A mode says what a walk looks for.
type mode uint8

const (
	values  mode = iota // constants, answers of operations, parameters
	names               // texts: only the last part of what is put together counts
	secrets             // like names, and constants only where they are the last part
	leaked              // like values, of the vault only: what can be read from the text
	code                // implementations and functions
	memory              // places in memory, not what they hold
	whole               // all that a text may be, as a whole: unknown parts make it unknown
)

// A state is a value to look at and what is wanted of it.
type state struct {
	v              ssa.Value
	path           string
	prefix, suffix string
	part           bool
	user           ssa.Instruction
}

// A walker goes from a value back to where it comes from, through the
// functions of the package.
type walker struct {
	e        *engine
	solver   *solver
	mode     mode
	seen     map[stateKey]bool
	leaves   []leaf
	known    map[leafKey]bool
	variants map[variantKey]int
	readers  []*feed
	full     bool // there are more leaves than are of any use
	done     bool // all leaves are found
	up       bool // from parameters to the arguments in the package's calls
}

type stateKey struct {
	v                    ssa.Value
	path, prefix, suffix string
}

// maxVariants is with how many texts around it a value is looked at: a text
// that grows with each turn of a loop or recursion has no end.
const maxVariants = 8

type variantKey struct {
	v    ssa.Value
	path string
}

// tooManyVariants counts the texts around a value, and reports whether there were
// too many.
func (w *walker) tooManyVariants(v ssa.Value, path, affixes string) bool {
	if affixes == "" {
		return false
	}
	if w.variants == nil {
		w.variants = make(map[variantKey]int)
	}
	key := variantKey{v, path}
	w.variants[key]++
	if w.variants[key] <= maxVariants {
		return false
	}
	w.e.dropped++
	return true
}

func (w *walker) push(s state) {
	if s.v == nil {
		return
	}
	if w.mode == leaked && (typematch.IsError(s.v.Type()) || isRendering(s.path) && w.rendered(s)) {
		return
	}
	if _, isBasic := s.v.Type().Underlying().(*types.Basic); isBasic && s.path != "" {
		return // has no parts
	}
	s.path = limitPath(s.path)
	key := stateKey{s.v, s.path, s.prefix, s.suffix}
	switch {
	case w.full || w.seen[key] || w.tooManyVariants(s.v, s.path, s.prefix+s.suffix):
	case len(w.seen) >= w.e.max.states:
		w.stop()
	default:
		w.seen[key] = true
		w.solver.states = append(w.solver.states, task{w, s})
	}
}

// stop ends a walk that a limit cuts off.
func (w *walker) stop() {
	w.full = true
	w.e.dropped++
}

// to goes on with v in place of s.v, as the operand of user.
func (w *walker) to(s state, v ssa.Value, path string, user ssa.Instruction) {
	s.v, s.path, s.user = v, path, user
	w.push(s)
}

func (w *walker) leaf(s state, l leaf) {
	l.user, l.path = s.user, s.path
	l.prefix, l.suffix, l.part = s.prefix+l.prefix, l.suffix+s.suffix, s.part || l.part
	w.add(l)
}

// isOfUse reports whether a leaf says anything in this mode: that something
// else may be there, too, matters for names only.
func (w *walker) isOfUse(l leaf) bool {
	switch {
	case l.kind == leafUnknown:
		return w.mode == names || w.mode == memory || w.mode == whole
	case w.mode == leaked:
		return l.kind == leafOp || l.kind == leafParam || l.kind == leafCell
	case l.kind == leafConst && (w.mode == values || w.mode == secrets):
		text, ok := constantText(l.v)
		return ok && text != ""
	}
	return true
}

// add keeps a leaf, once.
func (w *walker) add(l leaf) {
	if !w.isOfUse(l) {
		return
	}
	key := leafKey{l.kind, l.v, l.path, l.cell, l.prefix, l.suffix, l.from, l.answer, nil, nil, l.part}
	if l.op != nil {
		key.call, key.name = l.op.call, l.op.name.v
	}
	if w.full || w.known[key] {
		return
	}
	if len(w.leaves) >= w.e.max.leaves && w.mode < code {
		w.stop()
		return
	}
	w.known[key] = true
	w.leaves = append(w.leaves, l)
	for _, f := range w.readers {
		w.solver.enqueue(f)
	}
}

// A leafKey tells leaves apart.
type leafKey struct {
	kind           leafKind
	v              ssa.Value
	path, cell     string
	prefix, suffix string
	from           *Origin
	answer         *givenAnswer
	call           ssa.CallInstruction
	name           ssa.Value
	part           bool
}

// step looks at one value.
func (w *walker) step(s state) {
	if instr, ok := s.v.(ssa.Instruction); ok && w.mode == leaked && hides(instr) {
		return
	}
	switch v := s.v.(type) {
	case *ssa.Const:
		w.leaf(s, leaf{kind: leafConst, v: v})
	case *ssa.Function, *ssa.MakeClosure:
		w.leaf(s, leaf{kind: leafFunc, v: v})
	case *ssa.Parameter:
		w.param(s, v)
	case *ssa.FreeVar:
		w.freeVar(s, v)
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
		w.object(s)
	case *ssa.Global:
		w.global(s, v)
	case *ssa.FieldAddr:
		cell, _ := fieldCell(v.X.Type(), v.Field)
		w.to(s, v.X, joinPath(cell, s.path), v)
	case *ssa.Field:
		cell, _ := fieldCell(v.X.Type(), v.Field)
		w.to(s, v.X, joinPath(cell, s.path), v)
	case *ssa.IndexAddr:
		w.to(s, v.X, joinPath(element(v.Index), s.path), v)
	case *ssa.Index:
		w.to(s, v.X, joinPath(element(v.Index), s.path), v)
	case *ssa.Lookup:
		if w.mode == memory && w.e.isSinglePointer(v.X) {
			w.entry(s, v.X, element(v.Index), v)
			return
		}
		w.to(s, v.X, joinPath(element(v.Index), s.path), v)
	case *ssa.UnOp:
		w.unOp(s, v)
	case *ssa.BinOp:
		w.binOp(s, v)
	case *ssa.Phi:
		for _, edge := range v.Edges {
			w.to(s, edge, s.path, v)
		}
	case *ssa.Extract:
		w.extract(s, v)
	case *ssa.Call:
		w.call(s, v, 0)
	case *ssa.MakeInterface:
		if w.mode == code {
			w.leaf(s, leaf{kind: leafImpl, v: v.X, typ: v.X.Type()})
			return
		}
		w.to(s, v.X, s.path, v)
	case *ssa.Convert, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.TypeAssert, *ssa.Slice, *ssa.SliceToArrayPointer, *ssa.MultiConvert:
		operand := *s.v.(ssa.Instruction).Operands(nil)[0]
		w.to(s, operand, s.path, s.v.(ssa.Instruction))
	default:
		w.leaf(s, leaf{kind: leafUnknown, v: s.v})
	}
}

// element returns the path element of an index: "[3]", `["a"]`, "[]" if it
// isn't constant.
func element(index ssa.Value) string {
	c, ok := index.(*ssa.Const)
	if !ok || c.Value == nil {
		return "[]"
	}
	switch c.Value.Kind() {
	case constant.String:
		text := constant.StringVal(c.Value)
		if len(text) > 64 {
			return "[]"
		}
		return "[" + strings.ReplaceAll(strconv.Quote(text), pathSep, "¦") + "]"
	case constant.Int:
		return "[" + c.Value.ExactString() + "]"
	}
	return "[]"
}

// unOp goes through loads and receives.
func (w *walker) unOp(s state, v *ssa.UnOp) {
	switch v.Op {
	case token.MUL:
		if w.mode == memory {
			w.load(s, v)
			return
		}
		w.to(s, v.X, s.path, v)
	case token.ARROW:
		w.to(s, v.X, joinPath("[]", s.path), v)
	default:
		w.leaf(s, leaf{kind: leafUnknown, v: v})
	}
}

// load goes on, in memory mode, from a pointer that lies in memory to what it
// points to, where the stores that set it are known, and else treats what it
// points to as part of what holds it.
func (w *walker) load(s state, v *ssa.UnOp) {
	w.read(w.solver.value(v.X, "", v), func(holder leaf) { w.pointee(s, holder) })
}

// entry goes on, in memory mode, with what an entry of the map v points to.
func (w *walker) entry(s state, v ssa.Value, elem string, user ssa.Instruction) {
	w.read(w.solver.value(v, elem, user), func(holder leaf) { w.pointee(s, holder) })
}

// isSinglePointer reports whether v is a map that is made here with one pointer.
// In a table of several, each row has a name of its own, so that what is stored
// through one says nothing of what the others point to.
func (e *engine) isSinglePointer(v ssa.Value) bool {
	m, ok := v.Type().Underlying().(*types.Map)
	if !ok {
		return false
	}
	_, isPointer := m.Elem().Underlying().(*types.Pointer)
	rows := 0
	for _, st := range e.stored[v] {
		if st.path != "#key" {
			rows++
		}
	}
	return isPointer && rows == 1
}

// pointee goes on with what the pointer points to that lies in holder.
func (w *walker) pointee(s state, holder leaf) {
	found := false
	if holder.kind == leafMemory {
		for _, st := range w.e.stored[holder.v] {
			if rest, ok := cutPath(holder.path, st.path); ok && st.at == nil && (isReference(st.val.Type()) || rest != "") {
				found = true
				w.to(s, st.val, joinPath(rest, s.path), st.instr)
			}
		}
	}
	if _, isGlobal := holder.v.(*ssa.Global); !found || isGlobal {
		s.path = limitPath(joinPath(holder.path, s.path))
		w.leaf(s, leaf{kind: holder.kind, v: holder.v, cell: holder.cell})
	}
}

func isReference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Slice, *types.Chan, *types.Interface, *types.Signature:
		return true
	}
	return false
}

// extract goes to the part of a tuple.
func (w *walker) extract(s state, v *ssa.Extract) {
	switch t := v.Tuple.(type) {
	case *ssa.Call:
		w.call(s, t, v.Index)
	case *ssa.Lookup, *ssa.TypeAssert, *ssa.UnOp:
		if v.Index != 0 {
			w.leaf(s, leaf{kind: leafUnknown, v: v})
			return
		}
		w.to(s, t, s.path, v)
	case *ssa.Next:
		r, ok := t.Iter.(*ssa.Range)
		switch {
		case !ok || v.Index == 0:
			w.leaf(s, leaf{kind: leafUnknown, v: v})
		case v.Index == 1 && !t.IsString:
			w.to(s, r.X, joinPath("#key", s.path), t)
		case v.Index == 2 && w.mode == memory && w.e.isSinglePointer(r.X):
			w.entry(s, r.X, "[]", t)
		case v.Index == 2 && !t.IsString:
			w.to(s, r.X, joinPath("[]", s.path), t)
		}
	default:
		w.leaf(s, leaf{kind: leafUnknown, v: v})
	}
}

// param ends at a parameter. What lies in fields of the object that it points
// to may have been set elsewhere in the package, too.
func (w *walker) param(s state, v *ssa.Parameter) {
	if w.mode != memory && w.iterated(s, v) {
		return
	}
	if cell, rest := lastCell(s.path); w.mode == code && cell != "" {
		inner := s
		inner.path = rest
		w.leaf(inner, leaf{kind: leafCell, v: v, cell: cell})
	} else {
		w.leaf(s, leaf{kind: leafParam, v: v})
	}
	if w.mode == memory {
		return
	}
	w.cellsBelow(s, false)
	if w.up {
		for _, edge := range w.e.callers[v.Parent()] {
			if arg := edge.argOf(v); arg != nil {
				w.to(s, arg, s.path, edge.call)
			}
		}
	}
}

// freeVar goes to the variable that a function literal captured.
func (w *walker) freeVar(s state, v *ssa.FreeVar) {
	fn := v.Parent()
	for i, free := range fn.FreeVars {
		if free != v {
			continue
		}
		for _, instr := range w.e.closed[fn] {
			if mc, ok := instr.(*ssa.MakeClosure); ok && i < len(mc.Bindings) {
				w.to(s, mc.Bindings[i], s.path, mc)
			}
		}
	}
}

// object goes on with what was stored in something made here.
func (w *walker) object(s state) {
	if w.mode == memory {
		w.leaf(s, leaf{kind: leafMemory, v: s.v})
		return
	}
	w.contents(s, w.e.stored[s.v])
	if w.mode == whole && w.e.isFilledElsewhere(s.v) {
		w.leaf(s, leaf{kind: leafUnknown, v: s.v})
	}
	if alloc, ok := s.v.(*ssa.Alloc); ok && w.e.escapes(alloc) {
		w.cellsBelow(s, true)
	}
}

func (w *walker) global(s state, v *ssa.Global) {
	obj, _ := v.Object().(*types.Var)
	if w.mode == memory {
		w.leaf(s, leaf{kind: leafMemory, v: v})
		return
	}
	if v.Pkg == w.e.pkg {
		w.contents(s, w.e.stored[v])
		w.cellsBelow(s, true)
	}
	if obj != nil && obj.Exported() {
		w.cell(s, varCell(obj))
	}
}

// cell ends at an exported field or variable, and at what imported packages
// say that it holds.
func (w *walker) cell(s state, cell string) {
	w.leaf(s, leaf{kind: leafCell, cell: cell, v: s.v})
	if known := w.e.cells[cell]; known != nil {
		for _, o := range known.origins {
			if rest, ok := cutPath(s.path, o.Path); ok {
				below := s
				below.path = rest
				w.origin(below, o.From, nil)
			}
		}
	}
}

// cellsBelow goes on with what the package stores in the fields that path
// leads through, of whichever object; with elsewhere, only through pointers.
func (w *walker) cellsBelow(s state, elsewhere bool) {
	rest := s.path
	for rest != "" {
		elem, below, _ := strings.Cut(rest, pathSep)
		rest = below
		if !isCell(elem) || w.mode == whole && !w.e.isOwnCell(elem) {
			continue
		}
		inner := s
		inner.path = below
		w.held(inner, elem, elsewhere)
		if below == "" || onlyElements(below) { // others collapse to the innermost field
			if token.IsExported(elem[strings.LastIndexByte(elem, '.')+1:]) {
				w.cell(inner, elem)
			}
		}
	}
}

// held goes on with what the package stores in a field.
func (w *walker) held(s state, cell string, elsewhere bool) {
	stores := w.e.fields[cell]
	if len(stores) == 0 {
		return
	}
	if w.up { // what others ask for doesn't go on to the callers
		w.fieldContents(s, stores, elsewhere)
		return
	}
	q := question{cell: cell, elsewhere: elsewhere, path: s.path, mode: w.mode}
	found := w.solver.ask(q, func(inner *walker) { inner.fieldContents(state{v: s.v, path: s.path}, stores, elsewhere) })
	w.read(found, func(l leaf) {
		l.prefix, l.suffix, l.part = s.prefix+l.prefix, l.suffix+s.suffix, s.part || l.part
		w.add(l)
	})
}

func (w *walker) fieldContents(s state, stores []store, elsewhere bool) {
	for _, st := range stores {
		if !elsewhere || !st.local {
			w.content(s, st, "")
		}
	}
}

// contents goes on with the stores that may have set what s wants.
func (w *walker) contents(s state, stores []store) {
	for _, st := range stores {
		w.content(s, st, st.path)
	}
}

// content goes on with what st stored at path.
func (w *walker) content(s state, st store, path string) {
	rest, ok := cutPath(s.path, path)
	if ok && w.mode == secrets && isVague(s.path, path) {
		return // a constant under some key says nothing of this one
	}
	if !ok {
		if below, isBelow := cutPath(path, s.path); isBelow && onlyItems(below) {
			rest, ok = "", true
		}
	}
	if !ok {
		return
	}
	if w.mode == secrets && w.e.isSetter(st.val) {
		return
	}
	if _, isDefault := st.instr.(ssa.CallInstruction); isDefault && w.mode == whole {
		w.leaf(s, leaf{kind: leafUnknown, v: st.val})
	}
	s.path = rest
	last := len(st.at) - 1
	if last < 0 {
		w.to(s, st.val, s.path, st.instr)
		return
	}
	w.read(w.solver.above(st, s.path, last), func(l leaf) { w.through(s, st.at[last], l) })
}

// isVague reports whether path asks for the entry of a certain key where prefix
// says only that some entry was set.
func isVague(path, prefix string) bool {
	a, _, _ := strings.Cut(path, pathSep)
	b, _, _ := strings.Cut(prefix, pathSep)
	return strings.HasPrefix(a, `["`) && b == "[]"
}

// onlyItems reports whether path leads through items of lists, not of maps,
// only: a text that is wanted is what they hold.
func onlyItems(path string) bool {
	for elem := range strings.SplitSeq(path, pathSep) {
		if !strings.HasPrefix(elem, "[") || strings.HasPrefix(elem, `["`) {
			return false
		}
	}
	return true
}

func onlyElements(path string) bool {
	for elem := range strings.SplitSeq(path, pathSep) {
		if !isElement(elem) {
			return false
		}
	}
	return true
}

// cutPath returns what remains of path below prefix.
func cutPath(path, prefix string) (string, bool) {
	for prefix != "" {
		if path == "" {
			return "", false
		}
		var a, b string
		a, path, _ = strings.Cut(path, pathSep)
		b, prefix, _ = strings.Cut(prefix, pathSep)
		if !sameElement(a, b) {
			return "", false
		}
	}
	return path, true
}

func sameElement(a, b string) bool {
	return a == b || a == "[]" && strings.HasPrefix(b, "[") || b == "[]" && strings.HasPrefix(a, "[")
}

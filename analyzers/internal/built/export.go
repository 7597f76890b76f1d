package built

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/analysis"
)

// sdk is how the import paths of Azure's SDKs begin.
const sdk = "github.com/Azure/azure-sdk-for-go/"

// export finds the outlines of the package and exports those of exported
// functions and variables. It is called before others ask the Index.
func (x *Index) export(pass *analysis.Pass) {
	x.outlines = make(map[types.Object]*Outline)
	x.eachCall(func(call *ast.CallExpr) {
		if d, ok := x.decision(call); ok {
			x.outlineCall(call, d)
		}
		for _, b := range x.behind[call] {
			x.outlineCall(b.Call, b.Decision)
		}
	})
	x.outlineResults()
	x.outlineVariables()
	x.outlineWrites()
	told := false
	for obj, outline := range x.outlines {
		if !outline.isEmpty() && pass.Pkg.Name() != "main" && obj.Exported() {
			pass.ExportObjectFact(obj, outline)
			told = true
		}
	}
	if told {
		pass.ExportPackageFact(new(Told))
	}
	x.addAside()
}

// mayTell reports, at little cost, whether the package may have outlines: it
// imports an SDK, returns times, or knows ids of roles.
func (x *Index) mayTell() bool {
	for _, imported := range x.pkg.Imports() {
		if strings.HasPrefix(imported.Path(), sdk) || keyvault.IsRoot(imported.Path()) || strings.HasPrefix(imported.Path(), "github.com/pulumi/pulumi-azure-native") {
			return true
		}
	}
	if slices.ContainsFunc(x.pkg.Scope().Names(), func(name string) bool { return isOfTime(x.pkg.Scope().Lookup(name)) }) {
		return true
	}
	return x.knowsRoles()
}

// isOfTime reports whether obj is an exported function that returns a time, or
// a variable that holds one.
func isOfTime(obj types.Object) bool {
	t := obj.Type()
	switch obj := obj.(type) {
	case *types.Func:
		if obj.Signature().Results().Len() == 0 {
			return false
		}
		t = obj.Signature().Results().At(0).Type()
	case *types.Var:
	default:
		return false
	}
	name := strings.TrimPrefix(typematch.Name(t), "*")
	return obj.Exported() && (name == "time.Time" || name == "time.Duration")
}

// knowsRoles reports whether a text in the package is or has the id of a role.
func (x *Index) knowsRoles() bool {
	for _, file := range x.files {
		for n := range ast.Preorder(file) {
			lit, ok := n.(*ast.BasicLit)
			if ok && lit.Kind == token.STRING && (strings.Contains(lit.Value, "roleDefinitions") || guid.MatchString(lit.Value)) {
				return true
			}
		}
	}
	return false
}

func (x *Index) eachCall(visit func(*ast.CallExpr)) {
	for _, file := range x.files {
		for n := range ast.Preorder(file) {
			if call, ok := n.(*ast.CallExpr); ok && x.isIndexed(call) {
				visit(call)
			}
		}
	}
}

// isIndexed reports whether call is in a function of a file that isn't a test.
func (x *Index) isIndexed(call *ast.CallExpr) bool { return len(x.outer[call]) > 0 }

func (x *Index) outline(obj types.Object) *Outline {
	if x.outlines[obj] == nil {
		x.outlines[obj] = new(Outline)
	}
	return x.outlines[obj]
}

// maxDeciding is how many calls an outline has.
const maxDeciding = 8

// outlineCall adds a decision, which call is, to the outlines of the functions
// whose parameters it depends on.
func (x *Index) outlineCall(call *ast.CallExpr, d Decision) {
	inChain := make(map[ast.Node]bool)
	x.EachContext(call, func(ctx Context) bool {
		for _, node := range x.outer[ctx.Call] {
			inChain[node] = true
		}
		d := d
		d.Stores = d.Stores || d.Regeneration != nil && x.storesIn(ctx, call)
		args := make([]Node, len(call.Args))
		var owners []types.Object
		for _, i := range d.args() {
			p := porter{Index: x}
			args[i] = p.node(At(call.Args[i], ctx.Frame), 0)
			owners = append(owners, x.owners(args[i])...)
		}
		slices.SortFunc(owners, func(a, b types.Object) int { return int(a.Pos() - b.Pos()) })
		for _, owner := range slices.Compact(owners) {
			x.addDeciding(owner, Deciding{Decision: d, Args: args, aside: !inChain[x.decls[owner.(*types.Func)]]})
		}
		if d.Regeneration != nil && len(owners) == 0 && !d.Stores {
			x.addClosed(ctx, Deciding{Decision: d, Args: args})
		}
		return len(owners) == 0
	})
}

// addClosed adds a regeneration of a constant key to the function that makes
// it: importers may store the key.
func (x *Index) addClosed(ctx Context, d Deciding) {
	enclosing := x.outer[ctx.Call]
	if len(enclosing) == 0 {
		return
	}
	if decl, ok := enclosing[len(enclosing)-1].(*ast.FuncDecl); ok {
		x.addDeciding(x.info.Defs[decl.Name], d)
	}
}

func (x *Index) addDeciding(owner types.Object, d Deciding) {
	fn, ok := owner.(*types.Func)
	outline := x.outline(owner)
	if !ok || len(outline.Calls) >= maxDeciding {
		return
	}
	args := make([]Node, len(d.Args))
	for i, arg := range d.Args {
		args[i] = arg.of(fn, true)
	}
	d.Args = args
	if !slices.ContainsFunc(outline.Calls, func(o Deciding) bool { return reflect.DeepEqual(o, d) }) {
		outline.Calls = append(outline.Calls, d)
	}
}

// owners returns the declared functions whose parameters are in n.
func (x *Index) owners(n Node) []types.Object {
	var found []types.Object
	n.some(func(n Node) bool {
		if n.open != nil {
			if decl := x.ownerOf(n.open.param); decl != nil {
				found = append(found, x.info.Defs[decl.Name])
			}
		}
		return false
	})
	return found
}

func (x *Index) ownerOf(param *types.Var) *ast.FuncDecl {
	decl, _ := x.params[param].function.(*ast.FuncDecl)
	return decl
}

// of returns n as fn's outline has it. Parameters of other functions are
// unknown there; of several alternatives, a default first of all, those count
// that fn is given where given says so, and none otherwise.
func (n Node) of(fn *types.Func, given bool) Node {
	if n.Kind == Parameter {
		i, ok := indexOf(fn, n.open.param)
		if !ok {
			return Node{}
		}
		return Node{Kind: Parameter, N: i, Path: n.open.path}
	}
	args := make([]Node, 0, len(n.Args))
	for _, arg := range n.Args {
		args = append(args, arg.of(fn, given))
	}
	if n.Kind == Choice {
		open := slices.DeleteFunc(slices.Clone(args), func(arg Node) bool { return !arg.isOpen() })
		if len(open) > 0 && given {
			return choice(open)
		}
		return Node{}
	}
	n.Args = args
	return n
}

func indexOf(fn *types.Func, param *types.Var) (int, bool) {
	if recv := fn.Signature().Recv(); recv == param {
		return -1, recv != nil
	}
	for i := range fn.Signature().Params().Len() {
		if fn.Signature().Params().At(i) == param {
			return i, true
		}
	}
	return 0, false
}

// outlineResults adds what functions return that a decision may be made of:
// times, texts, and structs of the SDKs.
func (x *Index) outlineResults() {
	roles := x.knowsRoles()
	for fn, decl := range x.decls {
		results := fn.Signature().Results()
		if decl.Body == nil || !fn.Exported() || results.Len() == 0 || results.Len() > 2 || !isPortable(results.At(0).Type()) {
			continue
		}
		var nodes []Node
		for _, expr := range x.Returned(decl) {
			p := porter{Index: x, returned: true}
			if n := p.node(At(expr, nil), 0); !p.isNil(At(expr, nil)) {
				nodes = append(nodes, n)
			}
		}
		result := choice(nodes).of(fn, false)
		if result.Kind == Unknown && roles && typematch.IsText(results.At(0).Type()) {
			result = Node{Kind: Choice} // what it returns isn't what it is given
		}
		if result.Kind != Unknown {
			x.outline(fn).Result = result
		}
	}
}

// outlineVariables adds the values of exported variables that the package
// never changes.
func (x *Index) outlineVariables() {
	scope := x.pkg.Scope()
	for _, name := range scope.Names() {
		v, ok := scope.Lookup(name).(*types.Var)
		if !ok || !v.Exported() || !isPortable(v.Type()) || len(x.assigned[v]) != 1 || len(x.fields[v])+len(x.passed[v]) > 0 {
			continue
		}
		if a := x.assigned[v][0]; a.expr != nil && a.each == nil && a.result < 0 {
			p := porter{Index: x, returned: true}
			if n := p.node(At(a.expr, nil), 0).of(new(types.Func), false); n.Kind != Unknown {
				x.outline(v).Result = n
			}
		}
	}
}

// isPortable reports whether values of type t are told of: times, durations,
// texts, and what SDKs take.
func isPortable(t types.Type) bool {
	switch u := types.Unalias(t).(type) {
	case *types.Pointer:
		return isPortable(u.Elem())
	case *types.Slice:
		return isPortable(u.Elem()) && !typematch.IsText(u.Elem())
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Named:
		if pkg := u.Obj().Pkg(); pkg != nil && (pkg.Path() == "time" || strings.HasPrefix(pkg.Path(), sdk)) {
			return true
		}
		basic, ok := u.Underlying().(*types.Basic)
		return ok && basic.Info()&types.IsString != 0
	}
	return false
}

// outlineWrites marks functions that write secrets, or an expiry, themselves
// or through others.
func (x *Index) outlineWrites() {
	for fn, decl := range x.decls {
		if decl.Body == nil || !fn.Exported() {
			continue
		}
		if x.leadsTo(decl, 0, isWrite) {
			x.outline(fn).Writes = true
		}
		if x.leadsTo(decl, 0, func(x *Index, call *ast.CallExpr) bool { return x.lasts(call) }) {
			x.outline(fn).Lasts = true
		}
	}
}

func isWrite(x *Index, call *ast.CallExpr) bool {
	if op, ok := keyvault.CallAt(x.info, call); ok {
		return op.Method == "SetSecret"
	}
	outline := x.told[call]
	return outline != nil && outline.Writes
}

// lasts reports whether call updates the properties of a secret with an expiry.
func (x *Index) lasts(call *ast.CallExpr) bool {
	op, ok := keyvault.CallAt(x.info, call)
	if !ok {
		outline := x.told[call]
		return outline != nil && outline.Lasts
	}
	at, ok := keyvault.ExpiryAt(x.info, call, op)
	if !ok || op.Method == "SetSecret" {
		return false
	}
	set := x.Field(At(call.Args[at.Arg], nil), at.Path...)
	return set.Unknown || len(set.Values) > 0
}

// leadsTo reports whether node has a call that satisfies is, or calls a
// function of the package that has.
func (x *Index) leadsTo(node ast.Node, depth int, is func(*Index, *ast.CallExpr) bool) bool {
	found := false
	ast.Inspect(node, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || found {
			return !found
		}
		found = is(x, call)
		if callee := x.function(call); !found && callee != nil && callee != node && depth < 3 {
			found = x.leadsTo(callee, depth+1, is)
		}
		return !found
	})
	return found
}

// storesIn reports whether a secret is written after call in one of the
// functions through which ctx reaches it.
func (x *Index) storesIn(ctx Context, call *ast.CallExpr) bool {
	stores := x.storesAfter(call)
	for f := ctx.Frame; f != nil; f = f.parent {
		stores = stores || x.storesAfter(f.call)
	}
	return stores
}

// storesAfter reports whether the function around call writes a secret after
// it, and none before.
func (x *Index) storesAfter(call *ast.CallExpr) bool {
	before, after := false, false
	for _, node := range x.outer[x.site(call).Call] {
		ast.Inspect(node, func(n ast.Node) bool {
			other, ok := n.(*ast.CallExpr)
			if !ok || other.Pos() <= call.Pos() && call.End() <= other.End() {
				return true
			}
			callee := x.function(other)
			if isWrite(x, other) || callee != nil && x.leadsTo(callee, 1, isWrite) {
				before, after = before || other.Pos() < call.Pos(), after || other.Pos() > call.Pos()
			}
			return true
		})
	}
	return after && !before
}

// A porter makes nodes of values.
type porter struct {
	*Index
	returned bool // of what is returned, rather than of what an SDK's call is given
	count    int
}

const (
	maxNodes     = 400
	maxNodeDepth = 9
)

func (p *porter) isNil(v Value) bool {
	src := p.Sources(v)
	return len(src.Values) == 1 && !src.Unknown && p.IsNil(src.Values[0])
}

// node returns the node of v.
func (p *porter) node(v Value, depth int) Node {
	p.count++
	if depth > maxNodeDepth || p.count > maxNodes {
		return Node{}
	}
	src := p.Sources(v)
	t := p.info.TypeOf(v.Expr)
	if t != nil && len(src.Values) > 0 && !p.isNil(v) {
		switch u := deref(t).Underlying().(type) {
		case *types.Struct:
			if !isTime(deref(t)) {
				return p.structNode(v, u, depth)
			}
		case *types.Slice:
			elems := p.Elements(v)
			n := Node{Kind: List}
			for _, elem := range elems.Values {
				n.Args = append(n.Args, p.elementNode(elem, depth))
			}
			n.Args = append(n.Args, p.rest(elems)...)
			return n
		}
	}
	return p.choice(src, func(leaf Value) (Node, bool) { return p.leafNode(leaf, depth) })
}

func (p *porter) elementNode(elem Value, depth int) Node {
	if elem.Each {
		return Node{}
	}
	return p.node(elem, depth+1)
}

func isTime(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && (named.Obj().Pkg().Path() == "time" || strings.HasSuffix(named.Obj().Pkg().Path(), "autorest/date"))
}

// choice returns a node for a set whose values leaf makes nodes of.
func (p *porter) choice(set Set, leaf func(Value) (Node, bool)) Node {
	var nodes []Node
	for _, v := range set.Values {
		if n, ok := leaf(v); ok {
			nodes = append(nodes, n)
		}
	}
	return choice(append(nodes, p.rest(set)...))
}

// rest returns nodes for what a set may be besides its values.
func (p *porter) rest(set Set) []Node {
	var nodes []Node
	for _, open := range set.open {
		if !p.isCapped(open.param) {
			nodes = append(nodes, Node{Kind: Parameter, open: &open})
		}
	}
	if set.Unknown && len(nodes) == 0 {
		nodes = append(nodes, Node{})
	}
	return nodes
}

func (p *porter) structNode(v Value, str *types.Struct, depth int) Node {
	n := Node{Kind: Literal}
	for field := range str.Fields() {
		set := p.Field(v, field.Name())
		arg := p.choice(set, func(value Value) (Node, bool) { return p.node(value, depth+1), !p.isNil(value) })
		if arg.Kind == Unknown && !set.Unknown && (len(set.Values) == 0 || set.Absent) {
			continue
		}
		if len(set.Values) > 0 && !set.Unknown && !slices.ContainsFunc(set.Values, func(v Value) bool { return !p.isNil(v) }) {
			continue
		}
		n.Names, n.Args = append(n.Names, field.Name()), append(n.Args, arg)
	}
	return n
}

// leafNode returns the node of a source of a value, or false for nil.
func (p *porter) leafNode(leaf Value, depth int) (Node, bool) {
	if value, ok := p.fold(leaf); ok {
		return p.constant(value), true
	}
	if value, ok := p.zero(leaf); ok {
		return p.constant(value), true
	}
	if p.IsNil(leaf) {
		return Node{}, false
	}
	switch e := leaf.Expr.(type) {
	case *ast.BinaryExpr:
		return Node{Kind: Binary, Text: e.Op.String(), Args: []Node{p.node(leaf.Within(e.X), depth+1), p.node(leaf.Within(e.Y), depth+1)}}, true
	case *ast.CallExpr:
		return p.callNode(e, leaf, depth), true
	}
	return Node{}, true
}

// callNode returns the node of a call of a function that makes times, or puts
// texts together.
func (p *porter) callNode(call *ast.CallExpr, v Value, depth int) Node {
	fn, ok := p.callee(call).(*types.Func)
	if !ok || fn.Pkg() == nil || v.Each {
		return Node{}
	}
	n := Node{Kind: Call}
	recv := ""
	if r := fn.Signature().Recv(); r != nil {
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return Node{}
		}
		recv = typematch.Name(r.Type())
		n.Args = append(n.Args, p.node(v.Within(sel.X), depth+1))
	}
	switch {
	case fn.Name() == "Now" && len(call.Args) == 0:
		return Node{Kind: Call, Text: "time  Now"} // of whatever clock
	case fn.Pkg().Path() == "time" && (recv == "" || recv == "time.Time"):
	case strings.HasSuffix(fn.Pkg().Path(), "autorest/date") && recv == "":
	case p.formats(call):
	default:
		return Node{}
	}
	n.Text = fn.Pkg().Path() + " " + recv + " " + fn.Name()
	for _, arg := range call.Args {
		n.Args = append(n.Args, p.node(v.Within(arg), depth+1))
	}
	return n
}

// Texts that are told of: words of the SDKs' enumerations and names of keys,
// dates, and the ids of roles. No other text is in a fact.
var (
	word    = regexp.MustCompile(`^[A-Za-z]{1,20}[0-9]?$`)
	date    = regexp.MustCompile(`^[0-9]{2,4}[0-9A-Z:+-]{0,30}$`)
	version = regexp.MustCompile(`^[0-9a-fA-F]{32}$`)
	guid    = regexp.MustCompile(`^"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"$`)
)

func (p *porter) constant(value constant.Value) Node {
	n := Node{Kind: Constant, Text: value.ExactString(), N: int(value.Kind())}
	if value.Kind() != constant.String {
		return n
	}
	text := constant.StringVal(value)
	switch {
	case text == "", date.MatchString(text), !p.returned && word.MatchString(text), keyvault.IsRoleID(text):
		n.Text = text
	case version.MatchString(text):
		n.Text = text[:6] + strings.Repeat("0", 26) // what a message shows of it
	default:
		return Node{}
	}
	return n
}

// isCapped reports whether the function that has param compares it with a
// limit: what it is given isn't what counts then.
func (x *Index) isCapped(param *types.Var) bool {
	function := x.params[param].function
	if function == nil {
		return false
	}
	is := func(expr ast.Expr) bool { return x.variable(expr) == param }
	found := false
	ast.Inspect(function, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			switch n.Op {
			case token.LSS, token.GTR, token.LEQ, token.GEQ:
				found = found || is(n.X) && !x.isZero(n.Y) || is(n.Y) && !x.isZero(n.X)
			}
		case *ast.CallExpr:
			b, isBuiltin := x.callee(n).(*types.Builtin)
			sel, isMethod := n.Fun.(*ast.SelectorExpr)
			asks := isBuiltin && b.Name() == "min"
			if isMethod && (sel.Sel.Name == "After" || sel.Sel.Name == "Before") {
				asks = true
				found = found || is(sel.X)
			}
			found = found || asks && slices.ContainsFunc(n.Args, is)
		}
		return !found
	})
	return found
}

func (x *Index) isZero(expr ast.Expr) bool {
	value := x.info.Types[expr].Value
	return value != nil && value.Kind() == constant.Int && constant.Sign(value) == 0
}

package site

import (
	"go/ast"
	gc "go/constant"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
)

// TestCorpus asks for everything in real packages. Nothing may panic, no
// expression may contradict the value that it is said to be, and nearly all
// arguments must be found.
func TestCorpus(t *testing.T) {
	var total tally
	for _, pkg := range corpus(t, "net/http", "text/template", "slices", "github.com/kvlint/kvlint/...") {
		one := tally{t: t, info: pkg.TypesInfo, fset: pkg.Fset}
		one.index = New(pkg.TypesInfo, pkg.Syntax)
		for _, fn := range built(pkg) {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					one.add(instr)
				}
			}
		}
		total.args += one.args
		total.found += one.found
		total.constants += one.constants
		total.constantsFound += one.constantsFound
	}
	share := float64(total.found) / float64(max(total.args, 1))
	t.Logf("arguments: %d of %d (%.2f%%), constants in any role: %d of %d",
		total.found, total.args, 100*share, total.constantsFound, total.constants)
	if total.args < 10000 || share < 0.98 {
		t.Errorf("%d of %d arguments found, want at least 98%%", total.found, total.args)
	}
}

func corpus(t *testing.T, patterns ...string) []*packages.Package {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	if packages.PrintErrors(pkgs) > 0 {
		t.Fatal("packages with errors")
	}
	return pkgs
}

// built returns the functions of pkg as buildssa builds them.
func built(pkg *packages.Package) []*ssa.Function {
	prog := ssa.NewProgram(pkg.Fset, ssa.BuilderMode(0))
	prog.SetNoReturn(func(fn *types.Func) bool { return fn.FullName() == "os.Exit" })
	for _, p := range pkg.Types.Imports() {
		prog.CreatePackage(p, nil, nil, true)
	}
	p := prog.CreatePackage(pkg.Types, pkg.Syntax, pkg.TypesInfo, false)
	p.Build()
	return functions(prog, p, pkg.Syntax, pkg.TypesInfo)
}

// A tally counts what is found in one package.
type tally struct {
	t     *testing.T
	fset  *token.FileSet
	info  *types.Info
	index *Index

	args, found               int // arguments of calls that are written
	constants, constantsFound int
}

// add asks for the values and operands of instr, and counts them.
func (c *tally) add(instr ssa.Instruction) {
	if v, ok := instr.(ssa.Value); ok {
		c.sane(instr, v, c.index.Value(v))
	}
	for _, v := range instr.Operands(nil) {
		if *v == nil {
			continue
		}
		e := c.index.Operand(instr, *v)
		c.sane(instr, *v, e)
		if _, ok := (*v).(*ssa.Const); ok && instr.Parent().Synthetic == "" {
			c.constants++
			if e != nil {
				c.constantsFound++
			}
		}
	}
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return
	}
	for i := -1; i < 9; i++ {
		c.index.Arg(call, i)
	}
	if instr.Parent().Synthetic == "" && call.Common().Pos().IsValid() {
		c.call(call)
	}
}

// call counts the arguments of a call, and for the slice of a variadic
// parameter its elements.
func (c *tally) call(call ssa.CallInstruction) {
	for _, v := range call.Common().Args {
		slice, ok := v.(*ssa.Slice)
		if !ok || slice.Pos().IsValid() {
			if k, ok := v.(*ssa.Const); ok && k.IsNil() && c.index.Operand(call, v) == nil && call.Common().Signature().Variadic() {
				continue // no variadic arguments
			}
			c.count(call, v)
			continue
		}
		for _, user := range *slice.X.Referrers() {
			if elem, ok := user.(*ssa.IndexAddr); ok {
				for _, user := range *elem.Referrers() {
					if store, ok := user.(*ssa.Store); ok {
						c.count(store, store.Val)
					}
				}
			}
		}
	}
}

func (c *tally) count(instr ssa.Instruction, v ssa.Value) {
	c.args++
	if c.index.operand(instr, v) != nil {
		c.found++
		return
	}
	c.t.Logf("%s: no expression for %s in %s", c.fset.Position(instr.Pos()), v, instr)
}

// sane reports an error if e can't be the expression of v: if it is a constant
// and v is one with another value, or none, but for the reload of a result in
// a function that may recover, and x += y.
func (c *tally) sane(instr ssa.Instruction, v ssa.Value, e ast.Expr) {
	if e == nil {
		return
	}
	tv := c.info.Types[e]
	k := constant(v)
	if k != nil && tv.Value != nil && k.Value != nil {
		if !gc.Compare(tv.Value, token.EQL, k.Value) {
			c.t.Errorf("%s: %s for %s in %s", c.fset.Position(e.Pos()), tv.Value, k, instr)
		}
	}
	switch instr.(type) {
	case *ssa.Return:
		_, reload := v.(*ssa.UnOp)
		if reload {
			return
		}
	case *ssa.Store, *ssa.MapUpdate:
		if _, sum := v.(*ssa.BinOp); sum {
			return
		}
	}
	if tv.Value != nil && k == nil {
		c.t.Errorf("%s: the constant %s for %s in %s", c.fset.Position(e.Pos()), tv.Value, v, instr)
	}
}

package summary

import (
	"go/types"
	"slices"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/setting"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// formatted holds functions that write their first argument, or receiver, as
// text of some form.
var formatted = map[string]setting.Form{
	"strconv.FormatBool": setting.Bool, "strconv.Itoa": setting.Number, "strconv.FormatInt": setting.Number,
	"strconv.FormatUint": setting.Number, "strconv.FormatFloat": setting.Number,
	"time.Duration.String": setting.Duration, "net.IP.String": setting.IP, "net.IPNet.String": setting.CIDR,
	"net/netip.Addr.String": setting.IP, "net/netip.Prefix.String": setting.CIDR, "net/netip.AddrPort.String": setting.Address,
}

// formOf returns the form of the text that a call puts together, if that is
// a truth value, number or the like: not if the number is random or says by its
// name that it is a code.
func (e *engine) formOf(v ssa.Value) setting.Form {
	call, ok := v.(*ssa.Call)
	if !ok {
		return setting.None
	}
	name := fullName(declared(call))
	form, operand := formatted[name], ssa.Value(nil)
	switch {
	case form != setting.None:
		operand = call.Call.Args[0]
		if base := e.arg(call, 1); (name == "strconv.FormatInt" || name == "strconv.FormatUint") && !isTen(base) {
			return setting.None
		}
	case formats[name]:
		form, operand = e.printed(call)
	}
	if form == setting.None || (form == setting.Number || form == setting.IP) && e.isUnguessable(operand, make(map[ssa.Value]bool)) {
		return setting.None
	}
	return form
}

func isTen(base ssa.Value) bool {
	c, ok := base.(*ssa.Const)
	return ok && c.Value != nil && c.Int64() == 10
}

// printed returns the form of the text that fmt prints, and the one value in it.
func (e *engine) printed(call *ssa.Call) (setting.Form, ssa.Value) {
	operands := e.variadic(call)
	if len(operands) != 1 {
		return setting.None, nil
	}
	if declared(call).Name() != "Sprint" {
		switch format, _ := constantText(e.arg(call, 0)); format {
		case "%d", "%t", "%v", "%s", "%f", "%g", "%+v", "%.0f", "%.1f", "%.2f":
		default:
			return setting.None, nil
		}
	}
	boxed, ok := operands[0].(*ssa.MakeInterface)
	if !ok {
		return setting.None, nil
	}
	switch typematch.Name(boxed.X.Type()) {
	case "time.Duration":
		return setting.Duration, boxed.X
	case "net.IP", "net/netip.Addr":
		return setting.IP, boxed.X
	case "net/netip.Prefix", "*net.IPNet":
		return setting.CIDR, boxed.X
	}
	basic, ok := types.Unalias(boxed.X.Type()).(*types.Basic)
	switch {
	case !ok:
		return setting.None, nil
	case basic.Info()&types.IsBoolean != 0:
		return setting.Bool, boxed.X
	case basic.Info()&(types.IsInteger|types.IsFloat) != 0:
		return setting.Number, boxed.X
	}
	return setting.None, nil
}

// isUnguessable reports whether a number comes from a source of random numbers
// or a clock, or from something that says by its name that it is a code. It
// looks at all that the number is computed from, and at the package's callers.
func (e *engine) isUnguessable(v ssa.Value, seen map[ssa.Value]bool) bool {
	if v == nil || seen[v] {
		return false
	}
	seen[v] = true
	if saysCode(v) {
		return true
	}
	switch x := v.(type) {
	case *ssa.Parameter:
		return slices.ContainsFunc(e.callers[x.Parent()], func(edge *edge) bool { return e.isUnguessable(edge.argOf(x), seen) })
	case *ssa.Alloc, *ssa.MakeSlice:
		return e.isFilledAtRandom(x, seen)
	case *ssa.Call:
		if isSourceOfChance(declared(x)) {
			return true
		}
		for _, edge := range e.edgesOf(x) {
			if edge.fn != nil && e.returnsUnguessable(edge.fn, seen) {
				return true
			}
		}
	}
	if instr, ok := v.(ssa.Instruction); ok {
		for _, operand := range instr.Operands(nil) {
			if e.isUnguessable(*operand, seen) {
				return true
			}
		}
	}
	return false
}

func (e *engine) returnsUnguessable(fn *ssa.Function, seen map[ssa.Value]bool) bool {
	found := false
	instructions(fn, func(instr ssa.Instruction) {
		if ret, ok := instr.(*ssa.Return); ok && !found {
			found = slices.ContainsFunc(ret.Results, func(v ssa.Value) bool { return e.isUnguessable(v, seen) })
		}
	})
	return found
}

// isFilledAtRandom reports whether a memory is given to a source of random
// bytes, or something unguessable is stored in it.
func (e *engine) isFilledAtRandom(v ssa.Value, seen map[ssa.Value]bool) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			if isSourceOfChance(declared(ref)) {
				return true
			}
		case *ssa.Slice:
			if e.isFilledAtRandom(ref, seen) {
				return true
			}
		case *ssa.Store:
			if ref.Addr == v && e.isUnguessable(ref.Val, seen) {
				return true
			}
		}
	}
	return false
}

// isSourceOfChance reports whether fn returns random numbers or the time, by its
// package or its name.
func isSourceOfChance(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	if fn.Pkg() != nil {
		switch fn.Pkg().Path() {
		case "math/rand", "math/rand/v2", "crypto/rand":
			return true
		case "time":
			return fn.Name() == "Now" || fn.Name() == "Since"
		}
	}
	return slices.ContainsFunc(naming.Tokens(fn.Name()), isCodeWord)
}

func isCodeWord(word string) bool {
	switch word {
	case "rand", "random", "nonce", "otp", "totp", "hotp", "pin", "passcode", "secret", "password", "token":
		return true
	}
	return false
}

// saysCode reports whether a parameter, field, variable or function is called a
// code.
func saysCode(v ssa.Value) bool {
	name := ""
	switch x := v.(type) {
	case *ssa.Parameter:
		name = x.Name()
	case *ssa.Global:
		name = x.Name()
	case *ssa.Alloc:
		name = x.Comment
	case *ssa.FieldAddr:
		if _, field := fieldCell(x.X.Type(), x.Field); field != nil {
			name = field.Name()
		}
	case *ssa.Field:
		if _, field := fieldCell(x.X.Type(), x.Field); field != nil {
			name = field.Name()
		}
	}
	return slices.ContainsFunc(naming.Tokens(name), isCodeWord) && !strings.Contains(name, "max")
}

// isFilledElsewhere reports whether the address of something made here is given
// to code that the package doesn't show, which may set it: decoders, parsers of
// flags and environments.
func (e *engine) isFilledElsewhere(v ssa.Value) bool {
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.MakeInterface:
			return true
		case *ssa.FieldAddr:
			if e.isFilledElsewhere(ref) {
				return true
			}
		case *ssa.Call:
			if _, isBuiltin := ref.Call.Value.(*ssa.Builtin); isBuiltin || isPure(ref) || e.opAt(ref) != nil {
				continue
			}
			if !slices.ContainsFunc(e.edgesOf(ref), func(edge *edge) bool { return edge.fn != nil || edge.fact != nil }) {
				return true
			}
		}
	}
	return false
}

// isPure reports whether call only returns what it is given (to.Ptr).
func isPure(call *ssa.Call) bool {
	fn := declared(call)
	return fn != nil && isPointerTo(fn)
}

package summary

import (
	"go/token"
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// hides reports whether instr takes so little of a text that it is no leak: an
// element, at most four letters of its beginning or end, or as many as is known
// at run time only.
func hides(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Index:
		return isByteOf(instr.X.Type())
	case *ssa.Lookup:
		return typematch.IsText(instr.X.Type())
	case *ssa.Slice:
		if !isByteOf(instr.X.Type()) {
			return false
		}
		if instr.High != nil {
			n, ok := constantInt(instr.High)
			low, _ := constantInt(instr.Low)
			return ok && n-low <= maxPrefix || !ok && typematch.IsText(instr.X.Type())
		}
		return isFromEnd(instr.Low)
	}
	return false
}

// maxPrefix is how many letters of a value may be shown.
const maxPrefix = 4

func isByteOf(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		elem, ok := u.Elem().Underlying().(*types.Basic)
		return ok && elem.Kind() == types.Byte
	}
	return false
}

func constantInt(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil {
		return 0, false
	}
	return c.Int64(), true
}

// isFromEnd reports whether v is a length less a few.
func isFromEnd(v ssa.Value) bool {
	sub, ok := v.(*ssa.BinOp)
	if !ok || sub.Op != token.SUB {
		return false
	}
	n, ok := constantInt(sub.Y)
	return ok && n <= maxPrefix
}

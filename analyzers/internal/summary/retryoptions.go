package summary

import (
	"go/types"
	"strings"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// isOptions reports whether t is, or points to, options of azcore or a struct
// that contains them.
func isOptions(t types.Type) bool {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	return len(retryPath(t, 0)) > 0
}

// retryPath returns the fields that lead from a value of type t to azcore's
// RetryOptions: nil if none do. It is [""] for these themselves.
func retryPath(t types.Type, depth int) []string {
	if isRetryOptions(t) {
		return []string{""}
	}
	str, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 3 {
		return nil
	}
	for i := range str.NumFields() {
		field := str.Field(i)
		if !field.Embedded() && field.Name() != "Retry" {
			continue
		}
		if rest := retryPath(field.Type(), depth+1); rest != nil {
			cell, _ := fieldCell(t, i)
			return append([]string{cell}, rest...)
		}
	}
	return nil
}

func isRetryOptions(t types.Type) bool {
	return t != nil && strings.HasSuffix(typematch.Name(t), "azcore/policy.RetryOptions")
}

// An option is a value that is stored in a field of RetryOptions or, from
// another package, its flaw.
type option struct {
	field string
	val   ssa.Value
	instr ssa.Instruction

	flaw  Flaw
	delay time.Duration
}

// optionsIn returns what is stored in the fields of the RetryOptions that lie
// below path of v.
func (e *engine) optionsIn(v ssa.Value, path string, depth int) []option {
	if depth > 6 {
		return nil
	}
	var found []option
	for _, l := range e.walkFrom(state{v: v}, memory, false) {
		at := joinPath(l.path, path)
		found = append(found, e.optionsElsewhere(l)...)
		if _, isParam := l.v.(*ssa.Parameter); isParam {
			found = append(found, e.optionsInField(at, depth)...)
			continue
		}
		for _, st := range e.stored[l.v] {
			if rest, ok := cutPath(st.path, at); ok {
				if field := strings.TrimPrefix(pathString(rest), "."); field != "" && !strings.Contains(rest, pathSep) {
					found = append(found, option{field: field, val: st.val, instr: st.instr})
				} else if rest == "" {
					found = append(found, e.optionsIn(st.val, "", depth+1)...)
				}
			} else if rest, ok := cutPath(at, st.path); ok && (rest != at || st.val != v) {
				found = append(found, e.optionsIn(st.val, rest, depth+1)...)
			}
		}
	}
	return found
}

// optionsInField is optionsIn for a path that begins with a field of a type of
// this package, whichever object it belongs to.
func (e *engine) optionsInField(path string, depth int) []option {
	first, below := cutCell(path)
	if depth > 6 || !strings.HasPrefix(first, e.pass.Pkg.Path()+".") {
		return nil
	}
	var found []option
	for _, fn := range e.funcs {
		instructions(fn, func(instr ssa.Instruction) {
			st, ok := instr.(*ssa.Store)
			if !ok {
				return
			}
			stored, ok := cutThrough(fieldsPath(st.Addr), first)
			if !ok {
				return
			}
			if rest, ok := cutPath(stored, below); ok {
				if field := strings.TrimPrefix(pathString(rest), "."); field != "" && !strings.Contains(rest, pathSep) {
					found = append(found, option{field: field, val: st.Val, instr: st})
				} else if rest == "" {
					found = append(found, e.optionsIn(st.Val, "", depth+1)...)
				}
			} else if rest, ok := cutPath(below, stored); ok {
				found = append(found, e.optionsIn(st.Val, rest, depth+1)...)
			}
		})
	}
	return found
}

// fieldsPath returns the fields that lead to addr from the object in which it
// lies.
func fieldsPath(addr ssa.Value) string {
	path := ""
	for {
		field, ok := addr.(*ssa.FieldAddr)
		if !ok {
			return path
		}
		cell, _ := fieldCell(field.X.Type(), field.Field)
		path, addr = joinPath(cell, path), field.X
	}
}

// cutThrough returns what follows the field cell in path.
func cutThrough(path, cell string) (string, bool) {
	for path != "" {
		var first string
		if first, path = cutCell(path); first == cell {
			return path, true
		}
	}
	return "", false
}

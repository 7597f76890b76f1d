package sinks

import (
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

// Extra is what is known of sinks beside the tables of this package. A nil
// Extra is empty.
type Extra struct{ calls, fields *rowTable }

// NewExtra returns an Extra without sinks.
func NewExtra() *Extra {
	empty := func() *rowTable { return &rowTable{rows: make(map[string][]row), names: make(map[string]bool)} }
	return &Extra{calls: empty(), fields: empty()}
}

// AddArg makes argument i of the function called "path.Func" or
// "path.Type.Method" a sink. The value is used as a credential, or as use says,
// a key of phrases.
func (x *Extra) AddArg(function string, i int, use string) {
	x.calls.addRow(typematch.Unversioned(function), row{arg: i, use: use})
}

// AddField makes the field called "path.Type.Field" a sink, as AddArg does.
func (x *Extra) AddField(field, use string) {
	x.fields.addRow(typematch.Unversioned(field), row{use: use})
}

// MayBeField reports whether x may have a field of this name. It errs towards
// true.
func (x *Extra) MayBeField(name string) bool { return x != nil && x.fields.names[name] }

// callRows returns the rows of a function.
func (x *Extra) callRows(fn *types.Func) []row {
	qualified := func() string { return typematch.Func(fn.Origin()) }
	if x != nil {
		if list, ok := x.calls.find(fn.Name(), qualified); ok {
			return list
		}
	}
	list, _ := tables().calls.find(fn.Name(), qualified)
	return list
}

// fieldRow returns the row of a field of the struct type that owner is or
// points to.
func (x *Extra) fieldRow(owner types.Type, field *types.Var) (row, bool) {
	qualified := func() string { return typeName(owner) + "." + field.Name() }
	if x != nil {
		if list, ok := x.fields.find(field.Name(), qualified); ok {
			return list[0], true
		}
	}
	list, ok := tables().fields.find(field.Name(), qualified)
	if !ok {
		return row{}, false
	}
	return list[0], true
}

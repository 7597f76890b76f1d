package summary

import (
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// autorestOption reports a store that switches off the retries of a legacy
// client of the vault.
func (e *engine) autorestOption(fn *ssa.Function, st *ssa.Store) {
	addr, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return
	}
	cell, _ := fieldCell(addr.X.Type(), addr.Field)
	flaw := Flaw(0)
	switch {
	case strings.HasSuffix(cell, "/autorest.Client.RetryAttempts"):
		if c, ok := st.Val.(*ssa.Const); ok && c.Value != nil && c.Int64() <= 0 {
			flaw = NoAttempts
		}
	case strings.HasSuffix(cell, "/autorest.Client.SendDecorators"):
		if o := (option{val: st.Val, instr: st}); e.isEmptyList(o) {
			flaw = NoDecorators
		}
	}
	if flaw == 0 {
		return
	}
	if client := e.legacyClient(addr.X); client != "" {
		e.result.Retries = append(e.result.Retries, Retry{At: e.site.Operand(st, st.Val), Flaw: flaw, What: client, Value: nil})
	}
}

func (e *engine) isEmptyList(o option) bool {
	return !isNil(o.val) && e.statusFlaw(o) == NoStatus
}

// legacyClient returns the client of the vault of which addr is a part, "" if
// it is none's.
func (e *engine) legacyClient(addr ssa.Value) string {
	for range 6 {
		t := addr.Type()
		if keyvault.IsClient(t) {
			name := strings.TrimPrefix(typematch.Name(t), "*")
			return name[strings.LastIndexByte(name, '/')+1:]
		}
		switch v := addr.(type) {
		case *ssa.FieldAddr:
			addr = v.X
		case *ssa.Parameter:
			return e.legacyArgument(v)
		default:
			return ""
		}
	}
	return ""
}

// legacyArgument returns the client of the vault a part of which the package
// passes for p.
func (e *engine) legacyArgument(p *ssa.Parameter) string {
	for _, edge := range e.callers[p.Parent()] {
		addr, ok := edge.argOf(p).(*ssa.FieldAddr)
		if !ok {
			continue
		}
		if client := e.legacyClient(addr); client != "" {
			return client
		}
	}
	return ""
}

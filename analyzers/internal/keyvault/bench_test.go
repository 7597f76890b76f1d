package keyvault_test

import (
	"go/ast"
	"go/types"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
)

const missProgram = `package p

import (
	"context"

	local "example.com/app/keyvault"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/services/keyvault/mgmt/2022-07-01/keyvault"
)

type page struct{}

type store interface {
	Get(ctx context.Context, name string) (page, error)
}

func declared(ctx context.Context) {}

func f(ctx context.Context, s store, l *local.Client, value func(context.Context, string) error, p *runtime.Pager[page]) {
	declared(ctx)
	s.Get(ctx, "n")
	l.GetSecret(ctx, "n", "", nil)
	value(ctx, "n")
	p.NextPage(ctx)
	keyvault.New("")
	_ = len("n")
	_ = string("n")
	ctx.Done()
	func() {}()
}
`

// missCalls returns calls of all kinds that are no operations.
func missCalls(t testing.TB) (*types.Info, []*ast.CallExpr) {
	_, file, info := stubs(t).check(t, "example.com/p", "p.go", []byte(missProgram), must(t))
	var calls []*ast.CallExpr
	for n := range ast.Preorder(file) {
		if call, ok := n.(*ast.CallExpr); ok {
			calls = append(calls, call)
		}
	}
	return info, calls
}

// TestMissesDoNotAllocate holds CallAt to what makes it cheap enough to be
// asked about every call of a program.
func TestMissesDoNotAllocate(t *testing.T) {
	info, calls := missCalls(t)
	for _, call := range calls {
		if op, ok := keyvault.CallAt(info, call); ok {
			t.Errorf("CallAt(%s) = %v", types.ExprString(call), op)
		}
		if allocs := testing.AllocsPerRun(100, func() { keyvault.CallAt(info, call) }); allocs > 0 {
			t.Errorf("CallAt(%s) allocates %v times", types.ExprString(call), allocs)
		}
	}
}

func BenchmarkMiss(b *testing.B) {
	info, calls := missCalls(b)
	for _, call := range calls {
		b.Run(types.ExprString(call.Fun), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				keyvault.CallAt(info, call)
			}
		})
	}
}

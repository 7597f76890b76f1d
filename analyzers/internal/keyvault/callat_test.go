package keyvault_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
)

// TestCallAt resolves every call of the programs in testdata/programs.txtar.
func TestCallAt(t *testing.T) {
	base := stubs(t)
	for _, file := range archive(t, "programs.txtar") {
		t.Run(file.Name, func(t *testing.T) {
			onError := must(t)
			if file.Name == "illtyped.go" {
				onError = ignore
			}
			compare(t, base.clone(), file.Name, file.Data, onError)
		})
	}
}

// compare holds the calls of one program against its comments.
func compare(t *testing.T, u universe, name string, src []byte, onError func(error)) {
	t.Helper()
	fset, file, info := u.check(t, "example.com/p", name, src, onError)
	want, got := wanted(fset, file), found(fset, file, info)
	lines := maps.Clone(want)
	maps.Copy(lines, got)
	for _, line := range slices.Sorted(maps.Keys(lines)) {
		if want[line] != got[line] {
			t.Errorf("%s:%d: got %q, want %q", name, line, got[line], want[line])
		}
	}
}

// wanted returns the comments at the ends of lines of code.
func wanted(fset *token.FileSet, file *ast.File) map[int]string {
	want := make(map[int]string)
	for _, group := range file.Comments {
		for _, c := range group.List {
			want[fset.Position(c.Pos()).Line] = strings.TrimSpace(strings.TrimPrefix(c.Text, "//"))
		}
	}
	return want
}

// found returns the operations called on each line, by the position of the
// argument list.
func found(fset *token.FileSet, file *ast.File, info *types.Info) map[int]string {
	got := make(map[int]string)
	for n := range ast.Preorder(file) {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			continue
		}
		if op, ok := keyvault.CallAt(info, call); ok {
			line := fset.Position(call.Lparen).Line
			got[line] = strings.TrimPrefix(got[line]+"; "+describe(op), "; ")
		}
	}
	return got
}

// describe renders what the comments of the programs say of an operation.
func describe(op keyvault.Op) string {
	text := op.String()
	if !op.Immediate {
		text += " lazy"
	}
	if op.Cacheable {
		text += " cacheable"
	}
	for _, arg := range []struct {
		name  string
		index int
	}{{"name", op.Name}, {"version", op.Version}, {"value", op.Value}} {
		if arg.index >= 0 {
			text += fmt.Sprintf(" %s=%d", arg.name, arg.index)
		}
	}
	return text
}

// TestPartialPackage resolves methods of interfaces where the SDK package
// lacks its client, as packages do that are known from the export data of
// others only.
func TestPartialPackage(t *testing.T) {
	u := stubs(t)
	u.check(t, "github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets", "azsecrets.go", []byte(`package azsecrets
type (
	GetSecretOptions             struct{}
	GetSecretResponse            struct{}
	SetSecretResponse            struct{}
	ListSecretPropertiesResponse struct{}
)`), must(t))
	u.check(t, "github.com/Azure/azure-sdk-for-go/services/keyvault/v7.1/keyvault", "keyvault.go", []byte(`package keyvault
type SecretBundle struct{}`), must(t))
	compare(t, u, "partial.go", []byte(`package p

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"
	"github.com/Azure/azure-sdk-for-go/services/keyvault/v7.1/keyvault"
)

type named interface {
	GetSecret(ctx context.Context, name string, options *azsecrets.GetSecretOptions) (azsecrets.GetSecretResponse, error)
}

type unnamed interface {
	GetSecret(context.Context, string, string, *azsecrets.GetSecretOptions) (azsecrets.GetSecretResponse, error)
	SetSecret(context.Context, string, string) (azsecrets.SetSecretResponse, error)
	NewListSecretPropertiesPager(any) *runtime.Pager[azsecrets.ListSecretPropertiesResponse]
	NextPage(context.Context) (azsecrets.ListSecretPropertiesResponse, error)
}

type legacy interface {
	GetSecret(context.Context, string, string, string) (keyvault.SecretBundle, error)
}

type other interface {
	GetSecret(name string) (azsecrets.GetSecretResponse, error)
	SetSecret(ctx context.Context, name string) (azsecrets.GetSecretResponse, error)
	DeleteSecret(ctx context.Context, name string) error
}

func f(ctx context.Context, n named, u unnamed, l legacy, o other) {
	n.GetSecret(ctx, "n", nil)          // azsecrets.Client.GetSecret cacheable name=1
	u.GetSecret(ctx, "n", "v", nil)     // azsecrets.Client.GetSecret cacheable name=1 version=2
	u.SetSecret(ctx, "n", "v")          // azsecrets.Client.SetSecret name=1 value=2
	u.NewListSecretPropertiesPager(nil) // azsecrets.Client.NewListSecretPropertiesPager lazy
	u.NextPage(ctx)                     // Pager[azsecrets.ListSecretPropertiesResponse].NextPage
	l.GetSecret(ctx, "u", "n", "v")     // keyvault.BaseClient.GetSecret cacheable name=2 version=3
	o.GetSecret("n")
	o.SetSecret(ctx, "n")
	o.DeleteSecret(ctx, "n")
}
`), must(t))
}

// TestOp holds the texts of an operation, and that Fn is the SDK's function.
func TestOp(t *testing.T) {
	u := stubs(t)
	_, file, info := u.check(t, "example.com/p", "p.go", []byte(`package p

import (
	"context"

	"example.com/app/clients"
	"github.com/Azure/azure-sdk-for-go/services/keyvault/v7.1/keyvault"
)

func f(ctx context.Context, g clients.Getter) {
	g.GetSecret(ctx, "n", "v", nil)
	keyvault.New()
}
`), must(t))
	want := []string{
		"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets.Client.GetSecret read secret GetSecret",
		"github.com/Azure/azure-sdk-for-go/services/keyvault/v7.1/keyvault.New construct vault New",
	}
	var got []string
	for n := range ast.Preorder(file) {
		if call, ok := n.(*ast.CallExpr); ok {
			if op, ok := keyvault.CallAt(info, call); ok && op.Fn != nil && op.Fn.Pkg() == u[op.Package] {
				got = append(got, fmt.Sprintf("%s %s %s %s", op.Key(), op.Class, op.Object, op.Fn.Name()))
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

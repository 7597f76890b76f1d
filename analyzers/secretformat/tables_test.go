package secretformat

import (
	"go/ast"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/analyzers/internal/modtest"
	"github.com/kvlint/kvlint/analyzers/internal/packed"
)

// tableModules are the modules that the tables speak of, by their paths.
var tableModules = map[string]string{
	"gopkg.in/yaml.v2":         "gopkg.in/yaml.v2@v2.4.0",
	"gopkg.in/yaml.v3":         "gopkg.in/yaml.v3@v3.0.1",
	"sigs.k8s.io/yaml":         "sigs.k8s.io/yaml@v1.4.0",
	"github.com/goccy/go-yaml": "github.com/goccy/go-yaml@v1.18.0",
}

// Each row of the tables names a function that exists and returns texts or bytes.
func TestTables(t *testing.T) {
	for _, table := range [][]string{packed.Marshallers, packed.Encoders, packed.EncodeMethods, encoders, fileReaders} {
		for _, name := range table {
			path := pathOfRow(name)
			dir := filepath.Join(runtime.GOROOT(), "src", filepath.FromSlash(path))
			if module, ok := tableModules[path]; ok {
				dir = modtest.Dir(t, module)
			}
			names := strings.Split(strings.TrimPrefix(name, path+"."), ".")
			fn, ok := modtest.Declared(modtest.Files(t, dir), names).(*ast.FuncDecl)
			if !ok || fn.Type.Results == nil {
				t.Errorf("%s: no such function", name)
			}
		}
	}
}

// pathOfRow returns the import path in a row: what stands before the first dot
// behind the last slash, or one of the modules.
func pathOfRow(name string) string {
	for path := range tableModules {
		if strings.HasPrefix(name, path+".") {
			return path
		}
	}
	i := strings.LastIndexByte(name, '/') + 1
	last, _, _ := strings.Cut(name[i:], ".")
	return name[:i] + last
}

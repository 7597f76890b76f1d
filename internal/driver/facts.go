package driver

import (
	"cmp"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"hash"
	"os"
	"reflect"
	"slices"
	"sync"

	"github.com/kvlint/kvlint/analyzers/suite"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/objectpath"
)

// A knowledge is what helpers found out about a package and its objects, for its
// importers.
type knowledge struct{ Facts []fact }

type fact struct {
	Helper string
	Object objectpath.Path // "" for the package
	Fact   analysis.Fact
}

// writeTo writes what k says to h, the same in every run.
func (k *knowledge) writeTo(h hash.Hash) {
	slices.SortFunc(k.Facts, func(a, b fact) int {
		return cmp.Or(cmp.Compare(a.Helper, b.Helper), cmp.Compare(a.Object, b.Object),
			cmp.Compare(reflect.TypeOf(a.Fact).String(), reflect.TypeOf(b.Fact).String()))
	})
	for _, f := range k.Facts {
		text, err := json.Marshal(f.Fact) // unlike gob's, the same whatever was encoded before
		fmt.Fprintf(h, "fact %q %q %T %s %v\n", f.Helper, f.Object, f.Fact, text, err)
	}
}

// A keeper records what helpers find out about packages, and has them say what is
// known of others without looking at these.
type keeper struct {
	mu    sync.Mutex
	known map[*types.Package]*knowledge
	found map[*types.Package]*knowledge
}

// newKeeper changes the helpers of s, which belongs to a fresh suite, in place.
func newKeeper(s *suite.Suite) *keeper {
	k := &keeper{known: make(map[*types.Package]*knowledge), found: make(map[*types.Package]*knowledge)}
	for _, a := range s.Helpers {
		if len(a.FactTypes) == 0 {
			continue
		}
		for _, f := range a.FactTypes {
			gob.Register(f)
		}
		run := a.Run
		a.Run = func(pass *analysis.Pass) (any, error) {
			if known := k.known[pass.Pkg]; known != nil {
				known.export(pass)
				return empty(a.ResultType), nil
			}
			return run(k.recording(pass))
		}
	}
	return k
}

// know has helpers say what is known of units, and forgets what they found before.
func (k *keeper) know(units map[string]*unit) {
	clear(k.found)
	clear(k.known)
	for _, u := range units {
		if u.known != nil {
			k.known[u.types] = u.known
		}
	}
}

// recording returns pass so that k learns of the facts that are exported.
func (k *keeper) recording(pass *analysis.Pass) *analysis.Pass {
	var paths objectpath.Encoder
	add := func(path objectpath.Path, f analysis.Fact) {
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.found[pass.Pkg] == nil {
			k.found[pass.Pkg] = new(knowledge)
		}
		k.found[pass.Pkg].Facts = append(k.found[pass.Pkg].Facts, fact{pass.Analyzer.Name, path, f})
	}
	recording := *pass
	recording.ExportPackageFact = func(f analysis.Fact) {
		add("", f)
		pass.ExportPackageFact(f)
	}
	recording.ExportObjectFact = func(obj types.Object, f analysis.Fact) {
		if path, err := paths.For(obj); err == nil { // else no importer can refer to it
			add(path, f)
		}
		pass.ExportObjectFact(obj, f)
	}
	return &recording
}

// export says in pass what is known.
func (k *knowledge) export(pass *analysis.Pass) {
	for _, f := range k.Facts {
		if f.Helper != pass.Analyzer.Name {
			continue
		}
		if f.Object == "" {
			pass.ExportPackageFact(f.Fact)
		} else if obj, err := objectpath.Object(pass.Pkg, f.Object); err == nil && obj.Pkg() == pass.Pkg {
			pass.ExportObjectFact(obj, f.Fact)
		}
	}
}

// writeDeclarations writes to h what importers of pkg can see of its declarations,
// and returns the import paths that these mention. It errs towards more: a
// constant's expression counts, not only its value. It returns false if a file
// can't be read.
func writeDeclarations(h hash.Hash, pkg *packages.Package) (mentioned []string, ok bool) {
	fset := token.NewFileSet()
	var files []*ast.File
	var sources [][]byte
	for _, name := range pkg.GoFiles {
		src, err := os.ReadFile(name)
		if err != nil {
			return nil, false
		}
		src = cutBodies(src)
		file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution)
		if err != nil {
			return nil, false
		}
		files, sources = append(files, file), append(sources, src)
	}
	fmt.Fprintf(h, "package %s\n", pkg.Name)
	prune(files, importNames(pkg))
	for i, file := range files {
		for _, spec := range file.Imports {
			mentioned = append(mentioned, importPath(spec))
			fmt.Fprintf(h, "import %v %s\n", spec.Name, spec.Path.Value)
		}
		for _, decl := range file.Decls {
			if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.IMPORT {
				continue
			}
			writeTokens(h, fset.File(file.FileStart), sources[i], decl)
		}
	}
	slices.Sort(mentioned)
	return slices.Compact(mentioned), true
}

// writeTokens writes the tokens of a declaration to h, wherever it stands. Of a
// group of types or variables it writes the specifications that remain.
func writeTokens(h hash.Hash, file *token.File, src []byte, decl ast.Decl) {
	nodes := []ast.Node{decl}
	if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok != token.CONST {
		fmt.Fprintln(h, gen.Tok)
		nodes = nil
		for _, spec := range gen.Specs {
			nodes = append(nodes, spec)
		}
	}
	for _, n := range nodes {
		text := src[file.Offset(n.Pos()):file.Offset(n.End())]
		var s scanner.Scanner
		s.Init(token.NewFileSet().AddFile("", -1, len(text)), text, nil, 0)
		for {
			_, tok, lit := s.Scan()
			if tok == token.EOF {
				break
			}
			fmt.Fprintf(h, "%d %s\n", tok, lit)
		}
	}
}

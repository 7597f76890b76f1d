package summary

import (
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/sinks"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"golang.org/x/tools/go/ssa"
)

// maxWriters is through how many writers, variables and calls a writer is
// followed.
const maxWriters = 6

// writerOf returns the category of what the call writes to the writer v, or "" if
// it isn't known to be one.
func (e *engine) writerOf(call ssa.CallInstruction, v ssa.Value, depth int) string {
	if v == nil || depth > maxWriters {
		return ""
	}
	switch typematch.Unversioned(strings.TrimPrefix(typematch.Name(v.Type()), "*")) {
	case "net/http.ResponseWriter", "github.com/gin-gonic/gin.ResponseWriter", "github.com/labstack/echo.Response",
		"github.com/valyala/fasthttp.RequestCtx", "github.com/gofiber/fiber.Ctx", "github.com/gin-gonic/gin.Context":
		return sinks.Response
	case "bytes.Buffer", "strings.Builder":
		return ""
	}
	next := func(v ssa.Value) string { return e.writerOf(call, v, depth+1) }
	switch v := v.(type) {
	case *ssa.ChangeInterface:
		return next(v.X)
	case *ssa.MakeInterface:
		return next(v.X)
	case *ssa.TypeAssert:
		return next(v.X)
	case *ssa.ChangeType:
		return next(v.X)
	case *ssa.Extract:
		if made, ok := v.Tuple.(*ssa.Call); ok && v.Index == 0 {
			return e.writerMade(call, made, depth)
		}
		return next(v.Tuple)
	case *ssa.Call:
		return e.writerMade(call, v, depth)
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if category := next(edge); category != "" {
				return category
			}
		}
	case *ssa.UnOp:
		if global, ok := v.X.(*ssa.Global); ok && global.Pkg.Pkg.Path() == "os" && strings.HasPrefix(global.Name(), "Std") {
			return sinks.Log
		}
		for _, st := range e.writersIn(v.X) {
			if category := next(st.val); category != "" {
				return category
			}
		}
	case *ssa.Parameter:
		for _, edge := range e.callers[v.Parent()] {
			if arg := edge.argOf(v); arg != nil {
				if category := next(arg); category != "" {
					return category
				}
			}
		}
	}
	return ""
}

// writersIn returns what the package stores at addr.
func (e *engine) writersIn(addr ssa.Value) []store {
	if field, ok := addr.(*ssa.FieldAddr); ok {
		cell, _ := fieldCell(field.X.Type(), field.Field)
		return e.fields[cell]
	}
	var found []store
	for _, l := range e.walk(addr, "", memory) {
		if l.v != nil && l.path == "" {
			for _, st := range e.stored[l.v] {
				if st.path == "" {
					found = append(found, st)
				}
			}
		}
	}
	return found
}

// writerMade returns the category of what call writes to the writer that made
// returns.
func (e *engine) writerMade(call ssa.CallInstruction, made *ssa.Call, depth int) string {
	switch name := fullName(declared(made)); name {
	case "os.Create":
		return e.fileCategory(call, made, sinks.File)
	case "os.OpenFile":
		return e.fileCategory(call, made, fileMode(e.arg(made, 2)))
	case "os.CreateTemp", "io/ioutil.TempFile":
		return e.fileCategory(call, made, sinks.PrivateFile)
	case "bufio.NewWriter", "bufio.NewWriterSize", "encoding/json.NewEncoder", "encoding/xml.NewEncoder", "compress/gzip.NewWriter",
		"gopkg.in/yaml.v2.NewEncoder", "gopkg.in/yaml.v3.NewEncoder", "text/tabwriter.NewWriter", "encoding/csv.NewWriter", "encoding/base64.NewEncoder":
		i := 0
		if name == "encoding/base64.NewEncoder" {
			i = 1
		}
		return e.writerOf(call, e.arg(made, i), depth+1)
	case "io.MultiWriter":
		for _, w := range e.variadic(made) {
			if category := e.writerOf(call, w, depth+1); category != "" {
				return category
			}
		}
	case "github.com/spf13/cobra.Command.OutOrStdout", "github.com/spf13/cobra.Command.ErrOrStderr", "github.com/spf13/cobra.Command.OutOrStderr":
		return sinks.Log
	}
	if edge := e.staticEdge(made); edge != nil && edge.fn != nil && depth < maxWriters {
		category := ""
		instructions(edge.fn, func(instr ssa.Instruction) {
			if ret, ok := instr.(*ssa.Return); ok && len(ret.Results) > 0 && category == "" {
				category = e.writerOf(call, ret.Results[0], depth+1)
			}
		})
		return category
	}
	return ""
}

// fileMode returns the category of a file with the mode that v is, if it is
// constant.
func fileMode(v ssa.Value) string {
	if convert, ok := v.(*ssa.Convert); ok {
		v = convert.X
	}
	mode, ok := constantInt(v)
	switch {
	case !ok:
		return ""
	case mode&0o044 != 0:
		return sinks.File
	}
	return sinks.PrivateFile
}

// fileCategory returns category, or what it becomes when the mode of the file
// that made returns is changed: private before call, or at any time for others.
func (e *engine) fileCategory(call ssa.CallInstruction, made *ssa.Call, category string) string {
	if category == "" {
		return ""
	}
	instructions(made.Parent(), func(instr ssa.Instruction) {
		chmod, ok := instr.(*ssa.Call)
		if !ok {
			return
		}
		var mode ssa.Value
		switch fullName(declared(chmod)) {
		case "os.File.Chmod":
			mode = e.arg(chmod, 0)
		case "os.Chmod":
			mode = e.arg(chmod, 1)
		default:
			return
		}
		switch changed := fileMode(mode); {
		case changed == sinks.PrivateFile && isBefore(chmod, call):
			category = changed
		case changed == sinks.File && receiverOf(chmod) != nil && isMadeBy(receiverOf(chmod), made):
			category = changed
		}
	})
	return category
}

// isMadeBy reports whether v is the first result of made.
func isMadeBy(v ssa.Value, made *ssa.Call) bool {
	extract, ok := v.(*ssa.Extract)
	return ok && extract.Tuple == made && extract.Index == 0
}

// isBefore reports whether a is always done before b, where both are in one
// function; it is true where they aren't.
func isBefore(a, b ssa.Instruction) bool {
	switch {
	case a.Parent() != b.Parent():
		return true
	case a.Block() != b.Block():
		return a.Block().Dominates(b.Block())
	}
	for _, instr := range a.Block().Instrs {
		if instr == a {
			return true
		}
		if instr == b {
			return false
		}
	}
	return false
}

// headerOf returns the category of what is set in the header v: a response's, or
// "".
func (e *engine) headerOf(v ssa.Value) string {
	for range maxWriters {
		switch x := v.(type) {
		case *ssa.Call:
			fn := declared(x)
			if fn != nil && fn.Name() == "Header" {
				return e.writerOf(x, receiverOf(x), 0)
			}
			return ""
		case *ssa.Phi:
			v = x.Edges[0]
		default:
			return ""
		}
	}
	return ""
}

package vaultsetup

import (
	"go/ast"
	"go/types"
	"strconv"
	"strings"

	"github.com/kvlint/kvlint/analyzers/internal/keyvault"
)

// watching are words in the names of packages and functions that set up
// monitoring.
var watching = []string{"monitor", "diagnostic", "alert", "eventsub", "eventgrid", "systemtopic", "auditlog", "logging"}

// isMonitored reports whether the package creates diagnostic settings, event
// subscriptions or alerts, or calls functions of other packages that do so by
// their names. It errs towards true.
func (c *checker) isMonitored() bool {
	for _, file := range c.pass.Files {
		for _, spec := range file.Imports {
			if path, err := strconv.Unquote(spec.Path.Value); err == nil && keyvault.Monitors(path) {
				return true
			}
		}
	}
	for id, obj := range c.info.Uses {
		if _, ok := obj.(*types.Func); ok && obj.Pkg() != nil && c.watches(id, obj) {
			return true
		}
	}
	return false
}

func (c *checker) watches(id *ast.Ident, obj types.Object) bool {
	name := strings.ToLower(id.Name)
	if obj.Pkg() != c.pass.Pkg {
		path := obj.Pkg().Path()
		name += " " + strings.ToLower(path[strings.LastIndexByte(path, '/')+1:])
	}
	for _, word := range watching {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

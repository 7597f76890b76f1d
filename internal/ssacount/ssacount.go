// Package ssacount counts what the engine's most expensive step is done for: it
// is for the benchmark and the test that bound it.
package ssacount

import (
	"context"
	"os/exec"
	"reflect"
	"strings"
	"sync"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/driver"
	"golang.org/x/tools/go/analysis"
)

// Count returns the packages of the module in the working directory of which the
// engine builds the SSA form, tests included, and how many packages the module
// has.
func Count() (built map[string]bool, own int, err error) {
	list, err := exec.Command("go", "list", "-e", "./...").Output()
	if err != nil {
		return nil, 0, err
	}
	s, err := suite.New(new(config.Config))
	if err != nil {
		return nil, 0, err
	}
	built = make(map[string]bool)
	var mu sync.Mutex
	run := s.Engine.Run
	s.Engine.Run = func(pass *analysis.Pass) (any, error) {
		result, err := run(pass)
		if err == nil && reflect.ValueOf(result).Elem().FieldByName("Built").Bool() {
			mu.Lock()
			defer mu.Unlock()
			built[pass.Pkg.Path()] = true
		}
		return result, err
	}
	_, err = driver.Run(context.Background(), driver.Options{Args: []string{"./..."}, Tests: true, Suite: s})
	return built, len(strings.Fields(string(list))), err
}

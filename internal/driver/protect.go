package driver

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"github.com/kvlint/kvlint/analyzers/suite"
	"golang.org/x/tools/go/analysis"
)

// protect makes a panic of an analyzer of s a problem of the result that names
// the analyzer and the package, so that the others finish. It changes the
// analyzers, which belong to a fresh suite, in place and before the run; those
// of x/tools that they require are left as they are.
func protect(s *suite.Suite, result *Result) {
	p := &protector{result: result}
	for _, a := range s.Rules {
		p.rule(a)
	}
	for _, a := range s.Helpers {
		p.helper(a)
	}
}

type protector struct {
	mu     sync.Mutex
	result *Result
}

func (p *protector) rule(a *analysis.Analyzer) {
	run := a.Run
	a.Run = func(pass *analysis.Pass) (_ any, err error) {
		defer func() {
			if r := recover(); r != nil {
				err = errors.New(Defect("rule", pass, r))
				p.failed("rule", pass, r)
			}
		}()
		return run(pass)
	}
}

// helper makes a succeed always, with an empty result where it fails: the
// checker would give up not only the rules that require it, but for one with
// facts every importer, too.
func (p *protector) helper(a *analysis.Analyzer) {
	run := a.Run
	a.Run = func(pass *analysis.Pass) (result any, err error) {
		defer func() {
			if r := recover(); r != nil {
				result, err = empty(a.ResultType), nil
				p.failed("helper", pass, r)
			}
		}()
		result, err = run(pass)
		if err != nil {
			result = empty(a.ResultType)
			p.failed("helper", pass, err)
		}
		return result, nil
	}
}

// empty returns the zero value of a result's type, or a pointer to it.
func empty(t reflect.Type) any {
	switch {
	case t == nil:
		return nil
	case t.Kind() == reflect.Pointer:
		return reflect.New(t.Elem()).Interface()
	}
	return reflect.Zero(t).Interface()
}

// failed records that an analyzer did, once for all variants of a package.
func (p *protector) failed(kind string, pass *analysis.Pass, reason any) {
	problem := Defect(kind, pass, reason)
	p.mu.Lock()
	defer p.mu.Unlock()
	if !slices.Contains(p.result.Problems, problem) {
		p.result.Problems = append(p.result.Problems, problem)
	}
}

// Defect returns the line that says that an analyzer of a kind failed for a
// reason, such as what it panicked with. It shows no string of the program,
// which what the reason speaks of may be.
func Defect(kind string, pass *analysis.Pass, reason any) string {
	return fmt.Sprintf("%s: %s %s failed (%s); this is a defect of kvlint, please report it",
		pass.Pkg.Path(), kind, pass.Analyzer.Name, hideLiterals(oneLine(fmt.Sprint(reason))))
}

// Built counts the packages of a program that the engine builds in SSA form, and
// fails where that is a quarter of the program's own packages, or more.
//
//	go run ./built DIR
//
// DIR is the root of a module.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"sync"

	"github.com/kvlint/kvlint/analyzers/suite"
	"github.com/kvlint/kvlint/internal/config"
	"github.com/kvlint/kvlint/internal/driver"
	"golang.org/x/tools/go/analysis"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: built DIR")
	}
	if err := os.Chdir(os.Args[1]); err != nil {
		log.Fatal(err)
	}
	own, err := exec.Command("go", "list", "-e", "./...").Output()
	if err != nil {
		log.Fatal(err)
	}
	built, err := count()
	if err != nil {
		log.Fatal(err)
	}
	n := len(strings.Fields(string(own)))
	fmt.Printf("%d of %d packages built\n", len(built), n)
	if len(built)*4 >= n {
		for pkg := range built {
			fmt.Println(pkg)
		}
		os.Exit(1)
	}
}

// count returns the packages of the module in the working directory that the
// engine builds.
func count() (map[string]bool, error) {
	s, err := suite.New(new(config.Config))
	if err != nil {
		return nil, err
	}
	built := make(map[string]bool)
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
	return built, err
}

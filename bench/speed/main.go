// Speed measures kvlint against floors and peers, on the modules it is given,
// in one run:
//
//	go run ./speed [-runs N] [-grow=false] [-o docs/performance.md] DIR...
//
// A DIR is a module, or a directory of modules. Nothing is fetched: what the
// modules import is to be in the module cache. Peers are measured where they
// are installed: gosec, staticcheck and gitleaks on the PATH, golangci-lint with
// the plugin where GOLANGCI_KVLINT names one.
//
// The modules are copied before a file of theirs is changed.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	runs := flag.Int("runs", 3, "how often each command runs; the run with the median CPU time counts")
	grow := flag.Bool("grow", true, "measure generated modules of 50, 500 and 2,000 packages")
	out := flag.String("o", "", "write the page here, and its plot beside it, in place of standard output")
	flag.Parse()
	modules, err := modulesOf(flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	work, err := os.MkdirTemp("", "kvlint-speed")
	if err != nil {
		log.Fatal(err)
	}
	err = measure(modules, work, *runs, *grow, *out)
	os.RemoveAll(work)
	if err != nil {
		log.Fatal(err)
	}
}

// modulesOf returns the roots of modules that dirs are or hold.
func modulesOf(dirs []string) ([]string, error) {
	var modules []string
	for _, dir := range dirs {
		dir, err := filepath.Abs(dir)
		if err != nil {
			return nil, err
		}
		found := []string{filepath.Join(dir, "go.mod")}
		if _, err := os.Stat(found[0]); err != nil {
			found, _ = filepath.Glob(filepath.Join(dir, "*", "go.mod"))
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s is no module, nor a directory of modules", dir)
		}
		for _, mod := range found {
			modules = append(modules, filepath.Dir(mod))
		}
	}
	return modules, nil
}

func measure(modules []string, work string, runs int, grow bool, out string) error {
	tools, err := buildTools(work)
	if err != nil {
		return err
	}
	var page page
	for _, dir := range modules {
		log.Printf("%s", filepath.Base(dir))
		t, err := tools.measureModule(dir, runs, true)
		if err != nil {
			return fmt.Errorf("%s: %w", dir, err)
		}
		page.tables = append(page.tables, t)
	}
	if grow {
		for _, n := range []int{50, 500, 2000} {
			log.Printf("generated, %d packages", n)
			dir := filepath.Join(work, fmt.Sprint("grown", n))
			if err := generate(dir, tools.stubs, n); err != nil {
				return err
			}
			t, err := tools.measureModule(dir, runs, false)
			if err != nil {
				return fmt.Errorf("generated module: %w", err)
			}
			t.packages = n
			page.growth = append(page.growth, t)
		}
	}
	return page.write(out)
}

// tools are the commands that are measured.
type tools struct {
	work          string
	kvlint, floor string
	multichecker  string
	stubs         string
}

// buildTools builds kvlint and the floor from this checkout.
func buildTools(work string) (*tools, error) {
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/kvlint/kvlint").Output()
	if err != nil {
		return nil, fmt.Errorf("bench/speed runs in the directory bench: %w", err)
	}
	dir := strings.TrimSpace(string(root))
	t := &tools{
		work:         work,
		kvlint:       filepath.Join(work, "kvlint"),
		floor:        filepath.Join(work, "floor"),
		multichecker: filepath.Join(work, "multichecker"),
		stubs:        filepath.Join(dir, "testdata", "stubs"),
	}
	for file, pkg := range map[string]string{t.kvlint: "github.com/kvlint/kvlint/cmd/kvlint", t.floor: "github.com/kvlint/kvlint/bench/floor", t.multichecker: "github.com/kvlint/kvlint/bench/multichecker"} {
		if text, err := exec.Command("go", "build", "-o", file, pkg).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%w: %s", err, text)
		}
	}
	return t, nil
}

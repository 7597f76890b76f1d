// Compare runs kvlint on real programs and compares its findings with the
// verdicts in bench/expect.
//
//	go run ./compare -kvlint FILE DIR
//
// DIR holds checkouts; bench/expect/NAME.tsv belongs to DIR/NAME. A line of a
// verdict file has the columns commit, file, line, rule/category, verdict and
// reason, separated by tabs. The verdict is "true" or "false" for a finding
// that was read, "missed" for one that should be there and isn't. A file
// without verdicts (only a line with the commit) says that kvlint is silent.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A place is where a finding of a kind lies.
type place struct{ file, line, kind string }

func (p place) String() string { return p.file + ":" + p.line + " " + p.kind }

func main() {
	log.SetFlags(0)
	kvlint := flag.String("kvlint", "kvlint", "the kvlint command")
	expect := flag.String("expect", "expect", "the directory of verdicts")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: compare [-kvlint FILE] [-expect DIR] DIR")
	}
	files, err := filepath.Glob(filepath.Join(*expect, "*.tsv"))
	if err != nil || len(files) == 0 {
		log.Fatalf("no verdicts in %s", *expect)
	}
	failed := false
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".tsv")
		ok, err := compare(*kvlint, file, filepath.Join(flag.Arg(0), name), name)
		if err != nil {
			log.Printf("%s: %v", name, err)
		}
		failed = failed || err != nil || !ok
	}
	if failed {
		os.Exit(1)
	}
}

// compare prints how the findings in the checkout dir differ from the verdicts
// in file, and reports whether they don't.
func compare(kvlint, file, dir, name string) (bool, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		fmt.Printf("%-40s not present\n", name)
		return true, nil
	}
	commit, verdicts, err := readVerdicts(file)
	if err != nil {
		return false, err
	}
	head, err := exec.Command("git", "-C", dir, "rev-parse", "HEAD").Output()
	if err != nil {
		fmt.Printf("%-40s has no repository: taken for %s\n", name, commit)
	} else if got := strings.TrimSpace(string(head)); got != commit {
		return false, fmt.Errorf("checked out at %s, but the verdicts are for %s", got, commit)
	}
	found, err := findings(kvlint, dir)
	if err != nil {
		return false, err
	}
	same := true
	counts := make(map[string]int)
	for _, p := range slices.SortedFunc(maps.Keys(found), byText) {
		if verdicts[p] == "" || verdicts[p] == "missed" {
			fmt.Printf("%s: no verdict: %s: %s\n", name, p, found[p])
			same = false
		}
		counts[verdicts[p]]++
	}
	for _, p := range slices.SortedFunc(maps.Keys(verdicts), byText) {
		if _, ok := found[p]; !ok && verdicts[p] == "missed" {
			counts["missed"]++
		} else if !ok {
			fmt.Printf("%s: gone: %s (%s)\n", name, p, verdicts[p])
			same = false
		}
	}
	fmt.Printf("%-40s true %d, false %d, missed %d\n", name, counts["true"], counts["false"], counts["missed"])
	return same, nil
}

func byText(a, b place) int { return strings.Compare(a.String(), b.String()) }

func readVerdicts(file string) (commit string, verdicts map[place]string, err error) {
	f, err := os.Open(file)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	verdicts = make(map[place]string)
	for s := bufio.NewScanner(f); s.Scan(); {
		columns := strings.Split(s.Text(), "\t")
		commit = columns[0]
		if len(columns) == 6 {
			verdicts[place{columns[1], columns[2], columns[3]}] = columns[4]
		} else if len(columns) != 1 {
			return "", nil, fmt.Errorf("%s: want 6 columns: %s", file, s.Text())
		}
	}
	return commit, verdicts, nil
}

// findings returns the messages of kvlint's findings in all modules below dir.
func findings(kvlint, dir string) (map[place]string, error) {
	found := make(map[place]string)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "go.mod" {
			return err
		}
		return run(kvlint, dir, filepath.Dir(path), found)
	})
	return found, err
}

// goWork returns the go.work file that applies to a module, or "".
func goWork(module string) (string, error) {
	cmd := exec.Command("go", "env", "GOWORK")
	cmd.Dir = module
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}

func run(kvlint, dir, module string, found map[place]string) error {
	cmd := exec.Command(kvlint, "-C", module, "-json", "./...")
	if work, err := goWork(module); err != nil {
		return err
	} else if work == "" {
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod") // an incomplete go.sum is no reason not to look
	}
	out, err := cmd.Output() // exit codes 1 and 2 come with findings, too
	if len(out) == 0 {
		var exit *exec.ExitError
		if errors.As(err, &exit) && strings.Contains(string(exit.Stderr), "no packages match") {
			return nil // a module that only names tools
		}
		if exit != nil {
			return fmt.Errorf("%s: %s", module, exit.Stderr)
		}
		return err
	}
	var tree map[string]map[string][]struct{ Posn, Category, Message string }
	if err := json.Unmarshal(out, &tree); err != nil {
		return err
	}
	for _, rules := range tree {
		for rule, list := range rules {
			for _, d := range list {
				parts := strings.Split(d.Posn, ":")
				rel, err := filepath.Rel(dir, parts[0])
				if err != nil {
					return err
				}
				found[place{filepath.ToSlash(rel), parts[1], rule + "/" + d.Category}] = d.Message
			}
		}
	}
	return nil
}

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
)

// A table holds what was measured on a module.
type table struct {
	name     string
	packages int // of the module itself
	rows     []row
}

type row struct {
	name  string
	costs cost
	floor string // the row that it is compared with; "" if none
}

func (t *table) row(name string) (row, bool) {
	for _, r := range t.rows {
		if r.name == name {
			return r, true
		}
	}
	return row{}, false
}

// The names of rows, which others are compared with.
const (
	listing    = "`go list -deps -test`"
	typing     = "floor: listing, typing own packages"
	emptyUnits = "`go vet` with an empty tool, first run"
	cold       = "kvlint, first run"
	unchanged  = "kvlint, nothing changed"
	changed    = "kvlint, one file changed"
	asVettool  = "`go vet -vettool=kvlint`, first run"
)

// measureModule measures all commands in the module at dir. What it imports is
// compiled first, so that no command pays for it.
func (t *tools) measureModule(dir string, runs int, peers bool) (*table, error) {
	copied := filepath.Join(t.work, "module")
	if err := os.RemoveAll(copied); err != nil {
		return nil, err
	}
	if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
		return nil, err
	}
	own, err := ownPackages(copied)
	if err != nil {
		return nil, err
	}
	result := &table{name: filepath.Base(dir), packages: len(own)}
	prepare := command{dir: copied, args: []string{t.floor, "typed", "./..."}}
	if _, err := prepare.run(1); err != nil {
		return nil, err
	}
	commands := t.commands(copied, own)
	if peers {
		commands = append(commands, t.peers(copied)...)
	}
	for _, c := range commands {
		costs, err := c.command.run(runs)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.command.name, err)
		}
		result.rows = append(result.rows, row{name: c.command.name, costs: costs, floor: c.floor})
	}
	return result, nil
}

// A measured command is compared with a row.
type measured struct {
	command command
	floor   string
}

func (t *tools) commands(dir string, own []ownPackage) []measured {
	cache := filepath.Join(t.work, "cache")
	env := []string{"KVLINT_CACHE=" + cache}
	empty := func() error { return os.RemoveAll(cache) }
	kvlint := []string{t.kvlint, "./..."}
	list := []measured{
		{command{name: listing, dir: dir, args: []string{"go", "list", "-deps", "-test", "./..."}}, ""},
		{command{name: typing, dir: dir, args: []string{t.floor, "typed", "./..."}}, ""},
		{command{name: cold, dir: dir, args: kvlint, env: env, ready: empty}, typing},
		{command{name: unchanged, dir: dir, args: kvlint, env: env}, listing},
	}
	for _, pick := range pickFiles(own) {
		list = append(list, measured{command{
			name: changed + " (" + pick.why + ")", dir: dir, args: kvlint, env: env,
			ready: func() error { return touch(pick.file) },
		}, listing})
	}
	return append(list,
		measured{t.vet(emptyUnits, dir, t.floor), ""},
		measured{t.vet(asVettool, dir, t.kvlint), emptyUnits})
}

// vet returns go vet with tool, with nothing kept from earlier runs: the tool
// says that it is another each time.
func (t *tools) vet(name, dir, tool string) command {
	id := strconv.FormatUint(rand.Uint64(), 36)
	c := command{name: name, dir: dir}
	c.env = []string{""}
	c.args = []string{"go", "vet", "-vettool=" + tool, "./..."}
	n := 0
	c.ready = func() error {
		n++
		if tool == t.floor {
			c.env[0] = fmt.Sprintf("FLOOR_ID=%s%d", id, n)
			return nil
		}
		c.args[3] = fmt.Sprintf("-kvlint.hot-functions=example.com/none.F%s%d", id, n)
		return nil
	}
	if tool != t.floor {
		c.args = append(c.args, "./...")
	}
	return c
}

// peers returns the other linters that are installed.
func (t *tools) peers(dir string) []measured {
	var list []measured
	add := func(name, file string, args ...string) {
		if path, err := exec.LookPath(file); err == nil {
			list = append(list, measured{command{name: name, dir: dir, args: append([]string{path}, args...)}, ""})
		}
	}
	add("multichecker, the same rules", t.multichecker, "./...")
	add("gosec", "gosec", "-quiet", "-tests", "./...")
	add("gitleaks", "gitleaks", "dir", "--redact", "--no-banner", ".")
	add("staticcheck, nothing kept", "staticcheck", "./...")
	if file := os.Getenv("GOLANGCI_KVLINT"); file != "" {
		add("golangci-lint with the plugin, nothing kept", file, "run", "--default=none", "--enable=kvlint", "./...")
	}
	for i := range list {
		kept := filepath.Join(t.work, "peer")
		list[i].command.env = []string{"STATICCHECK_CACHE=" + kept, "GOLANGCI_LINT_CACHE=" + kept}
		list[i].command.ready = func() error { return os.RemoveAll(kept) }
	}
	return list
}

// touch adds a comment to a Go file.
func touch(file string) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "\n// %d\n", rand.Uint64())
	return errors.Join(err, f.Close())
}

// An ownPackage is a package of the module.
type ownPackage struct {
	ImportPath, Dir string
	GoFiles, Deps   []string
}

func ownPackages(dir string) ([]ownPackage, error) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Deps", "./...")
	cmd.Dir = dir
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	var own []ownPackage
	for dec := json.NewDecoder(out); ; {
		var pkg ownPackage
		if err := dec.Decode(&pkg); err == io.EOF {
			break
		} else if err != nil {
			return nil, err
		}
		if len(pkg.GoFiles) > 0 {
			own = append(own, pkg)
		}
	}
	if err := cmd.Wait(); err != nil {
		return nil, fmt.Errorf("go list in %s: %w", dir, err)
	}
	return own, nil
}

type picked struct{ why, file string }

// pickFiles returns a file of the package on which most others of the module
// depend, of the one in the middle, and of one on which none depends.
func pickFiles(own []ownPackage) []picked {
	dependents := make(map[string]int)
	for _, pkg := range own {
		dependents[pkg.ImportPath] += 0
		for _, dep := range pkg.Deps {
			dependents[dep]++
		}
	}
	files := make(map[string]string)
	for _, pkg := range own {
		files[pkg.ImportPath] = filepath.Join(pkg.Dir, pkg.GoFiles[0])
	}
	sorted := slices.SortedFunc(maps.Keys(files), func(a, b string) int {
		if n := dependents[a] - dependents[b]; n != 0 {
			return n
		}
		return len(a) - len(b)
	})
	var list []picked
	for _, i := range []int{0, len(sorted) / 2, len(sorted) - 1} {
		path := sorted[i]
		list = append(list, picked{fmt.Sprintf("%d packages depend on it", dependents[path]), files[path]})
	}
	return list
}

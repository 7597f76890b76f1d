package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/kvlint/kvlint/internal/facttest"
	"github.com/kvlint/kvlint/internal/kept"
)

// oneLine wants a run that could not be done and says so in a line with words.
func oneLine(t *testing.T, what string, got run, words ...string) {
	t.Helper()
	if got.code != 2 || strings.Count(got.stderr, "\n") != 1 || !strings.HasPrefix(got.stderr, "kvlint: ") {
		t.Errorf("%s: exit code %d, stderr %q, want one line", what, got.code, got.stderr)
	}
	for _, word := range words {
		if !strings.Contains(got.stderr, word) {
			t.Errorf("%s: no %q in %q", what, word, got.stderr)
		}
	}
}

// Processes that share a cache find the same, at once and after another was
// killed in the middle of its work.
func TestSharedCache(t *testing.T) {
	dir := facttest.Write(t, leaky)
	want := kvlint(t, dir, "./...")
	if want.code != 1 || strings.Count(want.stdout, "sha256") != 2 {
		t.Fatalf("exit code %d, stdout:\n%s", want.code, want.stdout)
	}
	t.Setenv(kept.Variable, t.TempDir())
	for i := range 6 {
		killed := exec.Command(self(t), "./...")
		killed.Dir = dir
		killed.Env = append(os.Environ(), "KVLINT_TEST_MAIN=1", "GOFLAGS=-mod=mod", "GOWORK=off", "PWD="+dir)
		if err := killed.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i) * 60 * time.Millisecond)
		_ = killed.Process.Kill() // it may have ended
		_ = killed.Wait()         // the error says that it was killed
	}
	results := make([]run, 8)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() { results[i] = kvlint(t, dir, "./...") })
	}
	wg.Wait()
	results = append(results, kvlint(t, dir, "./..."))
	for i, got := range results {
		if got != want {
			t.Errorf("process %d: %+v, want %+v", i, got, want)
		}
	}
}

// Where nothing can be kept, or what is kept was damaged, the same is found.
func TestUnusableCache(t *testing.T) {
	dir := facttest.Write(t, leaky)
	want := kvlint(t, dir, "./...")
	temp := t.TempDir()
	file := filepath.Join(temp, "file")
	writeFile(t, temp, "file", "not a directory")
	if err := os.Mkdir(filepath.Join(temp, "occupied"), 0o777); err != nil {
		t.Fatal(err)
	}
	for i := range 256 { // where the cache would have its directories
		writeFile(t, temp, fmt.Sprintf("occupied/%02x", i), "")
	}
	if err := os.Symlink("loop", filepath.Join(temp, "loop")); err != nil {
		t.Fatal(err)
	}
	for _, cache := range []string{file, filepath.Join(file, "below"), filepath.Join(temp, "occupied"), filepath.Join(temp, "loop"), "/dev/full", "/proc/kvlint", "relative"} {
		t.Run(strings.ReplaceAll(cache, "/", "_"), func(t *testing.T) {
			t.Setenv(kept.Variable, cache)
			if got := kvlint(t, dir, "./..."); got != want {
				t.Errorf("%+v, want %+v", got, want)
			}
		})
	}
	if data, err := os.ReadFile(file); err != nil || string(data) != "not a directory" {
		t.Errorf("the file was overwritten: %q, %v", data, err)
	}
}

// Entries cut off, emptied, swapped or made of something else are as good as
// none.
func TestDamagedCache(t *testing.T) {
	dir, cache := facttest.Write(t, leaky), t.TempDir()
	want := kvlint(t, dir, "./...")
	t.Setenv(kept.Variable, cache)
	kvlint(t, dir, "./...")
	names, err := filepath.Glob(filepath.Join(cache, "??", "*"))
	if err != nil || len(names) < 6 {
		t.Fatalf("%d entries: %v", len(names), err)
	}
	for start := range 2 { // entries have two files each: all of them meet several damages
		for i, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, damages[(i+start)%len(damages)](data), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if got := kvlint(t, dir, "./..."); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}

// damages are what may become of a file.
var damages = []func(data []byte) []byte{
	func(data []byte) []byte { return data[:len(data)/2] },
	func([]byte) []byte { return nil },
	func(data []byte) []byte { return bytes.Repeat(data, 3) },
	func(data []byte) []byte { return bytes.Map(func(r rune) rune { return r ^ 1 }, data) },
	func([]byte) []byte { return bytes.Repeat([]byte{0xff}, 1<<20) },
}

// Links that lead to themselves or upwards, and directories in the place of
// files, end nothing but what they are.
func TestLoops(t *testing.T) {
	dir := facttest.Write(t, leaky)
	want := kvlint(t, dir, "./...")
	for name, target := range map[string]string{"up": ".", "a/up": "..", "clean/again": "../clean", "self": "self"} {
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	if got := kvlint(t, dir, "./..."); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := kvlint(t, dir, "up/a/up/up/a/a.go"); got.code != 1 || strings.Count(got.stdout, "sha256") != 1 {
		t.Errorf("a file through links: exit code %d, output:\n%s%s", got.code, got.stdout, got.stderr)
	}
	above := t.TempDir() // of no module: the tree is searched for some
	if err := os.Rename(dir, filepath.Join(above, "m")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(above, filepath.Join(above, "round")); err != nil {
		t.Fatal(err)
	}
	if got := kvlint(t, above, "./..."); got.code != 1 || got.stderr != "" || strings.Count(got.stdout, "sha256") != 4 {
		t.Errorf("above the module: exit code %d, output:\n%s%s", got.code, got.stdout, got.stderr)
	}
	dir = filepath.Join(above, "m")
	oneLine(t, "a link to itself", kvlint(t, dir, "self/a.go"), "self/a.go")
	if err := os.Symlink(".kvlint.yml", filepath.Join(dir, ".kvlint.yml")); err != nil {
		t.Fatal(err)
	}
	oneLine(t, "settings that link to themselves", kvlint(t, dir, "./..."), ".kvlint.yml")
	if err := os.Remove(filepath.Join(dir, ".kvlint.yml")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, ".kvlint.yml"), 0o777); err != nil {
		t.Fatal(err)
	}
	oneLine(t, "a directory of settings", kvlint(t, dir, "./..."), ".kvlint.yml")
}

// A largeProgram is text for which kvlint's time is compared with that for a plain
// one of its size.
type largeProgram struct{ name, text string }

// Huge files take time and memory in proportion to their size: no more than a
// multiple of what plain ones of the same size take. The sizes named are those
// with the build tag corpus.
func TestHugeFiles(t *testing.T) {
	const header = "package huge\n\n"
	const limit, memory = 5, 1500 << 20
	lines := func(n int, format string) string {
		var b strings.Builder
		b.WriteString(header)
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	constant := func(unit string, n int) string {
		return header + "const text = `" + strings.Repeat(unit, n/len(unit)) + "`\n\nvar password = text\n"
	}
	for _, test := range []struct{ plain, hostile largeProgram }{
		{largeProgram{"50 MB of comment", header + "/*" + strings.Repeat("plain text\n", 5e6/hugeScale) + "*/\n"}, largeProgram{"a constant of 50 MB", constant("Zt4wQx9+/", 50e6/hugeScale)}},
		{largeProgram{"100,000 numbers", lines(1e5/hugeScale, "var x%[1]d, y%[1]d = %[1]d, 1\n")}, largeProgram{"100,000 literals", lines(1e5/hugeScale, "var password%[1]d = \"Zt4wQx%[1]d9kLm\"\n")}},
		{largeProgram{"1 MB of words", constant("plain text ", 1e6)}, largeProgram{"1 MB of URLs", constant("https://a:b@c/?sig=x&password=y ", 1e6)}},
		{largeProgram{"1 MB of words", constant("plain text ", 1e6)}, largeProgram{"1 MB of base64", constant("a1B+/", 1e6)}},
		{largeProgram{"4,000 terms", header + "const text = `x`" + strings.Repeat(" +\n\t`plain `", 4000) + "\n"}, largeProgram{"4,000 terms", header + "const password = `x`" + strings.Repeat(" +\n\t`gh"+"p_%s://`", 4000) + "\n"}},
	} {
		plain, _ := timed(t, test.plain)
		hostile, rss := timed(t, test.hostile)
		if hostile > limit*max(plain, 300*time.Millisecond) || rss > memory {
			t.Errorf("%s: %v and %d MB; %s: %v", test.hostile.name, hostile, rss>>20, test.plain.name, plain)
		}
	}
}

// timed returns the time that kvlint takes for a program of one file, and its
// memory at most.
func timed(t *testing.T, program largeProgram) (cpu time.Duration, rss int64) {
	t.Helper()
	dir := t.TempDir()
	writeFile(t, dir, "go.mod", "module example.com/huge\n\ngo 1.26.0\n")
	writeFile(t, dir, "huge.go", program.text)
	cmd := exec.Command(self(t), "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "KVLINT_TEST_MAIN=1", "GOFLAGS=-mod=mod", "GOWORK=off", "PWD="+dir)
	out, _ := cmd.CombinedOutput() // the code is looked at
	state := cmd.ProcessState
	if code := state.ExitCode(); code != 0 && code != 1 {
		t.Errorf("%s: exit code %d:\n%.1000s", program.name, code, out)
	}
	cpu, rss = state.UserTime()+state.SystemTime(), maxMemory(state)
	t.Logf("%s: %v, %d MB", program.name, cpu, rss>>20)
	return cpu, rss
}

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/kvlint/kvlint/internal/facttest"
)

// A terminal is a pseudo terminal: what is written to file is read from the
// other end.
type terminal struct{ other, file *os.File }

func openTerminal(t *testing.T) terminal {
	t.Helper()
	other, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close() })
	fd := int(other.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return terminal{other, file}
}

// onTerminal runs kvlint with standard output and error on terminals of their
// own, and returns what they show. The environment is added to ours.
func onTerminal(t *testing.T, dir string, env []string, args ...string) (stdout, stderr string) {
	t.Helper()
	out, errs := openTerminal(t), openTerminal(t)
	cmd := exec.Command(self(t), args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), append(env, "KVLINT_TEST_MAIN=1", "GOFLAGS=-mod=mod", "GOWORK=off", "PWD="+dir)...)
	cmd.Stdout, cmd.Stderr = out.file, errs.file
	var reading sync.WaitGroup
	reading.Go(func() { stdout = out.read(t) })
	reading.Go(func() { stderr = errs.read(t) })
	err := cmd.Run()
	out.file.Close()
	errs.file.Close()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	reading.Wait()
	return stdout, stderr
}

// read returns what is written to the terminal until it is closed, with the
// ends of lines as they were written.
func (term terminal) read(t *testing.T) string {
	var buf bytes.Buffer
	if _, err := io.Copy(&buf, term.other); err != nil && !errors.Is(err, syscall.EIO) { // EIO: nobody has it open
		t.Error(err)
	}
	return strings.ReplaceAll(buf.String(), "\r\n", "\n")
}

// Text is coloured on a terminal only, and not where it is unwanted or not
// understood.
func TestColors(t *testing.T) {
	dir := facttest.Write(t, leaky)
	plain := kvlint(t, dir, "./a").stdout
	if strings.Contains(plain, "\x1b") {
		t.Errorf("a pipe gets colours: %q", plain)
	}
	for _, test := range []struct {
		env     []string
		colored bool
	}{
		{[]string{"TERM=xterm", "NO_COLOR="}, true},
		{[]string{"TERM=xterm", "NO_COLOR=1"}, false},
		{[]string{"TERM=dumb", "NO_COLOR="}, false},
	} {
		stdout, _ := onTerminal(t, dir, test.env, "-format=text", "-format=text:report.txt", "-format=json:report.json", "./a")
		if colored := strings.Contains(stdout, "\x1b[31m(hardcodedcreds/sink)\x1b[0m"); colored != test.colored || !test.colored && stdout != plain {
			t.Errorf("%v: got %q", test.env, stdout)
		}
		if data, err := os.ReadFile(filepath.Join(dir, "report.txt")); err != nil || string(data) != plain {
			t.Errorf("%v: a file gets %q, %v", test.env, data, err)
		}
	}
}

// A page has bold headings on a terminal.
func TestExplainOnTerminal(t *testing.T) {
	stdout, _ := onTerminal(t, t.TempDir(), []string{"TERM=xterm", "NO_COLOR="}, "explain", "hardcodedcreds/token")
	for _, want := range []string{"\x1b[1mhardcodedcreds/token\x1b[0m\n", "\x1b[1mWhy it matters\x1b[0m\n"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no %q in %q", want, stdout)
		}
	}
	if strings.Contains(stdout, "\n# ") {
		t.Error("a heading is shown as it is written")
	}
}

// A run that takes long says on a terminal what it does, and takes it back.
func TestProgressOnTerminal(t *testing.T) {
	dir := facttest.Write(t, leaky)
	realGo, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	slow := t.TempDir()
	script := "#!/bin/sh\nsleep 2\nexec '" + realGo + "' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(slow, "go"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	env := []string{"TERM=xterm", "PATH=" + slow + string(os.PathListSeparator) + os.Getenv("PATH")}
	_, stderr := onTerminal(t, dir, env, "./clean")
	if want := "\r\x1b[Kkvlint: listing packages …"; !strings.HasPrefix(stderr, want) || !strings.HasSuffix(stderr, "\r\x1b[K") {
		t.Errorf("got %q, want it to start with %q and to end with an empty line", stderr, want)
	}
}

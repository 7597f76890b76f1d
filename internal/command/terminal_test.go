package command

import (
	"bytes"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/kvlint/kvlint/internal/driver"
)

// A screen can be looked at while it is written to.
type screen struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.String()
}

// Progress shows the stage, never goes back within one, and leaves nothing.
func TestProgress(t *testing.T) {
	w := new(screen)
	p := startProgress(w, 0)
	p.update(driver.Typing, 12)
	p.update(driver.Typing, 11)
	want := clearLine + "kvlint: reading types … (12 packages)"
	for deadline := time.Now().Add(10 * time.Second); !strings.Contains(w.String(), want); {
		if time.Now().After(deadline) {
			t.Fatalf("got %q, want it to contain %q", w, want)
		}
		time.Sleep(time.Millisecond)
	}
	p.update(driver.Analysing, 3)
	if got := p.line(); got != "kvlint: analysing … (3 packages)" {
		t.Errorf("got %q", got)
	}
	p.stop()
	if !strings.HasSuffix(w.String(), clearLine) {
		t.Errorf("the line stays: %q", w)
	}
}

// A run that is over before the delay shows nothing.
func TestShortRunShowsNoProgress(t *testing.T) {
	w := new(screen)
	p := startProgress(w, time.Hour)
	p.update(driver.Listing, 0)
	p.stop()
	if got := w.String(); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestNoTerminal(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if isTerminal(null) || isTerminal(new(bytes.Buffer)) {
		t.Error("a file or a buffer is taken for a terminal")
	}
}

func TestBuildText(t *testing.T) {
	release := &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.3"}}
	release.Settings = []debug.BuildSetting{{Key: "GOOS", Value: "plan9"}, {Key: "GOARCH", Value: "arm"}}
	checkout := &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "(devel)"}}
	checkout.Settings = append(release.Settings,
		debug.BuildSetting{Key: "vcs.revision", Value: "0123abc"},
		debug.BuildSetting{Key: "vcs.time", Value: "2026-01-02T03:04:05Z"},
		debug.BuildSetting{Key: "vcs.modified", Value: "true"})
	for want, info := range map[string]*debug.BuildInfo{
		"kvlint v1.2.3\nbuilt with go1.26.8 for plan9/arm\n":                                                          release,
		"kvlint (devel)\nrevision 0123abc of 2026-01-02T03:04:05Z, with changes\nbuilt with go1.26.8 for plan9/arm\n": checkout,
		"kvlint (unknown)\nbuilt with (unknown) for " + runtime.GOOS + "/" + runtime.GOARCH + "\n":                    new(debug.BuildInfo),
	} {
		if got := buildText(info); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

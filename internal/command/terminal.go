package command

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/kvlint/kvlint/internal/driver"
	"github.com/mattn/go-colorable"
	"github.com/mattn/go-isatty"
)

// isTerminal reports whether w is a terminal that understands escape sequences.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd()) && os.Getenv("TERM") != "dumb"
}

// showsColors reports whether text for stdout may be coloured: it is a terminal
// and NO_COLOR (https://no-color.org) isn't set. On Windows it makes the console
// understand escape sequences.
func showsColors(stdout io.Writer) bool {
	if os.Getenv("NO_COLOR") != "" || !isTerminal(stdout) {
		return false
	}
	enabled := false
	colorable.EnableColorsStdout(&enabled)
	return enabled
}

// progressDelay is how long a run may take before it says what it does.
const progressDelay = time.Second

// progressInterval is the time between two looks at how far a run has come.
const progressInterval = 200 * time.Millisecond

// A progress keeps one line on a terminal up to date.
type progress struct {
	w    io.Writer
	done chan struct{}
	idle sync.WaitGroup

	mu    sync.Mutex
	stage driver.Stage
	n     int
}

// startProgress returns a progress that shows nothing before delay is over.
func startProgress(w io.Writer, delay time.Duration) *progress {
	p := &progress{w: w, done: make(chan struct{})}
	p.idle.Go(func() { p.run(delay) })
	return p
}

func (p *progress) update(stage driver.Stage, n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if stage == p.stage {
		n = max(n, p.n) // calls may overtake each other
	}
	p.stage, p.n = stage, n
}

// stop removes the line.
func (p *progress) stop() {
	close(p.done)
	p.idle.Wait()
}

// clearLine moves to the start of a terminal's line and empties it.
const clearLine = "\r\x1b[K"

func (p *progress) run(delay time.Duration) {
	shown := ""
	for timer := time.NewTimer(delay); ; timer.Reset(progressInterval) {
		select {
		case <-p.done:
			if shown != "" {
				fmt.Fprint(p.w, clearLine)
			}
			return
		case <-timer.C:
			if line := p.line(); line != shown {
				fmt.Fprint(p.w, clearLine, line)
				shown = line
			}
		}
	}
}

func (p *progress) line() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.n == 0 {
		return fmt.Sprintf("kvlint: %s …", p.stage)
	}
	return fmt.Sprintf("kvlint: %s … (%d packages)", p.stage, p.n)
}

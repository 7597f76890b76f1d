package main

import (
	"cmp"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"time"
)

// A cost is what a command took, with the processes that it waited for.
type cost struct {
	cpu    time.Duration // user and system
	wall   time.Duration
	memory int64 // bytes that the greatest process held at its peak
}

// A command is something to measure in a directory.
type command struct {
	name  string
	dir   string
	args  []string
	env   []string     // added to this program's
	ready func() error // what has to be done before each run, unmeasured
}

// run returns the cost of c: the run that took the median CPU time of n runs.
// Linters fail when they find something, so an exit status of 1 is no error; nor
// are others, but those of the go command, which then was asked wrongly.
func (c command) run(n int) (cost, error) {
	var costs []cost
	for range n {
		if c.ready != nil {
			if err := c.ready(); err != nil {
				return cost{}, err
			}
		}
		one, err := c.once()
		if err != nil {
			return cost{}, err
		}
		costs = append(costs, one)
	}
	slices.SortFunc(costs, func(a, b cost) int { return cmp.Compare(a.cpu, b.cpu) })
	return costs[len(costs)/2], nil
}

func (c command) once() (cost, error) {
	cmd := exec.Command(c.args[0], c.args[1:]...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), c.env...)
	start := time.Now()
	err := cmd.Run()
	state := cmd.ProcessState
	if state == nil || state.ExitCode() < 0 || c.args[0] == "go" && state.ExitCode() > 1 {
		return cost{}, err
	}
	result := cost{cpu: state.UserTime() + state.SystemTime(), wall: time.Since(start)}
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		result.memory = usage.Maxrss * 1024 // Linux counts in KiB
	}
	return result, nil
}

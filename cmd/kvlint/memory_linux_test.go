package main

import (
	"os"
	"syscall"
)

// maxMemory returns the bytes of memory that a process had at most.
func maxMemory(state *os.ProcessState) int64 {
	return state.SysUsage().(*syscall.Rusage).Maxrss << 10
}

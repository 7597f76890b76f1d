//go:build !linux

package main

import "os"

// maxMemory returns 0 for what isn't known.
func maxMemory(*os.ProcessState) int64 { return 0 }

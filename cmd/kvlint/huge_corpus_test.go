//go:build corpus

package main

// hugeScale divides the sizes of huge files.
const hugeScale = 1

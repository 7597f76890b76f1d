package main

import (
	"bytes"
	"os"
	"os/exec"
	"testing"

	"github.com/kvlint/kvlint/internal/facttest"
)

// Where a report can't be written, that is said.
func TestFullDisk(t *testing.T) {
	dir := facttest.Write(t, leaky)
	oneLine(t, "report", kvlint(t, dir, "-format=json:/dev/full", "./..."), "-format=json", "no space left")
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	cmd := exec.Command(self(t), "./...")
	var stderr bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, full, &stderr
	cmd.Env = append(os.Environ(), "KVLINT_TEST_MAIN=1", "GOFLAGS=-mod=mod", "GOWORK=off", "PWD="+dir)
	_ = cmd.Run() // the code is looked at
	oneLine(t, "standard output", run{"", stderr.String(), cmd.ProcessState.ExitCode()}, "no space left")
}

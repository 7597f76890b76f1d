package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// A place is a line of a file of the module.
type place struct {
	file string
	line int
}

// A tool is a command that finds credentials.
type tool struct {
	name string
	run  func(dir string) ([]place, error)
}

// tools returns kvlint and those of the others that are installed.
func tools(kvlint string) []tool {
	list := []tool{{"kvlint", func(dir string) ([]place, error) { return runKvlint(kvlint, dir) }}}
	if _, err := exec.LookPath("gosec"); err == nil {
		list = append(list, tool{"gosec", runGosec})
	}
	if _, err := exec.LookPath("gitleaks"); err == nil {
		list = append(list, tool{"gitleaks", runGitleaks})
	}
	return list
}

// output runs a command in dir and returns what it prints: these tools exit
// with 1 where they find something.
func output(dir, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() > 1) {
		return nil, fmt.Errorf("%w: %s", err, stderr.String())
	}
	return out, nil
}

func runKvlint(command, dir string) ([]place, error) {
	out, err := output(dir, command, "-format", "json", "-enable", "hardcodedcreds", "./...")
	if err != nil {
		return nil, err
	}
	var report struct {
		Findings []struct {
			Rule     string
			Location struct {
				Path  string
				Start struct{ Line int }
			}
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		return nil, err
	}
	var found []place
	for _, f := range report.Findings {
		if f.Rule == "hardcodedcreds" {
			found = append(found, place{relative(dir, f.Location.Path), f.Location.Start.Line})
		}
	}
	return found, nil
}

func runGosec(dir string) ([]place, error) {
	out, err := output(dir, "gosec", "-quiet", "-include=G101", "-fmt=json", "./...")
	if err != nil {
		return nil, err
	}
	var report struct {
		Issues []struct{ File, Line string }
	}
	if err := json.Unmarshal(out, &report); err != nil {
		return nil, err
	}
	var found []place
	for _, issue := range report.Issues {
		first, _, _ := strings.Cut(issue.Line, "-")
		line, _ := strconv.Atoi(first)
		found = append(found, place{relative(dir, issue.File), line})
	}
	return found, nil
}

func runGitleaks(dir string) ([]place, error) {
	report := filepath.Join(dir, "gitleaks.json")
	defer os.Remove(report)
	if _, err := output(dir, "gitleaks", "dir", "--no-banner", "--report-format=json", "--report-path="+report, "."); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(report)
	if err != nil {
		return nil, err
	}
	var issues []struct {
		File      string
		StartLine int
	}
	if err := json.Unmarshal(text, &issues); err != nil {
		return nil, err
	}
	var found []place
	for _, issue := range issues {
		found = append(found, place{relative(dir, issue.File), issue.StartLine})
	}
	return found, nil
}

// relative returns how the module calls a file.
func relative(dir, file string) string {
	if name, err := filepath.Rel(dir, file); err == nil && filepath.IsAbs(file) {
		file = name
	}
	return filepath.ToSlash(file)
}

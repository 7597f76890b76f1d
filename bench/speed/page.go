package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/vg"
)

// A page holds all tables.
type page struct {
	tables []*table // of real modules
	growth []*table // of generated ones
}

const introduction = `# How fast kvlint is

Written by ` + "`go run ./speed -o ../docs/performance.md DIR...`" + ` in the directory bench, where each DIR is
a module or a directory of modules. Nothing is fetched; what the modules import was compiled before, so that
no command pays for it. Seconds are of the CPU, user and system, with all processes that a command starts;
the run with the median counts. Memory is the peak of the greatest process. Only the ratios say something
about another machine.
`

// write writes the page to file and the plot beside it, or the page alone to
// standard output.
func (p *page) write(file string) error {
	var b bytes.Buffer
	b.WriteString(introduction)
	fmt.Fprintf(&b, "\nMeasured on %s with %s.\n", machine(), runtime.Version())
	for _, t := range p.tables {
		writeTable(&b, t)
	}
	if len(p.growth) > 0 {
		p.writeGrowth(&b)
	}
	if file == "" {
		_, err := os.Stdout.Write(b.Bytes())
		return err
	}
	if len(p.growth) > 0 {
		plot := strings.TrimSuffix(file, filepath.Ext(file)) + ".svg"
		if err := p.plot(plot); err != nil {
			return err
		}
		fmt.Fprintf(&b, "\n![CPU seconds over packages](%s)\n", filepath.Base(plot))
	}
	return os.WriteFile(file, b.Bytes(), 0o666)
}

func writeTable(b *bytes.Buffer, t *table) {
	fmt.Fprintf(b, "\n## %s, %d packages\n\n", t.name, t.packages)
	b.WriteString("| command | CPU s | wall s | memory MB | of the floor | of kvlint's first run |\n|---|---|---|---|---|---|\n")
	first, _ := t.row(cold)
	for _, r := range t.rows {
		fmt.Fprintf(b, "| %s | %s | %s | %d | %s | %.2f |\n", r.name, seconds(r.costs.cpu), seconds(r.costs.wall),
			r.costs.memory>>20, t.ratio(r), float64(r.costs.cpu)/float64(first.costs.cpu))
	}
}

// ratio returns how many times the CPU time of its floor r took.
func (t *table) ratio(r row) string {
	floor, ok := t.row(r.floor)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%.2f of %s", float64(r.costs.cpu)/float64(floor.costs.cpu), strings.Split(floor.name, ":")[0])
}

func (p *page) writeGrowth(b *bytes.Buffer) {
	b.WriteString("\n## Growth\n\nGenerated modules, CPU seconds:\n\n| command |")
	for _, t := range p.growth {
		fmt.Fprintf(b, " %d packages |", t.packages)
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(p.growth)) + "\n")
	for i, r := range p.growth[0].rows {
		name, _, _ := strings.Cut(r.name, " (")
		if i > 0 && strings.HasPrefix(p.growth[0].rows[i-1].name, changed) && name == changed {
			continue // which package it is differs
		}
		fmt.Fprintf(b, "| %s |", name)
		for _, t := range p.growth {
			fmt.Fprintf(b, " %s |", seconds(t.rows[i].costs.cpu))
		}
		b.WriteString("\n")
	}
	b.WriteString("| kvlint, first run, a package (ms) |")
	for _, t := range p.growth {
		first, _ := t.row(cold)
		fmt.Fprintf(b, " %.1f |", float64(first.costs.cpu.Microseconds())/1000/float64(t.packages))
	}
	b.WriteString("\n| kvlint, first run, memory (MB) |")
	for _, t := range p.growth {
		first, _ := t.row(cold)
		fmt.Fprintf(b, " %d |", first.costs.memory>>20)
	}
	b.WriteString("\n")
}

// plot draws the growth.
func (p *page) plot(file string) error {
	chart := plot.New()
	chart.X.Label.Text = "packages"
	chart.Y.Label.Text = "CPU seconds"
	chart.Legend.Top, chart.Legend.Left = true, true
	var lines []any
	for _, name := range []string{listing, typing, cold, unchanged} {
		points := make(plotter.XYs, 0, len(p.growth))
		for _, t := range p.growth {
			r, _ := t.row(name)
			points = append(points, plotter.XY{X: float64(t.packages), Y: r.costs.cpu.Seconds()})
		}
		lines = append(lines, strings.ReplaceAll(name, "`", ""), points)
	}
	if err := plotutil.AddLinePoints(chart, lines...); err != nil {
		return err
	}
	return chart.Save(16*vg.Centimeter, 10*vg.Centimeter, file)
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f", d.Seconds()) }

// machine describes the processor and its cores.
func machine() string {
	name := runtime.GOARCH
	if out, err := exec.Command("sed", "-n", "s/^model name[^:]*: //p", "/proc/cpuinfo").Output(); err == nil {
		if line, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n"); line != "" {
			name = line
		}
	}
	return fmt.Sprintf("%d cores (%s, %s)", runtime.NumCPU(), name, runtime.GOOS)
}

package command

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/kvlint/kvlint/internal/report"
)

// An output is a format and where it goes; no name means standard output.
type output struct {
	format report.Format
	name   string

	file    *os.File // while it is open
	created bool     // the file wasn't there before
	written bool
}

// outputs are the reports that a run writes.
type outputs []*output

// bind registers the flags that add to o.
func (o *outputs) bind(flags *flag.FlagSet) {
	usage := "`kind[:file]` of report, to standard output or file; repeatable. Kinds are"
	for _, f := range report.Formats {
		usage += fmt.Sprintf("\n  %-7s %s", f.Name, f.About)
	}
	flags.Func("format", usage, o.add)
	flags.BoolFunc("json", "report in the format of go vet -json; the same as -format=govet", func(string) error {
		return o.add("govet")
	})
}

func (o *outputs) add(s string) error {
	kind, name, hasName := strings.Cut(s, ":")
	format, err := report.FindFormat(kind)
	if err != nil {
		return err
	}
	if hasName && name == "" {
		return errors.New("no file after the colon (want kind:file)")
	}
	*o = append(*o, &output{format: format, name: name})
	return nil
}

// complete adds the default where no output was asked for. It returns an error
// if two go to one place.
func (o *outputs) complete() error {
	if len(*o) == 0 {
		return o.add("text")
	}
	seen := make(map[string]string)
	for _, out := range *o {
		other, found := seen[out.name]
		if found && out.name == "" {
			return fmt.Errorf("%s and %s both go to standard output; give one of them a file (-format=kind:file)", other, out.format.Name)
		}
		if found {
			return fmt.Errorf("%s and %s both go to %s; give one of them another file", other, out.format.Name, out.name)
		}
		seen[out.name] = out.format.Name
	}
	return nil
}

// open opens the files, so that one that can't be written is known before any
// work is done. What they hold stays until they are written.
func (o outputs) open() error {
	for _, out := range o {
		if err := out.open(); err != nil {
			o.close()
			return fmt.Errorf("-format=%s: %w", out.format.Name, err)
		}
	}
	return nil
}

func (o *output) open() error {
	if o.name == "" {
		return nil
	}
	_, err := os.Stat(o.name)
	o.created = errors.Is(err, os.ErrNotExist)
	o.file, err = os.OpenFile(o.name, os.O_WRONLY|os.O_CREATE, 0o666)
	return err
}

// write writes r in all formats.
func (o outputs) write(r *report.Report, stdout io.Writer) error {
	for _, out := range o {
		if err := out.write(r, stdout); err != nil {
			return fmt.Errorf("-format=%s: %w", out.format.Name, err)
		}
	}
	return nil
}

func (o *output) write(r *report.Report, stdout io.Writer) error {
	if o.file == nil {
		return o.format.Write(stdout, r)
	}
	plain := *r
	plain.Color = false
	if info, err := o.file.Stat(); err == nil && info.Mode().IsRegular() {
		if err := o.file.Truncate(0); err != nil {
			return err
		}
	}
	if err := o.format.Write(o.file, &plain); err != nil {
		return err
	}
	o.written = true
	err := o.file.Close()
	o.file = nil
	return err
}

// close closes what is open, and removes files that were made in vain.
func (o outputs) close() {
	for _, out := range o {
		if out.file == nil {
			continue
		}
		out.file.Close()
		out.file = nil
		if out.created && !out.written {
			os.Remove(out.name)
		}
	}
}

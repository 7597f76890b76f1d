package command

import (
	"errors"
	"flag"
	"io"
	"strings"
	"testing"
)

// Whatever is asked, parsing does no more than say what is wrong.
func FuzzFlags(f *testing.F) {
	for _, args := range []string{
		"", "-format=json:a\n./...", "-json\n-format=sarif", "-format=text:\n", "-fail-on=error\n-tests=false\n--\n-x", "-disable=hardcodedcreds/sink,\n-severity=a=b", "-tags", "-h", "-C\n\n-config=x",
		"-sinks={func: a.B, arg: 1}", "-format=:", "-format=json:a\n-format=text:a", "-exclude=[", "---", "-=",
	} {
		f.Add(args)
	}
	f.Fuzz(func(t *testing.T, line string) {
		args := strings.Split(line, "\n")
		opts, err := parseFlags(args, io.Discard)
		if errors.Is(err, flag.ErrHelp) {
			return
		}
		if err != nil {
			for part := range strings.SplitSeq(err.Error(), "\n") {
				if strings.TrimSpace(part) == "" {
					t.Errorf("%q: error %q", args, err)
				}
			}
			return
		}
		names := make(map[string]bool)
		for _, out := range opts.outputs {
			if names[out.name] {
				t.Errorf("%q: two reports go to %q", args, out.name)
			}
			names[out.name] = true
		}
		if len(names) == 0 {
			t.Errorf("%q: no report", args)
		}
	})
}

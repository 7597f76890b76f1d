package config

import (
	"flag"
	"strings"

	"github.com/kvlint/kvlint/internal/rule"
)

// Bind registers flags that write into c. A value that names no rule or
// category of rules is refused where it is parsed.
func Bind(flags *flag.FlagSet, c *Config, rules []*rule.Info) {
	flags.Var(&nameList{&c.Disable, rules}, "disable", "rules and rule/categories not to report, separated by commas")
	flags.Var(&nameList{&c.Enable, rules}, "enable", "opt-in rules and rule/categories to report, separated by commas")
}

// nameList is a flag that holds names of rules and categories; a repeated
// flag adds to it.
type nameList struct {
	names *[]string
	rules []*rule.Info
}

func (l *nameList) String() string {
	if l.names == nil {
		return ""
	}
	return strings.Join(*l.names, ",")
}

func (l *nameList) Set(value string) error {
	for name := range strings.SplitSeq(value, ",") {
		name = strings.TrimSpace(name)
		if name == "" {
			continue
		}
		if err := CheckName(l.rules, name); err != nil {
			return err
		}
		*l.names = append(*l.names, name)
	}
	return nil
}

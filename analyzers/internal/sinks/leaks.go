package sinks

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
	"sync"

	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/typematch"
)

// Leak is the kind of sinks through which a value leaves the program. Their Sort
// is one of the categories below, and What goes on after "the value is".
const Leak Kind = 3

// Sorts of leaks.
const (
	Log         = "log"
	Error       = "error"
	Response    = "response"
	File        = "file"
	Environment = "env"
	Args        = "args"
	Telemetry   = "telemetry"

	// PrivateFile is a file that only its owner can read.
	PrivateFile = "privatefile"
)

// How says how an argument becomes text.
type How string

// The ways in which arguments become text.
const (
	AsValue  How = ""           // as fmt prints it with %v
	AsText   How = "text"       // only texts count: what becomes of others isn't known
	AsFormat How = "format"     // a format, and then its operands
	AsJSON   How = "json"       // as encoding/json and its like marshal it
	AsXML    How = "xml"        // as encoding/xml marshals it
	AsYAML   How = "yaml"       // as packages for YAML marshal it
	AsDump   How = "dump"       // with all that pointers lead to
	DumpFmt  How = "dumpformat" // a format, whose operands are dumped
	AsZap    How = "zap"        // by its String method, or as JSON
	AsSlog   How = "slog"       // as the handler in use does
	AsCookie How = "cookie"     // the field Value
)

// A LeakArg says that arguments of a call leave the program.
type LeakArg struct {
	Arg      int // as written, or Receiver; a variadic parameter stands for all its arguments
	Category string
	How      How
	// Target is the argument that decides on the category, where Category is ToWriter, ToHeader or
	// ToFile: it is written to, or is the mode of the file.
	Target int
	What   string // the function, for messages
}

// Categories that depend on an argument.
const (
	ToWriter = "writer"
	ToHeader = "header"
	ToFile   = "mode"
)

// Receiver is the Target that is the receiver of the method.
const Receiver = -1

// Sink returns the sink of a leak of a category.
func (l LeakArg) Sink(category string) Sink { return LeakSink(category, l.What) }

// LeakSink returns the sink of a leak of a category through what, a function or
// field.
func LeakSink(category, what string) Sink {
	return Sink{Kind: Leak, Sort: category, What: fmt.Sprintf(leakPhrases[category], what)}
}

var leakPhrases = map[string]string{
	Log:         "logged by %s",
	Error:       "put into the text of an error by %s",
	Response:    "sent to the client by %s",
	File:        "written to a file that others can read by %s",
	PrivateFile: "written to a file by %s",
	Environment: "put into the environment by %s",
	Args:        "passed on a command line by %s",
	Telemetry:   "recorded as telemetry by %s",
}

// Leaks returns the arguments of c that leave the program.
func (c *Call) Leaks() []LeakArg {
	if c.Func == nil || c.Func.Pkg() == nil {
		return nil
	}
	t := leakTables()
	if t.names[c.Func.Name()] {
		if rows, ok := t.calls[typematch.Unversioned(typematch.Func(c.Func.Origin()))]; ok {
			named := slices.Clone(rows)
			for i := range named {
				named[i].What = shortName(c.Func)
			}
			return named
		}
	}
	return c.logged()
}

// LeakField returns the sink of what is stored in a field of the struct that
// owner is or points to.
func LeakField(owner types.Type, field *types.Var) (Sink, bool) {
	t := leakTables()
	if !t.names[field.Name()] {
		return Sink{}, false
	}
	category, ok := t.fields[typematch.Unversioned(typeName(owner)+"."+field.Name())]
	if !ok {
		return Sink{}, false
	}
	return LeakSink(category, "field "+typeShortName(owner)+"."+field.Name()), true
}

// logged returns the arguments that a function logs by what it is called: a
// function or method called as those of loggers are, of a package or type that
// is called a logger. Of functions of the program their bodies tell.
func (c *Call) logged() []LeakArg {
	how, pairs, ok := logMethod(c.Func.Name())
	if !ok || !isLogger(c.Func) {
		return nil
	}
	recv := c.Func.Signature().Recv()
	if c.IsOwn != nil && c.IsOwn(c.Func.Pkg()) && !(recv != nil && types.IsInterface(recv.Type())) {
		return nil
	}
	sig := c.signature()
	if sig == nil {
		return nil
	}
	var found []LeakArg
	for i, param := range slices.Collect(sig.Params().Variables()) {
		l := LeakArg{Arg: i, Category: Log, What: shortName(c.Func)}
		isRest := sig.Variadic() && i == sig.Params().Len()-1
		t := param.Type()
		if list, ok := t.(*types.Slice); ok && isRest {
			t = list.Elem()
		}
		switch {
		case !typematch.IsText(t) && !types.IsInterface(t) || typematch.IsContext(t) || typematch.IsError(t):
			continue
		case how == AsFormat && typematch.IsText(t):
			l.How = AsFormat
			return append(found, l)
		case pairs && isRest:
			l.How = AsSlog
		}
		found = append(found, l)
	}
	return found
}

// logLevels are the words that the names of logging functions begin with.
var logLevels = map[string]bool{
	"debug": true, "info": true, "notice": true, "warn": true, "warning": true, "error": true, "fatal": true, "panic": true,
	"trace": true, "print": true, "critical": true, "exit": true, "log": true, "verbose": true, "output": true,
}

// logMethod reports whether name is that of a function that logs, whether it
// takes a format, and whether names and values follow the message.
func logMethod(name string) (how How, pairs, ok bool) {
	base := strings.TrimSuffix(strings.TrimSuffix(name, "Depth"), "Context")
	base = strings.TrimSuffix(base, "Attrs")
	switch {
	case logLevels[strings.ToLower(base)]:
		return AsValue, true, true
	case strings.HasSuffix(base, "ln") && logLevels[strings.ToLower(base[:len(base)-2])]:
		return AsValue, false, true
	case strings.HasSuffix(base, "f") && logLevels[strings.ToLower(base[:len(base)-1])]:
		return AsFormat, false, true
	case base != "" && strings.IndexByte("wSp", base[len(base)-1]) >= 0 && logLevels[strings.ToLower(base[:len(base)-1])]:
		return AsValue, true, true
	case name == "With" || name == "WithValues" || name == "WithName":
		return AsValue, true, true
	}
	return "", false, false
}

// isLogger reports whether the type of the method fn, or else the package of fn,
// is called a logger.
func isLogger(fn *types.Func) bool {
	if recv := fn.Signature().Recv(); recv != nil {
		name := typematch.Name(recv.Type())
		if name = name[strings.LastIndexByte(name, '.')+1:]; isLogWord(name) {
			return true
		}
	}
	return isLogWord(fn.Pkg().Name())
}

func isLogWord(name string) bool {
	return slices.ContainsFunc(naming.Tokens(name), func(word string) bool {
		switch word {
		case "log", "logs", "logger", "logging", "slog", "klog", "glog", "logr", "hclog", "logrus", "zap", "zerolog", "zlog":
			return true
		}
		return false
	})
}

// A leakTable holds the rows of the tables of leaks by qualified names.
type leakTable struct {
	calls  map[string][]LeakArg
	fields map[string]string
	names  map[string]bool
}

var leakTables = sync.OnceValue(func() *leakTable {
	t := &leakTable{calls: make(map[string][]LeakArg), fields: make(map[string]string), names: make(map[string]bool)}
	eachRow(leakCalls, func(symbol string, words []string) {
		for index := range strings.SplitSeq(words[0], ",") {
			arg := Receiver
			if index != "recv" {
				arg = number(index)
			}
			t.calls[symbol] = append(t.calls[symbol], leakRow(arg, words[1:]))
		}
		t.names[symbol[strings.LastIndexByte(symbol, '.')+1:]] = true
	})
	eachRow(leakFields, func(symbol string, words []string) {
		t.fields[symbol] = words[0]
		t.names[symbol[strings.LastIndexByte(symbol, '.')+1:]] = true
	})
	return t
})

// leakRow returns the row that words say: a category and perhaps how the
// argument becomes text.
func leakRow(arg int, words []string) LeakArg {
	l := LeakArg{Arg: arg}
	category, target, _ := strings.Cut(words[0], "@")
	switch {
	case target == "":
	case target == "recv":
		l.Target = Receiver
	default:
		l.Target = number(target)
	}
	if category == "file" {
		category = ToFile
	}
	l.Category = category
	if len(words) > 1 {
		l.How = How(words[1])
	}
	return l
}

// eachRow calls f for each symbol of a table, with the words behind it.
func eachRow(table string, f func(symbol string, words []string)) {
	path := ""
	for line := range strings.Lines(table) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case line[0] != '\t':
			path = words[0]
		default:
			f(path+"."+words[0], words[1:])
		}
	}
}

package packed

import (
	"go/ast"
	"go/constant"
	"go/types"
	"regexp/syntax"
	"strings"
)

// arguments takes what fmt's scanners fill, from argument first on.
func (t *taker) arguments(first int) {
	for i, arg := range t.call.Args[min(first, len(t.call.Args)):] {
		ref, ok := ast.Unparen(arg).(*ast.UnaryExpr)
		if !ok {
			continue
		}
		if basic, ok := t.info.TypeOf(ref.X).Underlying().(*types.Basic); ok && basic.Info()&types.IsString != 0 {
			t.positions[constant.MakeInt64(int64(i)).ExactString()] = []string{nameOf(t.info, ref.X)}
		}
	}
	if len(t.positions) < 2 {
		clear(t.positions)
	}
}

// format sets the separator to the weakest text between the verbs of a scanner's
// format.
func (t *taker) format(format string) {
	parts := strings.Split(format, "%s")
	t.between(parts)
	if len(parts) < 3 || strings.Contains(strings.Join(parts, ""), "%") {
		t.known = false
	}
}

// between sets the separator by the texts around components.
func (t *taker) between(texts []string) {
	t.known = len(texts) > 2 && Separator(texts[0]) != Right && Separator(texts[len(texts)-1]) != Right
	if !t.known {
		return
	}
	t.sep = texts[1]
	for _, text := range texts[1 : len(texts)-1] {
		if Separator(text) < Separator(t.sep) {
			t.sep = text
		}
	}
}

// pattern sets the separator by the literal texts between the groups of a
// regular expression, or by the whole expression where it is one.
func (t *taker) pattern(pattern string) {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return
	}
	texts := []string{""}
	add := func(sub *syntax.Regexp) bool {
		switch sub.Op {
		case syntax.OpCapture:
			texts = append(texts, "")
		case syntax.OpLiteral:
			texts[len(texts)-1] += string(sub.Rune)
		case syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpEmptyMatch:
		case syntax.OpStar, syntax.OpQuest:
		case syntax.OpPlus, syntax.OpCharClass:
			texts[len(texts)-1] += "\t"
		default:
			return false
		}
		return true
	}
	subs := []*syntax.Regexp{re}
	if re.Op == syntax.OpConcat {
		subs = re.Sub
	}
	for _, sub := range subs {
		if !add(sub) {
			return
		}
	}
	if t.name == "regexp.Regexp.Split" {
		t.sep, t.known = texts[0], len(texts) == 1
		return
	}
	t.between(texts)
	if len(texts) < 3 {
		t.known = false
	}
}

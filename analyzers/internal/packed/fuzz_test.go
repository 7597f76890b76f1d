package packed

import (
	"slices"
	"strings"
	"testing"
)

func FuzzForms(f *testing.F) {
	for _, text := range []string{
		"", ":", "|", "\t", " : ", "://", "Password=", "a;b=c", "%s:%s", "%[1]s|%s", "%*d", "%", "100%%:%v", "user:password", "^(\\w+):(.+)$", "[:|]", "(a|b", "((((((((((x){9}){9}){9}", "\x00\xff",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		names := strings.Split(text, ":")
		if Separator(text) != Right && Separator(text+"@") != Right {
			t.Errorf("%q: a text with a sign of another form divides", text)
		}
		if Pairs(text) && !strings.Contains(text, "=") {
			t.Errorf("%q: a pair without =", text)
		}
		reversed := slices.Clone(names)
		slices.Reverse(reversed)
		if AreAlike(names) != AreAlike(reversed) {
			t.Errorf("%q: whether names are alike depends on their order", names)
		}
		Names(names)
		Divides(text, names)
		if texts, ok := plainFormat(text); ok && (len(texts) > strings.Count(text, "%")+1 || !strings.Contains(text, "%") && texts[0] != text) {
			t.Errorf("%q: texts %q", text, texts)
		}
		for _, method := range []string{"regexp.Regexp.Split", "regexp.Regexp.FindStringSubmatch"} {
			taker := &taker{name: method}
			taker.pattern(text)
			taker.format(text)
		}
	})
}

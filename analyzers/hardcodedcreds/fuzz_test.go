package hardcodedcreds

import (
	"slices"
	"strings"
	"testing"
)

// Members of documents have names, and values that stand in the text.
func FuzzMembers(f *testing.F) {
	for _, text := range []string{
		"", `{"a": {"password": "b"}, "c": ["d", {"name": "token", "value": "e"}]}`, "a:\n  b: c\n- d: e\n", "[x]\npassword = \"a\" # b\n", "<a password='b'><c>d</c></a>", "<", "{", "[[[[[[", "a=b;c=d", "a: &x\nb: *x\n",
		"export A='b'\n", "<?xml?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "\xff: \xff\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list := members(text)
		for _, m := range list {
			if len(m.path) == 0 {
				t.Fatalf("%q: a member without a name", text)
			}
			if plain := strings.Trim(text, " \t\r\n"); !strings.ContainsAny(plain, "\\&<{[\r") && !strings.Contains(text, m.value) && m.value == strings.ToValidUTF8(m.value, "") {
				t.Errorf("%q: value %q of %q isn't in the text", text, m.value, m.path)
			}
			if convicts(claimOf(m.name()), m.value, m.name(), use{entry: true}) && strings.Contains(m.name(), m.value) {
				t.Errorf("%q: the name %q shows the value", text, m.name())
			}
		}
		if again := members(text); !slices.EqualFunc(list, again, func(a, b member) bool { return slices.Equal(a.path, b.path) && a.value == b.value }) {
			t.Errorf("%q: once %v, then %v", text, list, again)
		}
	})
}

// What is the name again is no credential, nor what a program puts in.
func FuzzShape(f *testing.F) {
	f.Add("dbPassword", "dbPassword")
	f.Add("token", "k9Zt4wQxNm8v")
	f.Add("x", "%s")
	f.Add("\xff", "ǅungla-2")
	f.Fuzz(func(t *testing.T, name, text string) {
		if len(name) >= 4 && shapeOf(name, name) != noShape {
			t.Errorf("%q has a shape under its own name", name)
		}
		shapeOf(text, name)
		convicts(claimOf(name), text, name, use{})
	})
}

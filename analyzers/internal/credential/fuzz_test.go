package credential

import (
	"strings"
	"testing"
)

func FuzzFind(f *testing.F) {
	for _, text := range []string{
		"", "Content-Type", "postgres://app:" + pw + at + "db1.corp.net/orders?password=x", "a:b@tcp(c)/d", "a:b@/d", "host=a password='b\\'c' user=d",
		"a:6380,password=b,ssl=True", "Server=.\\x;Password={a;b}; Uid = \"c\"", "AccountName=a;AccountKey=" + key64(), "?sv=1&sp=r&sig=" + key32() + "&se=1",
		makeKey("storage", "+ASt", "Default0", 64), makeKey("acr", "+ACR", "ACRDflt0", 39), "kvl" + "8Q~" + alnum("aad", 34),
		"-----BEGIN RSA PRIVATE " + "KEY-----\\nMIIE\n-----END RSA PRIVATE " + "KEY-----", "MIIxxAIBAzCC" + alnum("p12", 80),
		"gh" + "p_" + alnum("github", 36), "${", "{{", "<a", "$", "%[", "%", "://", "x://[", "https://:@:", "https://a:b@[::1]:x", "\xff\xfe=\xff;password=", "\ue000://\ue001:\ue002@",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found, ok := Find(text)
		if ok && (found.Kind == "" || found.What == "" || found.Secret == "") {
			t.Errorf("a finding without %+v", Finding{Kind: found.Kind, What: found.What})
		}
		if ok && found.Kind != ConnectionString && !strings.Contains(text, found.Secret) {
			t.Error("the secret doesn't stand in the text")
		}
		FindNamed(text[:len(text)/3], text[len(text)/3:])
		if Template(text) && !Placeholder(text) {
			t.Error("a template is a placeholder")
		}
		if PasswordSuffix(text) && !PasswordBetween(text, "") {
			t.Error("PasswordSuffix and PasswordBetween differ")
		}
	})
}

func FuzzFormatPasswordVerbs(f *testing.F) {
	for _, format := range []string{
		"postgres://%s:%s@%s/db", "%[2]s:%[1]s@tcp(%s)", "Server=%s;Password=%*.*[3]d", "host=%s password='%q'", "%%", "%", "%[", "%[1", "%[99999999999999999999]s",
		"a:6380,password=%s", "\ue000://%s:\ue001@", "%s://%s:%s@%s", "%!",
	} {
		f.Add(format)
	}
	f.Fuzz(func(t *testing.T, format string) {
		operands := FormatPasswordVerbs(format)
		for i, operand := range operands {
			if operand < 0 || operand > len(format)+maxMarkers || i > 0 && operand <= operands[i-1] {
				t.Errorf("%v", operands)
			}
		}
		if len(operands) > strings.Count(format, "%") {
			t.Errorf("more operands than verbs: %v", operands)
		}
	})
}

// What names a finding shows nothing of the value, wherever in a text that is.
func FuzzWhat(f *testing.F) {
	for _, around := range [][2]string{
		{"postgres://app:", at + "db1.corp.net/orders"}, {"", "://app:x@db1.corp.net"}, {"Server=tcp:a;Password=", ";"}, {"AccountName=a;AccountKey=", ""}, {"?sv=1&sp=r&sig=", "&se=1"},
		{"a:6380,password=", ",ssl=True"}, {"-----BEGIN ", " PRIVATE " + "KEY-----\nMIIE\n"}, {"gh" + "p_", ""}, {"host=a password='", "' user=d"}, {"Driver={", "};Pwd=x;Server=y"},
	} {
		f.Add(around[0], around[1])
	}
	value := alnum("what", 36)
	f.Fuzz(func(t *testing.T, before, after string) {
		text := before + value + after
		found, _ := Find(text)
		named, _ := FindNamed(before, value+after)
		for _, what := range []string{found.What, found.Rule, named.What, named.Rule} {
			if shown := strings.ToLower(what); strings.Contains(shown, strings.ToLower(value[:8])) || strings.Contains(shown, strings.ToLower(value[len(value)-8:])) {
				t.Errorf("%q is called %q", text, what)
			}
		}
	})
}

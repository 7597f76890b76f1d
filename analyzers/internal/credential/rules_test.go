package credential

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
	"github.com/zricethezav/gitleaks/v8/config"
	"github.com/zricethezav/gitleaks/v8/detect"
)

func loadRules(t *testing.T) config.ViperConfig {
	t.Helper()
	vc, err := defaultRules()
	if err != nil {
		t.Fatal(err)
	}
	return vc
}

// TestTables fails when gitleaks has rules that the tables don't know, or other
// keywords.
func TestTables(t *testing.T) {
	keywords := make(map[string][]string)
	for _, r := range loadRules(t).Rules {
		keywords[r.ID] = r.Keywords
	}
	listed := make(map[string]bool)
	check := func(id, what, list string) {
		listed[id] = true
		if what == "" || list == "" {
			t.Errorf("%s: a row with an empty column", id)
		}
		for keyword := range strings.FieldsSeq(list) {
			if !slices.Contains(keywords[id], keyword) || len(keyword) < 2 {
				t.Errorf("%s: gitleaks has no keyword %q for it", id, keyword)
			}
		}
	}
	for _, r := range bareRules {
		check(r.id, r.what, r.keywords)
		for keyword := range strings.FieldsSeq(r.keywords) {
			if len(keyword) == 2 && r.tail == 0 {
				t.Errorf("%s: a keyword of two bytes needs a tail", r.id)
			}
		}
	}
	for _, r := range namedRules {
		check(r.id, r.what, r.keywords)
		if slices.ContainsFunc(strings.Fields(r.keywords), func(k string) bool { return len(k) < 3 }) {
			t.Errorf("%s: a keyword of two bytes", r.id)
		}
		if got := strings.Fields(r.keywords); !slices.Equal(got, keywords[r.id]) && r.id != "atlassian-api-token" {
			t.Errorf("%s: keywords %v, gitleaks has %v", r.id, got, keywords[r.id])
		}
	}
	for id := range unusedRules {
		if listed[id] {
			t.Errorf("%s is used and unused", id)
		}
		listed[id] = true
	}
	for id := range keywords {
		if !listed[id] {
			t.Errorf("%s is in none of bareRules, namedRules, unusedRules", id)
		}
		delete(listed, id)
	}
	for id := range listed {
		t.Errorf("gitleaks has no rule %s", id)
	}
}

// TestDecode compares the configuration as we decode it with gitleaks' own.
func TestDecode(t *testing.T) {
	full, err := detect.NewDetectorDefaultConfig()
	if err != nil {
		t.Fatal(err)
	}
	vc, err := decodeRules()
	if err != nil {
		t.Fatal(err)
	}
	ours, err := vc.Translate()
	if err != nil {
		t.Fatal(err)
	}
	got, want := describe(ours), describe(full.Config)
	if len(got) < 200 || !maps.Equal(got, want) {
		for id := range want {
			if got[id] != want[id] {
				t.Errorf("%s: decoded differently", id)
			}
		}
	}
}

// describe renders a configuration rule by rule, and its global allowlists as "".
func describe(cfg config.Config) map[string]string {
	lists := func(all []*config.Allowlist) string {
		var b strings.Builder
		for _, a := range all {
			slices.Sort(a.StopWords)
			fmt.Fprintln(&b, a.MatchCondition, a.RegexTarget, a.Regexes, a.Paths, a.Commits, a.StopWords)
		}
		return b.String()
	}
	out := map[string]string{"": lists(cfg.Allowlists)}
	for id, r := range cfg.Rules {
		out[id] = fmt.Sprintln(r.Regex, r.Path, r.Entropy, r.SecretGroup, r.Keywords, len(r.RequiredRules), r.SkipReport, lists(r.Allowlists))
	}
	return out
}

// TestPrefilter checks on random matches of every rule that the prefilter lets
// through what gitleaks would find.
func TestPrefilter(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, r := range loadRules(t).Rules {
		bare := slices.IndexFunc(bareRules, func(b bareRule) bool { return b.id == r.ID })
		named := slices.IndexFunc(namedRules, func(n namedRule) bool { return n.id == r.ID })
		if bare < 0 && named < 0 {
			continue
		}
		re, err := syntax.Parse(r.Regex, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		for range 300 {
			var b strings.Builder
			randomMatch(&b, rng, re)
			text := b.String()
			if !slices.ContainsFunc(r.Keywords, func(k string) bool { return strings.Contains(strings.ToLower(text), k) }) {
				continue // gitleaks wouldn't look either
			}
			if bare >= 0 && strings.Contains(strings.ToLower(text), requiredPrefix[r.ID]) && !slices.Contains(barePrefilter().rules(text), bare) {
				t.Errorf("%s: the prefilter drops a match", r.ID)
				break
			}
			if named >= 0 && r.ID != "atlassian-api-token" && !slices.Contains(namedPrefilter().rules(text), named) {
				t.Errorf("%s: the named prefilter drops a match", r.ID)
				break
			}
		}
	}
}

// randomMatch writes a text that re matches, but for assertions such as \b.
func randomMatch(b *strings.Builder, rng *rand.Rand, re *syntax.Regexp) {
	repeat := func(low, high int) {
		for range low + rng.IntN(high-low+1)*rng.IntN(2) {
			randomMatch(b, rng, re.Sub[0])
		}
	}
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			if re.Flags&syntax.FoldCase != 0 && rng.IntN(2) == 0 {
				b.WriteString(strings.ToLower(string(r)))
			} else {
				b.WriteRune(r)
			}
		}
	case syntax.OpCharClass:
		var runes []rune
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := max(re.Rune[i], ' '); r <= min(re.Rune[i+1], '~'); r++ {
				runes = append(runes, r)
			}
		}
		if len(runes) > 0 {
			b.WriteRune(runes[rng.IntN(len(runes))])
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte(". -/"[rng.IntN(4)])
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			randomMatch(b, rng, sub)
		}
	case syntax.OpAlternate:
		randomMatch(b, rng, re.Sub[rng.IntN(len(re.Sub))])
	case syntax.OpStar:
		repeat(0, 3)
	case syntax.OpPlus:
		repeat(1, 4)
	case syntax.OpQuest:
		repeat(0, 1)
	case syntax.OpRepeat:
		repeat(re.Min, max(re.Max, re.Min+5*min(1, -min(re.Max, 0))))
	}
}

// TestRestrict checks that a rule taken out of a configuration takes with it what
// it requires, and that no allowlist names a rule that isn't there or loses its
// last target and so applies to all.
func TestRestrict(t *testing.T) {
	vc := loadRules(t)
	for _, r := range vc.Rules {
		if only := restrict(vc, r.ID); len(only.Rules) != 1 || only.Rules[0].ID != r.ID {
			t.Errorf("%s: restricted to %d rules", r.ID, len(only.Rules))
		}
	}
	vc = config.ViperConfig{}
	if err := toml.Unmarshal([]byte(`
[[allowlists]]
targetRules = ["a", "x"]
regexes = ["keep-a"]
[[allowlists]]
targetRules = ["x"]
regexes = ["drop"]
[[allowlists]]
regexes = ["all"]
[[rules]]
id = "a"
regex = "a([0-9]+)"
keywords = ["A"]
[[rules.required]]
id = "b"
[[rules]]
id = "b"
regex = "b"
[[rules.required]]
id = "c"
[[rules]]
id = "c"
regex = "c"
[[rules]]
id = "x"
regex = "x([0-9]+)"
`), &vc); err != nil {
		t.Fatal(err)
	}
	only := restrict(vc, "a")
	var ids []string
	for _, r := range only.Rules {
		ids = append(ids, r.ID)
	}
	if !slices.Equal(ids, []string{"a", "b", "c"}) || len(only.Allowlists) != 2 || !slices.Equal(only.Allowlists[0].TargetRules, []string{"a"}) {
		t.Errorf("restricted to %v with %d allowlists", ids, len(only.Allowlists))
	}
	cfg, err := only.Translate()
	if err != nil {
		t.Fatal(err)
	}
	if a := cfg.Rules["a"]; len(cfg.Allowlists) != 1 || len(a.Allowlists) != 1 {
		t.Errorf("%d global allowlists and %d of the rule, want 1 and 1", len(cfg.Allowlists), len(a.Allowlists))
	}
	if len(vc.Rules) != 4 || len(vc.Allowlists) != 3 || len(vc.Allowlists[0].TargetRules) != 2 || vc.Rules[0].Keywords[0] != "A" {
		t.Error("restrict or Translate changed the shared configuration")
	}
	only = restrict(vc, "x")
	if len(only.Rules) != 1 || len(only.Allowlists) != 3 {
		t.Errorf("x: %d rules and %d allowlists", len(only.Rules), len(only.Allowlists))
	}
}

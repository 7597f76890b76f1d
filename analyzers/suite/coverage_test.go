package suite

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/kvlint/kvlint/internal/rule"
)

var update = flag.Bool("update", false, "rewrite docs/coverage.md")

// docs/coverage.md is what the rules' metadata say.
func TestCoverage(t *testing.T) {
	file := filepath.FromSlash("../../docs/coverage.md")
	want := rule.Coverage(Infos())
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("docs/coverage.md is stale; rewrite it with\n\tgo test ./analyzers/suite -run TestCoverage -update")
	}
}

// Each category says which recommendations it enforces, all of them are in the
// table, and the rule's page links their sections of the document.
func TestSources(t *testing.T) {
	for _, info := range Infos() {
		for _, c := range info.Categories {
			if len(c.Enforces) == 0 {
				t.Errorf("%s/%s has no source in the document: name in Enforces what it enforces", info.Name, c.Name)
			}
			for _, rec := range c.Enforces {
				if !slices.Contains(rule.Guide, rec) {
					t.Errorf("%s/%s enforces %q, which the table lacks: add it to rule.Guide", info.Name, c.Name, rec.Text)
				}
				if !strings.Contains(strings.ReplaceAll(info.Page, "\n", " "), rec.Section.URL) {
					t.Errorf("%s: the page doesn't link %s, which %s enforces", info.Name, rec.Section.URL, c.Name)
				}
			}
		}
	}
}

// No recommendation is left without an answer: a rule, a sentence on what no
// code can show, or, until its rule is there, the words that say so.
func TestRecommendations(t *testing.T) {
	table := rule.Coverage(Infos())
	counts := map[*rule.Section]int{rule.WhatToStore: 6, rule.Format: 3, rule.Rotation: 3, rule.Caching: 3, rule.Monitoring: 4}
	for section, want := range counts {
		n := 0
		for _, rec := range rule.Guide {
			if rec.Section == section {
				n++
			}
			if !strings.Contains(table, "| "+rec.Text+" | ") {
				t.Errorf("the table lacks %q", rec.Text)
			}
		}
		if n != want {
			t.Errorf("%s has %d recommendations in the table, %d in the document", section.Title, n, want)
		}
	}
}

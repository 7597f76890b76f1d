package naming

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

type row struct{ name, label string }

// rows returns the two columns of a table in testdata.
func rows(t *testing.T, file string) []row {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []row
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, label, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("%s: no tab in %q", file, line)
		}
		rows = append(rows, row{name, label})
	}
	return rows
}

// agrees reports whether a judgement is what the label asks for. No opinion
// and ambiguous come to the same: no finding by name.
func agrees(label string, j Judgement) bool {
	return label == j.String() || label == "ambiguous" && j == NoOpinion
}

// TestJudgeSecretName requires that 95 % of the labels are met, where a secret
// or ambiguous name judged configuration counts double.
func TestJudgeSecretName(t *testing.T) {
	for _, table := range []string{"testdata/names.tsv", "testdata/more_names.tsv", "testdata/unseen_names.tsv"} {
		t.Run(table, func(t *testing.T) {
			rows := rows(t, table)
			wrong := 0
			for _, row := range rows {
				j := JudgeSecretName(row.name)
				if agrees(row.label, j) {
					continue
				}
				wrong++
				if j == Configuration && row.label != "identifier" {
					wrong++
				}
				t.Logf("%s: %s, labelled %s (words %q)", row.name, j, row.label, Sections(row.name))
			}
			score := 100 * (1 - float64(wrong)/float64(len(rows)))
			t.Logf("%d names, %.1f %% agree", len(rows), score)
			if score < 95 {
				t.Errorf("%.1f %% of the labels are met, want 95 %%", score)
			}
		})
	}
}

package credential

import (
	"strings"
	"testing"

	"github.com/zricethezav/gitleaks/v8/detect"
)

func BenchmarkFind(b *testing.B) {
	sentence := strings.Repeat("The client could not read the secret from the vault; ask its owner. ", 3)[:200]
	for _, bb := range []struct{ name, text string }{
		{"miss/header", "Content-Type"},
		{"miss/sentence", sentence},
		{"miss/path", "github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"},
		{"miss/url", "https://management.azure.com/subscriptions/{id}?api-version=2024-01-01&mode=full"},
		{"hit/token", "gh" + "p_" + alnum("github", 36)},
		{"hit/azurekey", makeKey("storage", "+ASt", "Default0", 64)},
		{"hit/url", "postgres://app:" + pw + at + "db1.corp.net/orders"},
		{"hit/pairs", "Server=tcp:orders.database.windows.net,1433;User ID=app;Password=" + pw},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Find(bb.text)
			}
		})
	}
}

func BenchmarkFormatPasswordVerbs(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		FormatPasswordVerbs("cannot open %s for the client %q: %w")
	}
}

// BenchmarkFirstUse is what the first candidate of a process costs, and what
// gitleaks' own constructor would.
func BenchmarkFirstUse(b *testing.B) {
	vc, err := defaultRules()
	if err != nil {
		b.Fatal(err)
	}
	b.Run("prefilter", func(b *testing.B) {
		for b.Loop() {
			var patterns []pattern
			for i, r := range bareRules {
				for keyword := range strings.FieldsSeq(r.keywords) {
					patterns = append(patterns, pattern{keyword, r.tail, r.run, i})
				}
			}
			newPrefilter(patterns)
		}
	})
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			decodeRules()
		}
	})
	b.Run("compile one rule", func(b *testing.B) {
		for b.Loop() {
			compile(vc, "github-pat")
		}
	})
	b.Run("gitleaks default detector", func(b *testing.B) {
		for b.Loop() {
			detect.NewDetectorDefaultConfig()
		}
	})
}

package secretformat

import (
	"github.com/kvlint/kvlint/analyzers/internal/built"
	"github.com/kvlint/kvlint/analyzers/internal/packed"
)

// checkParts reports a text that is put together of components, or that holds
// a certificate.
func (v *valueOf) checkParts(leaf built.Value, parts []packed.Part) {
	if v.checkTemplate(leaf, parts) {
		return
	}
	hasCert := false
	for _, p := range parts {
		if p.Expr == nil {
			hasCert = hasCert || holdsCertificate(p.Text)
			continue
		}
		hasCert = hasCert || v.isCertificate(p.Value)
	}
	switch sep, ok := v.Compound(parts); {
	case hasCert || isPair(v.Names(parts)):
		v.reportCertificate(leaf)
	case ok:
		v.reportCompound(leaf, sep)
	}
}

func (v *valueOf) reportCompound(leaf built.Value, sep string) {
	v.Report(Compound, v.composed(leaf), "the value that %s writes is several components with %q between them; write a JSON object or a connection string",
		v.write.Op.Label, sep)
}

package credential

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
	"github.com/zricethezav/gitleaks/v8/config"
	"github.com/zricethezav/gitleaks/v8/detect"
)

// defaultRules is gitleaks' default configuration, decoded and not compiled. It
// is shared: whoever needs another shape copies.
var defaultRules = sync.OnceValues(decodeRules)

func decodeRules() (config.ViperConfig, error) {
	var vc config.ViperConfig
	err := toml.Unmarshal([]byte(config.DefaultConfig), &vc)
	return vc, err
}

// detectors compiles rules when they are first asked for and keeps them.
type detectors struct {
	mu    sync.Mutex // also guards Translate, which uses globals of gitleaks and viper
	rules map[string]*detect.Detector
}

// sharedDetectors holds one detector per rule, so that the number of detectors
// is bounded by the number of rules. It caches immutable values and nothing else.
var sharedDetectors = sync.OnceValue(func() *detectors {
	return &detectors{rules: make(map[string]*detect.Detector)}
})

// find returns the secrets that gitleaks finds in text under one rule, sorted and
// without duplicates: gitleaks itself returns them in random order. A rule that
// doesn't compile finds nothing.
func (d *detectors) find(id, text string) []string {
	detector := d.detector(id)
	if detector == nil {
		return nil
	}
	var secrets []string
	for _, finding := range detector.DetectString(text) {
		if finding.RuleID == id {
			secrets = append(secrets, finding.Secret)
		}
	}
	slices.Sort(secrets)
	return slices.Compact(secrets)
}

func (d *detectors) detector(id string) *detect.Detector {
	d.mu.Lock()
	defer d.mu.Unlock()
	detector, ok := d.rules[id]
	if !ok {
		if vc, err := defaultRules(); err == nil {
			detector, _ = compile(vc, id)
		}
		d.rules[id] = detector
	}
	return detector
}

// compile returns a detector for one rule and those that it requires. The caller
// holds the lock.
func compile(vc config.ViperConfig, id string) (detector *detect.Detector, err error) {
	defer func() {
		if r := recover(); r != nil { // Translate panics where an expression doesn't compile
			err = fmt.Errorf("rule %s: %v", id, r)
		}
	}()
	only := restrict(vc, id)
	cfg, err := only.Translate()
	if err != nil {
		return nil, err
	}
	return detect.NewDetector(cfg), nil
}

// restrict returns a copy of vc with only the named rule and the rules that it
// requires. Allowlists for other rules go with them: one that has lost all its
// targets must not become one for every rule. The paths of gitleaks' global list
// stay behind where it has other entries: a constant has no path, and they are two
// thirds of what is to be compiled.
func restrict(vc config.ViperConfig, id string) config.ViperConfig {
	keep := closure(vc, id)
	rules := vc.Rules
	vc.Rules = nil
	for _, r := range rules {
		if keep[r.ID] {
			r.Keywords = slices.Clone(r.Keywords)
			r.Allowlists = slices.Clone(r.Allowlists)
			vc.Rules = append(vc.Rules, r)
		}
	}
	restrictAllowlists(&vc, keep)
	if global := vc.AllowList; global != nil && global.Condition == "" && len(global.Regexes) > 0 {
		trimmed := *global
		trimmed.Paths = nil
		vc.AllowList = &trimmed
	}
	return vc
}

// restrictAllowlists replaces the allowlists of vc by those for all rules and for
// those kept.
func restrictAllowlists(vc *config.ViperConfig, keep map[string]bool) {
	lists := vc.Allowlists
	vc.Allowlists = nil
	for _, a := range lists {
		if len(a.TargetRules) == 0 {
			vc.Allowlists = append(vc.Allowlists, a)
			continue
		}
		trimmed := *a
		trimmed.TargetRules = nil
		for _, target := range a.TargetRules {
			if keep[target] {
				trimmed.TargetRules = append(trimmed.TargetRules, target)
			}
		}
		if len(trimmed.TargetRules) > 0 {
			vc.Allowlists = append(vc.Allowlists, &trimmed)
		}
	}
}

// closure returns the ids of a rule and all rules that it requires, directly or not.
func closure(vc config.ViperConfig, id string) map[string]bool {
	keep := map[string]bool{id: true}
	for grown := true; grown; {
		grown = false
		for _, r := range vc.Rules {
			for _, required := range r.Required {
				if keep[r.ID] && !keep[required.ID] {
					keep[required.ID] = true
					grown = true
				}
			}
		}
	}
	return keep
}

// tokens returns gitleaks' verdict on text under the rules of bareRules, ordered
// by rule and secret.
func tokens(text string) []Finding {
	var found []Finding
	for _, i := range barePrefilter().rules(text) {
		r := bareRules[i]
		for _, secret := range sharedDetectors().find(r.id, text) {
			if strings.HasPrefix(strings.ToLower(secret), requiredPrefix[r.id]) {
				found = append(found, Finding{Kind: Token, What: r.what, Rule: r.id, Secret: secret})
			}
		}
	}
	return found
}

// requiredPrefix narrows rules with a second branch that is no evidence alone:
// Atlassian's needs a name, Sourcegraph's takes any git commit for a token.
var requiredPrefix = map[string]string{
	"atlassian-api-token":      "atatt3",
	"sourcegraph-access-token": "sgp_",
}

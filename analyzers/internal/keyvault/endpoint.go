package keyvault

import (
	"regexp"
	"strings"
	"sync"
)

// endpoint matches texts with the host of a vault or a managed HSM, in any
// cloud. That of the resource for which tokens are, https://vault.azure.net, is
// none.
var endpoint = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)[^/]\.(vault\.azure\.(net|cn)|vault\.usgovcloudapi\.net|vault\.microsoftazure\.de|managedhsm\.(azure\.(net|cn)|usgovcloudapi\.net))|^\.?(vault\.azure\.(net|cn)|vault\.usgovcloudapi\.net|managedhsm\.azure\.net)(/|$)`)
})

// dataRequest matches what only requests to a vault look like, whatever host
// they go to.
var dataRequest = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`/(secrets|keys|certificates)/.*api-version=7\.\d`)
})

// dataPath matches the paths of the data plane.
var dataPath = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`/(secrets|keys|certificates|deletedsecrets)(/|\?|$)|api-version=7`)
})

// IsEndpoint reports whether text, a constant of a program, names the host of a
// vault, or is the rest of a request to one. It is cheap for other texts.
func IsEndpoint(text string) bool {
	switch {
	case strings.Contains(text, ".managedhsm."):
		return true
	case strings.Contains(text, "vault.") && endpoint().MatchString(text):
		return true
	}
	return strings.Contains(text, "api-version=7") && dataRequest().MatchString(text)
}

// IsDataPath reports whether text has a path of the data plane: of secrets, keys
// or certificates, or a version of its API.
func IsDataPath(text string) bool { return dataPath().MatchString(text) }

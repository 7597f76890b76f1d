// Package naming says what an identifier of a program, or the name of a secret
// in a vault, tells about the thing it names.
//
// Names are cut into lower-case words first; everything else looks at words,
// never at substrings, so that KEYCLOAK has no key and a report no port. The
// last words weigh most: in English compounds they are the thing itself, and
// those before say whose it is (sql-host is a host, host-key is a key). What
// words mean is kept in tables: vocabulary.go for the tokenizer, phrases.go for
// names of secrets, credentials.go for parameters and fields.
package naming

// A Judgement is what the name of a secret says of its value.
type Judgement uint8

const (
	NoOpinion     Judgement = iota // no known word decides
	Secret                         // a password, key, token, connection string, …
	Configuration                  // a host, port, limit, feature flag, …
	Identifier                     // an id of a client, tenant or the like, or a user name
	Ambiguous                      // known words that are used for secrets and for configuration
)

// String returns the judgement as one lower-case word.
func (j Judgement) String() string {
	switch j {
	case Secret:
		return "secret"
	case Configuration:
		return "configuration"
	case Identifier:
		return "identifier"
	case Ambiguous:
		return "ambiguous"
	}
	return "none"
}

package setting

import (
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
	"github.com/kvlint/kvlint/analyzers/internal/naming"
	"github.com/kvlint/kvlint/analyzers/internal/sinks"
)

// maxLength is that of the longest text which is looked at.
const maxLength = 500

// FormOf returns the form of a constant text. It errs towards None: what could
// be a password, too, has none.
func FormOf(text string) Form {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > maxLength {
		return None
	}
	if form := single(text); form != None {
		return form
	}
	if parts := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }); len(parts) > 1 {
		for _, part := range parts {
			switch single(part) {
			case IP, CIDR, Address, Host, URL:
			default:
				return None
			}
		}
		return List
	}
	return None
}

// single is FormOf for a text that is no list.
func single(text string) Form {
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "enabled", "disabled":
		return Bool
	}
	switch {
	case number.MatchString(text):
		return Number
	case isIP(text):
		return IP
	case isCIDR(text):
		return CIDR
	case isDuration(text):
		return Duration
	case strings.Contains(text, "://"):
		if isPlainURL(text) {
			return URL
		}
		return None
	}
	if isHost(text) {
		return Host
	}
	if name, port, ok := strings.Cut(text, ":"); ok && isPort(port) {
		if name == "" || isHost(name) || isIP(name) {
			return Address
		}
		return None
	}
	if _, err := netip.ParseAddrPort(text); err == nil {
		return Address
	}
	if _, ok := sinks.Compared(text); ok {
		return Word
	}
	return None
}

// number matches numbers that count or measure something. Those that begin with
// a zero are codes, and long ones are those of accounts, cards or keys.
var number = regexp.MustCompile(`^-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?$`)

func isIP(text string) bool {
	_, err := netip.ParseAddr(text)
	return err == nil
}

func isCIDR(text string) bool {
	_, err := netip.ParsePrefix(text)
	return err == nil
}

func isDuration(text string) bool {
	_, err := time.ParseDuration(text)
	return err == nil
}

var port = regexp.MustCompile(`^[1-9][0-9]{0,4}$`)

func isPort(text string) bool { return port.MatchString(text) }

// hostName matches names of at least two labels, in lower case, of which the
// last is a domain of the Internet, or one that networks use inside.
var hostName = regexp.MustCompile(`^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:` +
	`com|net|org|io|dev|app|cloud|info|biz|tech|online|site|store|shop|ai|gov|edu|mil|int|systems|services|software|network|` +
	`local|localdomain|internal|intranet|lan|corp|home|private|svc|test|example|localhost|arpa|` +
	`[a-z]{2})\.?$`)

// isHost reports whether text is the name of a host. Files end in two letters,
// too: of those names in which the last label is a country, one with a dot more is
// asked for.
func isHost(text string) bool {
	if text == "localhost" {
		return true
	}
	if len(text) > 253 || !hostName.MatchString(text) {
		return false
	}
	labels := strings.Split(strings.TrimSuffix(text, "."), ".")
	for _, label := range labels {
		if isRandom(label) {
			return false
		}
	}
	last := labels[len(labels)-1]
	return len(labels) > 2 || len(last) > 2 || last == "io" || last == "ai"
}

// isPlainURL reports whether text is a URL that needs a credential beside it:
// one without a user, a signature, or a part that nobody could guess. Of a
// webhook that may be any part that isn't a word.
func isPlainURL(text string) bool {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" || strings.ContainsAny(text, "{}<>$%@ ") {
		return false
	}
	if _, isCredential := credential.Find(text); isCredential {
		return false
	}
	segments := strings.Split(strings.ToLower(u.Host)+u.Path, "/")
	if slices.ContainsFunc(segments, isRandom) || slices.ContainsFunc(segments, isHookSegment) && !pathWords.MatchString(u.Path) {
		return false
	}
	for key, list := range u.Query() {
		if isSecretParameter(key) || isRandom(strings.Join(list, "")) {
			return false
		}
	}
	return true
}

// isHookSegment reports whether a host or a part of a path is that of a webhook.
func isHookSegment(segment string) bool {
	return strings.Contains(segment, "webhook") || strings.HasPrefix(segment, "hooks.")
}

// pathWords matches paths of words and a version, which anybody could guess.
var pathWords = regexp.MustCompile(`^(?:/(?:v[0-9]+|[a-z]{1,14}(?:-[a-z]{1,14})*))*/?$`)

// isSecretParameter reports whether a parameter of a URL called key holds a
// credential.
func isSecretParameter(key string) bool {
	switch strings.ToLower(key) {
	case "sig", "signature", "code", "key", "token", "auth", "sv", "se":
		return true
	}
	return naming.JudgeSecretName(key) == naming.Secret || naming.CredentialParam(key)
}

// random matches what people don't make up: long runs of letters and digits.
var random = regexp.MustCompile(`[0-9A-Za-z_+=-]{16,}`)

// isRandom reports whether text has a long run in which letters and digits are
// mixed, as in keys and UUIDs.
func isRandom(text string) bool {
	for _, run := range random.FindAllString(text, -1) {
		changes := 0
		for i := 1; i < len(run); i++ {
			if isDigit(run[i]) != isDigit(run[i-1]) {
				changes++
			}
		}
		if changes >= 4 {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

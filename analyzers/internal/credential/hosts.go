package credential

import (
	"net/netip"
	"strings"
)

const (
	// sampleList is what documentation calls a user and a password.
	sampleList = "user usr username name login account uid id my your the some password pass passwd pwd pw secret passphrase token key db database"
	// weakList is what developers set as a password for themselves.
	weakList = "admin administrator root super test tester testing tests dev devel develop developer development local demo sample guest public default " +
		"postgres postgresql pg mysql mariadb mongo mongodb redis rabbit rabbitmq amqp minio mssql sqlserver sql sa kafka nats neo elastic " +
		"elasticsearch clickhouse influx influxdb cassandra oracle docker compose vault app application service server data strong very " +
		"complex simple dummy fake foo bar baz qux abc abcd abcdef qwerty letmein welcome hello changeme change me integration ci e2e"
	// ownerList is what a sample's host name starts with.
	ownerList = "my your mydb example sample demo"
	// thingList is what a sample's host name goes on with.
	thingList = "host hostname server name servername address addr domain db database sql postgres mysql redis cache namespace account storage app service cluster instance azure cosmos hub iot vault company org"
)

var (
	sampleWords  = wordSet(sampleList)
	weakWords    = wordSet(sampleList, weakList)
	ownerWords   = wordSet(ownerList)
	sampleThings = wordSet(ownerList, thingList)
	hostWords    = wordSet("host hostname server servername address addr domain ip endpoint")
	// fictionHosts are companies that exist in documentation only.
	fictionHosts = wordSet("contoso fabrikam northwind adventureworks wingtip wingtiptoys tailspin example examples")
)

// sampleWord reports whether a text is composed of documentation's words for users
// and passwords, or empty.
func sampleWord(text string) bool { return composed(text, sampleWords) }

// weakPassword reports whether a password is composed of the words and figures
// that developers use for themselves, also in the spelling P@ssw0rd.
func weakPassword(text string) bool {
	return composed(text, weakWords) || composed(plainSpelling(text), weakWords)
}

// composed reports whether all words of a text are in the vocabulary or cut into
// words of it, and all figures are short or count up from 1.
func composed(text string, vocabulary func(string) bool) bool {
	for _, part := range words(text) {
		if isDigit(part[0]) {
			if len(part) > 4 && !strings.HasPrefix("1234567890", part) {
				return false
			}
		} else if !vocabulary(part) && segment(part, vocabulary) == nil {
			return false
		}
	}
	return true
}

// plainSpelling writes letters for the figures and signs that stand for them
// between letters.
func plainSpelling(text string) string {
	b := []byte(text)
	for i := 1; i+1 < len(b); i++ {
		j := strings.IndexByte("@$0134", b[i])
		if j >= 0 && isLetter(b[i-1]) && (isLetter(b[i+1]) && !isUpper(b[i+1]) || strings.IndexByte("@$0", b[i+1]) >= 0) {
			b[i] = "asoiea"[j]
		}
	}
	return string(b)
}

// localHost reports whether a host is this machine, a name without dots such as a
// compose service, or not known here.
func localHost(host string) bool {
	host = strings.ToLower(host)
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.IsLoopback() || addr.IsUnspecified()
	}
	return !strings.Contains(host, ".") || strings.HasPrefix(host, ".") || strings.HasPrefix(host, "(local") ||
		strings.HasSuffix(host, ".localhost") || host == "host.docker.internal" || Template(host) || hasVerb(host)
}

// sampleHost reports whether a host stands in documentation for the reader's own.
func sampleHost(host string) bool {
	labels := strings.Split(strings.ToLower(host), ".")
	if tld := labels[len(labels)-1]; tld == "example" || tld == "invalid" || tld == "test" {
		return true
	}
	for i, label := range labels {
		if fictionHosts(label) || i == 0 && (hostWords(label) || ownedThing(label)) {
			return true
		}
	}
	return Template(host)
}

// ownedThing reports whether a label reads like myserver or your-namespace.
func ownedThing(label string) bool {
	owned := false
	for _, part := range words(label) {
		if isDigit(part[0]) {
			continue
		}
		cut := segment(part, sampleThings)
		if cut == nil {
			return false
		}
		for _, word := range cut {
			owned = owned || ownerWords(word)
		}
	}
	return owned
}

package sinks

import (
	"strings"
	"unicode"

	"github.com/kvlint/kvlint/analyzers/internal/credential"
)

// A position is a place in a connection string that configuration stands in.
type position struct {
	sort string // DSNHost, DSNPort or DSNDatabase
	text string // what stands there, markers of operands among it
}

func (p position) sink() Sink {
	what := map[string]string{DSNHost: "host", DSNPort: "port", DSNDatabase: "database"}[p.sort]
	return Sink{Kind: Use, Sort: p.sort, What: "put into the " + what + " position of a connection string"}
}

// positions returns the hosts, ports and databases of the connection strings
// that text is or, for URLs, contains.
func positions(text string) []position {
	var found []position
	found = append(found, urlPositions(text)...)
	found = append(found, mysqlPositions(text)...)
	found = append(found, keywordPositions(text)...)
	found = append(found, semicolonPositions(text)...)
	return append(found, redisPositions(text)...)
}

// databaseSchemes are those of services that are seldom reached without a
// password; those that have a database's name as path hold true.
var databaseSchemes = map[string]bool{
	"postgres": true, "postgresql": true, "cockroachdb": true, "mysql": true, "mariadb": true, "clickhouse": true,
	"mongodb": true, "mongodb+srv": true, "redis": true, "rediss": true, "oracle": true, "neo4j": false, "bolt": false,
	"sqlserver": false, "mssql": false, "amqp": false, "amqps": false, "nats": false, "mqtt": false, "mqtts": false,
	"ldap": false, "ldaps": false, "smtp": false, "smtps": false,
}

// urlPositions returns those of URLs with userinfo, and of other URLs of
// databases. A marker that is all of an authority may stand for a password, too,
// and is left out.
func urlPositions(text string) []position {
	var found []position
	for rest := text; ; {
		before, after, ok := strings.Cut(rest, "://")
		if !ok {
			return found
		}
		rest = after
		scheme := schemeAtEnd(before)
		hasDatabase, isDatabase := databaseSchemes[scheme]
		authority, path := cutAny(after, "/?# \t\n\"'`\\")
		hosts := authority
		if at := strings.LastIndexByte(authority, '@'); at >= 0 {
			hosts = authority[at+1:]
			if !isDatabase && !strings.Contains(authority[:at], ":") {
				continue // ssh://git@host
			}
		} else if !isDatabase || isMarkers(authority) {
			continue
		}
		if strings.Contains(hosts, "(") {
			continue // mysqlPositions sees that
		}
		hosts, _ = cutAny(hosts, ";") // JDBC
		found = append(found, hostPositions(hosts)...)
		if hasDatabase || isMarkers(scheme) {
			found = append(found, pathPositions(path)...)
		}
		found = append(found, queryPositions(path, isDatabase)...)
	}
}

// schemeAtEnd returns the scheme at the end of text in lower case, or the
// marker that stands for it.
func schemeAtEnd(text string) string {
	start := strings.LastIndexFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' && r != '-' && !isMarker(r)
	})
	return strings.ToLower(text[start+1:])
}

// hostPositions returns the hosts and ports of a list such as a:1,b:2.
func hostPositions(hosts string) []position {
	var found []position
	for host := range strings.SplitSeq(hosts, ",") {
		if inner, after, ok := strings.Cut(strings.TrimPrefix(host, "["), "]"); ok && strings.HasPrefix(host, "[") {
			found = append(found, position{DSNHost, inner}, position{DSNPort, strings.TrimPrefix(after, ":")})
			continue
		}
		name, port, _ := strings.Cut(host, ":")
		found = append(found, position{DSNHost, name}, position{DSNPort, port})
	}
	return found
}

// pathPositions returns the database that is the first element of a path.
func pathPositions(path string) []position {
	path, ok := strings.CutPrefix(path, "/")
	if !ok {
		return nil
	}
	name, _ := cutAny(path, "/?# \t\n\"'`\\")
	return []position{{DSNDatabase, name}}
}

// queryPositions returns what the parameters of a URL say.
func queryPositions(path string, isDatabase bool) []position {
	_, query, ok := strings.Cut(path, "?")
	if !ok || !isDatabase {
		return nil
	}
	query, _ = cutAny(query, "# \t\n\"'`\\")
	var found []position
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		switch strings.ToLower(name) {
		case "host":
			found = append(found, hostPositions(value)...)
		case "port":
			found = append(found, position{DSNPort, value})
		case "database", "dbname", "db":
			found = append(found, position{DSNDatabase, value})
		}
	}
	return found
}

// mysqlPositions returns those of user:password@protocol(address)/database, if
// text is one.
func mysqlPositions(text string) []position {
	at := strings.LastIndexByte(text, '@')
	if at <= 0 || strings.ContainsAny(text[:at], " \t\n/") {
		return nil
	}
	hasPassword := strings.Contains(text[:at], ":")
	protocol, rest := cutAny(text[at+1:], "(/")
	switch {
	case strings.HasPrefix(rest, "("):
		address, after, ok := strings.Cut(rest[1:], ")")
		switch {
		case !ok:
			return nil
		case protocol == "unix":
			return pathPositions(after)
		case protocol == "tcp" || hasPassword && protocol != "" && !strings.ContainsAny(protocol, " :."):
			return append(hostPositions(address), pathPositions(after)...)
		}
	case protocol == "" && hasPassword:
		return pathPositions(rest)
	}
	return nil
}

// keywordPositions returns those of a libpq DSN, host=… port=… dbname=…, if text
// is one from start to end: one of its names must be of a database.
func keywordPositions(text string) []position {
	var found []position
	related := false
	for field := range strings.FieldsSeq(text) {
		name, value, ok := strings.Cut(field, "=")
		if !ok || name == "" || strings.ContainsAny(value, "=;") {
			return nil
		}
		value = strings.Trim(value, "'")
		switch name {
		case "host", "hostaddr":
			found = append(found, hostPositions(value)...)
		case "port":
			found = append(found, position{DSNPort, value})
		case "dbname":
			found = append(found, position{DSNDatabase, value})
			related = true
		case "user", "password", "sslmode", "search_path", "TimeZone", "connect_timeout":
			related = true
		case "application_name", "client_encoding", "sslrootcert", "sslcert", "sslkey", "pool_max_conns", "target_session_attrs":
		default:
			return nil
		}
	}
	if !related || len(strings.Fields(text)) < 2 {
		return nil
	}
	return found
}

// semicolonPositions returns those of a connection string of key=value pairs
// between semicolons, if text is one: a host with something that belongs to it.
func semicolonPositions(text string) []position {
	if strings.IndexByte(text, ';') < 0 {
		return nil
	}
	var found []position
	hasHost, related := false, false
	for pair := range strings.SplitSeq(strings.TrimSpace(text), ";") {
		name, value, ok := strings.Cut(pair, "=")
		if !ok && strings.TrimSpace(pair) != "" {
			return nil
		}
		value = strings.Trim(strings.TrimSpace(value), `"'{}`)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "server", "data source", "address", "addr", "network address", "host", "hostname":
			found = append(found, serverPositions(value)...)
			hasHost = true
		case "endpoint", "accountendpoint", "blobendpoint":
			_, host, ok := strings.Cut(value, "://")
			if ok { // a whole endpoint may have anything in it
				host, _ = cutAny(host, "/")
				found = append(found, hostPositions(host)...)
			}
			hasHost = true
		case "port":
			found = append(found, position{DSNPort, value})
		case "database", "initial catalog", "dbname":
			found = append(found, position{DSNDatabase, value})
			related = true
		case "user id", "userid", "uid", "user", "username", "user name", "password", "pwd", "encrypt",
			"trusted_connection", "integrated security", "authentication", "driver",
			"accountkey", "sharedaccesskey", "sharedaccesskeyname", "accesskey", "entitypath", "secret":
			related = true
		}
	}
	if !hasHost || !related {
		return nil
	}
	return found
}

// serverPositions returns the host and port of tcp:host\instance,port.
func serverPositions(server string) []position {
	server = strings.TrimPrefix(server, "tcp:")
	host, port, hasComma := strings.Cut(server, ",")
	if !hasComma {
		host, port, _ = strings.Cut(server, ":")
	}
	host, _, _ = strings.Cut(host, `\`)
	return []position{{DSNHost, host}, {DSNPort, port}}
}

// redisPositions returns those of a text of StackExchange.Redis,
// host:port,password=…,ssl=True, if text is one.
func redisPositions(text string) []position {
	hosts, options, ok := strings.Cut(text, ",")
	if !ok || strings.ContainsAny(text, " ;\n") || strings.ContainsAny(hosts, "=/@") {
		return nil
	}
	for option := range strings.SplitSeq(options, ",") {
		switch name, _, _ := strings.Cut(option, "="); strings.ToLower(name) {
		case "password", "ssl", "abortconnect":
			return hostPositions(hosts)
		}
	}
	return nil
}

// cutAny splits text before the first of chars.
func cutAny(text, chars string) (before, rest string) {
	if i := strings.IndexAny(text, chars); i >= 0 {
		return text[:i], text[i:]
	}
	return text, ""
}

// maxMarkers is how many markers there may be.
const maxMarkers = 256

func isMarker(r rune) bool { return credential.Marker <= r && r < credential.Marker+maxMarkers }

// isMarkers reports whether text is markers and nothing else.
func isMarkers(text string) bool {
	return text != "" && strings.TrimFunc(text, isMarker) == ""
}

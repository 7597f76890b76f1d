package credential

import (
	"iter"
	"net/url"
	"strings"
	"unicode/utf8"
)

// schemeNames names what a URL with a scheme connects to. Others have no name:
// what stands before "://" in a text may be a part of a credential.
var schemeNames = map[string]string{
	"postgres": "PostgreSQL", "postgresql": "PostgreSQL", "mysql": "MySQL", "mariadb": "MariaDB", "sqlserver": "SQL Server", "mssql": "SQL Server",
	"mongodb": "MongoDB", "mongodb+srv": "MongoDB", "redis": "Redis", "rediss": "Redis", "amqp": "AMQP", "amqps": "AMQP", "nats": "NATS",
	"http": "HTTP", "https": "HTTPS", "ftp": "FTP", "ftps": "FTP", "sftp": "SFTP", "smtp": "SMTP", "smtps": "SMTP", "ldap": "LDAP", "ldaps": "LDAP",
	"mqtt": "MQTT", "mqtts": "MQTT", "clickhouse": "ClickHouse", "cockroachdb": "CockroachDB", "ssh": "SSH", "socks5": "SOCKS", "ws": "WebSocket", "wss": "WebSocket",
	"kafka": "Kafka", "pulsar": "Pulsar", "pulsar+ssl": "Pulsar", "stomp": "STOMP", "tcp": "TCP", "git": "Git", "git+https": "Git", "oracle": "Oracle",
	"snowflake": "Snowflake", "elasticsearch": "Elasticsearch", "influxdb": "InfluxDB", "neo4j": "Neo4j", "neo4j+s": "Neo4j", "bolt": "Neo4j",
	"couchbase": "Couchbase", "couchbases": "Couchbase", "cassandra": "Cassandra", "etcd": "etcd", "memcached": "Memcached", "rtsp": "RTSP",
	"trino": "Trino", "presto": "Presto", "vertica": "Vertica", "tcps": "TCP", "socks5h": "SOCKS", "imap": "IMAP", "imaps": "IMAP", "smb": "SMB",
}

// imageSchemes are followed by image:tag@digest, which looks like userinfo.
var imageSchemes = wordSet("docker docker-daemon docker-archive oci oci-archive containers-storage containerd")

// querySchemes are of databases whose drivers also take the password as parameter.
var querySchemes = wordSet("postgres postgresql cockroachdb mysql mariadb sqlserver mssql redis rediss")

// urlParts yields the password of every URL with userinfo in text, wherever it
// stands, and of database URLs with a password parameter.
func urlParts(text string) iter.Seq[part] {
	return func(yield func(part) bool) {
		for from := 0; ; {
			i := strings.Index(text[from:], "://")
			if i < 0 {
				return
			}
			at := from + i
			from = at + len("://")
			scheme := strings.ToLower(schemeBefore(text, at))
			if scheme == "" || imageSchemes(scheme) {
				continue
			}
			authority, rest := cutAuthority(text[from:])
			if p, ok := userinfoPart(scheme, authority); ok && !yield(p) {
				return
			}
			if querySchemes(scheme) {
				if p, ok := queryPart(scheme, authority, rest); ok && !yield(p) {
					return
				}
			}
		}
	}
}

// schemeBefore returns the scheme that ends at text[end], at most 32 bytes, or the
// marker of a verb.
func schemeBefore(text string, end int) string {
	if r, size := utf8.DecodeLastRuneInString(text[:end]); marker <= r && r < marker+maxMarkers {
		return text[end-size : end]
	}
	start := end
	for start > 0 && end-start < 32 && (isAlnum(text[start-1]) || strings.IndexByte("+.-", text[start-1]) >= 0) {
		start--
	}
	return strings.TrimLeft(text[start:end], "+.-0123456789")
}

// cutAuthority splits a URL behind "://" at the end of its authority.
func cutAuthority(text string) (authority, rest string) {
	end := strings.IndexAny(text, "/?#\"`\\ \t\r\n")
	if end < 0 {
		return text, ""
	}
	return text[:end], text[end:]
}

// userinfoPart returns the password of an authority. Where the password only
// announces that the user is a token, the user is the secret.
func userinfoPart(scheme, authority string) (part, bool) {
	at := strings.LastIndexByte(authority, '@')
	if at < 0 {
		return part{}, false
	}
	user, password, ok := strings.Cut(authority[:at], ":")
	if !ok || strings.ContainsAny(password, "[]{}<>^|") {
		return part{}, false // no URL: a regular expression or a template
	}
	host := hostOf(authority[at+1:])
	if strings.EqualFold(password, "x-oauth-basic") {
		user, password = password, user
	}
	return part{what: schemeWhat(scheme), user: unescape(user), secret: unescape(password), host: host}, true
}

// queryPart returns the password among the parameters of a database URL.
func queryPart(scheme, authority, rest string) (part, bool) {
	_, query, ok := strings.Cut(rest[:min(len(rest), maxValue)], "?")
	if !ok {
		return part{}, false
	}
	if end := strings.IndexAny(query, "#\"`\\ \t\r\n"); end >= 0 {
		query = query[:end]
	}
	p := part{what: schemeWhat(scheme), host: hostOf(authority[strings.LastIndexByte(authority, '@')+1:])}
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		switch strings.ToLower(unescape(name)) {
		case "password", "pwd":
			p.secret = unescape(value)
		case "user", "user id", "uid", "username":
			p.user = unescape(value)
		}
	}
	return p, p.secret != ""
}

func schemeWhat(scheme string) string {
	return strings.TrimSpace(schemeNames[scheme] + " URL with a password")
}

// hostOf returns the first host of an authority without userinfo, without port. A
// port that isn't a number belongs to documentation: the host is "host" then.
func hostOf(hosts string) string {
	host, _, _ := strings.Cut(hosts, ",")
	if _, address, ok := strings.Cut(host, "("); ok {
		host = strings.TrimRight(address, ")")
	}
	host = strings.Trim(host, "'();,.>")
	if inner, _, ok := strings.Cut(strings.TrimPrefix(host, "["), "]"); ok {
		return inner
	}
	host, port, _ := strings.Cut(host, ":")
	if port != "" && isLetter(port[0]) {
		return "host"
	}
	return host
}

// unescape decodes percent-escapes and returns the text itself where it can't.
func unescape(text string) string {
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// mysqlParts yields the password of every go-sql-driver DSN in text,
// user:password@protocol(address)/db, or user:password@/db if that is all of it.
func mysqlParts(text string) iter.Seq[part] {
	return func(yield func(part) bool) {
		if strings.IndexByte(text, '@') < 0 {
			return
		}
		start := 0 // of the word that holds text[at]
		for at := range len(text) {
			switch text[at] {
			case ' ', '\t', '\n', '\r', '"', '\'', '`':
				start = at + 1
			case '@':
				if at-start > 256 {
					continue
				}
				p, ok := mysqlPart(text[start:at], text[at+1:min(len(text), at+maxValue)])
				if ok && (start == 0 || p.host != "") && !yield(p) {
					return
				}
			}
		}
	}
}

// mysqlPart returns the password of a DSN cut at its "@". The host is empty in the
// short form.
func mysqlPart(userinfo, rest string) (part, bool) {
	user, password, ok := strings.Cut(userinfo, ":")
	if !ok || user == "" || strings.HasPrefix(password, "//") || strings.ContainsAny(user, "/?&=()[]<>^*+|,;\\") {
		return part{}, false
	}
	p := part{what: "MySQL DSN with a password", user: user, secret: password}
	if strings.HasPrefix(rest, "/") {
		return p, !strings.ContainsAny(rest, " \n")
	}
	end := strings.IndexByte(rest, '(')
	if end <= 0 || end > 24 || strings.ContainsFunc(rest[:end], func(r rune) bool { return r < 0x80 && !isAlnum(byte(r)) && r != '+' }) {
		return part{}, false // not a protocol's name
	}
	address, _, ok := strings.Cut(rest[end+1:], ")")
	p.host = hostOf(address)
	if p.host == "" || strings.HasPrefix(p.host, "/") {
		p.host = "localhost"
	}
	return p, ok
}

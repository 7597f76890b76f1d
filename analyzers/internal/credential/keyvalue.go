package credential

import (
	"iter"
	"strings"
	"unicode"
)

// secretKeys are the ends of the names under which connection strings keep secrets.
var secretKeys = []string{"key", "password", "pwd", "secret"}

// assignsSecret reports whether a name that ends like one of a secret stands before
// an equals sign. It is what every key=value form below needs, and cheap.
func assignsSecret(text string) bool {
	for from := 0; ; {
		i := strings.IndexByte(text[from:], '=')
		if i < 0 {
			return false
		}
		name := strings.TrimRight(text[from:from+i], " ")
		for _, key := range secretKeys {
			if n := len(name) - len(key); n >= 0 && strings.EqualFold(name[n:], key) {
				return true
			}
		}
		from += i + 1
	}
}

// A family is a kind of connection string made of key=value pairs between semicolons.
type family struct {
	what   string
	needs  string // keys of which at least one is there, separated by commas
	secret string // keys of the secret, likewise
	user   string // keys of the account or user
	host   string // keys of the host or endpoint
	key    bool   // the secret is a generated key
}

var families = []family{
	{"Azure Cosmos DB connection string", "accountendpoint", "accountkey", "", "accountendpoint", true},
	{"Azure Storage connection string", "accountname,blobendpoint,queueendpoint,tableendpoint,fileendpoint,defaultendpointsprotocol", "accountkey", "accountname", "blobendpoint", true},
	{"Azure IoT Hub connection string", "hostname", "sharedaccesskey", "", "hostname", true},
	{"Azure messaging connection string", "endpoint", "sharedaccesskey", "", "endpoint", true},
	{"Azure App Configuration connection string", "endpoint", "secret", "", "endpoint", true},
	{"Azure service connection string", "endpoint", "accesskey", "", "endpoint", true},
	{"SQL connection string with a password", "server,data source,datasource,address,addr,network address,host,hostname,servername,dsn", "password,pwd", "user id,userid,uid,user,username,user name", "server,data source,datasource,address,addr,network address,host,hostname,servername", false},
}

// endpointNames are better names for connection strings, by the end of their host.
var endpointNames = []struct{ suffix, what string }{
	{".servicebus.windows.net", "Azure Service Bus or Event Hubs connection string"},
	{".service.signalr.net", "Azure SignalR connection string"},
	{".webpubsub.azure.com", "Azure Web PubSub connection string"},
	{".communication.azure.com", "Azure Communication Services connection string"},
	{".database.windows.net", "Azure SQL connection string with a password"},
}

// keyValueParts yields the secrets of a text of key=value pairs between semicolons.
// A text that starts with a semicolon is the end of such a text and needs no more
// than the key of the secret.
func keyValueParts(text string) iter.Seq[part] {
	return func(yield func(part) bool) {
		pairs := semicolonPairs(text)
		_, fragment := pairs[""]
		for _, f := range families {
			secret, ok := first(pairs, f.secret)
			if _, needed := first(pairs, f.needs); !ok || !needed && !fragment {
				continue
			}
			user, _ := first(pairs, f.user)
			host, _ := first(pairs, f.host)
			if f.key {
				secret = strings.Trim(secret, `"'`)
			}
			p := part{what: f.what, user: user, secret: secret, host: serverHost(host), key: f.key}
			for _, e := range endpointNames {
				if strings.HasSuffix(strings.ToLower(p.host), e.suffix) {
					p.what = e.what
				}
			}
			if !yield(p) {
				return
			}
		}
	}
}

func first(pairs map[string]string, keys string) (string, bool) {
	for key := range strings.SplitSeq(keys, ",") {
		if value, ok := pairs[key]; ok && key != "" {
			return value, true
		}
	}
	return "", false
}

// serverHost returns the host of a Server or Endpoint value: tcp:host,1433 or
// sb://host/ or host\instance.
func serverHost(server string) string {
	if _, after, ok := strings.Cut(server, "://"); ok {
		server = after
	}
	server = strings.TrimPrefix(strings.ToLower(server), "tcp:")
	if strings.HasPrefix(server, `.\`) || strings.HasPrefix(server, "(local") || server == "." {
		return "localhost"
	}
	server, _, _ = strings.Cut(server, `\`)
	server, _, _ = strings.Cut(server, "/")
	return hostOf(server)
}

// semicolonPairs parses key=value pairs as ADO does: names regardless of case, a
// value may stand in quotes or braces. The key "" stands for an empty first
// segment, and "server" for a first segment that is a URL, as in JDBC. A second
// value for a name is dropped. It is empty where there is no semicolon.
func semicolonPairs(text string) map[string]string {
	if strings.IndexByte(text, ';') < 0 {
		return nil
	}
	pairs := make(map[string]string)
	text = strings.TrimPrefix(strings.TrimSpace(text), "odbc:")
	for start := true; text != ""; start = false {
		name, rest, ok := strings.Cut(text, "=")
		if i := strings.LastIndexByte(name, ';'); i >= 0 {
			if start && strings.TrimSpace(name[:i]) == "" {
				pairs[""] = ""
			} else if start && strings.Contains(name[:i], "://") {
				pairs["server"], _, _ = strings.Cut(name[:i], ";")
			}
			name = name[i+1:]
		}
		if !ok {
			break
		}
		var value string
		value, text = cutValue(rest)
		name = name[strings.LastIndexAny(name, "\"'`")+1:] // a text in quotes within a command
		name = strings.ToLower(strings.Join(strings.Fields(name), " "))
		if _, seen := pairs[name]; !seen && name != "" {
			pairs[name] = value
		}
	}
	return pairs
}

// maxValue bounds a quoted value and a query, so that what isn't closed is not
// read again and again.
const maxValue = 2048

// cutValue splits a text at the end of the value that it starts with.
func cutValue(text string) (value, rest string) {
	trimmed := strings.TrimLeft(text, " ")
	if trimmed != "" {
		if i := strings.IndexByte(`"'{`, trimmed[0]); i >= 0 {
			end := strings.IndexByte(trimmed[1:min(len(trimmed), maxValue)], `"'}`[i])
			if next := strings.TrimLeft(trimmed[end+2:], " "); end >= 0 && (next == "" || next[0] == ';') {
				return trimmed[1 : end+1], strings.TrimPrefix(next, ";")
			}
		}
	}
	value, rest, _ = strings.Cut(text, ";")
	return strings.TrimSpace(value), rest
}

// keywordPart returns the password of a libpq DSN, host=… user=… password=…, if
// text is one from start to end.
func keywordPart(text string) (part, bool) {
	p := part{what: "PostgreSQL DSN with a password"}
	seen, related := false, false
	for rest := strings.TrimSpace(text); rest != ""; {
		name, after, ok := strings.Cut(rest, "=")
		if name = strings.TrimSpace(name); !ok || !isName(name) {
			return part{}, false
		}
		var value string
		value, rest = cutKeyword(strings.TrimLeftFunc(after, unicode.IsSpace))
		switch name {
		case "password":
			p.secret, seen = value, true
		case "user":
			p.user = value
		case "host", "hostaddr":
			p.host, related = hostOf(value), true
		case "dbname", "port", "sslmode":
			related = true
		}
	}
	return p, seen && related
}

// cutKeyword splits a DSN behind an equals sign at the end of the value, which may
// stand in single quotes, with backslashes before quotes.
func cutKeyword(text string) (value, rest string) {
	quoted := strings.HasPrefix(text, "'")
	var b strings.Builder
	i := 0
	if quoted {
		i = 1
	}
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
		case quoted && c == '\'':
			return b.String(), strings.TrimSpace(text[i+1:])
		case !quoted && (c == ' ' || c == '\n' || c == '\t' || c == '\r'):
			return b.String(), strings.TrimSpace(text[i:])
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}

// redisPart returns the password of a StackExchange.Redis text, which starts with
// host:port: host:6380,password=…,ssl=True.
func redisPart(text string) (part, bool) {
	hosts, options, ok := strings.Cut(text, ",")
	if !ok || strings.ContainsAny(hosts, "= \n") || strings.ContainsAny(text, ";\n") {
		return part{}, false
	}
	p := part{what: "Redis connection string with a password", host: hostOf(hosts)}
	for option := range strings.SplitSeq(options, ",") {
		name, value, _ := strings.Cut(option, "=")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "password":
			p.secret = strings.TrimSpace(value)
		case "user":
			p.user = strings.TrimSpace(value)
		}
	}
	return p, p.secret != ""
}

package credential

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"
)

// findSAS reports the first shared access signature in text: parameters with a
// signature of 32 bytes, next to those that say what is signed. Expires is set as
// the token says; whether that is past is for the caller, who has a clock.
func findSAS(text string) (Finding, bool) {
	for from := 0; ; {
		i := strings.Index(text[from:], "sig=")
		if i < 0 {
			return Finding{}, false
		}
		at := from + i
		from = at + len("sig=")
		if at > 0 && strings.IndexByte("?&; ='\"", text[at-1]) < 0 || !startsWithSignature(text[from:]) {
			continue
		}
		start, end := max(0, at-maxValue), min(len(text), at+maxValue)
		start += strings.LastIndexAny(text[start:at], sasBounds+"?") + 1
		if i := strings.IndexAny(text[at:end], sasBounds); i >= 0 {
			end = at + i
		}
		if f, ok := sasToken(text[start:end]); ok {
			return f, true
		}
	}
}

// startsWithSignature reports whether the parameter at whose value text starts
// is a signature. It spares a text with many the look at what is around each.
func startsWithSignature(text string) bool {
	const longest = 3 * 88 // 64 bytes, each sign escaped
	text = text[:min(len(text), longest+1)]
	if end := strings.IndexAny(text, sasBounds+"&"); end >= 0 {
		text = text[:end]
	}
	return len(text) <= longest && isSignature(unescape(text))
}

// sasBounds are characters that end a query wherever it stands.
const sasBounds = " \t\r\n\"'`<>#;,\\"

// sasToken reports the signature among the parameters of a query: of a storage
// resource or a workflow (sv and what may be done), or of a bus or hub (sr, se).
func sasToken(query string) (Finding, bool) {
	if name := "SharedAccessSignature="; len(query) > len(name) && strings.EqualFold(query[:len(name)], name) {
		query = query[len(name):]
	}
	params := make(map[string]string)
	for pair := range strings.SplitSeq(query, "&") {
		name, value, ok := strings.Cut(pair, "=")
		if ok && value != "" {
			params[strings.ToLower(name)] = unescape(value)
		}
	}
	has := func(name string) bool { return params[name] != "" }
	signed := has("sv") && (has("sp") || has("sr") || has("ss") || has("si")) || has("sr") && has("se")
	if !signed || !isSignature(params["sig"]) {
		return Finding{}, false
	}
	return Finding{Kind: ConnectionString, What: "SAS token", Secret: params["sig"], Expires: sasTime(params["se"])}, true
}

func isSignature(sig string) bool {
	body := strings.TrimRight(sig, "=")
	encoding := base64.RawStdEncoding
	if strings.ContainsAny(body, "-_") {
		encoding = base64.RawURLEncoding
	}
	raw, err := encoding.DecodeString(body)
	return err == nil && len(raw) >= 32 && len(raw) <= 64 && varied(body)
}

// sasTime reads the time formats that the services take, and returns zero for others.
func sasTime(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil && seconds > 0 {
		return time.Unix(seconds, 0).UTC()
	}
	return time.Time{}
}

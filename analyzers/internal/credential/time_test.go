package credential

import (
	"strings"
	"testing"
	"time"
)

// What looks like a credential over and over takes time in proportion to its
// length: 8 times as long for 8 times as much, where 64 would be a square.
func TestTimeIsLinear(t *testing.T) {
	const small, factor, limit = 1 << 14, 8, 30
	const negligible = 50 * time.Millisecond
	for _, unit := range []string{
		"A", "a1B+/", "0123456789abcdef", "%", "${", "{{", "<a", "\\", "'", "=", "\xff", "\ue000", "a-",
		"a://b:c@d ", "a://b:", "a:b@", "x://[", "tcp(", "a@tcp(", "postgres://a:b@h?x=&",
		"password=", "password='", "Server=x;Password=y;", "uid=x;pwd={", "host=a ", "AccountKey=", "a:6380,",
		"sig=", "?sig=&se=1", "&sig=" + alnum("sig", 43), "+ASt", "8Q~", "kvl" + "8Q~" + alnum("aad", 34) + " ", alnum("key", 84) + "== ",
		"-----BEGIN ", "-----BEGIN RSA PRIVATE " + "KEY-----\nMIIE\n", "MII", "MIIE" + alnum("der", 60) + "\n",
		"gh" + "p_", "gh" + "p_" + alnum("github", 36) + " ", "ey" + "J", "AK" + "IA", "sk_" + "live_", "xo" + "xb-", "api_key=\"abc",
	} {
		times := func(n int) time.Duration {
			text := strings.Repeat(unit, n/len(unit)+1)[:n]
			start := time.Now()
			Find(text)
			FindNamed("apiKey", text)
			Template(text)
			Placeholder(text)
			PasswordBetween(text, text)
			FormatPasswordVerbs(text)
			return time.Since(start)
		}
		times(small) // compiles rules
		short, long := time.Hour, time.Hour
		for try := 0; try < 3 && long > negligible && long > limit*short || try == 0; try++ { // other programs take their time, too
			short, long = min(short, times(small)), min(long, times(small*factor))
		}
		if long > negligible && long > limit*short {
			t.Errorf("%q: %v for %d bytes, and %v for %d times as many", unit, short, small, long, factor)
		}
	}
}

package hardcodedcreds

import (
	"math/rand"
	"testing"
)

func TestClaimOf(t *testing.T) {
	for name, want := range map[string]claim{
		"password": chosen, "dbPassword": chosen, "DB_PASSWORD": chosen, "password2": chosen, "adminPw": chosen, "passphrase": chosen, "clearTextPassword": chosen,
		"apiKey": clear, "clientSecret": clear, "db.secret": clear, "X-Api-Key": clear, "AWS_SECRET_ACCESS_KEY": clear, "pass": clear,
		"key": vague, "token": vague, "Authorization": vague, "pat": vague,

		"": noClaim, "passwordHash": noClaim, "passwordField": noClaim, "errInvalidToken": noClaim, "tokenURL": noClaim,
		"secretName": noClaim, "publicKey": noClaim, "siteKey": noClaim, "groupWriteView": noClaim, "monkey": noClaim, "keyboard": noClaim,
		"commonPasswords": noClaim, "the password of the shop": noClaim, "password=": noClaim, "cacheKey": noClaim, "testPassword": noClaim, "passwordText": noClaim,
	} {
		if got := claimOf(name); got != want {
			t.Errorf("%s: claim %d, want %d", name, got, want)
		}
	}
}

func TestShapeOf(t *testing.T) {
	for _, tt := range []struct {
		text, name string
		want       shape
	}{
		{"hun" + "ter2", "password", mixed},
		{"Word" + "2024!prod", "password", marked},
		{"P@ss" + "word", "password", mixed},
		{"Winter" + "_2019", "password", joinedUp},
		{"Winter" + "wald=3", "password", joinedUp},
		{"winter" + "_2019", "password", phrase},
		{"Scram-Sha-256", "password", phrase},
		{"Login.Password1", "password", noShape},
		{"ENC(q8Zr2LmXw0TfBv5Yk1Nd)", "password", noShape},
		{"{q8Zr2LmXw0TfBv5Yk1Nd=}", "password", noShape},
		{"sword" + "fish", "password", wordShape},
		{"db-password", "secret", phrase},
		{"123456", "password", number},
		{"0a1b2c3d4e5f60718293a4b5c6d7e8f9", "key", digest},
		{"A035C8C19219BA821ECEA86B64E628F8D684696D", "key", digest},
		{"f1c9" + "a07b3e" + "d2q8Zx", "key", random},
		{"4633458b-17de-408a-b874-0445c86b69e6", "clientID", mixed},
		{"YWRtaW46" + "aHVudGVyMg==", "auth", mixed},

		{"", "password", noShape},
		{"DB_PASSWORD", "dbPassword", noShape},
		{"dbPassword", "DB_PASSWORD", noShape},
		{"two words", "password", noShape},
		{"/run/secrets/db1", "password", noShape},
		{"https://shop.internal/1", "password", noShape},
		{"shop@shop.internal", "password", noShape},
		{"sha256", "password", noShape},
		{"X-Amz-Content-Sha256", "key", phrase},
		{"E1023", "password", noShape},
		{"v1.22.3", "token", noShape},
		{"2024-01-01T00:00:00Z", "token", noShape},
		{"abcdefghijklmnop", "token", noShape},
		{"f(x1)", "token", noShape},
		{"user-%s", "password", noShape},
		{"dGhlIHNhbXBsZSBub25jZQ", "key", noShape},
	} {
		if got := shapeOf(tt.text, tt.name); got != tt.want {
			t.Errorf("%q under %s: shape %d, want %d", tt.text, tt.name, got, tt.want)
		}
	}
}

// What a generator makes has a shape of its own, whatever it is made of.
func TestShapeOfGenerated(t *testing.T) {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	const alnum = letters + "0123456789"
	rng := rand.New(rand.NewSource(1))
	for _, tt := range []struct {
		alphabet string
		length   int
		recall   float64 // how many of them convict under a clear name
	}{
		{"0123456789abcdef", 32, 1},
		{alnum, 20, 0.99},
		{alnum, 32, 0.999},
		{alnum + "+/", 43, 0.98},
		{alnum + "!@#$%^&*", 16, 0.98},
		{alnum + "!@#$%^&*-_=+", 32, 0.98},
		{letters, 24, 0.9},
	} {
		const samples = 2000
		found := 0
		for range samples {
			text := make([]byte, tt.length)
			for i := range text {
				text[i] = tt.alphabet[rng.Intn(len(tt.alphabet))]
			}
			if convicts(clear, string(text), "apiKey", use{}) {
				found++
			}
		}
		if got := float64(found) / samples; got < tt.recall {
			t.Errorf("%d of %.20s…: %.3f found, want %.3f", tt.length, tt.alphabet, got, tt.recall)
		}
	}
}

// The weaker the name, the more the value has to say.
func TestConvicts(t *testing.T) {
	for _, tt := range []struct {
		claim claim
		text  string
		use   use
		want  bool
	}{
		{chosen, "sword" + "fish", use{}, true},
		{chosen, "sword" + "fish", use{constant: true}, false},
		{chosen, "sword" + "fish", use{compared: true}, false},
		{chosen, "sword" + "fish", use{compared: true, login: true}, true},
		{chosen, "sword" + "fish", use{entry: true}, false},
		{chosen, "required", use{}, false},
		{clear, "sword" + "fish", use{}, false},
		{clear, "sword" + "fish", use{received: true}, true},
		{clear, "auto", use{received: true}, false},
		{clear, "my-secret", use{}, false},
		{clear, "my-super-" + "secret", use{}, true},
		{clear, "my-" + "secret", use{bytes: true}, true},
		{clear, "hun" + "ter2", use{}, true},
		{vague, "hun" + "ter2", use{}, false},
		{vague, "f1c9" + "a07b3e" + "d2q8Zx", use{}, true},
		{vague, "f1c9" + "a07b3e" + "d2q8Zx", use{tabled: true}, false},
		{vague, "0a1b2c3d4e5f60718293a4b5c6d7e8f9", use{}, false},
		{vague, "0a1b2c3d4e5f60718293a4b5c6d7e8f9", use{bytes: true}, true},
		{chosen, "Winter" + "_2019", use{entry: true, compared: true}, true},
		{clear, "Winter" + "_2019", use{}, false},
		{clear, "Winter" + "_2019", use{received: true}, true},
		{noClaim, "f1c9" + "a07b3e" + "d2q8Zx", use{}, false},
	} {
		if got := convicts(tt.claim, tt.text, "x", tt.use); got != tt.want {
			t.Errorf("%q, claim %d, %+v: %v, want %v", tt.text, tt.claim, tt.use, got, tt.want)
		}
	}
}

package credential

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
)

func TestMarvin(t *testing.T) {
	for _, tt := range []struct {
		seed uint64
		data string
		want uint64
	}{
		{0xd53cd9cecd0893b7, "abc", 0x22c74339492769bf},
		{0x0ddddeeeeffff000, "abcdefghijklmnopqrstuvwxyz", 0xa128eb7e7260aca2},
		{0x004fb61a001bdbcc, "", 0x30ed35c100cd3c7d},
		{0x004fb61a001bdbcc, "\xaf", 0x48e73fc77d75ddc1},
		{0x44656661756c7430, "kvl", 0xb8f90030588688e0},
		{0x44656661756c7430, "0123456789abcdef", 0x6e7a838e959b01f7},
	} {
		if got := marvin32(tt.seed, []byte(tt.data)); got != tt.want {
			t.Errorf("marvin32(%x, %q) = %x, want %x", tt.seed, tt.data, got, tt.want)
		}
	}
	if got := checksum("Default0", []byte("kvlint")); got != 0xd9beb0dc {
		t.Errorf("checksum = %x", got)
	}
}

// stream returns n bytes that depend on a label only.
func stream(label string, n int) []byte {
	var b []byte
	for i := 0; len(b) < n; i++ {
		sum := sha256.Sum256(fmt.Appendf(nil, "kvlint vector %s %d", label, i))
		b = append(b, sum[:]...)
	}
	return b[:n]
}

// makeKey returns a first-generation key of n bytes, with its checksum.
func makeKey(label, signature, seed string, n int) string {
	text := []byte(base64.RawURLEncoding.EncodeToString(stream(label, n)))
	if signature != "AzFu" {
		text = []byte(base64.RawStdEncoding.EncodeToString(stream(label, n)))
	}
	at := len(text) - 10
	copy(text[at:], signature)
	encoding := base64.StdEncoding
	if signature == "AzFu" {
		encoding = base64.URLEncoding
	}
	raw, err := encoding.WithPadding(base64.NoPadding).DecodeString(string(text))
	if err != nil {
		panic(err)
	}
	switch spill := &raw[len(raw)-5]; len(raw) {
	case 32:
		*spill &^= 0x03
	case 39:
		*spill &^= 0x0f
	}
	binary.LittleEndian.PutUint32(raw[len(raw)-4:], checksum(seed, raw[:len(raw)-4]))
	return encoding.EncodeToString(raw)
}

func TestFirstGeneration(t *testing.T) {
	for _, tt := range []struct {
		label, signature, seed string
		n                      int
		last, sum              string
		what                   string
	}{
		{"storage", "+ASt", "Default0", 64, "yhstGQ", "59f9d84bc8893543", "Azure Storage account key"},
		{"cosmos", "ACDb", "MastRW00", 64, "w3ikBQ", "3c3bf02d2db4b349", "Azure Cosmos DB key"},
		{"batch", "+ABa", "AbAcct00", 64, "vWv68A", "566b0ce5f1fd3680", "Azure Batch account key"},
		{"servicebus", "+ASb", "Send0000", 32, "HDmLgE", "3fc646f16a3aed78", "Azure Service Bus key"},
		{"eventhub", "+AEh", "Listen00", 32, "OdaCHs", "1cbaaba79c48eb1a", "Azure Event Hubs key"},
		{"iothub", "AIoT", "IoTHub00", 32, "HAkZ8E", "be465859b70ea736", "Azure IoT Hub key"},
		{"eventgrid", "AZEG", "SendRecv", 32, "K0yJ6k", "a9f21c6d75836309", "Azure Event Grid key"},
		{"functions", "AzFu", "Functi00", 40, "no76RA", "413eaf0cb6cf3561", "Azure Functions key"},
		{"acr", "+ACR", "ACRDflt0", 39, "CeLtbY", "7d6834028da83c0c", "Azure Container Registry key"},
	} {
		key := makeKey(tt.label, tt.signature, tt.seed, tt.n)
		sum := sha256.Sum256([]byte(key))
		if !strings.HasSuffix(strings.TrimRight(key, "="), tt.last) || hex.EncodeToString(sum[:8]) != tt.sum {
			t.Errorf("%s: the test builds another key than the vector", tt.label)
		}
		wantAzureKey(t, tt.label, key, tt.what)
		wantAzureKey(t, tt.label+" in a text", "use "+key+", please", tt.what)
		wantAzureKey(t, tt.label+" assigned", `KEY="`+key+`"`, tt.what)
		wantAzureKey(t, tt.label+" touching base64", "x"+key, "")
		wantAzureKey(t, tt.label+" after a dash", "-"+key, "")
		wantAzureKey(t, tt.label+" before an equals sign", key+"=", "")
		broken := []byte(key)
		broken[3] = 'A' + (broken[3]-'A'+1)%26
		wantAzureKey(t, tt.label+" with another checksum", string(broken), "")
	}
}

// TestDegenerate covers the published tails after a run of one letter.
func TestDegenerate(t *testing.T) {
	for _, tt := range []struct {
		n          int
		sig, tail  string
		what, char string
	}{
		{76, "+ASt", "vmNvzw==", "Azure Storage account key", "A"},
		{76, "+ASt", "5mnCaw==", "Azure Storage account key", "a"},
		{76, "ACDb", "82KEzw==", "Azure Cosmos DB key", "A"},
		{76, "APIM", "YHvqDw==", "Azure API Management key", "A"},
		{33, "+ARm", "IC3ngw=", "Azure Relay key", "A"},
		{33, "AIoT", "ApMIm8=", "Azure IoT Hub key", "A"},
		{33, "AzCa", "BCk0bg=", "Azure Cache for Redis key", "A"},
		{44, "AzFu", "Zg7Zjw==", "Azure Functions key", "A"},
		{42, "AzSe", "DoXxN3", "Azure AI Search key", "A"},
		{42, "+ACR", "DEAsA3", "Azure Container Registry key", "A"},
	} {
		wantAzureKey(t, tt.sig, strings.Repeat(tt.char, tt.n)+tt.sig+tt.tail, tt.what)
	}
}

func TestSecondGeneration(t *testing.T) {
	head := hex.EncodeToString(stream("cask", 32))[:52] + "JQQJ" + "99BK" + strings.Repeat("A", 12)
	wantAzureKey(t, "AI services", head+"AAAB"+"ACOG"+"1Uon", "Azure AI services key")
	wantAzureKey(t, "long form", head+"AAAB"+"AZAC"+"1Uon"+"aQ==", "Azure App Configuration key")
	wantAzureKey(t, "DevOps", head+"AAAA"+"AZDO"+"abcd", "Azure DevOps personal access token")
	wantAzureKey(t, "another service", head+"AAAA"+"msql"+"abcd", "Azure key")
	wantAzureKey(t, "one character", strings.Repeat("x", 52)+"JQQJ"+"99BK"+strings.Repeat("A", 12)+"AAABACOGabcd", "")
	wantAzureKey(t, "no such month", strings.Replace(head, "99BK", "99BZ", 1)+"AAAB"+"ACOG"+"1Uon", "")
	wantAzureKey(t, "too long", head+"AAAB"+"ACOG"+"1Uonx", "")
}

func TestEntraSecret(t *testing.T) {
	random := hex.EncodeToString(stream("aad", 32))
	secret := "kvl" + "8Q~" + random[:31] + "a~L"
	wantAzureKey(t, "8Q~", secret, "Entra client secret")
	wantAzureKey(t, "8Q~ with another checksum", secret[:len(secret)-1]+"M", "Entra client secret")
	wantAzureKey(t, "7Q~", "kvl"+"7Q~"+random[:31], "Entra client secret")
	wantAzureKey(t, "end of a sentence", "The secret is "+secret+".", "Entra client secret")
	wantAzureKey(t, "quoted", `secret='`+secret+`'`, "Entra client secret")
	wantAzureKey(t, "too short", "kvl"+"8Q~"+random[:30], "")
	wantAzureKey(t, "too long", "kvl"+"8Q~"+random[:35], "")
	wantAzureKey(t, "after its alphabet", "x"+secret, "")
	wantAzureKey(t, "another generation", "kvl"+"6Q~"+random[:34], "")
	wantAzureKey(t, "x", "xxx"+"8Q~"+strings.Repeat("x", 34), "")
}

func TestDevOpsToken(t *testing.T) {
	r := stream("ado", 32)
	const alphabet = "abcdefghijklmnopqrstuvwxyz234567"
	for name, sum := range map[string]uint32{"user": 0xa0f38d89, "app": 0x50531d8a, "": 0x12345678} {
		r[22], r[8], r[7], r[2] = byte(sum), byte(sum>>8), byte(sum>>16), byte(sum>>24)
		var b strings.Builder
		for bit := 0; bit < 260; bit += 5 {
			v := 0
			for i := bit; i < bit+5; i++ {
				v <<= 1
				if i < 256 {
					v |= int(r[i/8]>>(7-i%8)) & 1
				}
			}
			b.WriteByte(alphabet[v])
		}
		want := "Azure DevOps personal access token"
		if name == "" {
			want = ""
		}
		wantAzureKey(t, "DevOps "+name, b.String(), want)
	}
}

func wantAzureKey(t *testing.T, name, text, want string) {
	t.Helper()
	f, ok := Find(text)
	if f.What != want || ok != (want != "") || ok && (f.Kind != AzureKey || !strings.Contains(text, f.Secret)) {
		t.Errorf("%s: got %q (%s), want %q", name, f.What, f.Kind, want)
	}
}

func TestPublicKeys(t *testing.T) {
	for sum := range publicKeys {
		if raw, err := hex.DecodeString(sum); err != nil || len(raw) != sha256.Size {
			t.Errorf("%s is no SHA-256", sum)
		}
	}
}

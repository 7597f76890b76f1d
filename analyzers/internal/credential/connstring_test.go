package credential

import (
	"encoding/base64"
	"net/url"
	"strings"
	"testing"
	"time"
)

// Parts of fixtures, so that no whole credential stands in a file.
const (
	pw = "9vK" + "x!2mQ" + "_wZ"
	at = "@"
)

func key64() string { return base64.StdEncoding.EncodeToString(stream("plain", 64)) }
func key32() string { return base64.StdEncoding.EncodeToString(stream("plain", 32)) }

func TestConnectionString(t *testing.T) {
	storage := makeKey("storage", "+ASt", "Default0", 64)
	for _, tt := range []struct{ text, want string }{
		{"DefaultEndpointsProtocol=https;AccountName=orders;AccountKey=" + storage + ";EndpointSuffix=core.windows.net", "Azure Storage connection string"},
		{"DefaultEndpointsProtocol=https;AccountName=orders;AccountKey=" + key64(), "Azure Storage connection string"},
		{`az --connection-string "AccountName=orders;AccountKey=` + key64() + `"`, "Azure Storage connection string"},
		{"AccountEndpoint=https://orders.documents.azure.com:443/;AccountKey=" + key64() + ";", "Azure Cosmos DB connection string"},
		{"Endpoint=sb://orders.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=" + key32(), "Azure Service Bus or Event Hubs connection string"},
		{"endpoint=sb://orders.servicebus.windows.net/;sharedaccesskeyname=Root;sharedaccesskey=" + key32() + ";EntityPath=q", "Azure Service Bus or Event Hubs connection string"},
		{"HostName=orders.azure-devices.net;DeviceId=d1;SharedAccessKey=" + key32(), "Azure IoT Hub connection string"},
		{"Endpoint=https://orders.azconfig.io;Id=abc-l0-s0:xyz;Secret=" + key32(), "Azure App Configuration connection string"},
		{"Endpoint=https://orders.service.signalr.net;AccessKey=" + key32() + ";Version=1.0;", "Azure SignalR connection string"},
		{"endpoint=https://orders.communication.azure.com/;accesskey=" + key64(), "Azure Communication Services connection string"},
		{"orders.redis.cache.windows.net:6380,password=" + key32() + ",ssl=True,abortConnect=False", "Redis connection string with a password"},
		{"Server=tcp:orders.database.windows.net,1433;Initial Catalog=o;User ID=app;Password=" + pw + ";Encrypt=True", "Azure SQL connection string with a password"},
		{"server=db1.corp.net;user id=sa;password={" + pw + ";x};database=o", "SQL connection string with a password"},
		{"odbc:Driver={ODBC Driver 18};Server=db1.corp.net;Uid=app;Pwd=" + pw, "SQL connection string with a password"},
		{"jdbc:sqlserver://db1.corp.net:1433;databaseName=o;user=app;password=" + pw, "SQL connection string with a password"},
		{"sqlserver://app:" + pw + "@db1.corp.net?database=o", "SQL Server URL with a password"},
		{"sqlserver://db1.corp.net?user+id=app&password=" + pw, "SQL Server URL with a password"},
		{"postgres://app:" + pw + "@db1.corp.net/orders?sslmode=require", "PostgreSQL URL with a password"},
		{"postgres://app:" + pw + "@localhost:5432/orders", "PostgreSQL URL with a password"},
		{"connect to postgres://app:" + pw + "@%s:5432/orders now", "PostgreSQL URL with a password"},
		{"postgres://app:" + pw + "@", "PostgreSQL URL with a password"},
		{"postgresql://db1.corp.net/orders?user=app&password=" + pw, "PostgreSQL URL with a password"},
		{"postgres://orders_rw:" + "password" + "@db1.corp.net/orders", "PostgreSQL URL with a password"},
		{"host=db1.corp.net port=5432 user=app password=" + pw + " dbname=orders", "PostgreSQL DSN with a password"},
		{"host=db1.corp.net user=app password='a b\\'" + pw + "' sslmode=require", "PostgreSQL DSN with a password"},
		{"app:" + pw + "@tcp(db1.corp.net:3306)/orders?parseTime=true", "MySQL DSN with a password"},
		{"app:p@ss:/" + pw + "@unix(/tmp/mysql.sock)/orders", "MySQL DSN with a password"},
		{"app:" + pw + "@/orders", "MySQL DSN with a password"},
		{"mongodb+srv://app:" + pw + "@c0.corp.mongodb.net/orders", "MongoDB URL with a password"},
		{"mongodb://app:" + pw + "@h1:27017,h2:27017/orders", "MongoDB URL with a password"},
		{"amqp://app:" + pw + "@mq.corp.net:5672/", "AMQP URL with a password"},
		{"rediss://:" + pw + "@orders.redis.cache.windows.net:6380/0", "Redis URL with a password"},
		{"https://app:" + pw + "@api.corp.net/v1", "HTTPS URL with a password"},
		{"https://" + pw + "token:x-oauth-basic@github.com/corp/orders.git", "HTTPS URL with a password"},
		{"kafka://app:" + pw + "@broker.corp.net", "Kafka URL with a password"},
		{pw + "://app:" + pw + "@broker.corp.net", "URL with a password"},
		{"https://app:p%40" + pw + "@api.corp.net", "HTTPS URL with a password"},

		// No credential in them.
		{"DefaultEndpointsProtocol=https;AccountName=orders;EndpointSuffix=core.windows.net", ""},
		{"DefaultEndpointsProtocol=https;AccountName=orders;AccountKey=<key>;EndpointSuffix=core.windows.net", ""},
		{"DefaultEndpointsProtocol=https;AccountName=orders;AccountKey=%s", ""},
		{"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=" + key64() + ";BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1", ""},
		{"UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://127.0.0.1", ""},
		{"InstrumentationKey=11111111-2222-3333-4444-555555555555;IngestionEndpoint=https://westeurope.in.applicationinsights.azure.com/", ""},
		{"Endpoint=https://orders.service.signalr.net;AuthType=azure.msi;Version=1.0;", ""},
		{"Server=tcp:orders.database.windows.net,1433;Database=o;Authentication=Active Directory Default", ""},
		{"sqlserver://orders.database.windows.net?database=o&fedauth=ActiveDirectoryDefault", ""},
		{"Server=tcp:myserver.database.windows.net;User ID=myuser;Password=mypassword", ""},
		{"Server=localhost;User ID=sa;Password=yourStrong(!)Password", ""},
		{"Server=.;User ID=sa;Password=P@ssw0rd", ""},
		{"Server=tcp:orders.database.windows.net;User ID=app;Password=${DB_PASSWORD}", ""},
		{"postgres://%s:%s@%s:%d/%s?sslmode=disable", ""},
		{"postgres://app:%s@db1.corp.net/orders", ""},
		{"postgres://app:${DB_PASSWORD}@db1.corp.net/orders", ""},
		{"postgres://app:$DB_PASSWORD@db1.corp.net/orders", ""},
		{"postgres://app:{{.Password}}@db1.corp.net/orders", ""},
		{"postgres://app:<password>@db1.corp.net/orders", ""},
		{"postgres://app:$(DB_PASSWORD)@db1.corp.net/orders", ""},
		{"postgres://app:***@db1.corp.net/orders", ""},
		{"postgres://app:xxxxx@db1.corp.net/orders", ""},
		{"a URL such as postgres://user:password@host:port/db", ""},
		{"postgres://postgres:postgres@localhost:5432/postgres", ""},
		{"postgres://app:app@db/orders", ""},
		{"host=localhost user=gorm password=gorm dbname=gorm port=9920 sslmode=disable", ""},
		{"host=%s port=%d user=%s password=%s dbname=%s", ""},
		{"the parameters are host=db1 and password=" + pw, ""},
		{"root:root@tcp(127.0.0.1:3306)/test", ""},
		{"%s:%s@tcp(%s:%d)/%s", ""},
		{"amqp://guest:guest@rabbitmq:5672/", ""},
		{"mongodb://root:example@localhost:27017", ""},
		{"redis://localhost:6379/0", ""},
		{"https://user:pass@example.com/", ""},
		{"http://username:password@proxy.corp.net:8080", ""},
		{"https://host.corp.net/path?x=a:b@c", ""},
		{"https://host.corp.net:8080/@scope/pkg", ""},
		{"https://www.google.com/maps/@48.85,2.35,12z", ""},
		{"mailto:someone@corp.net", ""},
		{"git@github.com:corp/orders.git", ""},
		{"ssh://git@github.com:22/corp/orders.git", ""},
		{"https://0123456789abcdef0123456789abcdef@sentry.io/42", ""},
		{"github.com/corp/orders@v1.2.3: not found", ""},
		{"docker://corp/orders:v1@sha256:0123456789abcdef", ""},
		{`^[a-z]+://([^:]+):([^@]+)@(.*)$`, ""},
		{`https?://.*:.*@.*`, ""},
		{`^([^<>()\[\]\.,;:\s@"]+(\.[^<>()\[\]\.,;:\s@"]+)*)@(([a-zA-Z-_0-9]+\.)+[a-zA-Z]{2,})$`, ""},
		{"color: red; width=100px; key=value", ""},
		{"SELECT * FROM users WHERE password=? AND id=1;", ""},
		{"a=1;b=2;Password=" + pw, ""},
	} {
		f, ok := Find(tt.text)
		if f.What != tt.want || ok != (tt.want != "") || ok && f.Kind != ConnectionString {
			t.Errorf("%s: got %q, want %q", mask(tt.text), f.What, tt.want)
		}
	}
}

// mask returns enough of a fixture to find it.
func mask(text string) string { return text[:min(len(text), 24)] + "…" }

func TestSecretOfConnectionString(t *testing.T) {
	storage := makeKey("storage", "+ASt", "Default0", 64)
	for _, tt := range []struct{ text, want string }{
		{"AccountName=orders;AccountKey=" + storage, storage},
		{"postgres://app:p%40" + pw + "@db1.corp.net/orders", "p@" + pw},
		{"app:p@ss:/" + pw + "@tcp(db1.corp.net)/orders", "p@ss:/" + pw},
		{"server=db1.corp.net;password={" + pw + ";x};database=o", pw + ";x"},
		{"host=db1.corp.net password='a b\\'" + pw + "'", "a b'" + pw},
	} {
		if f, ok := Find(tt.text); !ok || Fingerprint(f.Secret) != Fingerprint(tt.want) {
			t.Errorf("%s: another secret", mask(tt.text))
		}
	}
}

func TestSAS(t *testing.T) {
	sig := url.QueryEscape(key32())
	storage := "sv=2022-11-02&ss=b&srt=sco&sp=rl&se=2031-05-01T08:00:00Z&spr=https&sig=" + sig
	for _, tt := range []struct {
		text string
		want bool
		end  time.Time
	}{
		{"https://orders.blob.core.windows.net/c?" + storage, true, time.Date(2031, 5, 1, 8, 0, 0, 0, time.UTC)},
		{"?" + storage, true, time.Date(2031, 5, 1, 8, 0, 0, 0, time.UTC)},
		{storage, true, time.Date(2031, 5, 1, 8, 0, 0, 0, time.UTC)},
		{"BlobEndpoint=https://o.blob.core.windows.net;SharedAccessSignature=" + storage, true, time.Date(2031, 5, 1, 8, 0, 0, 0, time.UTC)},
		{"SharedAccessSignature sr=sb%3a%2f%2fo.servicebus.windows.net&sig=" + sig + "&se=1767225600&skn=Root", true, time.Unix(1767225600, 0).UTC()},
		{"https://p.logic.azure.com/workflows/w/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers&sv=1.0&sig=" + strings.TrimRight(base64.RawURLEncoding.EncodeToString(stream("sas", 32)), "="), true, time.Time{}},
		{"?sv=2022-11-02&sp=rl&sig=%s", false, time.Time{}},
		{"?sv=2022-11-02&sp=rl&sig=<signature>", false, time.Time{}},
		{"?sv=2022-11-02&sp=rl&se=2031-05-01&sig=REDACTED", false, time.Time{}},
		{"?sig=" + sig, false, time.Time{}},
		{"?sv=2022-11-02&sp=rl", false, time.Time{}},
	} {
		f, ok := Find(tt.text)
		if ok != tt.want || !f.Expires.Equal(tt.end) || ok && f.What != "SAS token" {
			t.Errorf("%s: got %v until %v, want %v until %v", mask(tt.text), ok, f.Expires, tt.want, tt.end)
		}
	}
}

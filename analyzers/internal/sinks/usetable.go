package sinks

// Parameters and fields that take configuration, and how. Those of other
// modules that are declared as addr, host or port need no row unless it says
// more than the name.

const useCalls = `
strconv
	Atoi 0 number
	ParseInt 0 number
	ParseUint 0 number
	ParseFloat 0 number
	ParseBool 0 bool
github.com/spf13/cast
	ToInt 0 number
	ToIntE 0 number
	ToInt8 0 number
	ToInt16 0 number
	ToInt32 0 number
	ToInt32E 0 number
	ToInt64 0 number
	ToInt64E 0 number
	ToUint 0 number
	ToUintE 0 number
	ToUint16 0 number
	ToUint32 0 number
	ToUint64 0 number
	ToFloat32 0 number
	ToFloat64 0 number
	ToFloat64E 0 number
	ToBool 0 bool
	ToBoolE 0 bool
	ToDuration 0 duration
	ToDurationE 0 duration
github.com/dustin/go-humanize
	ParseBytes 0 number
k8s.io/apimachinery/pkg/api/resource
	ParseQuantity 0 number
	MustParse 0 number

time
	ParseDuration 0 duration
	LoadLocation 0 timezone
github.com/robfig/cron
	ParseStandard 0 schedule
	Parser.Parse 0 schedule
	Cron.AddFunc 0 schedule
	Cron.AddJob 0 schedule

log/slog
	Level.UnmarshalText 0 level
	LevelVar.UnmarshalText 0 level
go.uber.org/zap
	ParseAtomicLevel 0 level
	AtomicLevel.UnmarshalText 0 level
go.uber.org/zap/zapcore
	ParseLevel 0 level
	Level.UnmarshalText 0 level
	Level.Set 0 level
github.com/rs/zerolog
	ParseLevel 0 level
	Level.UnmarshalText 0 level
github.com/sirupsen/logrus
	ParseLevel 0 level
	Level.UnmarshalText 0 level
github.com/hashicorp/go-hclog
	LevelFromString 0 level

encoding/pem
	Decode 0 certificate
crypto/x509
	ParseCertificate 0 certificate
	ParseCertificates 0 certificate
	ParsePKCS1PrivateKey 0 certificate
	ParsePKCS8PrivateKey 0 certificate
	ParseECPrivateKey 0 certificate
	CertPool.AppendCertsFromPEM 0 certificate
golang.org/x/crypto/pkcs12
	Decode 0 certificate
	ToPEM 0 certificate

net
	ParseIP 0 ip
	ParseCIDR 0 cidr
	ParseMAC 0 parse
	Listen 1 listen
	ListenPacket 1 listen
	ListenConfig.Listen 2 listen
	ListenConfig.ListenPacket 2 listen
	Dial 1 dial
	DialTimeout 1 dial
	Dialer.Dial 1 dial
	Dialer.DialContext 2 dial
	SplitHostPort 0 parse
	LookupHost 0 resolve
	LookupIP 0 resolve
	LookupAddr 0 resolve
	LookupPort 1 port
	Resolver.LookupHost 1 resolve
	Resolver.LookupIP 2 resolve
	Resolver.LookupIPAddr 1 resolve
	ResolveTCPAddr 1 resolve
	ResolveUDPAddr 1 resolve
	ResolveIPAddr 1 resolve
net/netip
	ParseAddr 0 ip
	MustParseAddr 0 ip
	ParseAddrPort 0 ip
	MustParseAddrPort 0 ip
	ParsePrefix 0 cidr
	MustParsePrefix 0 cidr
net/http
	ListenAndServe 0 listen
	ListenAndServeTLS 0 listen
net/smtp
	Dial 0 dial
	SendMail 0 dial
net/rpc
	Dial 1 dial
	DialHTTP 1 dial
crypto/tls
	Dial 1 dial
	DialWithDialer 2 dial
	Dialer.Dial 1 dial
	Dialer.DialContext 2 dial
	Listen 1 listen
golang.org/x/crypto/ssh
	Dial 1 dial

google.golang.org/grpc
	NewClient 0 dial
	Dial 0 dial
	DialContext 1 dial
github.com/gin-gonic/gin
	Engine.Run 0 listen
	Engine.RunTLS 0 listen
github.com/labstack/echo
	Echo.Start 0 listen
	Echo.StartTLS 0 listen
github.com/gofiber/fiber
	App.Listen 0 listen
	App.ListenTLS 0 listen
github.com/valyala/fasthttp
	ListenAndServe 0 listen
	ListenAndServeTLS 0 listen
	Server.ListenAndServe 0 listen

github.com/gomodule/redigo/redis
	Dial 1 dial
	DialContext 2 dial
github.com/bradfitz/gomemcache/memcache
	New 0 dial
github.com/segmentio/kafka-go
	TCP 0 dial
	Dial 1 dial
	DialContext 2 dial
	DialLeader 2 dial
github.com/twmb/franz-go/pkg/kgo
	SeedBrokers 0 dial
go.mongodb.org/mongo-driver/mongo
	Client.Database 0 database
go.mongodb.org/mongo-driver/mongo/options
	ClientOptions.SetHosts 0 address
github.com/minio/minio-go
	New 0 dial
github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus
	NewClient 0 dial
`

const useFields = `
crypto/tls
	Config.ServerName address
github.com/redis/go-redis
	FailoverOptions.SentinelAddrs address
github.com/go-redis/redis
	FailoverOptions.SentinelAddrs address
github.com/redis/rueidis
	ClientOption.InitAddress address
github.com/segmentio/kafka-go
	ReaderConfig.Brokers address
	WriterConfig.Brokers address
github.com/jackc/pgx/pgconn
	Config.Database database
github.com/go-pg/pg
	Options.Database database
github.com/ClickHouse/clickhouse-go
	Auth.Database database
github.com/microsoft/go-mssqldb/msdsn
	Config.Database database
github.com/hashicorp/consul/api
	Config.Address address
github.com/hashicorp/vault/api
	Config.Address address
`

package hot

// A signature is the parameters by which a function is known, whoever
// registers it: nobody but the framework makes such values. A star stands before
// the names of pointers; "" is a type without a name.
type signature struct {
	kind   Kind
	params []string
}

const (
	responseWriter = "net/http.ResponseWriter"
	request        = "*net/http.Request"
	echoContext    = "github.com/labstack/echo.Context"
)

var signatures = []signature{
	{Request, []string{responseWriter, request}},
	{Request, []string{responseWriter, request, "github.com/julienschmidt/httprouter.Params"}},
	{Request, []string{responseWriter, request, "net/http.HandlerFunc"}},
	{Request, []string{responseWriter, request, "net/http.Handler"}},
	{Request, []string{"*github.com/gin-gonic/gin.Context"}},
	{Request, []string{echoContext}},
	{Request, []string{"*" + echoContext}},
	{Request, []string{"*github.com/gofiber/fiber.Ctx"}},
	{Request, []string{"github.com/gofiber/fiber.Ctx"}},
	{Request, []string{"*github.com/valyala/fasthttp.RequestCtx"}},
	{Request, []string{"*github.com/emicklei/go-restful.Request", "*github.com/emicklei/go-restful.Response"}},
	{Request, []string{"context.Context", "*github.com/cloudwego/hertz/pkg/app.RequestContext"}},
	{Request, []string{"*net/http/httputil.ProxyRequest"}},
	{Request, []string{"*github.com/golang-jwt/jwt.Token"}},

	// Callbacks per connection.
	{Request, []string{"*crypto/tls.ClientHelloInfo"}},
	{Request, []string{"*crypto/tls.CertificateRequestInfo"}},
	{Request, []string{"context.Context", "*github.com/jackc/pgx.ConnConfig"}},
	{Request, []string{"golang.org/x/crypto/ssh.ConnMetadata", ""}},
	{Request, []string{"golang.org/x/crypto/ssh.ConnMetadata", "golang.org/x/crypto/ssh.PublicKey"}},

	// Admission handlers and webhooks.
	{Request, []string{"context.Context", "sigs.k8s.io/controller-runtime/pkg/webhook/admission.Request"}},
	{Request, []string{"context.Context", "*github.com/slok/kubewebhook/pkg/model.AdmissionReview", "k8s.io/apimachinery/pkg/apis/meta.Object"}},
	{Request, []string{"k8s.io/api/admission.AdmissionReview"}},
	{Request, []string{"*k8s.io/api/admission.AdmissionReview"}},
	{Request, []string{"*k8s.io/api/admission.AdmissionRequest"}},
	{Request, []string{"context.Context", "*k8s.io/api/admission.AdmissionRequest"}},

	// Interceptors.
	{Request, []string{"context.Context", "", "*google.golang.org/grpc.UnaryServerInfo", "google.golang.org/grpc.UnaryHandler"}},
	{Request, []string{"", "google.golang.org/grpc.ServerStream", "*google.golang.org/grpc.StreamServerInfo", "google.golang.org/grpc.StreamHandler"}},
	{Request, []string{"context.Context", "", "", "", "*google.golang.org/grpc.ClientConn", "google.golang.org/grpc.UnaryInvoker", ""}},
	{Request, []string{"context.Context", "connectrpc.com/connect.AnyRequest"}},

	// Messages whose type publishers use, too.
	{Message, []string{"*github.com/nats-io/nats.go.Msg"}},
	{Message, []string{"context.Context", "*github.com/nats-io/nats.go.Msg"}},
	{Message, []string{"github.com/eclipse/paho.mqtt.golang.Client", "github.com/eclipse/paho.mqtt.golang.Message"}},
	{Message, []string{"*github.com/ThreeDotsLabs/watermill/message.Message"}},
	{Message, []string{"context.Context", "*github.com/hibiken/asynq.Task"}},
	{Message, []string{"context.Context", "*cloud.google.com/go/pubsub.Message"}},
	{Message, []string{"context.Context", "*github.com/Azure/azure-service-bus-go.Message"}},
	{Message, []string{"context.Context", "*github.com/Azure/azure-event-hubs-go.Event"}},
}

// deliveries are messages that only subscribers get: whatever takes one runs
// once per message.
var deliveries = []string{
	"*github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus.ReceivedMessage",
	"*github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs.ReceivedEventData",
	"*github.com/Shopify/sarama.ConsumerMessage",
	"*github.com/IBM/sarama.ConsumerMessage",
	"github.com/rabbitmq/amqp091-go.Delivery",
	"*github.com/rabbitmq/amqp091-go.Delivery",
	"github.com/streadway/amqp.Delivery",
	"*github.com/streadway/amqp.Delivery",
	"github.com/nats-io/nats.go/jetstream.Msg",
	"github.com/nats-io/nats.go/micro.Request",
	"*github.com/redis/go-redis.Message",
	"*github.com/go-redis/redis.Message",
	"*github.com/dapr/go-sdk/service/common.TopicEvent",
	"*github.com/dapr/go-sdk/service/common.BindingEvent",
	"*github.com/dapr/go-sdk/service/common.InvocationEvent",
	"*github.com/dapr/go-sdk/service/common.JobEvent",
}

const (
	connectRequest = "*connectrpc.com/connect.Request" // generic
	lambdaEvents   = "github.com/aws/aws-lambda-go/events."
)

// A method is known by its name and signature: what has it implements the
// interface of a framework or library.
type method struct {
	kind            Kind
	name            string
	params, results []string
}

var methods = []method{
	{Request, "RoundTrip", []string{request}, []string{"*net/http.Response", "error"}},
	{Request, "GetRequestMetadata", []string{"context.Context", ""}, []string{"", "error"}}, // grpc's PerRPCCredentials
	{Request, "ValidateCreate", []string{"context.Context", "k8s.io/apimachinery/pkg/runtime.Object"}, []string{"", "error"}},
	{Request, "ValidateUpdate", []string{"context.Context", "k8s.io/apimachinery/pkg/runtime.Object", "k8s.io/apimachinery/pkg/runtime.Object"}, []string{"", "error"}},
	{Reconcile, "Reconcile", []string{"context.Context", "sigs.k8s.io/controller-runtime/pkg/reconcile.Request"}, []string{"sigs.k8s.io/controller-runtime/pkg/reconcile.Result", "error"}},
}

// platformServices are packages whose services the platform calls at its own
// pace, and that read again by design: the Secrets Store CSI driver's and the
// KMS plug-in's.
var platformServices = []string{
	"sigs.k8s.io/secrets-store-csi-driver/provider/",
	"k8s.io/kms/apis/",
	"k8s.io/apiserver/pkg/storage/value/encrypt/envelope/",
}

// A registration is a parameter of a function that takes a function, or a value
// whose method is called, to run it again and again.
type registration struct {
	function string // without major versions
	arg      int    // which parameter takes it, without the receiver
	kind     Kind
	method   string // of the value; "" for a function
	every    int    // which parameter says how often; noPeriod, or chained
}

const (
	noPeriod = -1 - iota
	chained  // the receiver says it, as in s.Every(5).Minutes().Do(f)
)

const waitPkg = "k8s.io/apimachinery/pkg/util/wait."

var registrations = []registration{
	{"github.com/aws/aws-lambda-go/lambda.Start", 0, Request, "", noPeriod},
	{"github.com/aws/aws-lambda-go/lambda.StartWithOptions", 0, Request, "", noPeriod},
	{"github.com/aws/aws-lambda-go/lambda.StartWithContext", 1, Request, "", noPeriod},
	{"github.com/aws/aws-lambda-go/lambda.NewHandler", 0, Request, "", noPeriod},
	{"github.com/labstack/echo/middleware.BasicAuth", 0, Request, "", noPeriod},
	{"github.com/labstack/echo/middleware.KeyAuth", 0, Request, "", noPeriod},
	{"github.com/go-kit/kit/transport/http.NewServer", 0, Request, "", noPeriod},
	{"github.com/danielgtaylor/huma.Register", 2, Request, "", noPeriod},
	{"github.com/danielgtaylor/huma.Get", 2, Request, "", noPeriod},
	{"github.com/danielgtaylor/huma.Post", 2, Request, "", noPeriod},
	{"github.com/danielgtaylor/huma.Put", 2, Request, "", noPeriod},
	{"github.com/danielgtaylor/huma.Delete", 2, Request, "", noPeriod},
	{"github.com/go-sql-driver/mysql.BeforeConnect", 0, Request, "", noPeriod},

	{"github.com/nats-io/nats.go.EncodedConn.Subscribe", 1, Message, "", noPeriod},
	{"github.com/cloudevents/sdk-go/client.Client.StartReceiver", 1, Message, "", noPeriod},
	{"github.com/hibiken/asynq.ServeMux.HandleFunc", 1, Message, "", noPeriod},

	{"github.com/robfig/cron.Cron.AddFunc", 1, Tick, "", 0},
	{"github.com/robfig/cron.Cron.AddJob", 1, Tick, "Run", 0},
	{"github.com/go-co-op/gocron.Scheduler.Do", 0, Tick, "", chained},
	{"github.com/go-co-op/gocron.Scheduler.NewJob", 1, Tick, "", 0},
	{"github.com/jasonlvhit/gocron.Job.Do", 0, Tick, "", chained},
	{waitPkg + "Until", 0, Tick, "", 1},
	{waitPkg + "UntilWithContext", 1, Tick, "", 2},
	{waitPkg + "NonSlidingUntil", 0, Tick, "", 1},
	{waitPkg + "NonSlidingUntilWithContext", 1, Tick, "", 2},
	{waitPkg + "JitterUntil", 0, Tick, "", 1},
	{waitPkg + "JitterUntilWithContext", 1, Tick, "", 2},
	{waitPkg + "Forever", 0, Tick, "", 1},
}

// fields are fields of functions that run again and again, by their names
// without major versions.
var fields = map[string]Kind{
	"github.com/redis/go-redis.Options.CredentialsProvider":               Request,
	"github.com/redis/go-redis.Options.CredentialsProviderContext":        Request,
	"github.com/redis/go-redis.ClusterOptions.CredentialsProvider":        Request,
	"github.com/redis/go-redis.ClusterOptions.CredentialsProviderContext": Request,
	"github.com/jackc/pgx/pgxpool.Config.BeforeAcquire":                   Request,
	"github.com/labstack/echo/middleware.KeyAuthConfig.Validator":         Request,
	"github.com/labstack/echo/middleware.BasicAuthConfig.Validator":       Request,
	"github.com/gofiber/fiber/middleware/basicauth.Config.Authorizer":     Request,
	"github.com/gofiber/fiber/middleware/keyauth.Config.Validator":        Request,
	"net/http/httputil.ReverseProxy.Director":                             Request,
	"net/http/httputil.ReverseProxy.ModifyResponse":                       Request,
	"net/http.Transport.Proxy":                                            Request,
	"github.com/twitchtv/twirp.ServerHooks.RequestReceived":               Request,
	"github.com/twitchtv/twirp.ServerHooks.RequestRouted":                 Request,
}

// receivers are functions that wait for what their callers then work on: a loop
// around one runs once per message, or batch of messages, or connection.
var receivers = map[string]Kind{
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus.Receiver.ReceiveMessages":              Message,
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus.SessionReceiver.ReceiveMessages":       Message,
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs.PartitionClient.ReceiveEvents":          Message,
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azeventhubs.ProcessorPartitionClient.ReceiveEvents": Message,
	"github.com/segmentio/kafka-go.Reader.ReadMessage":                                                   Message,
	"github.com/segmentio/kafka-go.Reader.FetchMessage":                                                  Message,
	"github.com/confluentinc/confluent-kafka-go/kafka.Consumer.Poll":                                     Message,
	"github.com/confluentinc/confluent-kafka-go/kafka.Consumer.ReadMessage":                              Message,
	"github.com/twmb/franz-go/pkg/kgo.Client.PollFetches":                                                Message,
	"github.com/twmb/franz-go/pkg/kgo.Client.PollRecords":                                                Message,
	"github.com/nats-io/nats.go.Subscription.NextMsg":                                                    Message,
	"github.com/nats-io/nats.go.Subscription.NextMsgWithContext":                                         Message,
	"github.com/nats-io/nats.go.Subscription.Fetch":                                                      Message,
	"github.com/nats-io/nats.go/jetstream.MessagesContext.Next":                                          Message,
	"github.com/redis/go-redis.PubSub.ReceiveMessage":                                                    Message,
	"github.com/redis/go-redis.cmdable.XReadGroup":                                                       Message,
	"github.com/redis/go-redis.cmdable.XRead":                                                            Message,
	"github.com/redis/go-redis.cmdable.BLPop":                                                            Message,
	"github.com/redis/go-redis.cmdable.BRPop":                                                            Message,
	"net.Listener.Accept": Request,
}

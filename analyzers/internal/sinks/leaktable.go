package sinks

// Functions and fields through which a value leaves the program. Behind the
// symbol stand the indexes of arguments, a category (or writer@i, header@i: it
// depends on what argument i, or the receiver, writes to), and how the argument
// becomes text, if it isn't as fmt does with %v. Functions that are called as
// those of loggers are, in types and packages that are called loggers, need no
// row.

const leakCalls = `
fmt
	Print 0 log
	Println 0 log
	Printf 0 log format
	Fprint 1 writer@0
	Fprintln 1 writer@0
	Fprintf 1 writer@0 format
	Errorf 0 error format
errors
	New 0 error
github.com/pkg/errors
	New 0 error
	Errorf 0 error format
	Wrap 1 error
	Wrapf 1 error format
	WithMessage 1 error
	WithMessagef 1 error format
golang.org/x/xerrors
	New 0 error
	Errorf 0 error format

log/slog
	String 1 log
	Any 1 log slog
	Group 1 log slog
	GroupAttrs 1 log slog
go.uber.org/zap
	String 1 log
	Stringp 1 log text
	Strings 1 log
	ByteString 1 log
	ByteStrings 1 log
	Binary 1 log
	Stringer 1 log
	Any 1 log zap
	Reflect 1 log json
	SugaredLogger.With 0 log zap
	SugaredLogger.Debugw 0,1 log zap
	SugaredLogger.Infow 0,1 log zap
	SugaredLogger.Warnw 0,1 log zap
	SugaredLogger.Errorw 0,1 log zap
	SugaredLogger.Panicw 0,1 log zap
	SugaredLogger.Fatalw 0,1 log zap
go.uber.org/zap/zapcore
	ObjectEncoder.AddString 1 log
	ObjectEncoder.AddByteString 1 log
	ObjectEncoder.AddBinary 1 log
	ObjectEncoder.AddReflected 1 log json
	PrimitiveArrayEncoder.AppendString 0 log
	ArrayEncoder.AppendReflected 0 log json
github.com/rs/zerolog
	Event.Str 1 log
	Event.Strs 1 log
	Event.Stringer 1 log
	Event.Bytes 1 log
	Event.Hex 1 log
	Event.RawJSON 1 log
	Event.Interface 1 log json
	Event.Any 1 log json
	Event.Fields 0 log json
	Event.Msg 0 log
	Event.Msgf 0 log format
	Context.Str 1 log
	Context.Strs 1 log
	Context.Bytes 1 log
	Context.Hex 1 log
	Context.Interface 1 log json
	Context.Any 1 log json
	Context.Fields 0 log json
github.com/sirupsen/logrus
	WithField 1 log
	WithFields 0 log
	Entry.WithField 1 log
	Entry.WithFields 0 log
	Logger.WithField 1 log
	Logger.WithFields 0 log
	FieldLogger.WithField 1 log
	FieldLogger.WithFields 0 log
github.com/davecgh/go-spew/spew
	Dump 0 log dump
	Print 0 log dump
	Println 0 log dump
	Printf 0 log dumpformat
	Fdump 1 writer@0 dump
	Fprint 1 writer@0 dump
	Fprintln 1 writer@0 dump
	Fprintf 1 writer@0 dumpformat
	Errorf 0 error dumpformat
	ConfigState.Dump 0 log dump
github.com/kr/pretty
	Println 0 log dump
	Print 0 log dump
	Printf 0 log dumpformat
github.com/k0kubun/pp
	Print 0 log dump
	Println 0 log dump

io
	WriteString 1 writer@0
	Copy 1 writer@0
	Writer.Write 0 writer@recv
	StringWriter.WriteString 0 writer@recv
bytes
	Buffer.WriteTo recv writer@0
bufio
	Writer.Write 0 writer@recv
	Writer.WriteString 0 writer@recv
encoding/json
	Encoder.Encode 0 writer@recv json
encoding/xml
	Encoder.Encode 0 writer@recv xml
gopkg.in/yaml
	Encoder.Encode 0 writer@recv yaml
html/template
	Template.Execute 1 writer@0 text
text/template
	Template.Execute 1 writer@0 text

net/http
	Error 1 response
	Redirect 2 response
	SetCookie 1 response cookie
	ResponseWriter.Write 0 response
	Header.Set 1 header@recv
	Header.Add 1 header@recv
github.com/gin-gonic/gin
	Context.JSON 1 response json
	Context.IndentedJSON 1 response json
	Context.SecureJSON 1 response json
	Context.PureJSON 1 response json
	Context.AsciiJSON 1 response json
	Context.JSONP 1 response json
	Context.XML 1 response xml
	Context.YAML 1 response yaml
	Context.TOML 1 response yaml
	Context.AbortWithStatusJSON 1 response json
	Context.AbortWithStatusPureJSON 1 response json
	Context.String 1 response format
	Context.Data 2 response
	Context.HTML 2 response text
	Context.Header 1 response
	Context.SetCookie 1 response
	Context.Redirect 1 response
	Context.SSEvent 1 response json
github.com/labstack/echo
	Context.JSON 1 response json
	Context.JSONPretty 1 response json
	Context.JSONBlob 1 response
	Context.JSONP 2 response json
	Context.XML 1 response xml
	Context.XMLPretty 1 response xml
	Context.String 1 response
	Context.HTML 1 response
	Context.HTMLBlob 1 response
	Context.Blob 2 response
	Context.Redirect 1 response
	NewHTTPError 1 response
github.com/gofiber/fiber
	Ctx.SendString 0 response
	Ctx.Send 0 response
	Ctx.Write 0 response
	Ctx.WriteString 0 response
	Ctx.Writef 0 response format
	Ctx.JSON 0 response json
	Ctx.JSONP 0 response json
	Ctx.XML 0 response xml
	Ctx.Set 1 response
	Ctx.Append 1 response
	Ctx.Redirect 0 response
	NewError 1 response
github.com/go-chi/render
	JSON 2 response json
	XML 2 response xml
	PlainText 2 response
	HTML 2 response
	Data 2 response
github.com/valyala/fasthttp
	RequestCtx.WriteString 0 response
	RequestCtx.Write 0 response
	RequestCtx.SetBody 0 response
	RequestCtx.SetBodyString 0 response
	RequestCtx.Error 0 response
	ResponseHeader.Set 1 response
google.golang.org/grpc
	SetHeader 1 response json
	SendHeader 1 response json
	SetTrailer 1 response json
google.golang.org/grpc/status
	Error 1 response
	Errorf 1 response format
	New 1 response
	Newf 1 response format

os
	WriteFile 1 file@2
	File.Write 0 writer@recv
	File.WriteString 0 writer@recv
	File.WriteAt 0 writer@recv
	Setenv 1 env
	StartProcess 1 args
io/ioutil
	WriteFile 1 file@2
github.com/spf13/afero
	WriteFile 2 file@3
	Afero.WriteFile 1 file@2
syscall
	Setenv 1 env
	Exec 1 args
	ForkExec 1 args
golang.org/x/sys/unix
	Setenv 1 env
	Exec 1 args
os/exec
	Command 1 args
	CommandContext 2 args

go.opentelemetry.io/otel/attribute
	String 1 telemetry
	StringSlice 1 telemetry
	StringValue 0 telemetry
	StringSliceValue 0 telemetry
	Stringer 1 telemetry
	Key.String 0 telemetry
	Key.StringSlice 0 telemetry
go.opentelemetry.io/otel/trace
	Span.AddEvent 0 telemetry
	Span.SetName 0 telemetry
	Span.SetStatus 1 telemetry
go.opentelemetry.io/otel/baggage
	NewMember 1 telemetry
	NewMemberRaw 1 telemetry
go.opencensus.io/trace
	StringAttribute 1 telemetry
	Span.Annotate 1 telemetry
go.opencensus.io/tag
	Insert 1 telemetry
	Upsert 1 telemetry
	Update 1 telemetry
github.com/opentracing/opentracing-go
	Span.SetTag 1 telemetry
	Span.LogKV 0 telemetry
	Span.SetBaggageItem 1 telemetry
github.com/opentracing/opentracing-go/log
	String 1 telemetry
	Object 1 telemetry
github.com/prometheus/client_golang/prometheus
	CounterVec.WithLabelValues 0 telemetry
	GaugeVec.WithLabelValues 0 telemetry
	HistogramVec.WithLabelValues 0 telemetry
	SummaryVec.WithLabelValues 0 telemetry
	CounterVec.GetMetricWithLabelValues 0 telemetry
	GaugeVec.GetMetricWithLabelValues 0 telemetry
	CounterVec.With 0 telemetry
	GaugeVec.With 0 telemetry
	HistogramVec.With 0 telemetry
	SummaryVec.With 0 telemetry
	MustNewConstMetric 3 telemetry
	NewConstMetric 3 telemetry
expvar
	String.Set 0 telemetry
github.com/getsentry/sentry-go
	CaptureMessage 0 telemetry
	Scope.SetTag 1 telemetry
	Scope.SetTags 0 telemetry
	Scope.SetExtra 1 telemetry
	Scope.SetContext 1 telemetry
github.com/newrelic/go-agent/newrelic
	Transaction.AddAttribute 1 telemetry
	Segment.AddAttribute 1 telemetry
github.com/microsoft/ApplicationInsights-Go/appinsights
	TelemetryClient.TrackEvent 0 telemetry
	TelemetryClient.TrackTrace 0 telemetry
`

const leakFields = `
os/exec
	Cmd.Env env
	Cmd.Args args
os
	ProcAttr.Env env
syscall
	ProcAttr.Env env
github.com/prometheus/client_golang/prometheus
	Opts.ConstLabels telemetry
	CounterOpts.ConstLabels telemetry
	GaugeOpts.ConstLabels telemetry
	HistogramOpts.ConstLabels telemetry
	SummaryOpts.ConstLabels telemetry
`

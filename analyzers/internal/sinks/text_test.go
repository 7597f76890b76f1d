package sinks

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// short returns sinks as one text for tests: kind letter and sort.
func short(list []Sink) string {
	var out []string
	for _, s := range list {
		switch {
		case s.Kind == Use:
			out = append(out, s.Sort)
		case s.Sort != "" && s.Sort != DSNPassword:
			out = append(out, "credential/"+s.Sort)
		default:
			out = append(out, "credential")
		}
	}
	return strings.Join(out, " ")
}

// formats holds what Format says of formats, by the index of the operand.
var formats = []struct{ format, want string }{
	{"postgres://%s:%s@%s:%s/%s", "1:credential 2:dsnhost 3:dsnport 4:dsndatabase"},
	{"postgresql://%s:%s@%s:%d/%s?sslmode=%s", "1:credential 2:dsnhost 3:dsnport 4:dsndatabase"},
	{"postgres://app:%s@%s/orders", "0:credential 1:dsnhost"},
	{"postgres://app:secret@%s.postgres.database.azure.com/%s", "0:dsnhost 1:dsndatabase"},
	{"postgres://%s:%d/%s", "0:dsnhost 1:dsnport 2:dsndatabase"},
	{"postgres://%s:%s@/%s?host=%s&port=%s", "1:credential 2:dsndatabase 3:dsnhost 4:dsnport"},
	{"%s://%s:%s@%s:%s/%s", "2:credential 3:dsnhost 4:dsnport 5:dsndatabase"},
	{"%[3]s://%[1]s:%[2]s@%[4]s/%[5]s", "1:credential 3:dsnhost 4:dsndatabase"},
	{"jdbc:postgresql://%s:%s/%s", "0:dsnhost 1:dsnport 2:dsndatabase"},
	{"jdbc:sqlserver://%s:%s;databaseName=%s;user=%s", "0:dsnhost 1:dsnport"},
	{"sqlserver://%s:%s@%s:%d?database=%s", "1:credential 2:dsnhost 3:dsnport 4:dsndatabase"},
	{"mongodb://%s:%s@%s:27017,%s:27018/%s", "1:credential 2:dsnhost 3:dsnhost 4:dsndatabase"},
	{"mongodb+srv://%s:%s@%s/?retryWrites=true", "1:credential 2:dsnhost"},
	{"redis://%s:6379/%d", "0:dsnhost 1:dsndatabase"},
	{"redis://:%s@%s:%d/0", "0:credential 1:dsnhost 2:dsnport"},
	{"redis://%s:%s", "0:dsnhost 1:dsnport"},
	{"amqp://%s:%s@%s:%d/%s", "1:credential 2:dsnhost 3:dsnport"},
	{"amqps://%s.example.net:%s", "0:dsnhost 1:dsnport"},
	{"ldaps://%s:636", "0:dsnhost"},
	{"nats://[%s]:%s", "0:dsnhost 1:dsnport"},
	{"https://%s:%s@%s/api/%s", "1:credential 2:dsnhost"},
	{"connect to postgres://%s:%s@%s:5432/db failed", "1:credential 2:dsnhost"},
	{"POSTGRES://%s:5432", "0:dsnhost"},

	{"%s:%s@tcp(%s:%s)/%s", "1:credential 2:dsnhost 3:dsnport 4:dsndatabase"},
	{"%s:%s@tcp(%s)/%s?parseTime=true&loc=%s", "1:credential 2:dsnhost 3:dsndatabase"},
	{"%s:%s@%s(%s:%d)/%s", "1:credential 3:dsnhost 4:dsnport 5:dsndatabase"},
	{"app@tcp(%s:3306)/orders", "0:dsnhost"},
	{"%s:%s@unix(%s)/%s", "1:credential 3:dsndatabase"},
	{"%s:%s@/%s", "1:credential 2:dsndatabase"},
	{"mysql://%s:%s@tcp(%s:%s)/%s", "1:credential"},

	{"host=%s port=%s user=%s password=%s dbname=%s sslmode=disable", "0:dsnhost 1:dsnport 3:credential 4:dsndatabase"},
	{"host=%s port=%d user=%s password='%s' dbname='%s' TimeZone=UTC", "0:dsnhost 1:dsnport 3:credential 4:dsndatabase"},
	{"user=app dbname=%s", "0:dsndatabase"},
	{"host=%s,%s dbname=orders", "0:dsnhost 1:dsnhost"},

	{"server=%s;database=%s;user id=%s;password=%s;port=%d", "0:dsnhost 1:dsndatabase 3:credential 4:dsnport"},
	{"Server=tcp:%s,%d;Initial Catalog=%s;Encrypt=true", "0:dsnhost 1:dsnport 2:dsndatabase"},
	{`Data Source=%s\SQLEXPRESS;Initial Catalog=%s;`, "0:dsnhost 1:dsndatabase"},
	{"Driver={%s};Server=%s;Uid=%s;Pwd={%s};", "1:dsnhost 3:credential"},
	{"Endpoint=sb://%s.servicebus.windows.net/;SharedAccessKeyName=%s;SharedAccessKey=%s;EntityPath=%s", "0:dsnhost 2:credential"},
	{"AccountEndpoint=%s;AccountKey=%s;", "1:credential"},
	{"HostName=%s;DeviceId=%s;SharedAccessKey=%s", "0:dsnhost 2:credential"},
	{"%s:%s,password=%s,ssl=True,abortConnect=False", "0:dsnhost 1:dsnport 2:credential"},

	{"DB_PASSWORD=%s", "0:credential/env"},
	{"API_KEY=%v", "0:credential/env"},

	{"", ""},
	{"%s", ""},
	{"%s:%s", ""},
	{"%s:%d", ""},
	{"https://%s/api", ""},
	{"https://%s:%d/%s", ""},
	{"%s://%s:%s/%s", ""},
	{"http://%s@%s/", ""},
	{"ssh://git@%s/%s.git", ""},
	{"git@%s:%s/%s.git", ""},
	{"postgres://%s", ""},
	{"redis://%s/0", ""},
	{"mongodb://%s/%s", ""},
	{"sb://%s.servicebus.windows.net/", ""},
	{"%s@%s", ""},
	{"%s@%s/%s", ""},
	{"user %s@tcp(%s)", ""},
	{"host=%s", ""},
	{"host=%s port=%s", ""},
	{"host=%s status=%d user=%s", ""},
	{"dial host=%s user=%s: %v", ""},
	{"name=%s;host=%s", ""},
	{"text/html; charset=%s", ""},
	{"DB_HOST=%s", ""},
	{"PASSWORD=%s;X=%s", ""},
	{"password=%s", ""},
	{"set PASSWORD=%s", ""},
	{"100%", ""},
	{"postgres://%s:%s@%!", ""},
	{strings.Repeat("x", maxText) + "postgres://%s:5432/db", ""},
}

func TestFormat(t *testing.T) {
	for _, tt := range formats {
		found := Format(tt.format)
		var got []string
		for i := range 10 {
			if list := found[i]; list != nil {
				got = append(got, fmt.Sprintf("%d:%s", i, short(list)))
			}
		}
		if text := strings.Join(got, " "); text != tt.want {
			t.Errorf("%q: got %s, want %s", tt.format, text, tt.want)
		}
		if len(found) > len(got) {
			t.Errorf("%q: sinks of operands that aren't there: %v", tt.format, found)
		}
	}
}

func TestBetween(t *testing.T) {
	for _, tt := range []struct{ left, right, want string }{
		{"postgres://app:", "@db/orders", "credential"},
		{"postgres://app:", "", "credential"},
		{"postgres://app:%s@", "", "dsnhost"},
		{"postgres://app:%s@", "/orders", "dsnhost"},
		{"postgres://app:%s@db:", "/orders", "dsnport"},
		{"postgres://app:%s@%s:", "", "dsnport"},
		{"postgres://app:%s@%s:5432/", "", "dsndatabase"},
		{"postgres://app:%s@%s:5432/", "?sslmode=require", "dsndatabase"},
		{"redis://", ":6379", "dsnhost"},
		{"redis://localhost:", "", "dsnport"},
		{"", "://app:%s@db/x", ""},
		{"%s:%s@tcp(", ":3306)/orders", "dsnhost"},
		{"%s:%s@tcp(db:3306)/", "", "dsndatabase"},
		{"host=", " port=%s user=%s", "dsnhost"},
		{"host=db user=app password=", "", "credential"},
		{"host=db user=app dbname=", "", "dsndatabase"},
		{"Server=", ";Database=%s", "dsnhost"},
		{"Server=db;Database=", "", "dsndatabase"},
		{"Server=db;Database=", ";User ID=sa", "dsndatabase"},
		{"PASSWORD=", "", "credential/env"},
		{"CLIENT_SECRET=", "", "credential/env"},

		{"redis://%s:", "", ""}, // a port or a password
		{"postgres://", "", ""},
		{"postgres://", ":%s@db", ""},
		{"https://", "/api", ""},
		{"https://", ":8443/api", ""},
		{"https://example.com/", "", ""},
		{"PASSWORD=", "x", ""},
		{"Password=", "", ""},
		{"LOG_LEVEL=", "", ""},
		{"", ":8080", ""},
		{":", "", ""},
		{"Bearer ", "", ""},
		{"", "", ""},
		{strings.Repeat("x", maxText), ":", ""},
	} {
		if got := short(Between(tt.left, tt.right)); got != tt.want {
			t.Errorf("%q … %q: got %q, want %q", tt.left, tt.right, got, tt.want)
		}
	}
}

func TestCompared(t *testing.T) {
	for _, text := range []string{
		"true", "True", "FALSE", "on", "off", "yes", "no", "1", "0", "enabled", "disabled", "prod", "production", "dev", "development", "staging",
		"test", "debug", "INFO", "warn", "json", "tcp", "https", "verify-full", "sqlite", "eastus", "westeurope", "us-east-1", "us-gov-west-1", "europe-west1",
		"europe-west12", "Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC", "30s", "15m", ":8080", "0.0.0.0", "localhost", "AzurePublicCloud",
	} {
		s, ok := Compared(text)
		if !ok || s.Kind != Use || s.Sort != Compare || s.What != `compared with "`+text+`"` {
			t.Errorf("%q: got %v, %v", text, s, ok)
		}
	}
	for _, text := range []string{
		"", " ", "hunter2", "admin", "root", "none", "null", "nil", "default", "error", "changeme", "password", "secret", "1234", "12345678", "123456s",
		"my-db", "example.com", "us-east-1a", "us-east-10", "Mars/Olympus", "Europe/", "00m", "Bearer", "basic", "current", "active", strings.Repeat("t", 50),
	} {
		if s, ok := Compared(text); ok {
			t.Errorf("%q: got %v", text, s)
		}
	}
	words := strings.Fields(configurationWords)
	slices.Sort(words)
	for i, word := range words {
		if i > 0 && word == words[i-1] || word != strings.ToLower(word) {
			t.Errorf("%s: twice, or not in lower case", word)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("postgres://%s:%s@%s:%d/%s", "x")
	f.Add("host=%s dbname=%s", ";")
	f.Add("%s:%s@tcp([%s]:%d)/%s", "://")
	f.Fuzz(func(t *testing.T, left, right string) {
		for i, list := range Format(left) {
			if i < 0 || len(list) == 0 {
				t.Errorf("%q: operand %d", left, i)
			}
		}
		Between(left, right)
		Compared(left)
	})
}

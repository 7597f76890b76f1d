// Package attribute has the declarations of go.opentelemetry.io/otel/attribute that fixtures use.
package attribute

type KeyValue struct{ Key string }

func String(k, v string) KeyValue { panic("stub") }

func Int(k string, v int) KeyValue { panic("stub") }

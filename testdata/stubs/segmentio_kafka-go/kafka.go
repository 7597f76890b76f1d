// Package kafka has the declarations of segmentio/kafka-go that fixtures use.
package kafka

import "context"

type (
	Reader  struct{}
	Message struct{ Key, Value []byte }
)

func (r *Reader) ReadMessage(ctx context.Context) (Message, error) { panic("stub") }

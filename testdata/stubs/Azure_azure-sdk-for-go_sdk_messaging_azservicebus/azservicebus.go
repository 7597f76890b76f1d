// Package azservicebus has the declarations of the module of this name that fixtures use.
package azservicebus

import "context"

type (
	Receiver               struct{}
	ReceivedMessage        struct{ Body []byte }
	ReceiveMessagesOptions struct{}
	CompleteMessageOptions struct{}
)

func (r *Receiver) ReceiveMessages(ctx context.Context, maxMessages int, options *ReceiveMessagesOptions) ([]*ReceivedMessage, error) {
	panic("stub")
}

func (r *Receiver) CompleteMessage(ctx context.Context, message *ReceivedMessage, options *CompleteMessageOptions) error {
	panic("stub")
}

// Package wait has the declarations of apimachinery's package that fixtures use.
package wait

import (
	"context"
	"time"
)

func Until(f func(), period time.Duration, stopCh <-chan struct{}) { panic("stub") }

func UntilWithContext(ctx context.Context, f func(context.Context), period time.Duration) {
	panic("stub")
}

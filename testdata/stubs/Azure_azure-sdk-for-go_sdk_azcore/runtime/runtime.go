package runtime

import "context"

type Pager[T any] struct{}

func (p *Pager[T]) More() bool { panic("stub") }

func (p *Pager[T]) NextPage(ctx context.Context) (T, error) { panic("stub") }

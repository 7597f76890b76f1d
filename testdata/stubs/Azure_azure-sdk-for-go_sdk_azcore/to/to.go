package to

func Ptr[T any](v T) *T { return &v }

func SliceOfPtrs[T any](vv ...T) []*T { panic("stub") }

// Package reconcile has the declarations of controller-runtime that fixtures use.
package reconcile

type (
	Request struct{ Name string }
	Result  struct{ Requeue bool }
)

// Package status has the declarations of google.golang.org/grpc/status that fixtures use.
package status

import "google.golang.org/grpc/codes"

func Error(c codes.Code, msg string) error { panic("stub") }

func Errorf(c codes.Code, format string, a ...any) error { panic("stub") }

// Package secretformat defines an Analyzer that reports secrets in the wrong shape.
//
// # Analyzer secretformat
//
// secretformat: report secrets in the wrong shape
//
// # Example
//
//	x
package secretformat

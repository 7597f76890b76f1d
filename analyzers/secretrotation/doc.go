// Package secretrotation defines an Analyzer.
//
// # Analyzer secretrotation
//
// secretrotation: report secrets that can't rotate
//
// TODO
package secretrotation

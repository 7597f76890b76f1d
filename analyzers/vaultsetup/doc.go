// Package vaultsetup defines an Analyzer.
//
// # Analyzer vaultsetup
//
// vaultsetup: report vaults created without their safeguards
//
// TODO
package vaultsetup

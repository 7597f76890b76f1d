// Kvlint checks how Go programs use Azure Key Vault, against Microsoft's
// guide "Secure your Azure Key Vault secrets".
//
// Usage:
//
//	kvlint [flags] [packages]
//	go vet -vettool=$(which kvlint) [packages]
//
// See "kvlint help".
package main

import (
	"os"

	"github.com/kvlint/kvlint/internal/command"
	_ "github.com/kvlint/kvlint/internal/early" // before all that command needs
)

func main() {
	if command.IsVetCall(os.Args[1:]) {
		command.Vet()
		return
	}
	os.Exit(command.Main(os.Args[1:], os.Stdout, os.Stderr))
}

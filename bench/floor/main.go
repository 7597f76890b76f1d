// Floor does what every analysis of Go code has to do, and nothing else: it is
// what kvlint's speed is measured against.
//
//	floor typed [packages]     list packages and type those of the module, tests
//	                           included, with export data of what they import
//	go vet -vettool=floor ...  be a process for each package that writes an empty
//	                           file of facts
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"golang.org/x/tools/go/packages"
)

func main() {
	log.SetFlags(0)
	var err error
	switch args := os.Args[1:]; {
	case len(args) > 0 && args[0] == "typed":
		err = typed(args[1:])
	case len(args) == 1 && strings.HasPrefix(args[0], "-V"):
		// The go command asks for what decides the tool's results.
		_, err = fmt.Printf("floor version devel buildID=%s\n", os.Getenv("FLOOR_ID"))
	case len(args) == 1 && args[0] == "-flags":
		_, err = fmt.Println("[]")
	case len(args) == 1 && strings.HasSuffix(args[0], ".cfg"):
		err = unit(args[0])
	default:
		log.Fatal("usage: floor typed [packages], or go vet -vettool=floor [packages]")
	}
	if err != nil {
		log.Fatal(err)
	}
}

func typed(patterns []string) error {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Tests: true}, patterns...)
	if err != nil {
		return err
	}
	fmt.Println(len(pkgs), "packages")
	return nil
}

// unit writes the file of facts that the go command's description of a package,
// file, asks for.
func unit(file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var cfg struct{ VetxOutput string }
	if err := json.Unmarshal(content, &cfg); err != nil {
		return err
	}
	if cfg.VetxOutput == "" {
		return nil
	}
	return os.WriteFile(cfg.VetxOutput, nil, 0o666)
}

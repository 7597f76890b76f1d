// Built counts the packages of a program that the engine builds in SSA form, and
// fails where that is a quarter of the program's own packages, or more.
//
//	go run ./built DIR
//
// DIR is the root of a module.
package main

import (
	"fmt"
	"log"
	"maps"
	"os"
	"slices"

	"github.com/kvlint/kvlint/internal/ssacount"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: built DIR")
	}
	if err := os.Chdir(os.Args[1]); err != nil {
		log.Fatal(err)
	}
	built, own, err := ssacount.Count()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d of %d packages built\n", len(built), own)
	if len(built)*4 >= own {
		for _, pkg := range slices.Sorted(maps.Keys(built)) {
			fmt.Println(pkg)
		}
		os.Exit(1)
	}
}

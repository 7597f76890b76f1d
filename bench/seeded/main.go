// Seeded writes a module full of credentials with random values, in the shapes
// in which Go programs hold them, and as many values that are none, runs kvlint
// on it and prints what it finds.
//
//	go run ./seeded -kvlint FILE [-seed N] [-samples N] [-keep DIR]
//
// gosec and gitleaks are shown beside it where they are installed. No value is
// ever printed: a sample is known by its file and lines.
package main

import (
	"flag"
	"fmt"
	"log"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	kvlint := flag.String("kvlint", "kvlint", "the kvlint command")
	seed := flag.Int64("seed", 1, "the seed of the values")
	samples := flag.Int("samples", 8, "how many values of each kind a shape has")
	keep := flag.String("keep", "", "write the module to this directory and leave it there")
	flag.Parse()
	dir := *keep
	if dir == "" {
		temp, err := os.MkdirTemp("", "seeded")
		if err != nil {
			log.Fatal(err)
		}
		defer os.RemoveAll(temp)
		dir = temp
	}
	g := &generator{random: rand.New(rand.NewSource(*seed)), samples: *samples}
	module := g.module()
	if err := module.write(dir); err != nil {
		log.Fatal(err)
	}
	var columns []column
	for _, tool := range tools(*kvlint) {
		found, err := tool.run(dir)
		if err != nil {
			log.Printf("%s: %v", tool.name, err)
			continue
		}
		columns = append(columns, column{tool.name, module.hits(found)})
	}
	module.print(columns)
}

// A sample is a credential, or a value that is none, in lines of a file.
type sample struct {
	file        string
	shape       *shape
	kind        string // of the value; "" where the shape has its own
	first, last int
}

// A module is what is written and scanned.
type module struct {
	files   map[string]string
	samples []sample
}

func (m *module) write(dir string) error {
	for name, text := range m.files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// A generator draws values and fills shapes with them.
type generator struct {
	random  *rand.Rand
	samples int
}

// module returns the module with all shapes: each has a package of its own, so
// that no sample sees another's declarations.
func (g *generator) module() *module {
	m := &module{files: map[string]string{"go.mod": goMod}}
	for name, text := range stubs {
		m.files[name] = text
	}
	for i := range shapes {
		g.add(m, fmt.Sprintf("hit%02d", i+1), &shapes[i])
	}
	for i := range misses {
		misses[i].fake = true
		g.add(m, fmt.Sprintf("miss%02d", i+1), &misses[i])
	}
	return m
}

// add writes the package of one shape: a function for each value.
func (g *generator) add(m *module, pkg string, s *shape) {
	var b strings.Builder
	fmt.Fprintf(&b, "// Package %s has: %s.\npackage %s\n\nimport (\n", pkg, s.name, pkg)
	for path := range strings.FieldsSeq(s.imports) {
		fmt.Fprintf(&b, "\t%q\n", path)
	}
	fmt.Fprintf(&b, ")\n\nfunc use(...any) {}\n\n%s\n", s.decls)
	file := pkg + "/" + pkg + ".go"
	kinds := kinds
	if s.fake {
		kinds = []kind{{"", nil}}
	}
	n := 0
	for _, k := range kinds {
		for range g.samples {
			n++
			first := strings.Count(b.String(), "\n") + 1
			b.WriteString(g.fill(s, k, n) + "\n")
			m.samples = append(m.samples, sample{file, s, k.name, first, strings.Count(b.String(), "\n")})
		}
	}
	m.files[file] = b.String()
}

// fill returns the code of one sample.
func (g *generator) fill(s *shape, k kind, n int) string {
	value := ""
	if k.draw != nil {
		value = k.draw(g)
	}
	half := len(value) / 2
	code := strings.NewReplacer(
		"$NUM", fmt.Sprint(n),
		"$SECRET", quote(value), "$JSON", quote(value), "$TAGGED", quote(value),
		"$ESCAPED", escape(value),
		"$PLAIN", value,
		"$HALF1", quote(value[:half]), "$HALF2", quote(value[half:]),
		"$BYTES", byteList(value),
		"$HEX40", g.from(hexDigits, 40), "$HEX64", g.from(hexDigits, 64), "$HEX32", g.from(hexDigits, 32),
		"$UUID", g.uuid(),
		"$WORD", g.word(), "$OTHER", g.word(),
		"$BASE44", g.from(base64Digits, 43)+"=",
		"$BCRYPT", "$2a$10$"+g.from(alnum, 53),
	).Replace(s.code)
	if !strings.HasPrefix(code, "func ") && !s.top {
		code = fmt.Sprintf("func f%d() {\n%s\n}", n, code)
	}
	return code
}

package main

import (
	"fmt"
	"slices"
	"strings"
)

// A column holds which samples a tool reports, by their index.
type column struct {
	tool string
	hit  []bool
}

// hits returns which samples lie where something was found.
func (m *module) hits(found []place) []bool {
	byFile := make(map[string][]int)
	for _, p := range found {
		byFile[p.file] = append(byFile[p.file], p.line)
	}
	hit := make([]bool, len(m.samples))
	for i, s := range m.samples {
		hit[i] = slices.ContainsFunc(byFile[s.file], func(line int) bool { return s.first <= line && line <= s.last })
	}
	return hit
}

// print prints, for each shape, how many of its samples each tool reports, and
// the sums.
func (m *module) print(columns []column) {
	header := fmt.Sprintf("%-44s", "shape")
	for _, c := range columns {
		header += fmt.Sprintf(" %9s", c.tool)
	}
	fmt.Println(header)
	for i := range shapes {
		m.row(columns, shapes[i].name, func(s sample) bool { return s.shape == &shapes[i] })
	}
	fmt.Println(strings.Repeat("-", len(header)))
	isHit := func(s sample) bool {
		return slices.ContainsFunc(shapes, func(x shape) bool { return x.name == s.shape.name })
	}
	m.row(columns, "found, all shapes", isHit)
	m.row(columns, "found, shapes that types show", func(s sample) bool { return isHit(s) && !s.shape.untyped })
	for _, k := range kinds {
		m.row(columns, "found, "+k.name, func(s sample) bool { return isHit(s) && s.kind == k.name })
	}
	fmt.Println(strings.Repeat("-", len(header)))
	for i := range misses {
		m.row(columns, misses[i].name, func(s sample) bool { return s.shape == &misses[i] })
	}
	m.row(columns, "reported, near misses", func(s sample) bool { return !isHit(s) })
}

// row prints which part of the samples that belong each tool reports.
func (m *module) row(columns []column, name string, belongs func(sample) bool) {
	line := fmt.Sprintf("%-44s", name)
	for _, c := range columns {
		hit, all := 0, 0
		for i, s := range m.samples {
			if belongs(s) {
				all++
				if c.hit[i] {
					hit++
				}
			}
		}
		line += fmt.Sprintf(" %8.0f%%", 100*float64(hit)/float64(max(all, 1)))
	}
	fmt.Println(line)
}

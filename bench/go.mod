module github.com/kvlint/kvlint/bench

go 1.26.0

require (
	github.com/kvlint/kvlint v0.0.0
	golang.org/x/tools v0.52.0
)

replace github.com/kvlint/kvlint => ../

module github.com/maypok86/otter/v2

go 1.26.0

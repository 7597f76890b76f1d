package scope

import "testing"

func TestIsOwn(t *testing.T) {
	for _, test := range []struct {
		importPath, modulePath, moduleVersion string
		want                                  bool
	}{
		{"example.com/m/a", "example.com/m", "", true},
		{"m/a", "m", "", true},
		{"example.com/m/a", "example.com/m", "v1.2.3", false},
		{"example.com/m/a", "", "", true},
		{"net/http", "", "", false},
		{"vendor/golang.org/x/net/idna", "", "", false},
		{"fmt", "", "", false},
	} {
		if got := IsOwn(test.importPath, test.modulePath, test.moduleVersion); got != test.want {
			t.Errorf("IsOwn(%q, %q, %q) = %t, want %t", test.importPath, test.modulePath, test.moduleVersion, got, test.want)
		}
	}
}

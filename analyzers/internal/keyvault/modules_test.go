package keyvault

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/kvlint/kvlint/internal/track"
)

// A generation is a version of a package of the SDKs, under the label that
// the spans of the table use for it.
type generation struct {
	track   track.Track
	label   string
	module  string
	version string
	dir     string // in the module
}

const (
	legacyModule = "github.com/Azure/azure-sdk-for-go"
	legacyLast   = "v68.0.0+incompatible"
	kermitModule = "github.com/jackofallops/kermit"
	kermitLast   = "v0.20241010.1180132"
)

// generations are the versions that the table is held against, oldest first
// within a track. Those before and after each change of names are among them,
// so that spans are exact.
var generations = []generation{
	{secretsTrack, "0.5", sdk + "sdk/keyvault/azsecrets", "v0.5.0", "."},
	{secretsTrack, "0.6", sdk + "sdk/keyvault/azsecrets", "v0.6.0", "."},
	{secretsTrack, "0.7", sdk + "sdk/keyvault/azsecrets", "v0.7.1", "."},
	{secretsTrack, "0.8", sdk + "sdk/keyvault/azsecrets", "v0.8.0", "."},
	{secretsTrack, "0.12", sdk + "sdk/keyvault/azsecrets", "v0.12.0", "."},
	{secretsTrack, "0.13", sdk + "sdk/security/keyvault/azsecrets", "v0.13.0", "."},
	{secretsTrack, "0.14", sdk + "sdk/security/keyvault/azsecrets", "v0.14.0", "."},
	{secretsTrack, "1.4", sdk + "sdk/security/keyvault/azsecrets", "v1.4.0", "."},
	{secretsTrack, "1.5", sdk + "sdk/security/keyvault/azsecrets", "v1.5.1", "."},

	{keysTrack, "0.4", sdk + "sdk/keyvault/azkeys", "v0.4.0", "."},
	{keysTrack, "0.5", sdk + "sdk/keyvault/azkeys", "v0.5.1", "."},
	{keysTrack, "0.6", sdk + "sdk/keyvault/azkeys", "v0.6.0", "."},
	{keysTrack, "0.10", sdk + "sdk/keyvault/azkeys", "v0.10.0", "."},
	{keysTrack, "0.11", sdk + "sdk/security/keyvault/azkeys", "v0.11.0", "."},
	{keysTrack, "0.12", sdk + "sdk/security/keyvault/azkeys", "v0.12.0", "."},
	{keysTrack, "1.3", sdk + "sdk/security/keyvault/azkeys", "v1.3.1", "."},
	{keysTrack, "1.4", sdk + "sdk/security/keyvault/azkeys", "v1.4.0", "."},
	{keysTrack, "1.5", sdk + "sdk/security/keyvault/azkeys", "v1.5.0", "."},
	{keyCryptoTrack, "0.5", sdk + "sdk/keyvault/azkeys", "v0.5.1", "crypto"},

	{certificatesTrack, "0.5", sdk + "sdk/keyvault/azcertificates", "v0.5.0", "."},
	{certificatesTrack, "0.9", sdk + "sdk/keyvault/azcertificates", "v0.9.0", "."},
	{certificatesTrack, "0.10", sdk + "sdk/security/keyvault/azcertificates", "v0.10.0", "."},
	{certificatesTrack, "0.11", sdk + "sdk/security/keyvault/azcertificates", "v0.11.0", "."},
	{certificatesTrack, "1.5", sdk + "sdk/security/keyvault/azcertificates", "v1.5.0", "."},

	{legacyTrack, "2015-06-01", legacyModule, legacyLast, "services/keyvault/2015-06-01/keyvault"},
	{legacyTrack, "2016-10-01", legacyModule, legacyLast, "services/keyvault/2016-10-01/keyvault"},
	{legacyTrack, "v7.0", legacyModule, legacyLast, "services/keyvault/v7.0/keyvault"},
	{legacyTrack, "v7.1", legacyModule, legacyLast, "services/keyvault/v7.1/keyvault"},
	{legacyTrack, "v7.2-preview", legacyModule, legacyLast, "services/preview/keyvault/v7.2-preview/keyvault"},
	{legacyTrack, "7.4", kermitModule, kermitLast, "sdk/keyvault/7.4/keyvault"},
	{legacyTrack, "7.5-preview.1", kermitModule, kermitLast, "sdk/keyvault/7.5-preview.1/keyvault"},
}

// labels returns the labels of a track in order.
func labels(t track.Track) []string {
	var all []string
	for _, g := range generations {
		if g.track == t {
			all = append(all, g.label)
		}
	}
	return all
}

// importPath returns the path under which programs import g.
func (g generation) importPath() string {
	return filepath.ToSlash(filepath.Join(g.module, g.dir))
}

// download returns the directories of all modules of the generations, by
// module@version.
func download(t *testing.T) map[string]string {
	t.Helper()
	args := []string{"mod", "download", "-json"}
	dirs := make(map[string]string)
	for _, g := range generations {
		if name := g.module + "@" + g.version; dirs[name] == "" {
			dirs[name] = "unknown"
			args = append(args, name)
		}
	}
	cmd := exec.Command("go", args...)
	cmd.Dir = t.TempDir() // outside of any module
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	out, err := cmd.Output()
	decoder := json.NewDecoder(bytes.NewReader(out))
	for {
		var module struct{ Path, Version, Dir, Error string }
		if err := decoder.Decode(&module); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if module.Error != "" {
			t.Errorf("%s@%s: %s", module.Path, module.Version, module.Error)
		}
		dirs[module.Path+"@"+module.Version] = module.Dir
	}
	if err != nil {
		t.Fatalf("go mod download: %v", err)
	}
	return dirs
}

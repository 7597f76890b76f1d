package keyvault

import (
	"go/ast"
	"go/types"
	"strings"
)

// A Regeneration is a call that makes a new key of a service in place of an
// old one, and where it says which key.
type Regeneration struct {
	Method string
	Arg    int      // index in the call's Args
	Path   []string // of fields below the argument; nil where it is the key itself
}

// regenerated are the services' parameters that name the key, by the package
// below the management SDK and, as a fall-back for the older one, its name there.
var regenerated = []struct {
	packages string // armstorage, and storage in the older SDK
	param    string // the type of the parameter
	field    string // "" where the parameter is the key itself
}{
	{"armstorage storage", "AccountRegenerateKeyParameters", "KeyName"},
	{"armeventhub eventhub", "RegenerateAccessKeyParameters", "KeyType"},
	{"armservicebus servicebus", "RegenerateAccessKeyParameters", "KeyType"},
	{"armrelay relay", "RegenerateAccessKeyParameters", "KeyType"},
	{"armnotificationhubs notificationhubs", "PolicykeyResource", "PolicyKey"},
	{"armnotificationhubs notificationhubs", "PolicyKeyResource", "PolicyKey"},
	{"armcosmos documentdb", "DatabaseAccountRegenerateKeyParameters", "KeyKind"},
	{"armredis redis", "RegenerateKeyParameters", "KeyType"},
	{"armredisenterprise redisenterprise", "RegenerateKeyParameters", "KeyType"},
	{"armcognitiveservices cognitiveservices", "RegenerateKeyParameters", "KeyName"},
	{"armsearch search", "AdminKeyKind", ""},
	{"armcontainerregistry containerregistry", "RegenerateCredentialParameters", "Name"},
	{"armeventgrid eventgrid", "TopicRegenerateKeyRequest", "KeyName"},
	{"armeventgrid eventgrid", "DomainRegenerateKeyRequest", "KeyName"},
	{"armeventgrid eventgrid", "PartnerNamespaceRegenerateKeyRequest", "KeyName"},
	{"armappconfiguration appconfiguration", "RegenerateKeyParameters", "ID"},
	{"armsignalr signalr", "RegenerateKeyParameters", "KeyType"},
	{"armwebpubsub webpubsub", "RegenerateKeyParameters", "KeyType"},
	{"armmaps maps", "KeySpecification", "KeyType"},
	{"armbatch batch", "AccountRegenerateKeyParameters", "KeyName"},
	{"armcommunication communication", "RegenerateKeyParameters", "KeyType"},
}

// RegenerationAt returns the regeneration that call is: a call of a method
// whose name says so and which takes a parameter of the table, on a client of
// the SDK or an interface.
func RegenerationAt(info *types.Info, call *ast.CallExpr) (Regeneration, bool) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || !strings.HasPrefix(strings.TrimPrefix(sel.Sel.Name, "Begin"), "Regenerate") {
		return Regeneration{}, false
	}
	sig, ok := info.TypeOf(call.Fun).(*types.Signature)
	if !ok {
		return Regeneration{}, false
	}
	for i := range min(sig.Params().Len(), len(call.Args)) {
		named := namedOf(sig.Params().At(i).Type())
		if named == nil || named.Obj().Pkg() == nil || !strings.HasPrefix(named.Obj().Pkg().Path(), sdk) {
			continue
		}
		base := baseName(named.Obj().Pkg().Path())
		for _, r := range regenerated {
			if r.param != named.Obj().Name() || !strings.Contains(" "+r.packages+" ", " "+base+" ") {
				continue
			}
			at := Regeneration{Method: named.Obj().Pkg().Name() + "." + sel.Sel.Name, Arg: i}
			if r.field != "" {
				at.Path = []string{r.field}
			}
			return at, true
		}
	}
	return Regeneration{}, false
}

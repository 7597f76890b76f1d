package keyvault

import (
	"go/types"

	"github.com/kvlint/kvlint/analyzers/internal/typematch"
	"github.com/kvlint/kvlint/internal/track"
)

// matchInterface returns the match of the method fn of an interface outside
// the SDK.
func matchInterface(fn *types.Func) (match, bool) {
	sig := fn.Signature()
	pkg, tr := sdkPackage(sig)
	if tr == noTrack {
		return match{}, false
	}
	if fn.Name() == "NextPage" {
		return matchPage(sig, nil)
	}
	x := &indexes()[tr]
	rows := x.byMethod[fn.Name()]
	if len(rows) == 0 {
		return match{}, false
	}
	if !x.isLoaded(pkg) {
		return matchShape(rows, pkg, tr, sig)
	}
	found := x.methods(pkg, sig, fn.Name())
	if len(found) != 1 {
		return match{}, false
	}
	return found[0], true
}

// matchValue returns the match of a function value of type sig.
func matchValue(sig *types.Signature) (match, bool) {
	pkg, tr := sdkPackage(sig)
	if tr == noTrack {
		return match{}, false
	}
	if m, ok := matchPage(sig, nil); ok {
		return m, true
	}
	x := &indexes()[tr]
	found := append(x.methods(pkg, sig, ""), x.functions(pkg, sig)...)
	if bare, ok := withoutReceiver(sig); ok {
		for _, m := range x.methods(pkg, bare, "") {
			m.shift = 1
			found = append(found, m)
		}
	}
	if len(found) != 1 {
		return match{}, false
	}
	return found[0], true
}

// isLoaded reports whether pkg has its clients. A package that is only
// mentioned by the export data of others may have some of its types only.
func (x *index) isLoaded(pkg *types.Package) bool {
	for _, client := range x.clients {
		if pkg.Scope().Lookup(client) != nil {
			return true
		}
	}
	return false
}

// methods returns the methods of pkg's clients that have the signature sig
// and, unless that is "", the name.
func (x *index) methods(pkg *types.Package, sig *types.Signature, name string) []match {
	var found []match
	for _, client := range x.clients {
		obj, ok := pkg.Scope().Lookup(client).(*types.TypeName)
		if !ok {
			continue
		}
		named := namedOf(obj.Type())
		if named == nil {
			continue
		}
		for fn := range named.Methods() {
			r, ok := x.rows[symbol{client, fn.Name()}]
			if ok && (name == "" || name == fn.Name()) && types.Identical(fn.Signature(), sig) {
				found = append(found, matchSDK(r, pkg, client, fn))
			}
		}
	}
	return found
}

// functions returns the constructors of pkg that have the signature sig.
func (x *index) functions(pkg *types.Package, sig *types.Signature) []match {
	var found []match
	for _, name := range x.constructors {
		fn, ok := pkg.Scope().Lookup(name).(*types.Func)
		if ok && types.Identical(fn.Signature(), sig) {
			found = append(found, matchSDK(x.rows[symbol{"", name}], pkg, "", fn))
		}
	}
	return found
}

// withoutReceiver returns sig without its first parameter where that is a
// client, as in the value of a method expression.
func withoutReceiver(sig *types.Signature) (*types.Signature, bool) {
	params := sig.Params()
	if params.Len() == 0 || !IsClient(params.At(0).Type()) {
		return nil, false
	}
	var rest []*types.Var
	for i := 1; i < params.Len(); i++ {
		rest = append(rest, params.At(i))
	}
	return types.NewSignatureType(nil, nil, nil, types.NewTuple(rest...), sig.Results(), sig.Variadic()), true
}

// matchPage returns the match of NextPage on a pager of a page of the SDK, by
// the form func(context.Context) (page, error). fn is azcore's method, or nil.
func matchPage(sig *types.Signature, fn *types.Func) (match, bool) {
	if sig.Params().Len() != 1 || !typematch.IsContext(sig.Params().At(0).Type()) || !returnsError(sig) {
		return match{}, false
	}
	page := namedOf(sig.Results().At(0).Type())
	if page == nil || page.Obj().Pkg() == nil {
		return match{}, false
	}
	pkg := page.Obj().Pkg()
	r, ok := indexes()[track.Of(pkg.Path())].pages[page.Obj().Name()]
	if !ok {
		return match{}, false
	}
	return match{row: r, pkg: pkg.Path(), recv: r.recv, fn: fn, at: nowhere, arity: 1}, true
}

// matchShape returns the match of an interface's method with one of the rows
// that have its name, where the SDK's own method isn't loaded: by the name of
// the result's type and the kinds of the parameters.
func matchShape(rows []*row, pkg *types.Package, t track.Track, sig *types.Signature) (match, bool) {
	if sig.Results().Len() == 0 {
		return match{}, false
	}
	result := sdkType(sig.Results().At(0).Type())
	if result == nil {
		return match{}, false
	}
	for _, r := range rows {
		if !r.returns(result.Obj().Name()) || !hasShape(r, sig) {
			continue
		}
		params := paramsOf(sig)
		at := placesByName(params)
		if at.name < 0 {
			at = placesByOrder(params, r, t)
		}
		return match{row: r, pkg: pkg.Path(), recv: r.recv, at: at, arity: len(params)}, true
	}
	return match{}, false
}

// hasShape reports whether sig has the parameters and results that all
// operations of r's kind have: what talks to the network takes a context
// first and returns an error last, what returns a pager returns nothing else.
func hasShape(r *row, sig *types.Signature) bool {
	if r.traits&lazy != 0 {
		return sig.Results().Len() == 1
	}
	params := sig.Params()
	return params.Len() > 1 && typematch.IsContext(params.At(0).Type()) && returnsError(sig)
}

func returnsError(sig *types.Signature) bool {
	results := sig.Results()
	return results.Len() == 2 && types.Identical(results.At(1).Type(), types.Universe.Lookup("error").Type())
}

// sdkPackage returns the SDK package of the first result or parameter of sig
// whose type is the SDK's.
func sdkPackage(sig *types.Signature) (*types.Package, track.Track) {
	for _, tuple := range [...]*types.Tuple{sig.Results(), sig.Params()} {
		for i := range tuple.Len() {
			if named := sdkType(tuple.At(i).Type()); named != nil {
				return named.Obj().Pkg(), track.Of(named.Obj().Pkg().Path())
			}
		}
	}
	return nil, noTrack
}

// sdkType returns the SDK's type that t is or points to, or the one that it
// is an instance of azcore's Pager for, or nil.
func sdkType(t types.Type) *types.Named {
	named := namedOf(t)
	if named == nil || named.Obj().Pkg() == nil {
		return nil
	}
	path := named.Obj().Pkg().Path()
	if track.Of(path) != noTrack {
		return named
	}
	if path == azcorePager && named.TypeArgs().Len() == 1 {
		return sdkType(named.TypeArgs().At(0))
	}
	return nil
}

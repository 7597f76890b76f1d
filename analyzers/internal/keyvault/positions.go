package keyvault

import (
	"go/types"
	"strings"

	"github.com/kvlint/kvlint/internal/track"
)

// A param is what positions needs to know of a parameter.
type param struct {
	name     string
	isString bool // exactly string; a context, an options struct or a named type isn't
}

// places are the indexes of an operation's arguments, -1 where it has none.
type places struct{ name, version, value int }

var nowhere = places{-1, -1, -1}

// placesByName returns where the parameters are by the names that the SDKs
// give them. Of several names the last is the object's own: a SAS definition
// follows its storage account.
func placesByName(params []param) places {
	at := nowhere
	for i, p := range params {
		switch {
		case !p.isString:
		case p.name == "name" || strings.HasSuffix(p.name, "Name"):
			at.name = i
		case p.name == "version" || strings.HasSuffix(p.name, "Version"):
			at.version = i
		case p.name == "value":
			at.value = i
		}
	}
	return at
}

// placesByOrder returns where the parameters of r are by their order alone,
// for declarations of users who leave names out or choose others. It knows
// only what all generations share: after the vault's address, which only
// legacy methods take, comes the name and then the version, or the value.
func placesByOrder(params []param, r *row, t track.Track) places {
	at := nowhere
	if r.object != Secret && r.object != Key && r.object != Certificate {
		return at
	}
	var strs []int
	for i, p := range params {
		if p.isString {
			strs = append(strs, i)
		}
	}
	if t == legacyTrack && len(strs) > 0 {
		strs = strs[1:]
	}
	if len(strs) > 0 {
		at.name = strs[0]
	}
	if len(strs) > 1 {
		if r.method == "SetSecret" {
			at.value = strs[1]
		} else {
			at.version = strs[1]
		}
	}
	return at
}

// paramsOf returns the parameters of sig.
func paramsOf(sig *types.Signature) []param {
	var params []param
	for v := range sig.Params().Variables() {
		basic, ok := types.Unalias(v.Type()).(*types.Basic)
		params = append(params, param{v.Name(), ok && basic.Kind() == types.String})
	}
	return params
}

// shift moves the places by the receiver of a method expression.
func (at places) shift(by int) places {
	for _, index := range []*int{&at.name, &at.version, &at.value} {
		if *index >= 0 {
			*index += by
		}
	}
	return at
}

// within drops the places beyond the n arguments of a call, which ill-typed
// code may have.
func (at places) within(n int) places {
	for _, index := range []*int{&at.name, &at.version, &at.value} {
		if *index >= n {
			*index = -1
		}
	}
	return at
}

package sinks

import "go/types"

// param returns the parameter that argument i is for, or nil.
func (c *Call) param(i int) *types.Var {
	sig := c.signature()
	if sig == nil || i < 0 || c.Args > 0 && i >= c.Args {
		return nil
	}
	n := sig.Params().Len()
	if sig.Variadic() {
		i = min(i, n-1)
	}
	if i >= n {
		return nil
	}
	return sig.Params().At(i)
}

func (c *Call) signature() *types.Signature {
	if c.Sig == nil && c.Func != nil {
		return c.Func.Signature()
	}
	return c.Sig
}

// rows returns the sinks that the tables name for argument i.
func (c *Call) rows(i int, param *types.Var) []Sink {
	if c.Func == nil || c.Func.Pkg() == nil {
		return nil
	}
	var found []Sink
	for _, r := range c.Extra.callRows(c.Func) {
		if r.arg != min(i, c.signature().Params().Len()-1) || !r.when.holds(c, r, i) {
			continue
		}
		fn := shortName(c.Func)
		s := r.sink("argument "+param.Name()+" of "+fn, fn)
		if name, ok := c.constant(r.when.at); ok && r.when.kind == "named" {
			s.MayBeName = namedLoosely(name)
		}
		found = append(found, s)
	}
	return found
}

// declared returns the sink that the declared name of a parameter makes of it.
// It assumes that the parameter can carry text.
func (c *Call) declared(param *types.Var) []Sink {
	what := "argument " + param.Name()
	if c.Func != nil {
		what += " of " + shortName(c.Func)
	}
	switch {
	case isCredentialName(param.Name()):
		siblings := paramNames(c.signature())
		if identifiesKey(param, siblings) {
			return nil
		}
		return []Sink{{Kind: Credential, What: what, MayBeName: namesKey(param, siblings) || namesHolder(param.Name())}}
	case c.Func != nil && c.Func.Pkg() != nil && !(c.IsOwn != nil && c.IsOwn(c.Func.Pkg())):
		if use := addressUse(param.Name()); use != "" {
			return []Sink{useSink(use, what, "")}
		}
	}
	return nil
}

// constant returns the text of argument i, if it is known.
func (c *Call) constant(i int) (string, bool) {
	if c.Text == nil || i < 0 {
		return "", false
	}
	return c.Text(i)
}

// Package pulumi stands in for the package of this name.
package pulumi

type Context struct{}

type Input interface{ isInput() }

type (
	BoolPtrInput     interface{ isBool() }
	StringInput      interface{ isString() }
	StringPtrInput   interface{ isString() }
	StringArrayInput interface{ isStrings() }
)

type Bool bool

func (Bool) isBool() {}

type String string

func (String) isString() {}

type StringArray []StringInput

func (StringArray) isStrings() {}

func ToStringArray(in []string) StringArray { panic("stub") }

func Sprintf(format string, args ...any) String { panic("stub") }

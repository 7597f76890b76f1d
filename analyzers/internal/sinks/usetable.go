package sinks

// Parameters and fields that take configuration. Those of other modules that
// are declared as addr, host or port need no row.

const useCalls = `
strconv
	Atoi 0 number
	ParseInt 0 number
	ParseUint 0 number
	ParseFloat 0 number
	ParseBool 0 bool
time
	ParseDuration 0 duration
	LoadLocation 0 timezone
net
	ParseIP 0 ip
	ParseCIDR 0 cidr
	ParseMAC 0 parse
	Listen 1 listen
	ListenPacket 1 listen
	Dial 1 dial
	DialTimeout 1 dial
	JoinHostPort 0 resolve
	LookupHost 0 resolve
	ResolveTCPAddr 1 resolve
net/netip
	ParseAddr 0 ip
	ParseAddrPort 0 ip
	ParsePrefix 0 cidr
net/http
	ListenAndServe 0 listen
	ListenAndServeTLS 0 listen
`

const useFields = `
net/http
	Server.Addr address
`

package credential

import (
	"encoding/binary"
	"math/bits"
)

// marvin32 returns the 64-bit Marvin hash of data, which SymCrypt calls Marvin32.
func marvin32(seed uint64, data []byte) uint64 {
	lo, hi := uint32(seed), uint32(seed>>32)
	block := func(word uint32) {
		lo += word
		hi ^= lo
		lo = bits.RotateLeft32(lo, 20) + hi
		hi = bits.RotateLeft32(hi, 9) ^ lo
		lo = bits.RotateLeft32(lo, 27) + hi
		hi = bits.RotateLeft32(hi, 19)
	}
	for ; len(data) >= 4; data = data[4:] {
		block(binary.LittleEndian.Uint32(data))
	}
	var last [4]byte
	last[copy(last[:], data)] = 0x80
	block(binary.LittleEndian.Uint32(last[:]))
	block(0)
	return uint64(hi)<<32 | uint64(lo)
}

// checksum returns the hash folded to 32 bits. A seed is eight ASCII characters.
func checksum(seed string, data []byte) uint32 {
	h := marvin32(binary.BigEndian.Uint64([]byte(seed)), data)
	return uint32(h>>32) ^ uint32(h)
}

package config

import (
	"fmt"
	"strconv"
	"strings"
)

// defaultMaxSize is the most that Key Vault takes as a value.
const defaultMaxSize = 25 * 1024

// SecretMaxSize returns how many bytes the value of a secret may have. It
// assumes that c was validated.
func (c *Config) SecretMaxSize() int {
	if size, err := parseSize(c.MaxSize); err == nil && c.MaxSize != "" {
		return size
	}
	return defaultMaxSize
}

// parseSize returns the number of bytes that text is: kilobytes ("4KB"), or
// bytes ("4096").
func parseSize(text string) (int, error) {
	digits, unit := text, 1
	if kilobytes, ok := strings.CutSuffix(strings.ToUpper(text), "KB"); ok {
		digits, unit = kilobytes, 1024
	}
	if n, err := strconv.Atoi(digits); err == nil && n > 0 && n < 1<<20 {
		return n * unit, nil
	}
	return 0, fmt.Errorf("%q is no size (want kilobytes such as 4KB, or bytes such as 4096)", text)
}

func checkSize(text string) error {
	if text == "" {
		return nil
	}
	_, err := parseSize(text)
	return err
}

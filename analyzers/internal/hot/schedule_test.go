package hot

import (
	"testing"
	"time"
)

func TestSchedule(t *testing.T) {
	for spec, want := range map[string]time.Duration{
		"@every 90s":            90 * time.Second,
		"@hourly":               time.Hour,
		"@daily":                24 * time.Hour,
		"*/5 * * * *":           5 * time.Minute,
		"0 * * * *":             time.Hour,
		"0 3 * * *":             24 * time.Hour,
		"0 3,15 * * *":          12 * time.Hour,
		"*/10 * * * * *":        10 * time.Second,
		"0 0 9-17 * * *":        24 * time.Hour / 9,
		"CRON_TZ=UTC @midnight": 24 * time.Hour,
		"30 2 * * 1":            24 * time.Hour, // at least
	} {
		if got, ok := Schedule(spec); !ok || got != want {
			t.Errorf("%q: got %s, %t, want %s", spec, got, ok, want)
		}
	}
	for _, spec := range []string{"", "soon", "@every", "1 2 3", "x * * * *", "*/0 * * * *", "@every -5m", "60 * * * *", "0 0-24 * * *", "0-9223372036854775807 * * * *"} {
		if got, ok := Schedule(spec); ok {
			t.Errorf("%q: got %s, want nothing", spec, got)
		}
	}
}

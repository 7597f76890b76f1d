package hot

import "testing"

func FuzzSchedule(f *testing.F) {
	for _, spec := range []string{
		"", "@every 90s", "@every -5m", "@hourly", "*/5 * * * *", "0 0 9-17 * * *", "CRON_TZ=UTC @midnight", "1-2/3,4 * * * *", "*/0 * * * *", "99999999999999999999 * * * *",
		"0-9223372036854775807 * * * *", "-9223372036854775808/1 * * * *",
	} {
		f.Add(spec)
	}
	f.Fuzz(func(t *testing.T, spec string) {
		if every, ok := Schedule(spec); ok && every <= 0 {
			t.Errorf("%q: every %s", spec, every)
		}
	})
}

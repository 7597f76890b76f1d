package hot

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Schedule returns how long at least passes between two ticks of a cron
// expression, as it most often does, or false if it can't tell: "@every 5m",
// "@hourly", "*/5 * * * *", with or without a field for seconds.
func Schedule(spec string) (time.Duration, bool) {
	spec = strings.TrimSpace(spec)
	if strings.HasPrefix(spec, "CRON_TZ=") || strings.HasPrefix(spec, "TZ=") {
		_, spec, _ = strings.Cut(spec, " ")
		spec = strings.TrimSpace(spec)
	}
	if every, ok := strings.CutPrefix(spec, "@every "); ok {
		d, err := time.ParseDuration(strings.TrimSpace(every))
		return d, err == nil && d > 0
	}
	switch spec {
	case "@hourly":
		return time.Hour, true
	case "@daily", "@midnight":
		return 24 * time.Hour, true
	case "@weekly":
		return 7 * 24 * time.Hour, true
	case "@monthly":
		return 30 * 24 * time.Hour, true
	case "@yearly", "@annually":
		return 365 * 24 * time.Hour, true
	}
	return fieldPeriod(strings.Fields(spec))
}

// fieldPeriod returns the period of the finest field that ticks more than once.
func fieldPeriod(fields []string) (time.Duration, bool) {
	if len(fields) == 5 {
		fields = append([]string{"0"}, fields...)
	}
	if len(fields) != 6 {
		return 0, false
	}
	units := []struct {
		of   time.Duration
		many int
	}{{time.Second, 60}, {time.Minute, 60}, {time.Hour, 24}}
	for i, unit := range units {
		n, ok := ticks(fields[i], unit.many)
		if !ok {
			return 0, false
		}
		if n > 1 {
			return unit.of * time.Duration(unit.many) / time.Duration(n), true
		}
	}
	return 24 * time.Hour, true
}

// ticks returns how many of the many values of a field match it.
func ticks(field string, many int) (int, bool) {
	count := 0
	for part := range strings.SplitSeq(field, ",") {
		span, step, stepped := strings.Cut(part, "/")
		every := 1
		if stepped {
			n, err := strconv.Atoi(step)
			if err != nil || n < 1 {
				return 0, false
			}
			every = n
		}
		from, to, isSpan := strings.Cut(span, "-")
		switch {
		case span == "*" || span == "?":
			count += (many + every - 1) / every
		case isSpan:
			a, err1 := strconv.Atoi(from)
			b, err2 := strconv.Atoi(to)
			if err1 != nil || err2 != nil || a < 0 || b < a || b >= many {
				return 0, false
			}
			count += (b-a)/every + 1
		default:
			a, err := strconv.Atoi(span)
			if err != nil || a < 0 || a >= many {
				return 0, false
			}
			if stepped {
				count += (many - a + every - 1) / every
			} else {
				count++
			}
		}
	}
	return min(count, math.MaxInt16), true
}

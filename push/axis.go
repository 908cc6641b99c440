package push

import (
	"fmt"
	"math"
)

// least is the shortest latency that a plot shows, in ms: one below the resolution of
// a microsecond is drawn there.
const least = 0.001

// axis is logarithmic, from one round number to another.
type axis struct{ low, high float64 }

// newAxis is one on which all values (more than 0) have their place.
func newAxis(values ...float64) axis {
	low, high := math.Inf(1), 0.0
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	a := axis{low: round(0)}
	for i := decade(low) * 3; round(i) <= low*(1+1e-9); i++ {
		a.low = round(i)
	}
	for i := decade(low) * 3; a.high <= a.low || a.high < high*(1-1e-9); i++ {
		a.high = round(i)
	}
	return a
}

// decade is the power of ten at or below x.
func decade(x float64) int { return int(math.Floor(math.Log10(x) + 1e-9)) }

// round is the i-th of the round numbers 1, 2, 5, 10, 20 and so on; that of 0 is 1.
func round(i int) float64 {
	power := int(math.Floor(float64(i) / 3))
	return []float64{1, 2, 5}[i-3*power] * math.Pow10(power)
}

// at is where x stands, from 0 to 1.
func (a axis) at(x float64) float64 {
	return min(max(math.Log(x/a.low)/math.Log(a.high/a.low), 0), 1)
}

// ticks are the numbers to be named: all round ones, or powers of ten if those are
// more than most.
func (a axis) ticks(most int) []float64 {
	for _, step := range []int{1, 3} {
		var ticks []float64
		for i := decade(a.low) * 3; round(i) <= a.high*(1+1e-9); i += step {
			if round(i) >= a.low*(1-1e-9) {
				ticks = append(ticks, round(i))
			}
		}
		if len(ticks) <= most {
			return ticks
		}
	}
	return []float64{a.low, a.high}
}

// axes are those of the loads and of their latencies in ms, the limit among them.
func (r Report) axes() (x, y axis) {
	var loads []float64
	times := []float64{r.Limit}
	for _, l := range r.Loads {
		loads = append(loads, float64(max(l.Load, 1)))
		times = append(times, max(l.P50, least), max(l.P99, least))
	}
	return newAxis(loads...), newAxis(times...)
}

// tickLabel names a round number: 0.5, 1, 20, 5,000.
func tickLabel(x float64) string {
	if x < 1 {
		return fmt.Sprintf("%.1g", x)
	}
	return thousands(int64(math.Round(x)))
}

// shortLabel names a round number of 1 or more in few letters: 500, 20k, 5M.
func shortLabel(x float64) string {
	switch n := int64(math.Round(x)); {
	case n >= 1_000_000:
		return fmt.Sprintf("%dM", n/1_000_000)
	case n >= 1000:
		return fmt.Sprintf("%dk", n/1000)
	default:
		return fmt.Sprint(n)
	}
}

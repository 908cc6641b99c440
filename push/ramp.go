package push

import (
	"fmt"
	"math"
	"time"
)

// Bounds of a ramp.
const (
	MaxLoad   = 50_000_000 // bots or sessions
	MinFactor = 1.05
	MaxFactor = 1000
	MinHold   = 100 * time.Millisecond
	MaxHold   = time.Hour
	MinLimit  = time.Millisecond
	MaxLimit  = longest

	// The same in words.
	FactorAllowed = "1.05 to 1000"
	HoldAllowed   = "100ms to 1h"
	LimitAllowed  = "1ms to 10m"
)

// Validate names the value that is wrong and what is allowed.
func (r Ramp) Validate() error {
	switch {
	case r.From < 1 || r.From > MaxLoad:
		return fmt.Errorf("from is %d, allowed are 1 to %d", r.From, MaxLoad)
	case r.To < r.From || r.To > MaxLoad:
		return fmt.Errorf("to is %d, allowed are %d (from) to %d", r.To, r.From, MaxLoad)
	case !(r.Factor >= MinFactor && r.Factor <= MaxFactor): // NaN is neither
		return fmt.Errorf("factor is %v, allowed are %s", r.Factor, FactorAllowed)
	case r.Hold < MinHold || r.Hold > MaxHold:
		return fmt.Errorf("hold is %v, allowed are %s", r.Hold, HoldAllowed)
	case r.Limit < MinLimit || r.Limit > MaxLimit:
		return fmt.Errorf("limit is %v, allowed are %s", r.Limit, LimitAllowed)
	}
	return nil
}

// loads are From, From*Factor and so on, in numbers of four digits that count, and
// To as the last.
func (r Ramp) loads() []int {
	var loads []int
	last := 0
	for exact := float64(r.From); ; exact *= r.Factor {
		n := rounded(exact)
		if len(loads) == 0 {
			n = r.From
		}
		if n >= r.To {
			return append(loads, r.To)
		}
		if n > last {
			loads, last = append(loads, n), n
		}
	}
}

// rounded is x with at most four digits that count.
func rounded(x float64) int {
	unit := 1.0
	for x/unit >= 10_000 {
		unit *= 10
	}
	return int(math.Round(x/unit) * unit)
}

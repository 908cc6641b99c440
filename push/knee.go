package push

import (
	"fmt"
	"time"
)

// Share is the part of the due steps that were done, 0 to 1; 0 if none was due.
func (l Load) Share() float64 {
	if l.Due == 0 {
		return 0
	}
	return float64(l.Done) / float64(l.Due)
}

// within says whether l is within the knee: p99 within the limit (ms), and at least
// 99 % of the steps done.
func (l Load) within(limit float64) bool {
	return !l.Cut && l.Due > 0 && l.Done*100 >= l.Due*99 && l.P99 <= limit
}

// hopeless says that there is no sense in a larger load.
func (l Load) hopeless() bool { return l.Done*2 < l.Due }

// knee is the largest load within the limit, 0 if there is none.
func (r Report) knee() int {
	knee := 0
	for _, l := range r.Loads {
		if l.within(r.Limit) {
			knee = max(knee, l.Load)
		}
	}
	return knee
}

// around are the load at the knee, nil if there is none, and the next one that was
// measured to its end, nil if there is none.
func (r Report) around() (at, beyond *Load) {
	for i := range r.Loads {
		switch l := &r.Loads[i]; {
		case l.Cut:
		case l.Load == r.Knee:
			at = l
		case l.Load > r.Knee && beyond == nil:
			beyond = l
		}
	}
	return at, beyond
}

// Sentence says in words where the knee is.
func (r Report) Sentence() string {
	at, beyond := r.around()
	switch {
	case at == nil && beyond == nil:
		return "Nothing was measured."
	case at == nil && beyond.Due == 0:
		return "No step was due: there is no knee."
	case at == nil:
		return fmt.Sprintf("The knee lies below %s %s: there %s.", thousands(int64(beyond.Load)), r.Kind, r.excess(beyond, "p99 is"))
	case beyond == nil:
		return fmt.Sprintf("The knee lies beyond %s %s: p99 is %s there.", thousands(int64(at.Load)), r.Kind, inMS(at.P99))
	}
	return fmt.Sprintf("The knee is at %s %s: p99 %s; at %s %s.",
		thousands(int64(at.Load)), r.Kind, inMS(at.P99), thousands(int64(beyond.Load)), r.excess(beyond, "it is"))
}

// excess says what of l is not within the limit.
func (r Report) excess(l *Load, p99 string) string {
	switch {
	case l.P99 > r.Limit:
		return p99 + " " + inMS(l.P99)
	case l.Due == 0:
		return "no step was due"
	}
	return fmt.Sprintf("only %.1f %% of the steps were done", 100*l.Share())
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

package push

import (
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
)

// longest is the longest latency that is counted as it is.
const longest = 10 * time.Minute

// latencies counts latencies from a microsecond to ten minutes, of three digits. What
// is longer counts as ten minutes. It takes 170 KB, so there is one for a lab, under a
// lock, not one for each of thousands of sessions. Recording allocates nothing.
type latencies struct{ h *hdrhistogram.Histogram }

func newLatencies() *latencies {
	return &latencies{hdrhistogram.New(1, longest.Microseconds(), 3)}
}

// record counts n latencies of d; one below zero, of who was early, counts as none.
func (l *latencies) record(d time.Duration, n int64) {
	_ = l.h.RecordValues(min(max(d, 0), longest).Microseconds(), n) // within the bounds
}

// reset begins anew.
func (l *latencies) reset() { l.h.Reset() }

// p99 in milliseconds.
func (l *latencies) p99() float64 { return float64(l.h.ValueAtQuantile(99)) / 1000 }

// fill writes the quantiles, in milliseconds, into what is measured; of nothing they
// are 0.
func (l *latencies) fill(load *Load) {
	at := func(q float64) float64 { return float64(l.h.ValueAtQuantile(q)) / 1000 }
	load.P50, load.P95, load.P99 = at(50), at(95), at(99)
	load.Max = float64(l.h.Max()) / 1000
}

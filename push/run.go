package push

import (
	"context"
	"fmt"
	"math"
	"time"
)

// telling is how often Progress is told of a load that is measured.
const telling = 500 * time.Millisecond

// Push brings lab from load to load as ramp says, and reports what was measured at
// each; lab stays as it is then, and is the caller's to close.
//
// A load beyond the limit does not end it: how it goes on behind the knee is a part of
// the answer. What ends it before To is a load at which fewer than half of the steps
// were done (Report.Ended says so, and there is no error), ctx, and a lab that cannot
// grow or ends by itself: then the report holds what was measured up to there, and comes with the error.
func Push(ctx context.Context, ramp Ramp, lab Lab, tell Progress) (Report, error) {
	if err := ramp.Validate(); err != nil {
		return Report{}, err
	}
	r := Report{Kind: lab.Kind(), Machine: thisMachine(), Limit: milliseconds(ramp.Limit), Loads: []Load{}}
	for _, n := range ramp.loads() {
		if err := lab.Grow(ctx, n, func(now int) { tell.Growing(now, n) }); err != nil {
			return r.ended(stopped(ctx, fmt.Errorf("grow to %s %s: %w", thousands(int64(n)), r.Kind, err), n, r.Kind))
		}
		load := measure(ctx, lab, ramp.Hold, tell)
		if !load.Cut || load.Due > 0 {
			r.Loads = append(r.Loads, load)
			tell.Measured(load)
		}
		if load.Cut {
			return r.ended(stopped(ctx, fmt.Errorf("while %s %s were measured: %w", thousands(int64(n)), r.Kind, lab.Err()), n, r.Kind))
		}
		if load.hopeless() && n < ramp.To {
			r, _ = r.ended(nil)
			r.Ended = fmt.Sprintf("stopped at %s %s: fewer than half of the steps were done", thousands(int64(n)), r.Kind)
			return r, nil
		}
	}
	return r.ended(nil)
}

// firstHeard is how much sooner a lab's server may hear of a ctrl+c, which both get.
const firstHeard = time.Second

// stopped is err, unless ctx is what ended the push.
func stopped(ctx context.Context, err error, n int, kind string) error {
	select {
	case <-ctx.Done():
	case <-time.After(firstHeard):
	}
	if ctx.Err() != nil {
		return fmt.Errorf("stopped before %s %s were measured: %w", thousands(int64(n)), kind, context.Cause(ctx))
	}
	return err
}

// ended is r with its knee, and with why it ended.
func (r Report) ended(err error) (Report, error) {
	r.Knee = r.knee()
	if err != nil {
		r.Ended = err.Error()
	}
	return r, err
}

// measure holds the load, and takes what was counted. If it was not held for its time,
// or the lab has ended, it is cut.
func measure(ctx context.Context, lab Lab, hold time.Duration, tell Progress) Load {
	lab.Start()
	end := time.Now().Add(hold)
	over, again := time.NewTimer(hold), time.NewTicker(telling)
	defer over.Stop()
	defer again.Stop()
	for {
		held := false
		select {
		case <-over.C:
			held = true
		case <-ctx.Done():
		case <-again.C:
			if lab.Err() == nil {
				tell.Holding(sound(lab.Take()), max(0, time.Until(end)))
				continue
			}
		}
		load := sound(lab.Take())
		load.Cut = !held || lab.Err() != nil
		return load
	}
}

// sound is l with 0 for what is no number, such as frames a second of no viewers: it
// could neither be drawn nor be written as JSON.
func sound(l Load) Load {
	for _, x := range []*float64{
		&l.P50, &l.P95, &l.P99, &l.Max, &l.FPS, &l.Slowest, &l.Fastest, &l.Bytes, &l.Cores, &l.Generator, &l.Seconds,
	} {
		if math.IsNaN(*x) || math.IsInf(*x, 0) {
			*x = 0
		}
	}
	return l
}

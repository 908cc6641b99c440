package push

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// quay is a lab without a world: so many of its loads a second are done, and p99 is a
// millisecond up to a tenth of that.
type quay struct {
	capacity int
	fails    int // the load to which it cannot grow
	ends     int // the load at which it ends by itself
	load     int
	began    time.Time
}

func (q *quay) Kind() string { return "bots" }

func (q *quay) Grow(ctx context.Context, n int, now func(int)) error {
	if n < q.load {
		return fmt.Errorf("shrinks from %d to %d", q.load, n)
	}
	now(q.load)
	if n == q.fails {
		return errors.New("no space left")
	}
	q.load = n
	select {
	case <-time.After(time.Second):
		now(n)
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (q *quay) Start() { q.began = time.Now() }

func (q *quay) Take() Load {
	took := time.Since(q.began).Seconds()
	return Load{
		Load: q.load, Due: int64(float64(q.load) * took), Done: int64(float64(min(q.load, q.capacity)) * took),
		P99: max(1, float64(q.load*10)/float64(q.capacity)), Seconds: took,
	}
}

func (q *quay) Err() error {
	if q.ends > 0 && q.load == q.ends {
		return errors.New("the quay sank")
	}
	return nil
}

func (q *quay) Close() error { return nil }

// diary is what Progress was told.
type diary struct {
	growing  []string
	left     []time.Duration
	measured []Load
	then     func() // called with every Holding
}

func (d *diary) Growing(now, n int) { d.growing = append(d.growing, fmt.Sprintf("%d of %d", now, n)) }

func (d *diary) Holding(_ Load, left time.Duration) {
	d.left = append(d.left, left)
	if d.then != nil {
		d.then()
	}
}

func (d *diary) Measured(l Load) { d.measured = append(d.measured, l) }

var ramp = Ramp{From: 1000, To: 10_000, Factor: 2, Hold: 10 * time.Second, Limit: 12 * time.Millisecond}

func measured(r Report) (loads []int) {
	for _, l := range r.Loads {
		loads = append(loads, l.Load)
	}
	return loads
}

func TestLoads(t *testing.T) {
	for _, c := range []struct {
		from, to int
		factor   float64
		want     []int
	}{
		{1000, 10_000, 2, []int{1000, 2000, 4000, 8000, 10_000}},
		{1000, 8000, 2, []int{1000, 2000, 4000, 8000}},
		{1000, 10_000_000, 10, []int{1000, 10_000, 100_000, 1_000_000, 10_000_000}},
		{512_000, 5_000_000, 2, []int{512_000, 1_024_000, 2_048_000, 4_096_000, 5_000_000}},
		{1000, 30_000, 1.5, []int{1000, 1500, 2250, 3375, 5063, 7594, 11_390, 17_090, 25_630, 30_000}},
		{1, 4, 1.2, []int{1, 2, 3, 4}},
		{123_456, 123_456, 2, []int{123_456}},
		{123_456, 300_000, 2, []int{123_456, 246_900, 300_000}},
		{100, 101, 1000, []int{100, 101}},
	} {
		got := Ramp{From: c.from, To: c.to, Factor: c.factor}.loads()
		if !slices.Equal(got, c.want) {
			t.Errorf("from %d to %d by %v: %v, wanted %v", c.from, c.to, c.factor, got, c.want)
		}
	}
}

func TestRampGoesOnBehindTheKnee(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		began := time.Now()
		r, err := Push(t.Context(), ramp, &quay{capacity: 6000}, &d)
		if err != nil || r.Ended != "" {
			t.Errorf("%v, %q", err, r.Ended)
		}
		if want := []int{1000, 2000, 4000, 8000, 10_000}; !slices.Equal(measured(r), want) {
			t.Errorf("measured %v, wanted %v", measured(r), want)
		}
		if r.Knee != 4000 || r.Kind != "bots" || r.Limit != 12 || r.Machine != thisMachine() {
			t.Errorf("%+v", r)
		}
		if took := time.Since(began); took != 55*time.Second {
			t.Errorf("it took %v, wanted a second to grow and ten to hold for each", took)
		}
		if !reflect.DeepEqual(d.measured, r.Loads) || r.Loads[0].Seconds != 10 {
			t.Errorf("told %+v, reported %+v", d.measured, r.Loads)
		}
		if want := []string{"0 of 1000", "1000 of 1000", "1000 of 2000", "2000 of 2000"}; !slices.Equal(d.growing[:4], want) {
			t.Errorf("growing: %q", d.growing)
		}
		if n := len(d.left) / 5; n < 19 || n > 20 || d.left[0] != 9500*time.Millisecond || d.left[1] != 9*time.Second {
			t.Errorf("%d times a load with %v left", n, d.left[:2])
		}
	})
}

func TestRampEndsWhereThereIsNoSense(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, err := Push(t.Context(), ramp, &quay{capacity: 1999}, &diary{})
		if err != nil || !strings.Contains(r.Ended, "stopped at 4,000 bots: fewer than half") {
			t.Errorf("%v, %q", err, r.Ended)
		}
		if want := []int{1000, 2000, 4000}; !slices.Equal(measured(r), want) || r.Knee != 2000 {
			t.Errorf("measured %v, the knee at %d", measured(r), r.Knee)
		}
	})
}

// What was measured before ctrl+c is reported; what was not held for its time does not
// count for the knee.
func TestInterrupted(t *testing.T) {
	for _, holding := range []int{1, 25} { // about twenty a load
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			d := diary{}
			d.then = func() {
				if len(d.left) == holding {
					cancel(errors.New("ctrl+c"))
				}
			}
			r, err := Push(ctx, ramp, &quay{capacity: 6000}, &d)
			last := r.Loads[len(r.Loads)-1]
			if err == nil || !strings.Contains(err.Error(), "ctrl+c") || r.Ended != err.Error() {
				t.Errorf("%v, %q", err, r.Ended)
			}
			if !last.Cut || last.Seconds >= 10 || r.Knee == last.Load || len(r.Loads) != 1+holding/20 {
				t.Errorf("%+v", r)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) { // while it grows
		ctx, cancel := context.WithTimeout(t.Context(), 11500*time.Millisecond)
		defer cancel()
		r, err := Push(ctx, ramp, &quay{capacity: 6000}, &diary{})
		if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "2,000 bots") || r.Knee != 1000 || len(r.Loads) != 1 {
			t.Errorf("%v: %+v", err, r)
		}
	})
}

func TestLabThatCannotGrow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, err := Push(t.Context(), ramp, &quay{capacity: 6000, fails: 4000}, &diary{})
		if err == nil || err.Error() != "grow to 4,000 bots: no space left" || r.Ended != err.Error() {
			t.Errorf("%v, %q", err, r.Ended)
		}
		if want := []int{1000, 2000}; !slices.Equal(measured(r), want) || r.Knee != 2000 {
			t.Errorf("%+v", r)
		}
	})
}

// A lab that ends by itself is not judged by what it did until then.
func TestLabThatEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, err := Push(t.Context(), ramp, &quay{capacity: 6000, ends: 4000}, &diary{})
		if err == nil || err.Error() != "while 4,000 bots were measured: the quay sank" || r.Ended != err.Error() {
			t.Errorf("%v, %q", err, r.Ended)
		}
		last := r.Loads[len(r.Loads)-1]
		if last.Load != 4000 || !last.Cut || last.Seconds > 1 || r.Knee != 2000 {
			t.Errorf("%+v", r)
		}
	})
}

func TestWrongRamp(t *testing.T) {
	for _, c := range []struct {
		words  string
		change func(*Ramp)
	}{
		{"from is 0, allowed are 1 to 50000000", func(r *Ramp) { r.From = 0 }},
		{"from is 50000001, allowed are 1 to 50000000", func(r *Ramp) { r.From = 50_000_001 }},
		{"to is 999, allowed are 1000 (from) to 50000000", func(r *Ramp) { r.To = 999 }},
		{"to is 50000001, allowed are 1000 (from) to 50000000", func(r *Ramp) { r.To = 50_000_001 }},
		{"factor is 1, allowed are 1.05 to 1000", func(r *Ramp) { r.Factor = 1 }},
		{"factor is 1001, allowed are 1.05 to 1000", func(r *Ramp) { r.Factor = 1001 }},
		{"hold is 99ms, allowed are 100ms to 1h", func(r *Ramp) { r.Hold = 99 * time.Millisecond }},
		{"hold is 2h0m0s, allowed are 100ms to 1h", func(r *Ramp) { r.Hold = 2 * time.Hour }},
		{"limit is 0s, allowed are 1ms to 10m", func(r *Ramp) { r.Limit = 0 }},
		{"limit is 11m0s, allowed are 1ms to 10m", func(r *Ramp) { r.Limit = 11 * time.Minute }},
	} {
		wrong := ramp
		c.change(&wrong)
		if r, err := Push(t.Context(), wrong, nil, nil); err == nil || err.Error() != c.words || len(r.Loads) > 0 {
			t.Errorf("%v, wanted %q", err, c.words)
		}
	}
}

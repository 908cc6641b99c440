package sshd

import (
	"testing"
	"time"
)

func TestEchoSteps(t *testing.T) {
	last := -1
	for us := range 1_000_000 {
		d := time.Duration(us) * time.Microsecond
		step := echoStep(d)
		if step < last || step > last+1 {
			t.Fatalf("%v is in step %d after %d", d, step, last)
		}
		last = step
		if limit := echoLimit(step); limit <= d || limit > d+d/stepsPerDoubling+time.Microsecond {
			t.Fatalf("%v is told as %v", d, limit)
		}
	}
	for _, d := range []time.Duration{-time.Second, 0} {
		if echoStep(d) != 0 {
			t.Errorf("%v is in step %d", d, echoStep(d))
		}
	}
	for _, d := range []time.Duration{time.Hour, 1<<63 - 1} {
		if echoStep(d) != echoSteps-1 {
			t.Errorf("%v is in step %d", d, echoStep(d))
		}
	}
	if most := echoLimit(echoSteps - 1); most < 30*time.Second {
		t.Errorf("the last step ends at %v", most)
	}
}

func TestEchoQuantiles(t *testing.T) {
	var e echoes
	if q := e.quantiles(0.5, 0.99); q[0] != 0 || q[1] != 0 {
		t.Errorf("of nothing: %v", q)
	}
	for range 980 {
		e.observe(time.Millisecond)
	}
	for range 20 {
		e.observe(80 * time.Millisecond)
	}
	about := func(when string, want ...time.Duration) {
		t.Helper()
		for i, got := range e.quantiles(0.5, 0.99) {
			if got < want[i] || got > want[i]*9/8+time.Microsecond {
				t.Errorf("%s: %v, not %v", when, got, want[i])
			}
		}
	}
	about("at once", time.Millisecond, 80*time.Millisecond)
	e.turn()
	about("in the next minute", time.Millisecond, 80*time.Millisecond)
	for range 3000 {
		e.observe(5 * time.Millisecond)
	}
	about("with more", 5*time.Millisecond, 5*time.Millisecond)
	e.turn()
	about("a minute later", 5*time.Millisecond, 5*time.Millisecond)
	e.turn()
	about("when all is forgotten", 0, 0)
}

func TestObserveAllocatesNothing(t *testing.T) {
	var e echoes
	if n := testing.AllocsPerRun(1000, func() { e.observe(time.Millisecond) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkObserve(b *testing.B) {
	var e echoes
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			e.observe(1234 * time.Microsecond)
		}
	})
}

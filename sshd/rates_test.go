package sshd

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// Rates are of the last five seconds, also when the server is younger.
func TestRates(t *testing.T) {
	var r rates
	steps := func(r reading) uint64 { return r.steps }
	start := time.Now()
	at := func(second int, steps uint64) reading {
		return reading{at: start.Add(time.Duration(second) * time.Second), steps: steps}
	}
	if got := at(0, 5).rate(r.since(), steps); got != 0 {
		t.Errorf("before the first reading: %v", got)
	}
	r.add(at(0, 100))
	if got := at(0, 100).rate(r.since(), steps); got != 0 {
		t.Errorf("at the first reading: %v", got)
	}
	if got := at(2, 120).rate(r.since(), steps); got != 10 {
		t.Errorf("after two seconds: %v", got)
	}
	for second := 1; second <= 20; second++ {
		r.add(at(second, 100+uint64(second*second)))
	}
	if got, want := at(20, 500).rate(r.since(), steps), float64(400-225)/5; got != want {
		t.Errorf("over the last five seconds: %v, not %v", got, want)
	}
}

// In time: a reading a second, and echoes are forgotten after one to two
// minutes.
func TestWatch(t *testing.T) {
	worlds := meadow(t)
	synctest.Test(t, func(t *testing.T) {
		s := &Server{cfg: Config{Worlds: worlds}}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); s.watch(ctx) }()
		s.echoes.observe(time.Second)
		for range 90 {
			synctest.Wait() // for the reading of this second
			s.counters.written.Add(300)
			time.Sleep(time.Second)
		}
		synctest.Wait()
		if got := s.read().rate(s.rates.since(), func(r reading) uint64 { return r.bytes }); got < 280 || got > 320 {
			t.Errorf("%v bytes a second", got)
		}
		if s.echoes.quantiles(0.5)[0] == 0 {
			t.Error("an echo is forgotten after 90 seconds")
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if s.echoes.quantiles(0.5)[0] != 0 {
			t.Error("an echo is remembered after 150 seconds")
		}
		cancel()
		<-done
	})
}

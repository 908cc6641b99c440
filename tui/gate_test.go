package tui

import (
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// While others paint a frame waits, and the answer to a key does not.
func TestAnswersGoPastTheGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, g := newForest(t, clearing(100, 100)), NewGate(1)
		s := settings(f.enter)
		s.Gate = g
		p := plays(t, s)
		fern := f.joins(t, game.Join{Name: "fern"})
		after(2 * time.Second)

		others := newLine(nil, g)
		if !g.enter(others) {
			t.Fatal("a gate that nobody has entered is closed")
		}
		before := len(p.times())
		for range 3 {
			fern.Step(game.Right)
			fern.Step(game.Left)
			after(time.Second)
		}
		if n := len(p.times()) - before; n != 0 {
			t.Errorf("%d frames were painted through a closed gate", n)
		}
		p.press(right)
		after(time.Millisecond)
		if n := len(p.times()) - before; n != 1 {
			t.Errorf("%d paints answer a key", n)
		}
		fern.Step(game.Right)
		after(time.Second)
		before = len(p.times())
		g.leave(others)
		synctest.Wait()
		if n := len(p.times()) - before; n != 1 {
			t.Errorf("%d frames were painted when the gate opened", n)
		}
	})
}

// A client that does not read is in nobody's way.
func TestStuckClientHoldsNoGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, g := newForest(t, clearing(100, 100)), NewGate(1)
		stuck, reads := newTTY(Size{80, 24}), make(chan struct{})
		var sticks atomic.Bool
		stuck.onWrite = func([]byte) error {
			if sticks.Load() {
				<-reads
			}
			return nil
		}
		s := settings(f.enter)
		s.Name, s.Gate = "stuck", g
		playsOn(t, stuck, s)
		s.Name = "otter"
		p := plays(t, s)
		fern := f.joins(t, game.Join{Name: "fern"})
		after(2 * time.Second)
		sticks.Store(true)
		before := len(p.times())
		for range 4 {
			fern.Step(game.Right)
			after(time.Second)
		}
		if n := len(p.times()) - before; n < 4 {
			t.Errorf("%d paints of 4 steps beside a client that does not read", n)
		}
		close(reads)
	})
}

// Those who wait are called in the order in which they came; who goes past or is gone
// is not called, and who is called twice wants nothing.
func TestGateIsFirstComeFirstServed(t *testing.T) {
	g, lines := NewGate(1), make([]*line, 6)
	for i := range lines {
		lines[i] = newLine(nil, g)
	}
	if !g.enter(lines[0]) || !g.enter(lines[0]) {
		t.Fatal("the first was not let in")
	}
	for _, l := range lines[1:] {
		if g.enter(l) || g.enter(l) {
			t.Fatal("two are in")
		}
	}
	for _, i := range []int{1, 3, 5} { // the first of them, one in the middle, the last
		g.leave(lines[i])
	}
	var order []int
	for in := 0; in >= 0; {
		g.leave(lines[in])
		in = slices.IndexFunc(lines, func(l *line) bool { return len(l.wake) > 0 })
		if in >= 0 {
			<-lines[in].wake
			if !g.enter(lines[in]) {
				t.Fatalf("%d was called and not let in", in)
			}
			order = append(order, in)
		}
	}
	if !slices.Equal(order, []int{2, 4}) || g.free != 1 || g.first != nil || g.last != nil {
		t.Errorf("called were %v; %d are free", order, g.free)
	}
}

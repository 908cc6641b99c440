package tui

import (
	"errors"
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
		f, g := newForest(t, clearing(100, 100)), NewGate(1, 10)
		s := settings(f.enter)
		s.Gate = g
		p := plays(t, s)
		fern := f.joins(t, game.Join{Name: "fern"})
		after(2 * time.Second)

		if !g.take() {
			t.Fatal("nobody paints, and the gate has no place")
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
		g.leave()
		synctest.Wait()
		if n := len(p.times()) - before; n != 1 {
			t.Errorf("%d frames were painted when the gate opened", n)
		}
	})
}

// A client that does not read is in nobody's way.
func TestStuckClientHoldsNoGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, g := newForest(t, clearing(100, 100)), NewGate(1, 10)
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

// Those who wait are let in in the order in which they came, each once; who is busy
// with its client stands in line again when it is not, and who is gone does not.
func TestGateIsFirstComeFirstServed(t *testing.T) {
	g, lines := NewGate(1, 10), make([]*line, 6)
	for i := range lines {
		lines[i] = newLine(nil, g)
	}
	busy, leaver := lines[2], lines[4]
	busy.begin()
	for range 2 {
		for _, l := range lines {
			l.news()
		}
	}
	leaver.close()
	var order []int
	in := func() int {
		return slices.IndexFunc(lines, func(l *line) bool { return len(l.wake) > 0 })
	}
	for i := in(); i >= 0; i = in() {
		<-lines[i].wake
		if order = append(order, i); !lines[i].begin() {
			t.Errorf("%d was let in and has no place", i)
		}
		if in() >= 0 {
			t.Errorf("two are in")
		}
		if i == 3 {
			busy.end()
		}
		g.leave()
		lines[i].end()
	}
	if !slices.Equal(order, []int{0, 1, 3, 5, 2}) || g.free.Load() != 1 {
		t.Errorf("let in were %v; %d places are free", order, g.free.Load())
	}
	lines[1].news()
	lines[1].close()
	if g.free.Load() != 1 {
		t.Error("who is gone has a place")
	}
}

// More lines than a gate has room for paint out of turn.
func TestFullGateHoldsNobody(t *testing.T) {
	g, lines := NewGate(0, 2), make([]*line, 4)
	woken := 0
	for i := range lines {
		lines[i] = newLine(nil, g)
		lines[i].news()
		woken += len(lines[i].wake)
	}
	if woken != 2 {
		t.Errorf("%d of 2 that found no place in line were woken", woken)
	}
}

// breaking is a picture that cannot be made.
type breaking struct{ picture }

func (breaking) show([]byte, int) []byte { panic("no picture") }

// What breaks while a session paints leaves its place at the gate to others.
func TestBrokenPaintLeavesTheGate(t *testing.T) {
	g := NewGate(1, 10)
	l := newLine(nil, g)
	p := pacer{line: l, picture: breaking{}}
	l.news()
	<-l.wake
	func() {
		defer func() { _ = recover() }()
		p.paint(l.begin())
	}()
	if g.free.Load() != 1 {
		t.Errorf("%d places are free", g.free.Load())
	}
}

// A client that is gone or does not read before its first paint is in nobody's way
// either.
func TestGateWaitsForNoFirstPaint(t *testing.T) {
	for name, write := range map[string]func(gone chan struct{}) error{
		"gone":  func(chan struct{}) error { return errors.New("connection reset") },
		"stuck": func(gone chan struct{}) error { <-gone; return errors.New("no progress") },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f, g := newForest(t, clearing(100, 100)), NewGate(1, 10)
				fern := f.joins(t, game.Join{Name: "fern"})
				s := settings(f.enter)
				s.Gate = g
				p := plays(t, s)
				after(2 * time.Second)
				c, gone := newTTY(Size{80, 24}), make(chan struct{})
				c.onWrite = func([]byte) error { return write(gone) }
				s.Name = "stuck"
				late := playsOn(t, c, s)
				before := len(p.times())
				for range 4 {
					fern.Step(game.Right)
					after(time.Second)
				}
				close(gone)
				_ = late.waits()
				for range 4 {
					fern.Step(game.Left)
					after(time.Second)
				}
				if n := len(p.times()) - before; n < 8 || g.free.Load() != 1 {
					t.Errorf("%d paints of 8 steps, %d places are free", n, g.free.Load())
				}
			})
		})
	}
}

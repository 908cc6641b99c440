package tui

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestFastLineIsAskedOnceASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, nil, 20*time.Millisecond)
		w.frames(20 * time.Second)
		paints, answers, _ := w.since()
		if paints != 20*12 || answers < 18 || answers > 20 {
			t.Errorf("%d paints and %d questions in 20 s", paints, answers)
		}
		if got := time.Duration(w.rtt.Load()); got != 20*time.Millisecond {
			t.Errorf("the round trip is %v", got)
		}
	})
}

// A line that brings much is not asked more often.
func TestWideLineIsAskedOnceASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, nil, 20*time.Millisecond)
		w.size = 1000
		w.frames(20 * time.Second)
		w.since()
		w.frames(20 * time.Second)
		if paints, answers, _ := w.since(); paints != 20*12 || answers > 20 {
			t.Errorf("%d paints and %d questions in 20 s", paints, answers)
		}
	})
}

// What is on its way on a narrow line is soon there, also when it was wide before.
func TestNarrowLineIsFoundOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, nil, 20*time.Millisecond)
		w.size = 800
		w.frames(20 * time.Second)
		w.mu.Lock()
		w.rate = 4000
		w.mu.Unlock()
		w.frames(10 * time.Second)
		w.mu.Lock()
		if w.oldest > 4*time.Second {
			t.Errorf("at first %v were on the way", w.oldest)
		}
		w.oldest = 0
		w.mu.Unlock()
		w.since()
		w.frames(30 * time.Second)
		if paints, _, _ := w.since(); paints < 30*2 || w.oldest > 800*time.Millisecond {
			t.Errorf("%d paints in 30 s, at most %v on their way", paints, w.oldest)
		}
	})
}

// A far but good line is no slow one.
func TestFarLineIsNotSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, nil, 300*time.Millisecond)
		w.frames(10 * time.Second)
		w.since()
		w.frames(10 * time.Second)
		if paints, answers, _ := w.since(); paints != 10*12 || answers > 10 {
			t.Errorf("%d paints and %d questions in 10 s", paints, answers)
		}
	})
}

// When answers get late, a paint waits for the answer to the one before; when
// they are quick again all is as it was.
func TestSlowLineHasOnePaintInFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, nil, 20*time.Millisecond)
		w.frames(5 * time.Second)
		w.set(600 * time.Millisecond)
		w.frames(3 * time.Second) // it is found out
		w.since()
		w.frames(30 * time.Second)
		paints, _, log := w.since()
		if paints < 30*10/7 || paints > 51 {
			t.Errorf("%d paints in 30 s", paints)
		}
		for i := 1; i < len(log); i++ {
			if log[i] == log[i-1] {
				t.Fatalf("two in a row: %v", log[:i+1])
			}
		}
		if got := time.Duration(w.rtt.Load()); got != 600*time.Millisecond {
			t.Errorf("the round trip is %v", got)
		}
		w.set(20 * time.Millisecond)
		w.frames(3 * time.Second)
		w.since()
		w.frames(10 * time.Second)
		if paints, answers, _ := w.since(); paints != 10*12 || answers > 10 {
			t.Errorf("quick again: %d paints and %d questions in 10 s", paints, answers)
		}
	})
}

// An answer that does not come at all holds the next paint back soon, also on
// a line that was quick.
func TestLateAnswerHoldsPaints(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, nil, 20*time.Millisecond)
		w.frames(5 * time.Second)
		w.set(time.Hour)
		w.frames(time.Second)
		w.since()
		w.frames(time.Minute)
		if paints, _, _ := w.since(); paints > 1 {
			t.Errorf("%d paints while an answer is late", paints)
		}
		time.Sleep(time.Hour) // the pinger cannot be ended otherwise
	})
}

// Where a crowd is late it is not because of their lines: nobody is asked more often
// or gets less at once, though everybody waits for late answers. One alone is judged.
func TestCrowdIsNotJudged(t *testing.T) {
	for _, late := range []int{1, crowd + 8} {
		synctest.Test(t, func(t *testing.T) {
			g, wires := NewGate(2, 100), make([]*wire, crowd+8)
			for i := range wires {
				wires[i] = newWire(t, g, 20*time.Millisecond)
			}
			all := func(d time.Duration) {
				for range int(d / (time.Second / 12)) {
					for _, w := range wires {
						w.due.Store(true)
						w.news()
					}
					after(time.Second / 12)
				}
			}
			all(3 * time.Second)
			for _, w := range wires[:late] {
				w.set(600 * time.Millisecond)
			}
			all(5 * time.Second)
			for _, w := range wires {
				w.since()
			}
			all(20 * time.Second)
			paints, answers, _ := wires[0].since()
			if judged := answers > 25; judged != (late == 1) {
				t.Errorf("%d of %d are late: %d paints and %d questions of one in 20 s", late, len(wires), paints, answers)
			}
			if paints < 20 || late > 1 && paints < 5*20 {
				t.Errorf("%d of %d are late: %d paints in 20 s", late, len(wires), paints)
			}
			if paints, answers, _ := wires[len(wires)-1].since(); late == 1 && (paints != 20*12 || answers > 20) {
				t.Errorf("beside a late one: %d paints and %d questions in 20 s", paints, answers)
			}
		})
	}
}

package tui

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// Every answered action is told once: from its key, or from when it was due, to
// the paint that shows the answer.
func TestEchoed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []time.Duration
		l := looks80(t, clearing(60, 60), func(s *Settings) { s.Echoed = func(d time.Duration) { told = append(told, d) } })
		for range 5 {
			l.press(right)
			after(200 * time.Millisecond)
		}
		if want := make([]time.Duration, 5); !slices.Equal(told, want) {
			t.Errorf("told are %v", told)
		}
		l.press("?zzz") // asks for nothing
		after(time.Second)
		for range 30 { // held: what waits for its turn counts from then on
			l.press(left)
			after(30 * time.Millisecond)
		}
		after(time.Second)
		if n := int(l.place.Echo().Seq); len(told) != n {
			t.Errorf("%d were told of %d", len(told), n)
		}
		for _, d := range told {
			if d > time.Millisecond {
				t.Errorf("one took %v", d)
			}
		}
	})
}

// A paint that waits for the line counts: the client had not seen the answer.
func TestEchoedOnASlowLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []time.Duration
		f := newForest(t, clearing(60, 60))
		c := newTTY(Size{80, 24})
		slow := false
		c.onWrite = func([]byte) error {
			if slow {
				time.Sleep(500 * time.Millisecond)
			}
			return nil
		}
		s := settings(f.enter)
		s.Echoed = func(d time.Duration) { told = append(told, d) }
		p := playsOn(t, c, s)
		after(time.Second)
		slow = true
		p.press(right)
		after(100 * time.Millisecond)
		p.press(left) // while the first is on its way
		after(3 * time.Second)
		if len(told) != 2 || told[0] != 0 || told[1] < 300*time.Millisecond || told[1] > 500*time.Millisecond {
			t.Errorf("told are %v", told)
		}
	})
}

// A stopwatch forgets the oldest of too many, and tells each of the others once.
func TestStopwatchIsBounded(t *testing.T) {
	var s stopwatch
	for seq := uint32(1); seq <= 3*timed; seq++ {
		s.start(seq, time.Now())
	}
	n := 0
	s.stop(3*timed, func(time.Duration) { n++ })
	s.stop(3*timed, func(time.Duration) { n++ })
	if n != timed {
		t.Errorf("%d were told, want %d", n, timed)
	}
}

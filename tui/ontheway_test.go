package tui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// One wish is granted at a time; what falls meanwhile changes nothing.
func TestMovesOneAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newGroves(t, "oak", "pine")
		w.slow["oak"] = 2 * time.Second
		p := visits(t, w, nil)
		p.picks(t, "oak")
		if got := p.last(t); got != "Going to oak." {
			t.Errorf("the last row is %q", got)
		}
		p.press("\x1b")
		p.picks(t, "pine")
		if got := p.last(t); got != wordsAsked.long {
			t.Errorf("the last row is %q", got)
		}
		w.forests[game.Meadow].fall(t)
		after(5 * time.Second)
		p.is(t, "oak")
		after(10 * time.Second) // nobody reclaims the walker in the meadow
		for name, want := range map[string]int{"oak": 1, "pine": 0} {
			if n := w.counts(name); n != want {
				t.Errorf("%d are in %s", n, name)
			}
		}
		w.forests["oak"].fall(t)
		after(3 * time.Second)
		p.is(t, "oak")
		if got := p.last(t); got != wordsBack.long {
			t.Errorf("the last row is %q", got)
		}
	})
}

// Who is sent away, or whose account comes again, while they wish themselves
// elsewhere does not go there, and is told why.
func TestSentAwayOnTheWay(t *testing.T) {
	for _, c := range []struct {
		why            error
		farewell, said string
		meadow         int
	}{
		{game.ErrTakenOver, "Thicket: you play in another terminal now\r\n", "", 0},
		{game.Denied("fern sent you away"), "", "Fern sent you away. You are in the meadow now.", 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newGroves(t, "oak", "pine")
			p := visits(t, w, func(s *Settings) { s.World = "oak" })
			p.is(t, "oak")
			w.slow["pine"] = patience - 1
			p.picks(t, "pine")
			after(time.Second)
			w.sends("oak", c.why)
			after(100 * time.Millisecond)
			if c.farewell != "" {
				select {
				case <-p.over:
					p.restored(t, c.farewell)
				default:
					t.Fatal("the session goes on")
				}
			} else if rows := strings.Join(p.rows(t), "\n"); !strings.Contains(rows, c.said) {
				t.Errorf("it shows\n%s", rows)
			}
			after(2 * patience)
			for name, want := range map[string]int{game.Meadow: c.meadow, "oak": 0, "pine": 0} {
				if n := w.counts(name); n != want {
					t.Errorf("%v: %d are in %s", c.why, n, name)
				}
			}
			if c.said != "" {
				p.press("\x1b")
				p.picks(t, "pine") // nothing of the old wish is left
				after(patience)
				p.is(t, "pine")
			}
		})
	}
}

// A session that ends while its player is on their way leaves no walker anywhere.
func TestEndsOnTheWay(t *testing.T) {
	for _, while := range []time.Duration{0, time.Millisecond, time.Second, 2*time.Second - 1, 2 * time.Second, 2*time.Second + 1, 3 * time.Second} {
		for name, end := range map[string]func(*player){
			"left": func(p *player) { p.keys <- []byte("\x03") },
			"sent": func(p *player) { p.end(fmt.Errorf("kicked: %w", ErrSent)) },
			"crashed": func(p *player) {
				synctest.Wait()
				p.onWrite = func([]byte) error { panic("boom") }
				p.keys <- []byte("?")
			},
		} {
			synctest.Test(t, func(t *testing.T) {
				w := newGroves(t, "oak")
				w.slow["oak"] = 2 * time.Second
				p := visits(t, w, func(s *Settings) { s.Guest, s.Account = true, "" })
				p.press("o" + down)
				p.keys <- []byte(enter)
				time.Sleep(while)
				end(p)
				_ = p.waits()
				if m, o := w.counts(game.Meadow), w.counts("oak"); m+o != 0 {
					t.Errorf("%s after %v: %d are in the meadow, %d in the oak", name, while, m, o)
				}
			})
		}
	}
}

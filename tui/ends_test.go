package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// parted is a place that notes how it was given back, and may be over or done.
type parted struct {
	*game.Client
	how        []string
	over, done chan struct{}
}

func (p *parted) Leave() { p.how = append(p.how, "leave"); p.Client.Leave() }
func (p *parted) Drop()  { p.how = append(p.how, "drop"); p.Client.Drop() }

func (p *parted) Over() <-chan struct{} { return p.over }
func (p *parted) Done() <-chan struct{} { return p.done }

func (p *parted) Why() error {
	select {
	case <-p.over:
		return errElsewhere
	default:
		return nil
	}
}

var errElsewhere = errors.New("you play in another terminal now")

// Who leaves by a key, or is sent away, takes their walker along; whoever goes
// otherwise finds it again.
func TestHowSessionsPart(t *testing.T) {
	for _, c := range []struct {
		name     string
		end      func(p *player)
		want     string
		farewell string
	}{
		{"quit", func(p *player) { p.press("qy") }, "leave", "Goodbye, otter.\r\n"},
		{"ctrl+c", func(p *player) { p.press("\x03") }, "leave", "Goodbye, otter.\r\n"},
		{"kicked", func(p *player) { p.end(fmt.Errorf("you were kicked: %w", ErrSent)) }, "leave", "Thicket: you were kicked: sent away\r\n"},
		{"drained", func(p *player) { p.end(errors.New("the server restarts")) }, "drop", "Thicket: the server restarts\r\n"},
		{"gone", func(p *player) { p.close() }, "drop", ""},
		{"crashed", func(p *player) { p.onWrite = func([]byte) error { panic("boom") }; p.press(right) }, "drop", "x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newForest(t, clearing(50, 50))
				place := &parted{Client: f.joins(t, game.Join{Name: "otter", Frames: true}), over: make(chan struct{}), done: make(chan struct{})}
				p := plays(t, settings(given(place, place.Client)))
				after(time.Second)
				c.end(p)
				_ = p.waits()
				if len(place.how) == 0 || place.how[0] != c.want {
					t.Errorf("it is given back by %q, want %q", place.how, c.want)
				}
				if c.farewell != "x" {
					p.restored(t, c.farewell)
				}
			})
		})
	}
}

// A client that is over is told why, does not enter again though the room has
// ended too, and gives nothing back.
func TestPlaceIsOver(t *testing.T) {
	for _, done := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			f := newForest(t, clearing(50, 50))
			place := &parted{Client: f.joins(t, game.Join{Name: "otter", Frames: true}), over: make(chan struct{}), done: make(chan struct{})}
			entered := 0
			s := settings(func(context.Context, game.Join) (Place, error) { entered++; return place, nil })
			p := plays(t, s)
			after(time.Second)
			close(place.over)
			if done {
				close(place.done)
			}
			if err := p.waits(); err != nil {
				t.Error(err)
			}
			p.restored(t, "Thicket: you play in another terminal now\r\n")
			if entered != 1 || len(place.how) != 0 {
				t.Errorf("entered %d times, given back by %q", entered, place.how)
			}
			place.Client.Leave()
		})
	}
}

// A second terminal of an account takes the walker over, and the first is told.
func TestSecondTerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(50, 50))
		s := settings(f.enter)
		regular(&s)
		new(ledger).serve(&s)
		one := plays(t, s)
		one.press(right)
		after(time.Second)
		two := plays(t, s)
		if err := one.waits(); err != nil {
			t.Error(err)
		}
		one.restored(t, "Thicket: you play in another terminal now\r\n")
		after(time.Second)
		if got := two.first(t); !strings.Contains(got, "  1 player  ") {
			t.Errorf("the second shows %q", got)
		}
		two.press(right)
		if st := f.stats(t); st.Players != 1 {
			t.Errorf("the world is %+v", st)
		}
	})
}

// A player whose line broke is drawn as one who dozes, and is not counted.
func TestAwayPlayersAreSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := looks80(t, clearing(16, 16), nil)
		fern := l.joins(t, game.Join{Name: "fern", Account: "fern", Look: game.Look{Glyph: 4}})
		after(time.Second)
		if got := l.first(t); !strings.Contains(got, "  2 players  ") || l.count(t, "Ev") != 1 {
			t.Errorf("before: %q", got)
		}
		fern.Drop()
		after(time.Second)
		if got := l.first(t); !strings.Contains(got, "  1 player  ") || l.count(t, "zz") != 1 || l.count(t, "Ev") != 0 {
			t.Errorf("away: %q\n%s", got, strings.Join(l.rows(t), "\n"))
		}
	})
}

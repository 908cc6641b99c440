package tui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// visits is a player with an account in some worlds, after a second.
func visits(t *testing.T, w *groves, change func(*Settings)) *player {
	t.Helper()
	s := settings(nil)
	regular(&s)
	new(ledger).serve(&s)
	s.Worlds, s.Environ = w, append(s.Environ, "THICKET_GLYPHS=ascii")
	if change != nil {
		change(&s)
	}
	p := plays(t, s)
	after(time.Second)
	return p
}

// picks enters a world in the lobby.
func (p *player) picks(t *testing.T, world string) {
	t.Helper()
	p.press("o")
	for range 20 {
		for _, row := range p.rows(t) {
			if strings.HasPrefix(row, "> "+world+" ") {
				p.press(enter)
				return
			}
		}
		p.press(down)
	}
	t.Fatalf("there is no world %s:\n%s", world, strings.Join(p.rows(t), "\n"))
}

// is tells where the first row says that the player is.
func (p *player) is(t *testing.T, world string) {
	t.Helper()
	if got := p.first(t); !strings.Contains(got, "  "+world) || !strings.Contains(got, "biomass") {
		t.Errorf("the first row is %q, not of %s:\n%s", got, world, strings.Join(p.rows(t), "\n"))
	}
}

// Whoever goes to another world takes their walker along and leaves their colony:
// when they are back it is theirs.
func TestGoesToAnotherWorldAndBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newGroves(t, "oak", "pine")
		p := visits(t, w, nil)
		p.press("1")
		p.press("1") // planted
		after(time.Second)
		p.picks(t, "oak")
		after(time.Second)
		p.is(t, "oak")
		if got := p.last(t); got != arrivedIn("oak").long {
			t.Errorf("the last row is %q", got)
		}
		if m, o := w.counts(game.Meadow), w.counts("oak"); m != 0 || o != 1 {
			t.Errorf("%d are in the meadow, %d in the oak", m, o)
		}
		if n := w.owned(game.Meadow); n != 4 {
			t.Errorf("%d owned cells live in the meadow", n)
		}
		if got := p.first(t); !strings.Contains(got, "biomass 0") || !strings.Contains(got, "1 player") {
			t.Errorf("the first row is %q", got)
		}
		p.press(right) // into nothing of the old one
		after(time.Minute)
		p.picks(t, "meadow")
		after(time.Second)
		if got := strings.Join(p.rows(t), "\n"); !strings.Contains(got, "Your colony: 4 cells then, 4 now.") || !strings.Contains(got, "You were away for 1 minute") {
			t.Errorf("there is no card:\n%s", got)
		}
		p.press("z")
		p.is(t, "meadow")
		if got := p.first(t); !strings.Contains(got, "biomass 4") {
			t.Errorf("the first row is %q", got)
		}
		if m, o := w.counts(game.Meadow), w.counts("oak"); m != 1 || o != 0 {
			t.Errorf("%d are in the meadow, %d in the oak", m, o)
		}
	})
}

// Who is not let in stays where they are, and is told why.
func TestStaysWhereNobodyLetsThemIn(t *testing.T) {
	for _, c := range []struct {
		why        error
		note, last string
	}{
		{game.Denied("oak is private: who wears its crown can invite you"), "Oak is private: who wears its crown can invite you.", "You stay here: oak is private: who wears its crown can invite you."},
		{game.ErrFull, "That world is full.", "You stay here: that world is full."},
		{fmt.Errorf("%q: %w", "oak", game.ErrNoWorld), "That world is gone.", "You stay here: that world is gone."},
		{nil, "There was no answer; try again in a while.", "You stay here: there was no answer; try again in a while."},
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newGroves(t, "oak")
			w.refuse["oak"], w.slow["oak"] = c.why, time.Hour
			p := visits(t, w, nil)
			p.picks(t, "oak")
			if c.why == nil {
				after(patience)
			}
			after(time.Second)
			rows := strings.Join(p.rows(t), "\n")
			if !strings.Contains(rows, c.note) || p.last(t) != c.last {
				t.Errorf("it shows\n%s", rows)
			}
			p.press("\x1b")
			p.is(t, "meadow")
			before := p.first(t)
			p.press(right)
			after(time.Second)
			if p.first(t) == before {
				t.Errorf("no step is answered: %q", before)
			}
			if m, o := w.counts(game.Meadow), w.counts("oak"); m != 1 || o != 0 {
				t.Errorf("%d are in the meadow, %d in the oak", m, o)
			}
		})
	}
}

// Whoever is sent away from a world, or whose world closes, is in the meadow, and
// the lobby tells them why; they can go elsewhere.
func TestLandsInTheLobby(t *testing.T) {
	for _, c := range []struct {
		name, says string
		end        func(*groves)
	}{
		{"kicked", "You were kicked from oak by fern. You are in the meadow now.", func(w *groves) { w.sends("oak", game.Denied("you were kicked from oak by fern")) }},
		{"closed", "That world is gone. You are in the meadow now.", func(w *groves) { w.closes("oak") }},
		{"barred", "Oak has had enough. You are in the meadow now.", func(w *groves) {
			w.mu.Lock()
			w.refuse["oak"] = game.Denied("oak has had enough")
			w.mu.Unlock()
			w.forests["oak"].fall(w.t)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newGroves(t, "oak", "pine")
				p := visits(t, w, func(s *Settings) { s.World = "oak" })
				p.is(t, "oak")
				c.end(w)
				after(time.Second)
				if rows := p.rows(t); !strings.HasPrefix(rows[0], "Worlds") || !strings.Contains(strings.Join(rows, "\n"), c.says) {
					t.Errorf("it shows\n%s", strings.Join(rows, "\n"))
				}
				if n := w.counts(game.Meadow); n != 1 {
					t.Errorf("%d are in the meadow", n)
				}
				p.press("\x1b")
				p.is(t, "meadow")
				p.picks(t, "pine")
				after(time.Second)
				p.is(t, "pine")
			})
		})
	}
}

// Where there is no meadow to go to, or they are in it, or play elsewhere, the
// session ends with the reason.
func TestEndsWhereThereIsNoLanding(t *testing.T) {
	for _, c := range []struct {
		world  string
		why    error
		meadow error
	}{
		{"oak", game.Denied("oak is closed"), game.ErrFull},
		{game.Meadow, game.Denied("the meadow is closed"), nil},
		{"oak", game.ErrTakenOver, nil},
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newGroves(t, "oak")
			p := visits(t, w, func(s *Settings) { s.World = c.world })
			w.refuse[game.Meadow] = c.meadow
			w.sends(c.world, c.why)
			if err := p.waits(); err != nil {
				t.Error(err)
			}
			p.restored(t, "Thicket: "+c.why.Error()+"\r\n")
		})
	}
}

// Who looks on in another world has no walker there, and plays when they join.
func TestLooksOnInAnotherWorld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newGroves(t, "oak")
		p := visits(t, w, nil)
		p.press("o" + down + "v")
		after(time.Second)
		if got := p.first(t); !strings.Contains(got, "looking on") || !strings.Contains(got, "oak") {
			t.Errorf("the first row is %q", got)
		}
		if m, o := w.counts(game.Meadow), w.counts("oak"); m+o != 0 {
			t.Errorf("%d are in the meadow, %d in the oak", m, o)
		}
		p.picks(t, "oak")
		after(time.Second)
		p.is(t, "oak")
		if n := w.counts("oak"); n != 1 {
			t.Errorf("%d are in the oak", n)
		}
	})
}

package tui

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// oneLobby is a whole lobby, as one player knows it.
type oneLobby struct {
	*forest
	account, name string
}

func (r *oneLobby) Enter(ctx context.Context, world string, j game.Join) (Place, error) {
	c, err := r.Lobby.Enter(ctx, world, j)
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (r *oneLobby) Found(ctx context.Context, c game.Charter) error {
	c.Founder, c.Crown = r.account, game.Subject{Account: r.account, Name: r.name}
	return r.Lobby.Found(ctx, c)
}

func (r *oneLobby) Bots(spec string, cells int) (string, error) { return r.CheckBots(spec, cells) }

func (*oneLobby) Account(context.Context, string) (string, error) { return "", game.ErrNobody }

// plays is a player of an account in a lobby.
func (f *forest) plays(t *testing.T, name string, change func(*Settings)) *player {
	t.Helper()
	s := settings(nil)
	s.Guest, s.Account, s.Name = false, "SHA256:"+name, name
	new(ledger).serve(&s)
	s.Worlds, s.Environ = &oneLobby{f, s.Account, name}, append(s.Environ, "THICKET_GLYPHS=ascii")
	if change != nil {
		change(&s)
	}
	p := plays(t, s)
	after(time.Second)
	return p
}

// founded has a player found a world by the form and go there, after keys typed
// behind its name.
func (p *player) founded(t *testing.T, name, keys string) {
	t.Helper()
	p.press("o")
	p.press("n")
	p.press(name + keys)
	p.press(enter)
	after(2 * time.Second)
	p.is(t, name)
}

// A founder's world is in everybody's list; who comes and is kicked lands in the
// lobby, and when it closes its founder does.
func TestFoundedWorldFromBeginningToEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newForest(t, clearing(100, 100))
		fern := f.plays(t, "fern", nil)
		otter := f.plays(t, "otter", nil)
		fern.founded(t, "oak", "")
		otter.press("o" + down)
		rows := strings.Join(otter.rows(t), "\n")
		if !strings.Contains(rows, "> oak                    1") || !strings.Contains(rows, "Crown: fern.") {
			t.Errorf("the lobby shows\n%s", rows)
		}
		otter.press(enter)
		after(time.Second)
		otter.is(t, "oak")
		king, err := f.Enter(t.Context(), "oak", game.Join{Name: "fern", Account: "SHA256:fern"}) // takes over
		if err != nil {
			t.Fatal(err)
		}
		if err := fern.waits(); err != nil {
			t.Error(err)
		}
		fern.restored(t, "Thicket: you play in another terminal now\r\n")
		king.Decree(game.Decree{Kind: game.Kick, Name: "otter"})
		after(time.Second)
		if rows := strings.Join(otter.rows(t), "\n"); !strings.HasPrefix(rows, "Worlds") || !strings.Contains(rows, "You are in the meadow now.") {
			t.Errorf("who was kicked sees\n%s", rows)
		}
		otter.press("\x1b")
		otter.is(t, "meadow")
		king.Decree(game.Decree{Kind: game.Outlaw, Name: "otter", Account: "SHA256:otter"})
		after(time.Second)
		otter.picks(t, "oak")
		after(time.Second)
		if rows := strings.Join(otter.rows(t), "\n"); !strings.Contains(rows, "You are banned from oak") {
			t.Errorf("who is banned sees\n%s", rows)
		}
		otter.press("\x1b")
		otter.founded(t, "elm", "")
		if err := f.CloseWorld("elm", game.Denied("elm was closed by an admin")); err != nil {
			t.Fatal(err)
		}
		after(time.Second)
		if rows := strings.Join(otter.rows(t), "\n"); !strings.Contains(rows, "Elm was closed by an admin. You are in the meadow now.") {
			t.Errorf("whose world was closed sees\n%s", rows)
		}
	})
}

// A match in which nothing happens has its podium and its next round as well; who
// was away at its end is told how they placed.
func TestRoundsOfARealMatch(t *testing.T) {
	for _, plant := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			f := newForest(t, clearing(100, 100))
			fern := f.plays(t, "fern", nil)
			reed := f.plays(t, "reed", func(s *Settings) { s.Guest, s.Account = true, "" })
			fern.founded(t, "oak", down+down+down+"\x150"+down+down+down+right) // still, a minute
			reed.picks(t, "oak")
			after(time.Second)
			if plant {
				fern.press("1")
				fern.press("1")
			}
			moss := f.plays(t, "moss", func(s *Settings) { s.World = "oak" })
			after(40 * time.Second)
			if err := moss.leaves(ErrGone); err != nil {
				t.Error(err)
			}
			after(20 * time.Second)
			for _, p := range []*player{fern, reed} {
				if rows := strings.Join(p.rows(t), "\n"); !strings.Contains(rows, "Round 1 is over") || !strings.Contains(rows, "fern") || !strings.Contains(rows, "reed") || !strings.Contains(rows, "away") {
					t.Errorf("planted %v: at the end it shows\n%s", plant, rows)
				}
			}
			after(24 * time.Second)
			moss = f.plays(t, "moss", func(s *Settings) { s.World = "oak" })
			if rows := strings.Join(moss.rows(t), "\n"); !strings.Contains(rows, "Round 1: you placed") || !strings.Contains(rows, " of 3, best biomass 0.") {
				t.Errorf("planted %v: who was away sees\n%s", plant, rows)
			}
			for _, p := range []*player{fern, reed} {
				rows := strings.Join(p.rows(t), "\n")
				if got := p.first(t); !strings.Contains(got, "  3 players  oak  round 2") || !strings.Contains(got, "5 spores  0:5") || !strings.Contains(got, " left  biomass 0") || strings.Contains(rows, "fell over") {
					t.Errorf("planted %v: the next round begins with\n%s", plant, rows)
				}
			}
		})
	}
}

package tui

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// reign is a server whose worlds are those of a lobby.
type reign struct{ *game.Lobby }

func (r reign) Enter(ctx context.Context, world string, j game.Join) (Place, error) {
	c, err := r.Lobby.Enter(ctx, world, j)
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (r reign) Bots(spec string, cells int) (string, error) { return r.CheckBots(spec, cells) }

func (reign) Account(_ context.Context, name string) (string, error) { return "key of " + name, nil }

// plays begins a session in a world of a lobby.
func (r reign) plays(t *testing.T, world, name string) *looker {
	t.Helper()
	s := settings(nil)
	new(ledger).serve(&s)
	s.World, s.Worlds, s.Name, s.Guest, s.Account = world, r, name, false, "key of "+name
	s.Environ = append(s.Environ, "THICKET_GLYPHS=ascii")
	l := &looker{player: plays(t, s)}
	after(200 * time.Millisecond)
	return l
}

// Who wears the crown rules by the chat, and everybody reads what was done.
func TestRulingByTheChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := reign{newForest(t, clearing(40, 30)).Lobby}
		c := game.NewCharter("den")
		c.Founder, c.Crown, c.Width, c.Height = "key of otter", game.Subject{Account: "key of otter", Name: "otter"}, 64, 64
		if err := r.Found(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		otter, fern, moss := r.plays(t, "den", "otter"), r.plays(t, "den", "fern"), r.plays(t, "den", "moss")
		fern.says(t, "/kick otter")
		fern.mustSee(t, wordsNoCrown.long)
		otter.says(t, "/motd be nice")
		otter.says(t, "/private")
		otter.mustSee(t, "Message of the day: be nice", "Only who is invited comes in now.")
		moss.mustSee(t, "Message of the day: be nice")
		otter.says(t, "/invite reed")
		reed := r.plays(t, "den", "reed")
		reed.mustSee(t, "Message of the day: be nice")
		after(3 * time.Second) // of decrees there are no more than of lines
		otter.says(t, "/kick moss")
		otter.says(t, "/kick nobody")
		otter.mustSee(t, "moss was sent away.", "Nobody here is called nobody.")
		reed.mustSee(t, "moss was sent away.")
		if got := moss.first(t); !strings.Contains(strings.Join(moss.rows(t), "\n"), game.Meadow) {
			t.Errorf("moss is not in the meadow: %q", got)
		}
		after(3 * time.Second)
		otter.says(t, "/crown fern")
		otter.mustSee(t, "fern wears the crown now: otter handed it over.")
		fern.mustSee(t, "You wear the crown now: otter handed it over.")
		otter.says(t, "/open")
		otter.mustSee(t, wordsNoCrown.long)
		fern.press("\x1b")
		fern.press("\t")
		after(time.Second)
		if rows := strings.Join(fern.rows(t), "\n"); !strings.Contains(rows, "fern crown") || strings.Contains(rows, "otter crown") {
			t.Errorf("the scores show\n%s", rows)
		}
	})
}

package tui

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// founds is a player who has opened the form in which a world is founded.
func founds(t *testing.T, w *groves) *player {
	t.Helper()
	p := visits(t, w, nil)
	p.press("o")
	p.press("n")
	return p
}

// field is what the form shows in the line of a name.
func (p *player) field(t *testing.T, name string) string {
	t.Helper()
	for _, row := range p.rows(t) {
		if _, line, ok := strings.Cut(row, "|"); ok && strings.HasPrefix(strings.TrimLeft(line, "> "), name+" ") {
			line, _, _ = strings.Cut(line, "|")
			return strings.TrimSpace(strings.TrimPrefix(strings.TrimLeft(line, "> "), name))
		}
	}
	t.Fatalf("there is no %s:\n%s", name, strings.Join(p.rows(t), "\n"))
	return ""
}

// A world that is founded is as the form says, and its founder is in it.
func TestFoundsAWorld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newGroves(t)
		w.takes = 2 * time.Second
		p := founds(t, w)
		p.press("My Grove_2") // what no name has does not get in
		p.press(down + "\x15100x80")
		p.press(down + right)        // 12 percent
		p.press(down + left)         // 2 generations
		p.press(down + "\x15hunt=3") // bots
		p.press(down + right)
		p.press(down + right + right + "\x7f2")
		for name, want := range map[string]string{
			"name": "mygrove2", "size": "100x80", "trees": "12 percent", "life": "2 generations a second",
			"bots": "hunt=3", "open to": "who is invited", "match": "< 2 minutes >",
		} {
			if got := p.field(t, name); got != want {
				t.Errorf("%s is %q, not %q", name, got, want)
			}
		}
		p.press(enter)
		if got := p.last(t); got != wordsAsked.long {
			t.Errorf("the last row is %q", got)
		}
		p.press("x" + enter + "\x1b") // until the answer nothing changes
		after(3 * time.Second)
		p.is(t, "mygrove2")
		want := game.NewCharter("mygrove2")
		want.Width, want.Height, want.Trees, want.Generations = 100, 80, 12, 2
		want.Bots, want.Private, want.Match = "hunt=3", true, 2*time.Minute
		if len(w.founds) != 1 || w.founds[0].Name != want.Name || w.founds[0].Cells() != want.Cells() || w.founds[0].Trees != 12 ||
			w.founds[0].Generations != 2 || w.founds[0].Bots != want.Bots || !w.founds[0].Private || w.founds[0].Match != want.Match {
			t.Errorf("founded is %+v, not %+v", w.founds, want)
		}
	})
}

// What is typed takes the place of what was chosen, and follows on what was typed;
// what is no letter of a field changes nothing.
func TestTypingReplacesWhatWasChosen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := founds(t, newGroves(t))
		p.press(down + "?64x6" + down + up + "4")
		p.press(down + down + right + "1" + "5")
		p.press(down + "\x7f3")
		p.press(down + down + right)
		for name, want := range map[string]string{"size": "64x64", "life": "15 generations a second", "bots": "wander=12,graze=6,sow=3", "match": "< 1 minute >"} {
			if got := p.field(t, name); got != want {
				t.Errorf("%s is %q, not %q", name, got, want)
			}
		}
	})
}

// stocked is a server whose bots are counted.
type stocked struct {
	registry
	founds []game.Charter
}

func (*stocked) Bots(spec string, cells int) (string, error) {
	if n, err := strconv.Atoi(spec); err == nil && n <= game.MostBots(cells) {
		return spec, nil
	}
	return "", errors.New("that are too many")
}

func (s *stocked) Found(_ context.Context, c game.Charter) error {
	s.founds = append(s.founds, c)
	return nil
}

// A world that is too small for the usual bots has fewer; who asks for too many is
// told.
func TestSmallWorldHasFewBots(t *testing.T) {
	m, _ := enthroned(t)
	server := &stocked{}
	m.Guest, m.Worlds = false, server
	m.openFound()
	m.found.values[foundName], m.found.values[foundSize], m.found.values[foundBots] = "den", "16x16", "5"
	if m.submitFound(); m.found.note != "That are too many." || m.found.asked {
		t.Errorf("five bots are answered by %q", m.found.note)
	}
	m.found.values[foundBots] = game.NewCharter("").Bots
	m.submitFound()()
	if len(server.founds) != 1 || server.founds[0].Bots != "4" {
		t.Errorf("founded are %+v", server.founds)
	}
}

// What is wrong is said on the form, which goes to that line, and nothing is
// founded.
func TestFoundsNothingWrong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newGroves(t)
		p := founds(t, w)
		for _, c := range []struct{ keys, says, field string }{
			{"", "is no name of a world; allowed are 2 to 24", "name"},
			{"a", "\"a\" is no name of a world", "name"},
			{"sh" + down + "\x15600x20", "The width: allowed are 16 to 512, not \"600\".", "size"},
			{"\x15200", "The height: allowed are 16 to 512, not \"\".", "size"},
			{"x200" + down + "\x1551", "Trees in percent: allowed are 0 to 50, not \"51\".", "trees"},
			{"\x155" + down + "\x1531", "Generations a second: allowed are 0 to 30, not \"31\".", "life"},
			{"\x154" + down + "\x15dance=1", "\"dance\" is no strategy", "bots"},
			{"\x150" + down + down + "61", "A match in minutes: allowed are 1 to 60, not \"61\".", "match"},
			{"\x1599999999999999999999", "A match in minutes: allowed are 1 to 60, not \"99999999999999999999\".", "match"},
			{"\x15", "A match in minutes: allowed are 1 to 60, not \"\".", "match"},
		} {
			p.press(c.keys)
			p.press(enter)
			rows := strings.Join(strings.Fields(strings.ReplaceAll(strings.Join(p.rows(t), " "), "|", " ")), " ")
			if !strings.Contains(rows, c.says) || !strings.Contains(rows, "> "+c.field) {
				t.Errorf("%q shows\n%s", c.keys, strings.Join(p.rows(t), "\n"))
			}
		}
		if len(w.founds) != 0 {
			t.Errorf("founded are %+v", w.founds)
		}
	})
}

// What is wrong is said whole on the smallest screen.
func TestFoundingRefusedOnASmallScreen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newGroves(t)
		long := strings.Repeat("w", game.MaxWorldName)
		w.founding = game.Denied("you have three worlds already (" + long + ", " + long + ", " + long + "): before you found another, one has to close")
		p := visits(t, w, func(s *Settings) { s.Size = Size{MinWidth, MinHeight} })
		p.press("o")
		p.press("noak" + down + down + enter)
		after(time.Second)
		p.golden(t, "found-refused")
	})
}

// What the server says against it stands on the form, as does that it says
// nothing; the form can be changed and handed in again.
func TestFoundingRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newGroves(t)
		w.founding = game.Denied("you have 3 worlds, and may have 3")
		p := founds(t, w)
		p.press("oak" + enter)
		after(time.Second)
		if got := strings.Join(p.rows(t), "\n"); !strings.Contains(got, "You have 3 worlds, and may have 3.") {
			t.Errorf("it shows\n%s", got)
		}
		w.mu.Lock()
		w.takes = time.Hour
		w.mu.Unlock()
		p.press("s" + enter)
		after(patience + time.Second)
		if got := strings.Join(p.rows(t), "\n"); !strings.Contains(got, "There was no answer; try again in a") {
			t.Errorf("it shows\n%s", got)
		}
		w.mu.Lock()
		w.takes, w.founding = 0, nil
		w.mu.Unlock()
		p.press(enter)
		after(time.Second)
		p.is(t, "oaks")
	})
}

// A guest is told that they cannot found a world.
func TestGuestsFoundNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := visits(t, newGroves(t), func(s *Settings) { s.Guest, s.Account = true, "" })
		p.press("o")
		p.press("n")
		if got := p.last(t); got != wordsKeyless.long {
			t.Errorf("the last row is %q", got)
		}
	})
}

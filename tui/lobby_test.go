package tui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// register is worlds of which only a list is known, and one that can be entered.
type register struct {
	*groves
	list func() []game.Listing
}

func (l *register) List() []game.Listing { return l.list() }

// someWorlds is a list of all kinds of worlds.
func someWorlds() []game.Listing {
	frame := func(side, bots int, players ...string) *game.Frame {
		f := &game.Frame{Width: side, Height: side, Bots: bots}
		for i, name := range players {
			f.Players = append(f.Players, game.PlayerMark{Since: game.Stamp(10 - i), Score: game.Score{Name: name}})
		}
		return f
	}
	charter := func(name, crown string, change func(*game.Charter)) *game.Charter {
		c := game.NewCharter(name)
		c.Crown.Name = crown
		change(&c)
		return &c
	}
	match := frame(128, 4, "fern", "moss", "ivy", "reed")
	match.Players[0].Crown, match.Players[3].Guest = true, true
	match.At, match.Ends = 79_000, 300_000
	over := frame(512, 500, "oak", "elm")
	over.Players[1].Away, over.At, over.Ends = true, 60_000, 60_000
	return []game.Listing{
		{Name: game.Meadow, Frame: frame(1000, 500)},
		{Name: "old-wood", Asleep: true, Frame: frame(256, 0), Charter: charter("old-wood", "", func(*game.Charter) {})},
		{Name: "abcdefghijklmnopqrstuvwx", Frame: over, Charter: charter("abcdefghijklmnopqrstuvwx", "oak", func(c *game.Charter) {
			c.Match, c.Round = time.Hour, 1000
		})},
		{Name: "secret", Asleep: true, Charter: charter("secret", "otter", func(c *game.Charter) {
			c.Private, c.Invited = true, []game.Subject{{Account: "SHA256:otter", Name: "otter"}}
		})},
		{Name: "grove", Frame: match, Charter: charter("grove", "fern", func(c *game.Charter) {
			c.Match, c.Round, c.Motd = 5*time.Minute, 2, "No trees round the lake, please."
		})},
	}
}

func TestGoldenLobby(t *testing.T) {
	for _, size := range goldenSizes {
		name := fmt.Sprintf("%dx%d", size.Width, size.Height)
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &register{newGroves(t), someWorlds}
				p := visits(t, w.groves, func(s *Settings) { s.Worlds, s.Size = w, size })
				p.press("o" + down)
				p.golden(t, name+"-lobby")
				p.press(down + down + down)
				p.golden(t, name+"-lobby-invited")
				p.press("n")
				p.golden(t, name+"-found")
			})
		})
	}
}

// Where the player is and the meadow come first, then the worlds where most are.
func TestLobbyOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newGroves(t, "ash", "birch", "cedar", "dogwood")
		for range 2 {
			w.forests["cedar"].joins(t, game.Join{Name: "fern"})
		}
		w.forests["dogwood"].joins(t, game.Join{Name: "moss", Account: "moss"}).Drop() // is away
		p := visits(t, w, func(s *Settings) { s.World = "birch" })
		p.press("o")
		var names []string
		for _, row := range p.rows(t)[2:7] {
			names = append(names, strings.Fields(strings.TrimPrefix(row, ">"))[0])
		}
		if got := strings.Join(names, " "); got != "birch meadow cedar ash dogwood" {
			t.Errorf("the worlds are %s", got)
		}
		w.forests["dogwood"].joins(t, game.Join{Name: "ivy"})
		p.press(down + down + down + down) // dogwood
		after(3 * time.Second)
		if got := p.rows(t)[5]; !strings.HasPrefix(got, "> dogwood") {
			t.Errorf("it does not point at the same: %q", got)
		}
		p.press(down)
		if got := p.rows(t)[6]; !strings.HasPrefix(got, "> ash") {
			t.Errorf("there is %q", got)
		}
		p.press(down)
		if got := p.last(t); got != wordsNoWorld.long {
			t.Errorf("the last row is %q", got)
		}
		for key, shows := range map[string]string{"m": "birch", "\t": "Scores", "?": "Life", "q": "Leave"} {
			p.press("\x1bo" + key)
			if got := strings.Join(p.rows(t), "\n"); !strings.Contains(got, shows) {
				t.Errorf("%q shows\n%s", key, got)
			}
			p.press("\x1b")
		}
	})
}

// manyWorlds are as many as a server carries.
func manyWorlds(n int) func() []game.Listing {
	all := []game.Listing{{Name: game.Meadow, Frame: &game.Frame{Width: 1000, Height: 1000}}}
	for i := range n - 1 {
		c := game.NewCharter(fmt.Sprintf("world-%04d", i))
		all = append(all, game.Listing{Name: c.Name, Charter: &c, Frame: &game.Frame{Width: 256, Height: 256}})
	}
	return func() []game.Listing { return all }
}

// In a long list every world can be pointed at, and what is not in sight costs
// nothing.
func TestLobbyOfManyWorlds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &register{newGroves(t), manyWorlds(1000)}
		p := visits(t, w.groves, func(s *Settings) { s.Worlds = w })
		p.press("o")
		for i := range 20 {
			p.press(down)
			if got := p.cursor(t); i < 19 && got != fmt.Sprintf("world-%04d", i) {
				t.Errorf("after %d it points at %q", i+1, got)
			}
		}
		for range 60 {
			p.press("\x1b[6~") // page down
			after(20 * time.Millisecond)
		}
		if got := p.cursor(t); got != "world-0998" {
			t.Errorf("at the end it points at %q", got)
		}
		p.press(up + "\x1b[5~")
		if got, page := p.cursor(t), 19; got != fmt.Sprintf("world-%04d", 997-page) {
			t.Errorf("a page before it points at %q", got)
		}
	})
	draws := func(worlds int) float64 {
		m, _ := heralded(t)
		m.Worlds = &register{list: manyWorlds(worlds)}
		m.now = time.Now()
		m.openLobby()
		m.compose()
		return testing.AllocsPerRun(20, m.compose)
	}
	if few, many := draws(30), draws(1000); many > few+5 {
		t.Errorf("drawing a lobby of 1000 worlds allocates %v, one of 30 %v", many, few)
	}
}

// cursor is the world that is pointed at.
func (p *player) cursor(t *testing.T) string {
	t.Helper()
	for _, row := range p.rows(t) {
		if strings.HasPrefix(row, "> ") {
			return strings.Fields(row)[1]
		}
	}
	t.Fatalf("nothing is pointed at:\n%s", strings.Join(p.rows(t), "\n"))
	return ""
}

// The list is brought up to date while it is open, at most once a second, and
// the screen is painted no oftener than that.
func TestLobbyIsUpToDate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		w := &register{groves: newGroves(t, "oak")}
		w.list = func() []game.Listing { asked++; return w.groves.List() }
		p := visits(t, w.groves, func(s *Settings) { s.Worlds = w })
		p.press("o")
		painted := len(p.times())
		w.forests["oak"].joins(t, game.Join{Name: "fern"})
		after(2 * time.Second)
		if got := p.rows(t)[3]; strings.Fields(got)[1] != "1" {
			t.Errorf("it shows %q", got)
		}
		after(8 * time.Second)
		if asked > 11 || len(p.times())-painted > 2 {
			t.Errorf("in 10 s it was asked %d times and painted %d times", asked, len(p.times())-painted)
		}
		p.press("\x1b")
		before := asked
		after(10 * time.Second)
		if asked != before {
			t.Error("a closed lobby asks")
		}
	})
}

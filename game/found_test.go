package game

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// manyWorlds is a lobby of a small meadow, not started.
func manyWorlds(t *testing.T, c LobbyConfig) *Lobby {
	t.Helper()
	if c.Meadow.Width == 0 {
		c.Meadow = sized(64, 64)
	}
	c.FPS = 12
	l, err := NewLobby(c)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestFoundedWorldIsAsItsCharter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		l := manyWorlds(t, LobbyConfig{Keeper: s, Herder: &drovers{}})
		stop := runs(t, l)
		c := lab("lab")
		c.Width, c.Height, c.Trees, c.Generations, c.Bots, c.Match = 96, 64, 20, 9, "7", 5*time.Minute
		founds(t, l, c)
		ada := visits(t, l, "lab", keyed("ada"))
		time.Sleep(10 * time.Second)
		f := ada.Frame()
		if f.Width != 96 || f.Height != 64 || f.Bots != 7 || f.Ends != stamp(5*time.Minute) || f.Generation < 85 || f.Generation > 95 {
			t.Errorf("%d x %d, %d bots, ends %d, generation %d", f.Width, f.Height, f.Bots, f.Ends, f.Generation)
		}
		if n := strings.Count(trees(f), "#"); n < 96*64/10 {
			t.Errorf("%d trees", n)
		}
		if got := f.Charter; got == nil || got.Crown != (Subject{Account: "key of ada", Name: "ada"}) || got.Round != 1 || got.Founded.IsZero() || got.Bots != "7" {
			t.Errorf("the charter is %+v", got)
		}
		if v, _ := s.of("lab"); v.charter == nil || v.charter.Match != c.Match || v.saves == 0 {
			t.Errorf("kept: %+v", v)
		}
		stop()
	})
}

// The smallest world can be founded whatever its trees are, and is not all glade.
func TestSmallestFoundedWorld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := manyWorlds(t, LobbyConfig{Meadow: wooded()})
		defer runs(t, l)()
		c := lab("tiny")
		c.Width, c.Height, c.Trees = MinSide, MinSide, MaxTrees
		founds(t, l, c)
		if ada := visits(t, l, "tiny", keyed("ada")); !strings.Contains(trees(ada.Frame()), "#") {
			t.Error("no tree stands in it")
		}
	})
}

func TestWhatCannotBeFounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := manyWorlds(t, LobbyConfig{Herder: &drovers{}})
		defer runs(t, l)()
		founds(t, l, lab("taken"))
		for _, bad := range []struct {
			change func(*Charter)
			says   string
		}{
			{func(c *Charter) { c.Name = "Lab" }, `"Lab" is no name`},
			{func(c *Charter) { c.Name = "l" }, "2 to 24"},
			{func(c *Charter) { c.Name = Meadow }, "a world meadow already"},
			{func(c *Charter) { c.Name = "taken" }, "a world taken already"},
			{func(c *Charter) { c.Width = 15 }, "16 to 512, not 15"},
			{func(c *Charter) { c.Height = 513 }, "16 to 512, not 513"},
			{func(c *Charter) { c.Trees = 51 }, "0 to 50, not 51"},
			{func(c *Charter) { c.Generations = 31 }, "0 to 30, not 31"},
			{func(c *Charter) { c.Match = time.Second }, "1 to 60 whole minutes"},
			{func(c *Charter) { c.Match = 61 * time.Minute }, "not 1h1m0s"},
			{func(c *Charter) { c.Match = 90 * time.Second }, "not 1m30s"},
			{func(c *Charter) { c.Bots = "17" }, "bots are a number"},
			{func(c *Charter) { c.Bots = strings.Repeat("1", 2000) }, "1024 bytes"},
			{func(c *Charter) { c.Motd = strings.Repeat("x", 5000) }, "140 cells"},
			{func(c *Charter) { c.Motd = "a\x1b[2J" }, "plain text"},
			{func(c *Charter) { c.Invited = make([]Subject, 257) }, "0 to 256, not 257"},
			{func(c *Charter) { c.Banned = []Subject{{Account: strings.Repeat("k", 200)}} }, "nobody"},
			{func(c *Charter) { c.Founder = "" }, "only who has a key can found a world"},
			{func(c *Charter) { c.Crown.Name = "" }, "needs a name"},
		} {
			c := lab("lab")
			bad.change(&c)
			err := l.Found(t.Context(), c)
			if why := Denied(""); !errors.As(err, &why) || !strings.Contains(err.Error(), bad.says) {
				t.Errorf("want %q, got %v", bad.says, err)
			}
		}
		if got := l.Worlds(); !slices.Equal(got, []string{Meadow, "taken"}) {
			t.Errorf("there are %q", got)
		}
	})
}

func TestLimitsOfFounding(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := manyWorlds(t, LobbyConfig{MaxWorlds: 5, MaxCells: 5*32*32 - 3})
		stop := runs(t, l)
		defer stop()
		refused := func(c Charter, says string) {
			t.Helper()
			if err := l.Found(t.Context(), c); err == nil || err.Error() != says {
				t.Errorf("want %q, got %v", says, err)
			}
		}
		of := func(name, founder string) Charter {
			c := lab(name)
			c.Founder = "key of " + founder
			return c
		}
		for _, name := range []string{"gamma", "alpha", "beta"} {
			founds(t, l, of(name, "ada"))
		}
		refused(of("delta", "ada"), "you have three worlds already (alpha, beta, gamma): before you found another, one has to close")
		founds(t, l, of("delta", "bob"))
		refused(of("over", "bob"), "32x32 is 3 cells more than is left on this server (1021)")
		small := of("small", "bob")
		small.Width, small.Height = 16, 16
		founds(t, l, small)
		refused(small, "there is a world small already: join it, or choose another name")
		small.Name = "sixth"
		refused(small, "the server has no room for more worlds (5)")
		settle()
		if err := l.CloseWorld("alpha", nil); err != nil {
			t.Fatal(err)
		}
		settle()
		founds(t, l, of("alpha", "ada"))
	})
}

// What was reserved is given back when a world is not made after all.
func TestFoundingThatFailsTakesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := manyWorlds(t, LobbyConfig{MaxWorlds: 1, MaxCells: 32 * 32})
		defer runs(t, l)()
		l.making <- struct{}{} // another world is being made
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		err := make(chan error)
		go func() { err <- l.Found(ctx, lab("lab")) }()
		settle()
		if got := l.Found(t.Context(), lab("other")); got == nil || !strings.Contains(got.Error(), "no room") {
			t.Errorf("while one is being made: %v", got)
		}
		if got := <-err; !errors.Is(got, context.DeadlineExceeded) {
			t.Errorf("%v", got)
		}
		<-l.making
		founds(t, l, lab("other"))
		if _, err := l.Enter(t.Context(), "lab", keyed("ada")); !errors.Is(err, ErrNoWorld) {
			t.Errorf("entering what was not made: %v", err)
		}
	})
}

// Before Run a world is founded and begins with it; afterwards none is.
func TestFoundingBeforeAndAfterRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := manyWorlds(t, LobbyConfig{})
		founds(t, l, lab("early"))
		stop := runs(t, l)
		visits(t, l, "early", keyed("ada"))
		stop()
		if err := l.Found(t.Context(), lab("late")); err != errStopped {
			t.Errorf("%v", err)
		}
		if err := l.CloseWorld("early", nil); err != errStopped {
			t.Errorf("%v", err)
		}
	})
}

// Several who found the same world at once: one does.
func TestFoundingAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := manyWorlds(t, LobbyConfig{})
		defer runs(t, l)()
		errs := make(chan error)
		for i := range 8 {
			go func() {
				c := lab("lab")
				c.Founder = fmt.Sprint("key ", i)
				errs <- l.Found(t.Context(), c)
			}()
		}
		made := 0
		for range 8 {
			if err := <-errs; err == nil {
				made++
			} else if !strings.Contains(err.Error(), "lab already") {
				t.Error(err)
			}
		}
		if made != 1 {
			t.Errorf("%d founded it", made)
		}
	})
}

// Two worlds know nothing of each other.
func TestWorldsKnowNothingOfEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		feast(l)
		stop := runs(t, l)
		founds(t, l, lab("lab"))
		ada, bob := visits(t, l, Meadow, keyed("ada")), visits(t, l, "lab", keyed("ada"))
		dine(t, ada, 3)
		time.Sleep(3 * time.Second)
		if len(bob.Frame().Players) != 1 || bob.Echo().Meals != 0 || ada.Why() != nil {
			t.Errorf("the other world has %+v, echo %+v, why %v", bob.Frame().Players, bob.Echo(), ada.Why())
		}
		stop()
		if s.meals(Meadow) != 3 || s.recorded("lab") != 0 {
			t.Errorf("%d meals recorded", s.meals("lab"))
		}
	})
}

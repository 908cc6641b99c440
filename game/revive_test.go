package game

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A server that is started again after long closes nothing that was visited
// lately, and wakes only what was.
func TestWorldsOutliveTheLobby(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		stop := runs(t, l)
		old := lab("old")
		old.Generations, old.Private, old.Motd = 3, true, "hello"
		founds(t, l, old)
		visits(t, l, "old", keyed("ada")).Leave()
		time.Sleep(5 * time.Hour)
		founds(t, l, lab("new"))
		ada := visits(t, l, "new", keyed("ada"))
		time.Sleep(time.Minute)
		was := l.worlds["old"].shot.clock
		stop()

		time.Sleep(9 * time.Minute)
		l = manyWorlds(t, LobbyConfig{Keeper: s, Herder: &drovers{}})
		stop = runs(t, l)
		if !sleeps(l, "old") || sleeps(l, "new") {
			t.Errorf("old sleeps: %v, new sleeps: %v", sleeps(l, "old"), sleeps(l, "new"))
		}
		w, _ := listed(l, "old")
		if w.Charter == nil || !w.Charter.Private || w.Charter.Motd != "hello" || w.Frame.At != was.now || w.Frame.Charter != w.Charter || w.Frame.Generation != was.generation {
			t.Errorf("%+v", w)
		}
		if back := visits(t, l, "new", keyed("ada")); back.Walker() != ada.Walker() {
			t.Errorf("back as %+v", back.Entered)
		}
		stop()

		time.Sleep(18 * time.Hour)
		l = manyWorlds(t, LobbyConfig{Keeper: s})
		stop = runs(t, l)
		time.Sleep(40 * time.Minute)
		if !sleeps(l, "old") || !sleeps(l, "new") {
			t.Errorf("there are %q", l.Worlds())
		}
		time.Sleep(25 * time.Minute) // old was left more than 24 hours ago, and saved 10 minutes later
		if got := strings.Join(l.Worlds(), " "); got != "meadow new" {
			t.Errorf("there are %q", got)
		}
		stop()
	})
}

// A world of which there is a charter and no snapshot is made.
func TestCharterWithoutSnapshot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		c := lab("lab")
		c.Trees, c.Round = 30, 1
		_ = s.Charter(c)
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		defer runs(t, l)()
		if f := visits(t, l, "lab", keyed("ada")).Frame(); f.Width != 32 || !strings.Contains(trees(f), "#") {
			t.Errorf("%d cells wide", f.Width)
		}
		time.Sleep(5 * time.Second)
		if v, _ := s.of("lab"); v.saves == 0 {
			t.Error("it is not saved")
		}
	})
}

// A world that cannot be loaded is left out, said to be so, and not lost.
func TestFoundedWorldThatCannotBeLoaded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		other := lab("other")
		other.Width = 48
		wrong := lab("wrong")
		wrong.Trees = 99
		for _, c := range []Charter{lab("lab"), other, wrong, lab("fine")} {
			_ = s.Charter(c)
			_ = s.Save(c.Name, bareWorld(sized(32, 32)).Snapshot())
		}
		s.worlds["lab"].fails = errors.New("the snapshot cannot be read")
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		stop := runs(t, l)
		time.Sleep(25 * time.Hour)
		visits(t, l, Meadow, keyed("ada"))
		want := "world lab cannot be loaded\nworld other cannot be loaded\nworld wrong cannot be loaded"
		if got := strings.Join(l.Degraded(), "\n"); got != want {
			t.Errorf("degraded: %s", got)
		}
		if got := strings.Join(l.Worlds(), " "); got != "meadow" {
			t.Errorf("there are %q", got)
		}
		if err := l.Found(t.Context(), lab("lab")); err == nil || !strings.Contains(err.Error(), "cannot be loaded now") {
			t.Errorf("founding it: %v", err)
		}
		if _, err := l.Enter(t.Context(), "lab", keyed("ada")); err == nil || !strings.Contains(err.Error(), "could not be loaded") {
			t.Errorf("entering it: %v", err)
		}
		if got := strings.Join(s.charters(), " "); got != "lab other wrong" {
			t.Errorf("the keeper has %q", got)
		}
		if err := l.CloseWorld("wrong", nil); err != nil {
			t.Error(err)
		}
		settle()
		if got := strings.Join(s.charters(), " "); got != "lab other" {
			t.Errorf("the keeper has %q", got)
		}
		stop()
	})
}

// A world of which only the name can be read keeps it: nobody founds another.
func TestBrokenCharterKeepsItsName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		_ = s.Charter(lab("lab"))
		_ = s.Save("lab", bareWorld(sized(32, 32)).Snapshot())
		s.worlds["lab"].broken = errors.New("the charter cannot be read")
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		stop := runs(t, l)
		if err := l.Found(t.Context(), lab("lab")); err == nil || !strings.Contains(err.Error(), "cannot be loaded now") {
			t.Errorf("founding it: %v", err)
		}
		time.Sleep(25 * time.Hour)
		if got := strings.Join(l.Degraded(), "\n"); got != "world lab cannot be loaded" {
			t.Errorf("degraded: %s", got)
		}
		stop()
		if v, there := s.of("lab"); !there || v.saves != 1 {
			t.Errorf("kept: %v, saved %d times", there, v.saves)
		}
	})
}

// What the keeper has under the name of a world whose charter it has never taken is
// not of this world: it is neither replaced nor forgotten.
func TestWorldThatTheKeeperRefuses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		_ = s.Charter(lab("lab"))
		_ = s.Save("lab", bareWorld(sized(32, 32)).Snapshot())
		l := manyWorlds(t, LobbyConfig{Keeper: &blind{s}})
		stop := runs(t, l)
		founds(t, l, lab("lab"))
		visits(t, l, "lab", keyed("ada")).Leave()
		time.Sleep(time.Minute)
		if err := l.CloseWorld("lab", nil); err != nil {
			t.Error(err)
		}
		time.Sleep(time.Minute)
		if got := strings.Join(l.Worlds(), " "); got != Meadow {
			t.Errorf("there are %q", got)
		}
		stop()
		if v, there := s.of("lab"); !there || v.saves != 1 {
			t.Errorf("kept: %v, saved %d times", there, v.saves)
		}
	})
}

// blind is a shelf that sees no founded world and takes none.
type blind struct{ *shelf }

func (*blind) Founded() ([]Kept, error) { return nil, nil }

func (*blind) Charter(Charter) error {
	return errors.New("a world of that name is kept and cannot be read")
}

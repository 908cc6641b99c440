package game

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A world closes when nobody has visited it for a day, and not before.
func TestWorldClosesAfterADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		founds(t, l, lab("lab"))
		feastIn(l, "lab")
		defer runs(t, l)()
		ada := visits(t, l, "lab", keyed("ada"))
		dine(t, ada, 2)
		ada.Leave()
		time.Sleep(23*time.Hour + 59*time.Minute)
		if !sleeps(l, "lab") {
			t.Fatal("it is not there any more")
		}
		visits(t, l, "lab", keyed("bob")).Leave()
		time.Sleep(23*time.Hour + 59*time.Minute)
		if !sleeps(l, "lab") {
			t.Fatal("it closed though it was visited")
		}
		total := l.Totals()
		time.Sleep(2*time.Minute + time.Second)
		if _, err := l.Enter(t.Context(), "lab", keyed("ada")); !errors.Is(err, ErrNoWorld) {
			t.Errorf("entering it: %v", err)
		}
		if _, there := s.of("lab"); there || s.meals("lab") != 2 {
			t.Errorf("it is kept: %v, %d meals recorded", there, s.meals("lab"))
		}
		if now := l.Totals(); now.Moved != total.Moved || now.Generations < total.Generations || now.Frames < total.Frames || now.Moved == 0 {
			t.Errorf("the counters were %+v and are %+v", total, now)
		}
		founds(t, l, lab("lab"))
		if f := visits(t, l, "lab", keyed("ada")).Frame(); f.At > 1000 {
			t.Errorf("the new world is %d ms old", f.At)
		}
	})
}

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

// A founded world that falls again and again closes; the others miss no frame.
func TestThirdFallClosesAFoundedWorld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, d := newShelf(), &drovers{}
		l := manyWorlds(t, LobbyConfig{Keeper: s, Herder: d})
		defer runs(t, l)()
		busy, fragile := lab("busy"), lab("fragile")
		busy.Generations = 30
		founds(t, l, busy)
		founds(t, l, fragile)
		eye := visits(t, l, "busy", Join{Name: "eye", Watch: true})
		walker := visits(t, l, "busy", keyed("walker"))
		gaps := make(chan time.Duration)
		stop := make(chan struct{})
		go func() { gaps <- longestGap(walker, eye, stop) }()

		c := visits(t, l, "fragile", keyed("ada"))
		onlooker := visits(t, l, "fragile", Join{Name: "eve", Watch: true})
		for range fallsAllowed - 1 {
			time.Sleep(5 * time.Second)
			fall(c)
			if c.Why() != nil {
				t.Fatalf("it is over: %v", c.Why())
			}
			c = visits(t, l, "fragile", keyed("ada"))
			onlooker = visits(t, l, "fragile", Join{Name: "eve", Watch: true})
		}
		time.Sleep(5 * time.Second)
		fall(c)
		for _, who := range []*Client{c, onlooker} {
			<-who.Over()
			if why := Denied(""); !errors.As(who.Why(), &why) || who.Why().Error() != "the world fragile broke again and again and was closed" {
				t.Errorf("why: %v", who.Why())
			}
		}
		settle()
		if _, err := l.Enter(t.Context(), "fragile", keyed("ada")); !errors.Is(err, ErrNoWorld) {
			t.Errorf("entering it: %v", err)
		}
		if _, there := s.of("fragile"); there || d.of("fragile") != 0 || d.of("busy") != 1 {
			t.Errorf("it is kept: %v, herds: %d and %d", there, d.of("fragile"), d.of("busy"))
		}
		founds(t, l, fragile)
		close(stop)
		if gap := <-gaps; gap > 84*time.Millisecond {
			t.Errorf("the other world had no frame for %v", gap)
		}
	})
}

// longestGap has a player walk, and is the longest time between two frames of
// their world.
func longestGap(walker, eye *Client, stop <-chan struct{}) (gap time.Duration) {
	eye.Watch(Rect{Max: Point{64, 64}})
	last, number := time.Now(), eye.Frame().Number
	for i := 0; ; i++ {
		select {
		case <-stop:
			return gap
		case <-time.After(time.Millisecond):
		}
		if i%83 == 0 {
			walker.Step(Dir(i / 83 % 4))
		}
		if n := eye.Frame().Number; n != number {
			gap = max(gap, time.Since(last))
			last, number = time.Now(), n
		}
	}
}

func TestCloseWorld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		founds(t, l, lab("lab"))
		feastIn(l, "lab")
		defer runs(t, l)()
		ada, bob := visits(t, l, "lab", keyed("ada")), visits(t, l, Meadow, keyed("bob"))
		dine(t, ada, 2)
		if err := l.CloseWorld("lab", Denied("an admin has closed it")); err != nil {
			t.Fatal(err)
		}
		<-ada.Over()
		if ada.Why() != Denied("an admin has closed it") || bob.Why() != nil {
			t.Errorf("why: %v and %v", ada.Why(), bob.Why())
		}
		<-ada.Done()
		settle()
		if _, there := s.of("lab"); there || s.meals("lab") != 2 {
			t.Errorf("it is kept: %v, %d meals recorded", there, s.meals("lab"))
		}
		if err := l.CloseWorld("lab", nil); !errors.Is(err, ErrNoWorld) {
			t.Errorf("again: %v", err)
		}
		if err := l.CloseWorld(Meadow, nil); err == nil || errors.Is(err, ErrNoWorld) {
			t.Errorf("the meadow: %v", err)
		}
		if st, err := l.Stats("lab"); !errors.Is(err, ErrNoWorld) {
			t.Errorf("%+v, %v", st, err)
		}
	})
}

// A world that the keeper cannot forget keeps its name, until it can; its results
// are not lost.
func TestClosingWithAKeeperThatFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		l := manyWorlds(t, LobbyConfig{Keeper: s, MaxWorlds: 1})
		founds(t, l, lab("lab"))
		feastIn(l, "lab")
		defer runs(t, l)()
		ada := visits(t, l, "lab", keyed("ada"))
		time.Sleep(10 * time.Second)
		s.be(errors.New("the disk is full"), nil)
		dine(t, ada, 2)
		if err := l.CloseWorld("lab", nil); err != nil {
			t.Fatal(err)
		}
		<-ada.Over()
		time.Sleep(time.Hour)
		if err := l.Found(t.Context(), lab("lab")); err == nil || !strings.Contains(err.Error(), "is closing") {
			t.Errorf("founding it: %v", err)
		}
		if why := l.Degraded(); len(why) != 2 || !strings.Contains(why[1], "world lab is not being") {
			t.Errorf("degraded: %q", why)
		}
		founds(t, l, lab("other")) // it takes no place any more
		s.be(nil, nil)
		time.Sleep(2 * time.Minute)
		if _, there := s.of("lab"); there || s.meals("lab") != 2 || len(l.Degraded()) != 0 {
			t.Errorf("it is kept: %v, %d meals recorded, degraded: %q", there, s.meals("lab"), l.Degraded())
		}
	})
}

// A keeper that hangs holds up the end of a world, and nobody else.
func TestClosingWithAKeeperThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		stop := runs(t, l)
		founds(t, l, lab("lab"))
		ada := visits(t, l, "lab", keyed("ada"))
		time.Sleep(10 * time.Second)
		hangs := make(chan struct{})
		s.be(nil, hangs)
		time.Sleep(10 * time.Second)
		began := time.Now()
		if err := l.CloseWorld("lab", nil); err != nil {
			t.Fatal(err)
		}
		<-ada.Over()
		founds(t, l, lab("other"))
		visits(t, l, "other", keyed("ada"))
		if took := time.Since(began); took != 0 {
			t.Errorf("that took %v", took)
		}
		time.Sleep(time.Hour)
		s.be(nil, nil)
		close(hangs)
		settle()
		if _, there := s.of("lab"); there {
			t.Error("it is still kept")
		}
		stop()
	})
}

// No world is forgotten while results of it wait to be recorded.
func TestResultsGoBeforeForgetting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		s.records = errors.New("the table is locked")
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		founds(t, l, lab("lab"))
		feastIn(l, "lab")
		defer runs(t, l)()
		dine(t, visits(t, l, "lab", keyed("ada")), 2)
		if err := l.CloseWorld("lab", nil); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		if _, there := s.of("lab"); !there {
			t.Error("it is forgotten")
		}
		s.mu.Lock()
		s.records = nil
		s.mu.Unlock()
		time.Sleep(2 * time.Minute)
		if _, there := s.of("lab"); there || s.meals("lab") != 2 {
			t.Errorf("it is kept: %v, %d meals recorded", there, s.meals("lab"))
		}
	})
}

// A world that is forgotten is not forgotten again, whatever the janitor saw last;
// its name may be another's by then.
func TestForgottenOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		defer runs(t, l)()
		founds(t, l, lab("lab"))
		visits(t, l, "lab", keyed("ada"))
		old := l.worlds["lab"]
		if err := l.CloseWorld("lab", nil); err != nil {
			t.Fatal(err)
		}
		settle()
		founds(t, l, lab("lab"))
		time.Sleep(time.Minute)
		total := l.Totals()
		old.scribe.again(&l.all)
		settle()
		l.mu.Lock()
		l.remove(old)
		l.mu.Unlock()
		if _, there := s.of("lab"); !there {
			t.Error("the new world is forgotten too")
		}
		if _, there := listed(l, "lab"); !there {
			t.Error("the new world is off the table")
		}
		if now := l.Totals(); now.Frames != total.Frames {
			t.Errorf("the counters were %+v and are %+v", total, now)
		}
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

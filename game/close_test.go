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

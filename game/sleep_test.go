package game

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// asleepLab is a running lobby with a world in which ada was, and that sleeps.
func asleepLab(t *testing.T, c LobbyConfig) (l *Lobby, stop func()) {
	t.Helper()
	l = manyWorlds(t, c)
	stop = runs(t, l)
	lively := lab("lab")
	lively.Generations = 4
	founds(t, l, lively)
	ada := visits(t, l, "lab", keyed("ada"))
	time.Sleep(time.Minute)
	ada.Leave()
	time.Sleep(10*time.Minute + time.Second)
	if !sleeps(l, "lab") {
		t.Fatal("it does not sleep")
	}
	return l, stop
}

// A world sleeps when nobody has been in it for ten minutes, and not before.
func TestWorldFallsAsleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, d := newShelf(), &drovers{}
		l := manyWorlds(t, LobbyConfig{Keeper: s, Herder: d})
		defer runs(t, l)()
		c := lab("lab")
		c.Bots = "5"
		founds(t, l, c)
		ada := visits(t, l, "lab", keyed("ada"))
		time.Sleep(time.Hour) // somebody plays
		eye := visits(t, l, "lab", Join{Name: "eye", Watch: true})
		ada.Drop()
		time.Sleep(time.Hour) // somebody looks on
		if sleeps(l, "lab") {
			t.Error("it sleeps while somebody looks on")
		}
		bob := visits(t, l, "lab", keyed("bob"))
		eye.Leave()
		bob.Drop() // and waits for a minute
		time.Sleep(10*time.Minute + 59*time.Second)
		if sleeps(l, "lab") || d.of("lab") != 1 {
			t.Errorf("too soon it sleeps: %v, herds: %d", sleeps(l, "lab"), d.of("lab"))
		}
		time.Sleep(2 * time.Second)
		if !sleeps(l, "lab") || d.of("lab") != 0 {
			t.Errorf("it sleeps: %v, herds: %d", sleeps(l, "lab"), d.of("lab"))
		}
		select {
		case <-bob.Done():
		default:
			t.Error("the run has not ended")
		}
		if w, _ := listed(l, "lab"); w.Frame.Bots != 5 || w.Charter.Bots != "5" {
			t.Errorf("it is listed with %d bots", w.Frame.Bots)
		}
		if st, err := l.Stats("lab"); err != nil || st.Players != 0 || st.Bots != 0 {
			t.Errorf("%+v, %v", st, err)
		}
		before, _ := s.of("lab")
		time.Sleep(time.Hour)
		if after, _ := s.of("lab"); after.saves != before.saves {
			t.Errorf("it is saved %d times while it sleeps", after.saves-before.saves)
		}
		if missed := l.Say("hello"); missed != 0 || !sleeps(l, "lab") {
			t.Errorf("%d rooms missed it", missed)
		}
	})
}

// That a room falls is no visit.
func TestFallIsNoVisit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := manyWorlds(t, LobbyConfig{})
		defer runs(t, l)()
		founds(t, l, lab("lab"))
		for range 3 {
			time.Sleep(3 * time.Minute)
			fall(visits(t, l, "lab", Join{Batches: 1}))
		}
		time.Sleep(time.Minute + time.Second)
		if !sleeps(l, "lab") {
			t.Error("it does not sleep after ten minutes")
		}
	})
}

// Nor is another round of a match.
func TestMatchFallsAsleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := manyWorlds(t, LobbyConfig{Herder: &drovers{}})
		defer runs(t, l)()
		c := lab("cup")
		c.Match, c.Bots = time.Minute, "4"
		founds(t, l, c)
		ada := visits(t, l, "cup", keyed("ada"))
		time.Sleep(30 * time.Second)
		ada.Leave()
		time.Sleep(10*time.Minute + time.Second)
		w, _ := listed(l, "cup")
		if !w.Asleep || w.Charter.Round < 7 {
			t.Fatalf("sleeps: %v, in round %d", w.Asleep, w.Charter.Round)
		}
		time.Sleep(time.Hour)
		ada = visits(t, l, "cup", keyed("ada"))
		if f := ada.Frame(); f.Charter.Round != w.Charter.Round || f.Ends-f.At > stamp(time.Minute) {
			t.Errorf("round %d was %d, ends in %d", f.Charter.Round, w.Charter.Round, f.Ends-f.At)
		}
	})
}

// Nothing happens in a world that sleeps: it goes on as it was, without bots.
func TestTimeStandsStillInAWorldThatSleeps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := asleepLab(t, LobbyConfig{Herder: &drovers{}})
		defer stop()
		w, err := l.Listing("lab")
		if err != nil {
			t.Fatal(err)
		}
		before := w.Frame
		was := l.worlds["lab"].shot.clock
		time.Sleep(5 * time.Hour)
		if w, _ := l.Listing("lab"); w.Frame != before || !sleeps(l, "lab") {
			t.Error("it did not sleep on")
		}
		ada := visits(t, l, "lab", keyed("ada"))
		f := ada.Frame()
		if f.At < was.now || f.At > was.now+200 || f.Generation < was.generation || f.Generation > was.generation+2 {
			t.Errorf("it was at %d in generation %d and is at %d in generation %d", was.now, was.generation, f.At, f.Generation)
		}
		if trees(f) != trees(before) || sleeps(l, "lab") {
			t.Error("another world")
		}
		time.Sleep(10 * time.Second)
		if st, _ := l.Stats("lab"); st.Players != 1 || st.Dropped != 0 || st.Generations < was.generation+39 || st.Generations > was.generation+42 {
			t.Errorf("10 s after generation %d: %+v", was.generation, st)
		}
	})
}

// Who enters a world that sleeps does not wait for a disk, and what its last visit
// left is kept when the disk answers again.
func TestSleepingWithAKeeperThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		hangs := make(chan struct{})
		s.be(nil, hangs)
		founds(t, l, lab("lab"))
		feastIn(l, "lab")
		stop := runs(t, l)
		ada := visits(t, l, "lab", keyed("ada"))
		dine(t, ada, 2)
		for range 3 {
			ada.Leave()
			time.Sleep(11 * time.Minute)
			if !sleeps(l, "lab") {
				t.Fatal("it does not sleep")
			}
			began := time.Now()
			ada = visits(t, l, "lab", keyed("ada"))
			if took := time.Since(began); took != 0 {
				t.Errorf("waking took %v", took)
			}
			dine(t, ada, 2)
		}
		if why := l.Degraded(); len(why) == 0 || !strings.Contains(strings.Join(why, "\n"), "world lab is not being") {
			t.Errorf("degraded: %q", why)
		}
		founds(t, l, lab("other"))
		s.be(nil, nil)
		close(hangs)
		time.Sleep(10 * time.Second)
		if got := s.meals("lab"); got != 8 {
			t.Errorf("recorded %d meals", got)
		}
		if why := l.Degraded(); len(why) != 0 {
			t.Errorf("degraded: %q", why)
		}
		stop()
	})
}

// feastIn lets bacteria be everywhere in a world whose room does not run yet.
func feastIn(l *Lobby, world string) {
	w := l.worlds[world].room.world
	for y := range w.height {
		for x := range w.width {
			if w.isFree(x, y) && !w.isAlive(x, y) {
				w.enliven(Point{x, y}, 0)
			}
		}
	}
}

// What could not be recorded before a world fell asleep is recorded afterwards.
func TestResultsOutliveSleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		founds(t, l, lab("lab"))
		feastIn(l, "lab")
		defer runs(t, l)()
		ada := visits(t, l, "lab", keyed("ada"))
		s.be(errors.New("the disk is full"), nil)
		dine(t, ada, 3)
		ada.Leave()
		time.Sleep(11 * time.Minute)
		if !sleeps(l, "lab") {
			t.Fatal("it does not sleep")
		}
		s.be(nil, nil)
		ada = visits(t, l, "lab", keyed("ada"))
		dine(t, ada, 1)
		time.Sleep(5 * time.Second)
		if got := s.meals("lab"); got != 4 {
			t.Errorf("recorded %d meals", got)
		}
	})
}

func TestRunEndsAllWorlds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		l, stop := asleepLab(t, LobbyConfig{Keeper: s, Herder: &drovers{}})
		founds(t, l, lab("other"))
		ada := visits(t, l, "other", keyed("ada"))
		at := ada.Entered.At
		began := time.Now()
		stop()
		<-ada.Done()
		if ada.Why() != nil || time.Since(began) != 0 {
			t.Errorf("why %v, after %v", ada.Why(), time.Since(began))
		}
		if v, _ := s.of("other"); v.saves == 0 {
			t.Error("its last snapshot is missing")
		} else if shot, err := DecodeSnapshot(v.bytes); err != nil || len(shot.players) != 1 || !shot.players[0].away {
			t.Errorf("the last snapshot: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		for _, world := range []string{"lab", "other"} {
			if _, err := l.Enter(ctx, world, keyed("ada")); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("entering %s afterwards: %v", world, err)
			}
		}
		l = manyWorlds(t, LobbyConfig{Keeper: s})
		defer runs(t, l)()
		if back := visits(t, l, "other", keyed("ada")); back.Entered.At != at || back.Walker() != ada.Walker() {
			t.Errorf("back as %+v", back.Entered)
		}
	})
}

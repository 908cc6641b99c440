package game

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Nobody waits for a keeper: neither who steps nor the ticks.
func TestKeeperThatHangsDelaysNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{hangs: make(chan struct{})}
		l, stop := kept(t, sized(200, 200), d)
		ada := joins(t, l, keyed("ada"))
		for i := range 100 {
			began := time.Now()
			seq, ok := ada.Step(Dir(i % 4))
			settle()
			if e := ada.Echo(); !ok || e.Seq != seq || time.Since(began) != 0 {
				t.Fatalf("step %d: %v, echo %+v after %v", i, ok, e, time.Since(began))
			}
			time.Sleep(time.Second)
		}
		if s := statsOf(t, l); s.Late != 0 || s.Restarts != 0 || s.Frames < 100 {
			t.Errorf("%+v", s)
		}
		why := l.Degraded()
		if len(why) != 1 || !strings.HasPrefix(why[0], "world meadow is not being saved: ") {
			t.Errorf("degraded: %q", why)
		}
		dine(t, ada, 3)
		time.Sleep(5 * time.Second)
		dine(t, ada, 4)
		at := ada.Echo().At
		hangs := d.hangs
		d.be(nil, nil)
		close(hangs)
		time.Sleep(5 * time.Second)
		if got := d.of("ada"); got.Meals != int(ada.Echo().Meals) {
			t.Errorf("recorded %+v, ate %d", got, ada.Echo().Meals)
		}
		if len(l.Degraded()) != 0 {
			t.Errorf("degraded: %q", l.Degraded())
		}
		stop()
		if w := mustRestore(t, d.newest(t)); w.walkers[ada.Walker().Slot()].at() != at {
			t.Error("the world that was saved is another")
		}
	})
}

// What cannot be recorded is tried again, and recorded once.
func TestKeeperThatFailsLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		l, logged := loggedLobby(t, sized(200, 200), d)
		feast(l)
		stop := runs(t, l)
		ada, eve := joins(t, l, keyed("ada")), joins(t, l, keyed("eve"))
		full := errors.New("the disk is full")
		for range 5 {
			d.be(full, nil)
			dine(t, ada, 2)
			time.Sleep(7 * time.Second)
			dine(t, eve, 1)
			time.Sleep(7 * time.Second)
			why := l.Degraded()
			if len(why) != 1 || why[0] != "world meadow is not being saved: the disk is full" {
				t.Errorf("degraded: %q", why)
			}
			d.be(nil, nil)
			dine(t, ada, 1)
			time.Sleep(7 * time.Second)
			if why := l.Degraded(); len(why) != 0 {
				t.Errorf("degraded: %q", why)
			}
		}
		eve.Leave()
		dine(t, ada, 1)
		stop()
		if a, e := d.of("ada"), d.of("eve"); a.Meals != 16 || e.Meals != 5 {
			t.Errorf("recorded %+v and %+v", a, e)
		}
		lines := logged()
		if n := strings.Count(lines, "not being saved"); n != 5 {
			t.Errorf("logged %d times that it fails:\n%s", n, lines)
		}
		if n := strings.Count(lines, "level=ERROR"); n != 5 {
			t.Errorf("%d errors are logged:\n%s", n, lines)
		}
		if n := strings.Count(lines, "again being saved"); n != 5 {
			t.Errorf("logged %d times that it works again", n)
		}
	})
}

// Of a snapshot and results that both wait the results go first, each time.
func TestResultsGoBeforeTheSnapshot(t *testing.T) {
	w := bareWorld(sized(16, 16))
	for range 50 {
		d := &diary{}
		s := newScribe(Meadow, d, slog.New(slog.DiscardHandler))
		s.desk.putShot(w.Snapshot())
		w.results.ate("key of ada")
		s.desk.putResults(w)
		s.rest()
		s.run()
		if !slices.Equal(d.done, []string{"record", "save"}) || d.of("ada").Meals != 1 {
			t.Fatalf("done: %q, recorded %+v", d.done, d.of("ada"))
		}
	}
}

// What finds no place on its way to the keeper is counted in the log, once.
func TestLostResultsAreLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, logged := loggedLobby(t, sized(64, 64), &diary{})
		h := l.worlds[Meadow]
		crowd := func(w *World, more int) {
			for i := range mostResults + more {
				w.results.ate(fmt.Sprint("key ", i))
			}
		}
		crowd(h.room.world, 3) // of the world
		h.desk.salvage(h.room.world)
		other := bareWorld(sized(64, 64))
		crowd(other, 0)
		h.desk.salvage(other) // of what the room before has left
		stop := runs(t, l)
		time.Sleep(10 * time.Second)
		stop()
		want := fmt.Sprintf("results=%d\n", mostResults+3)
		if lines := logged(); strings.Count(lines, "results are lost") != 1 || !strings.Contains(lines, want) {
			t.Errorf("want %s, logged:\n%s", want, lines)
		}
	})
}

// What an account did in the last second before the room fell is recorded, and
// nothing twice.
func TestResultsOutliveAFall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		l, stop := kept(t, sized(200, 200), d)
		defer stop()
		ada := joins(t, l, keyed("ada"))
		want := 0
		for range 3 {
			time.Sleep(40 * time.Second)
			for range 30 {
				dine(t, ada, 1)
				want++
				time.Sleep(130 * time.Millisecond)
			}
			fall(ada)
			ada = joins(t, l, keyed("ada"))
		}
		time.Sleep(3 * time.Second)
		if got := d.of("ada"); got.Meals != want {
			t.Errorf("recorded %+v, want %d meals", got, want)
		}
	})
}

// What was done before a fall is recorded though the lobby is stopped before a
// world is there again.
func TestResultsOutliveAStopDuringThePause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		l, stop := kept(t, sized(200, 200), d)
		ada := joins(t, l, keyed("ada"))
		time.Sleep(saved)
		for range fallsAllowed - 1 {
			fall(ada)
			ada = joins(t, l, keyed("ada"))
		}
		dine(t, ada, 2)
		fall(ada)
		settle()
		stop()
		if got := d.of("ada"); got.Meals != 2 {
			t.Errorf("recorded %+v, want 2 meals", got)
		}
	})
}

// What those who have left did arrives, and what is done until the very end.
func TestLastResults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		l, stop := kept(t, sized(200, 200), d)
		ada, eve := joins(t, l, keyed("ada")), joins(t, l, keyed("eve"))
		time.Sleep(10 * time.Second)
		dine(t, eve, 2)
		eve.Leave()
		time.Sleep(3 * time.Second)
		if got := d.of("eve"); got.Meals != 2 {
			t.Errorf("of who has left: %+v", got)
		}
		dine(t, ada, 3)
		stop()
		if got := d.of("ada"); got.Meals != 3 {
			t.Errorf("of the last moment: %+v", got)
		}
		s := d.newest(t)
		if len(s.players) != 1 || !s.players[0].away || s.players[0].meals != 3 {
			t.Errorf("the last snapshot has %+v", s.players)
		}
	})
}

// A newer snapshot replaces the one that waits; all are young when they are
// written.
func TestSnapshotsOnTheDiskAreYoung(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		_, stop := kept(t, sized(300, 300), d)
		defer stop()
		began := time.Now()
		for range 200 {
			time.Sleep(100 * time.Millisecond)
			settle()
			now := Stamp(time.Since(began).Milliseconds())
			if at := d.newest(t).At(); now-at > 4100 {
				t.Errorf("at %d the newest on the disk is of %d", now, at)
			}
		}
		before := d.saves
		hangs := make(chan struct{})
		d.be(nil, hangs)
		time.Sleep(time.Minute)
		d.be(nil, nil)
		close(hangs)
		settle()
		if d.saves != before+2 {
			t.Errorf("after a minute %d snapshots were written, want the one under way and the newest", d.saves-before)
		}
		if at := d.newest(t).At(); Stamp(time.Since(began).Milliseconds())-at > 4100 {
			t.Errorf("the newest is of %d", at)
		}
	})
}

func TestKeeperThatPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := kept(t, sized(64, 64), broken{})
		defer stop()
		ada := joins(t, l, keyed("ada"))
		time.Sleep(10 * time.Second)
		seq, _ := ada.Step(Left)
		settle()
		if why := l.Degraded(); len(why) != 1 || !strings.Contains(why[0], "panic: broken") {
			t.Errorf("degraded: %q", why)
		}
		if s := statsOf(t, l); s.Restarts != 0 || seq != 1 || ada.Echo().Seq != seq {
			t.Errorf("%+v; step %d, echo %+v", s, seq, ada.Echo())
		}
	})
}

type broken struct{}

func (broken) Load(string) (*Snapshot, error) { return nil, nil }
func (broken) Save(string, *Snapshot) error   { panic("broken") }
func (broken) Record(string, []Result) error  { panic("broken") }

func (broken) Founded() ([]Kept, error) { return nil, nil }
func (broken) Charter(Charter) error    { return nil }
func (broken) Forget(string) error      { return nil }

package game

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// diary is a Keeper that keeps all in memory, in the byte form, and does as it
// is told.
type diary struct {
	mu      sync.Mutex
	fails   error         // of Save and Record
	hangs   chan struct{} // until it is closed; nil: not at all
	bytes   []byte        // of the newest snapshot
	saves   int
	results map[string]Result
	records int
}

func (d *diary) do(f func()) error {
	d.mu.Lock()
	hangs, fails := d.hangs, d.fails
	d.mu.Unlock()
	if hangs != nil {
		<-hangs
	}
	if fails != nil {
		return fails
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	f()
	return nil
}

func (d *diary) be(fails error, hangs chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fails, d.hangs = fails, hangs
}

func (d *diary) Load(string) (*Snapshot, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.bytes == nil {
		return nil, d.fails
	}
	return DecodeSnapshot(d.bytes)
}

func (d *diary) Save(_ string, s *Snapshot) error {
	return d.do(func() {
		d.saves++
		d.bytes, _ = s.AppendBinary(nil)
	})
}

func (d *diary) Record(_ string, batch []Result) error {
	return d.do(func() {
		d.records++
		if d.results == nil {
			d.results = map[string]Result{}
		}
		for _, r := range batch {
			was := d.results[r.Account]
			d.results[r.Account] = Result{r.Account, max(was.Best, r.Best), was.Meals + r.Meals, was.Stings + r.Stings}
		}
	})
}

func (d *diary) of(name string) Result {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.results["key of "+name]
}

// newest is the newest snapshot that was saved.
func (d *diary) newest(t *testing.T) *Snapshot {
	t.Helper()
	s, err := d.Load(Meadow)
	if err != nil || s == nil {
		t.Fatalf("loaded %v, %v", s, err)
	}
	return s
}

// kept runs a lobby with a keeper. Where bacteria stand still they are
// everywhere.
func kept(t *testing.T, cfg Config, k Keeper) (l *Lobby, stop func()) {
	t.Helper()
	l = quietLobby(t, cfg, k)
	if cfg.Generations == 0 {
		feast(l)
	}
	return l, runs(t, l)
}

func feast(l *Lobby) {
	w := l.worlds[Meadow].room.world
	for y := range w.height {
		for x := range w.width {
			w.enliven(Point{x, y}, 0)
		}
	}
}

// dine lets a player walk until they have eaten so much more.
func dine(t *testing.T, c *Client, meals uint32) {
	t.Helper()
	want, d := c.Echo().Meals+meals, Right
	for range 1000 {
		c.Step(d)
		settle()
		switch e := c.Echo(); {
		case e.Meals == want:
			return
		case e.Verdict.Blocked():
			d = (d + 1) % 4
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("nothing to eat: %+v", c.Echo())
}

func TestWorldOutlivesTheLobby(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		l, stop := kept(t, wooded(), d)
		ada, guest := joins(t, l, keyed("ada")), joins(t, l, Join{Name: "guest"})
		swarm := joins(t, l, Join{Batches: 1})
		send(t, swarm, &Batch{Op: OpEnter, Steps: make([]BatchStep, 9)})
		ada.Step(Left)
		time.Sleep(20 * time.Second)
		ada.Step(Right)
		settle()
		at, forest, id := ada.Echo().At, trees(ada.Frame()), ada.Walker()
		stop()
		if s := d.newest(t); s.At() < 20_000 || s.At() > 20_001 {
			t.Errorf("the last snapshot is of %d", s.At())
		}

		cfg := wooded()
		cfg.Seed, cfg.Width = 77, 256 // not asked: the world is there
		l, stop = kept(t, cfg, d)
		defer stop()
		bob := joins(t, l, Join{Name: "bob"})
		if trees(bob.Frame()) != forest {
			t.Error("another forest")
		}
		if m, ok := markOf(bob, id); !ok || !m.Away || m.At != at {
			t.Errorf("ada is %+v, %v", m, ok)
		}
		if s := statsOf(t, l); s.Players != 2 || s.Bots != 0 {
			t.Errorf("%+v", s)
		}
		if _, ok := bob.Frame().Player(guest.Walker()); ok {
			t.Error("a guest outlived the lobby")
		}
		back := joins(t, l, keyed("ada"))
		if back.Walker() != id || back.Entered.At != at {
			t.Errorf("back as %+v", back.Entered)
		}
	})
}

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
		var lines strings.Builder
		var mu sync.Mutex
		log := slog.New(slog.NewTextHandler(locked{&mu, &lines}, nil))
		d := &diary{}
		l, err := NewLobby(sized(200, 200), 12, d, log)
		if err != nil {
			t.Fatal(err)
		}
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
			if len(why) != 2 || why[1] != "world meadow is not being saved: the disk is full" ||
				why[0] != "world meadow is not being recorded: the disk is full" {
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
		mu.Lock()
		defer mu.Unlock()
		if n := strings.Count(lines.String(), "not being saved"); n != 5 {
			t.Errorf("logged %d times that it fails:\n%s", n, &lines)
		}
		if n := strings.Count(lines.String(), "again being saved"); n != 5 {
			t.Errorf("logged %d times that it works again", n)
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

// Whoever has left when the lobby is stopped has left, though the room had no
// time for it before.
func TestLeavingAtTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		l := quietLobby(t, sized(64, 64), d)
		room := l.worlds[Meadow].room
		ada, eve := seated(room, keyed("ada")), seated(room, keyed("eve"))
		eve.Step(Left)
		ada.Leave()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := l.Run(ctx); err != nil {
			t.Fatal(err)
		}
		s := d.newest(t)
		if len(s.players) != 1 || s.players[0].name != "eve" || eve.Echo().Seq != 1 {
			t.Errorf("there are %+v", s.players)
		}
	})
}

// A newer snapshot replaces the one that waits; all are young when they are
// written.
func TestSnapshotsOnTheDiskAreYoung(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		l, stop := kept(t, sized(300, 300), d)
		defer stop()
		ada := joins(t, l, keyed("ada"))
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
		_ = ada
	})
}

func TestKeeperThatPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := kept(t, sized(64, 64), broken{})
		defer stop()
		ada := joins(t, l, keyed("ada"))
		time.Sleep(10 * time.Second)
		if why := l.Degraded(); len(why) != 1 || !strings.Contains(why[0], "panic: broken") {
			t.Errorf("degraded: %q", why)
		}
		if s := statsOf(t, l); s.Restarts != 0 || ada.Echo().Seq != 0 {
			t.Errorf("%+v", s)
		}
	})
}

type broken struct{}

func (broken) Load(string) (*Snapshot, error) { return nil, nil }
func (broken) Save(string, *Snapshot) error   { panic("broken") }
func (broken) Record(string, []Result) error  { panic("broken") }

func TestWorldThatCannotBeLoaded(t *testing.T) {
	unreadable := errors.New("the snapshot cannot be read: do this")
	_, err := NewLobby(sized(64, 64), 12, &diary{fails: unreadable}, slog.New(slog.DiscardHandler))
	if !errors.Is(err, unreadable) || !strings.Contains(err.Error(), "meadow") {
		t.Errorf("%v", err)
	}
}

// The operator is told that the stored world is not the one that was asked for.
func TestStoredWorldWins(t *testing.T) {
	d := &diary{}
	if err := d.Save(Meadow, bareWorld(sized(64, 96)).Snapshot()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		cfg  Config
		warn bool
	}{{sized(64, 96), false}, {sized(64, 64), true}} {
		var lines strings.Builder
		l, err := NewLobby(c.cfg, 12, d, slog.New(slog.NewTextHandler(&lines, nil)))
		if err != nil {
			t.Fatal(err)
		}
		if f := l.worlds[Meadow].room.frame.Load(); f.Width != 64 || f.Height != 96 {
			t.Errorf("it is %d x %d", f.Width, f.Height)
		}
		if strings.Contains(lines.String(), "level=WARN") != c.warn || !strings.Contains(lines.String(), "goes on") {
			t.Errorf("logged:\n%s", &lines)
		}
	}
}

// locked is a writer of several goroutines.
type locked struct {
	mu *sync.Mutex
	to *strings.Builder
}

func (l locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.to.Write(b)
}

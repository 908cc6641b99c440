package game

import (
	"log/slog"
	"strings"
	"sync"
	"testing"
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
	done    []string // "save" and "record", in order
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
		d.done = append(d.done, "save")
		d.bytes, _ = s.AppendBinary(nil)
	})
}

func (d *diary) Record(_ string, batch []Result) error {
	return d.do(func() {
		d.done = append(d.done, "record")
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

// loggedLobby is a lobby that does not run, and what it has logged so far.
func loggedLobby(t *testing.T, cfg Config, k Keeper) (l *Lobby, logged func() string) {
	t.Helper()
	var mu sync.Mutex
	var lines strings.Builder
	l, err := NewLobby(LobbyConfig{Meadow: cfg, FPS: 12, Keeper: k, Log: slog.New(slog.NewTextHandler(locked{&mu, &lines}, nil))})
	if err != nil {
		t.Fatal(err)
	}
	return l, func() string {
		mu.Lock()
		defer mu.Unlock()
		return lines.String()
	}
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

// Founded, Charter and Forget: a diary knows of the meadow alone.
func (d *diary) Founded() ([]Kept, error) { return nil, nil }
func (d *diary) Charter(Charter) error    { return nil }
func (d *diary) Forget(string) error      { return nil }

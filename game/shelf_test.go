package game

import (
	"errors"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"
)

// shelf is a Keeper of many worlds in memory that does as it is told.
type shelf struct {
	mu      sync.Mutex
	worlds  map[string]*volume
	results map[string]map[string]Result // by world, then account
	fails   error                        // of all that is kept
	hangs   chan struct{}                // until it is closed; nil: not at all
	records error                        // fails of Record alone
}

// volume is what a shelf has of a world.
type volume struct {
	charter *Charter
	saved   time.Time
	bytes   []byte
	fails   error // of Load
	broken  error // of the charter
	saves   int
}

func newShelf() *shelf {
	return &shelf{worlds: map[string]*volume{}, results: map[string]map[string]Result{}}
}

func (s *shelf) do(world string, f func(*volume)) error {
	s.mu.Lock()
	hangs, fails := s.hangs, s.fails
	s.mu.Unlock()
	if hangs != nil {
		<-hangs
	}
	if fails != nil {
		return fails
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.worlds[world]
	if v == nil {
		v = &volume{}
		s.worlds[world] = v
	}
	f(v)
	return nil
}

func (s *shelf) be(fails error, hangs chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fails, s.hangs = fails, hangs
}

func (s *shelf) Load(world string) (*Snapshot, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.worlds[world]
	switch {
	case v == nil:
		return nil, nil
	case v.fails != nil || v.bytes == nil:
		return nil, v.fails
	}
	return DecodeSnapshot(v.bytes)
}

func (s *shelf) Save(world string, shot *Snapshot) error {
	return s.do(world, func(v *volume) {
		v.saves++
		v.saved = time.Now()
		v.bytes, _ = shot.AppendBinary(nil)
	})
}

func (s *shelf) Founded() (all []Kept, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range slices.Sorted(maps.Keys(s.worlds)) {
		if v := s.worlds[name]; v.charter != nil {
			k := Kept{Charter: *v.charter, Saved: v.saved, Broken: v.broken}
			if k.Broken != nil {
				k.Charter = Charter{Name: name}
			}
			all = append(all, k)
		}
	}
	return all, nil
}

func (s *shelf) Charter(c Charter) error {
	return s.do(c.Name, func(v *volume) { v.charter = &c })
}

func (s *shelf) Forget(world string) error {
	return s.do(world, func(*volume) { delete(s.worlds, world) })
}

func (s *shelf) Record(world string, batch []Result) error {
	s.mu.Lock()
	fails := s.records
	s.mu.Unlock()
	if fails != nil {
		return fails
	}
	return s.do(world, func(*volume) {
		if s.results[world] == nil {
			s.results[world] = map[string]Result{}
		}
		for _, r := range batch {
			was := s.results[world][r.Account]
			s.results[world][r.Account] = Result{r.Account, max(was.Best, r.Best), was.Meals + r.Meals, was.Stings + r.Stings}
		}
	})
}

// of is a copy of what the shelf has of a world.
func (s *shelf) of(world string) (volume, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v := s.worlds[world]; v != nil {
		return *v, true
	}
	return volume{}, false
}

// charters are the names of the worlds whose charters the shelf has.
func (s *shelf) charters() (names []string) {
	all, _ := s.Founded()
	for _, k := range all {
		names = append(names, k.Charter.Name)
	}
	return names
}

// drovers is a Herder whose bots are told apart by how many they are: its
// specifications are numbers.
type drovers struct {
	mu     sync.Mutex
	herds  map[string]int // that run now, by world
	begun  int
	panics bool
}

var errNoSpec = errors.New("bots are a number")

// lab is a charter of a small world of ada's.
func lab(name string) Charter {
	c := NewCharter(name)
	c.Width, c.Height, c.Generations, c.Bots = 32, 32, 0, ""
	c.Founder, c.Crown.Name = "key of ada", "ada"
	return c
}

// founds founds a world.
func founds(t *testing.T, l *Lobby, c Charter) {
	t.Helper()
	if err := l.Found(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

// visits is a client of a world.
func visits(t *testing.T, l *Lobby, world string, j Join) *Client {
	t.Helper()
	c, err := l.Enter(t.Context(), world, j)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// listed is a world as the lobby lists it.
func listed(l *Lobby, world string) (Listing, bool) {
	for _, w := range l.List() {
		if w.Name == world {
			return w, true
		}
	}
	return Listing{}, false
}

// sleeps tells whether a world sleeps.
func sleeps(l *Lobby, world string) bool {
	w, ok := listed(l, world)
	return ok && w.Asleep
}

// meals are those that are recorded of ada in a world.
func (s *shelf) meals(world string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.results[world]["key of ada"].Meals
}

// recorded is for how many accounts of a world something is recorded.
func (s *shelf) recorded(world string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.results[world])
}

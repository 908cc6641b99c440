package tui

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"thicket/game"
)

// groves are worlds beside each other: each is the meadow of a lobby of its own.
type groves struct {
	t        *testing.T
	mu       sync.Mutex // guards what follows
	forests  map[string]*forest
	charter  map[string]*game.Charter
	refuse   map[string]error         // of entering
	slow     map[string]time.Duration // until somebody is in
	over     map[string]chan struct{} // closed: everybody is sent away
	why      map[string]error
	places   map[string][]Place
	founds   []game.Charter // that were asked for
	founding error          // what comes of it
	takes    time.Duration  // until that
}

// newGroves has a meadow and worlds of some names.
func newGroves(t *testing.T, names ...string) *groves {
	t.Helper()
	w := &groves{
		t: t, forests: map[string]*forest{}, charter: map[string]*game.Charter{}, refuse: map[string]error{},
		slow: map[string]time.Duration{}, over: map[string]chan struct{}{}, why: map[string]error{}, places: map[string][]Place{},
	}
	for _, name := range append([]string{game.Meadow}, names...) {
		w.add(name, clearing(64, 64))
	}
	return w
}

func (w *groves) add(name string, cfg game.Config) {
	w.t.Helper()
	f := newForest(w.t, cfg)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.forests[name], w.over[name] = f, make(chan struct{})
	if name != game.Meadow {
		c := game.NewCharter(name)
		c.Crown.Name = "fern"
		w.charter[name] = &c
	}
}

// sends everybody away from a world, into which nobody comes from then on.
func (w *groves) sends(name string, why error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.refuse[name], w.why[name] = why, why
	close(w.over[name])
	for _, place := range w.places[name] {
		place.Leave()
	}
}

// closes ends a world for good, as a fall does that nothing comes after.
func (w *groves) closes(name string) {
	w.mu.Lock()
	f := w.forests[name]
	delete(w.forests, name)
	w.mu.Unlock()
	f.fall(w.t)
}

func (w *groves) List() (all []game.Listing) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for name, f := range w.forests {
		it, _ := f.Listing(game.Meadow)
		all = append(all, game.Listing{Name: name, Charter: w.charter[name], Frame: it.Frame})
	}
	return all
}

func (w *groves) Enter(ctx context.Context, world string, j game.Join) (Place, error) {
	w.mu.Lock()
	f, refuse, slow, over, why := w.forests[world], w.refuse[world], w.slow[world], w.over[world], w.why
	w.mu.Unlock()
	switch {
	case f == nil:
		return nil, fmt.Errorf("%q: %w", world, game.ErrNoWorld)
	case refuse != nil:
		return nil, refuse
	}
	select {
	case <-time.After(slow):
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	place, err := f.enter(ctx, j)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.places[world] = append(w.places[world], place)
	return &sendable{Place: place, over: over, why: func() error { w.mu.Lock(); defer w.mu.Unlock(); return why[world] }}, nil
}

func (w *groves) Found(ctx context.Context, c game.Charter) error {
	w.mu.Lock()
	err, takes := w.founding, w.takes
	w.founds = append(w.founds, c)
	w.mu.Unlock()
	select {
	case <-time.After(takes):
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if err == nil {
		w.add(c.Name, clearing(c.Width, c.Height))
	}
	return err
}

func (*groves) Bots(spec string, cells int) (string, error) {
	if spec == "dance=1" {
		return "", errors.New("\"dance\" is no strategy; allowed are wander, graze, sow and hunt")
	}
	return spec, nil
}

func (*groves) Account(context.Context, string) (string, error) { return "", game.ErrNobody }

// counts is how many walkers of players a world has.
func (w *groves) counts(name string) int {
	w.t.Helper()
	w.mu.Lock()
	f := w.forests[name]
	w.mu.Unlock()
	f.stats(w.t)
	it, err := f.Listing(game.Meadow)
	if err != nil {
		w.t.Fatal(err)
	}
	return len(it.Frame.Players)
}

// owned counts the cells of a world that somebody owns.
func (w *groves) owned(name string) (n int) {
	w.t.Helper()
	it, err := w.forests[name].Listing(game.Meadow)
	if err != nil {
		w.t.Fatal(err)
	}
	frame := it.Frame
	for i := range frame.Width * frame.Height {
		if colony, _ := frame.Bacterium(game.Point{X: i % frame.Width, Y: i / frame.Width}); colony != 0 {
			n++
		}
	}
	return n
}

// sendable is a place that its player can be sent away from.
type sendable struct {
	Place
	over chan struct{}
	why  func() error
}

func (s *sendable) Over() <-chan struct{} {
	select {
	case <-s.over:
		return s.over
	default:
	}
	if s.Place.Why() != nil {
		return s.Place.Over()
	}
	return s.over
}

func (s *sendable) Why() error {
	select {
	case <-s.over:
		return s.why()
	default:
		return s.Place.Why()
	}
}

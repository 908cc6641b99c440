package main

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"

	"thicket/sshd/sshtest"
)

// me is what the command of that name says.
type me struct {
	Name   string `json:"name"`
	Best   int    `json:"best_biomass"`
	Meals  int    `json:"meals"`
	Stings int    `json:"stings"`
}

// covers tells whether m says no less than an earlier one.
func (m me) covers(o me) bool {
	return m.Name == o.Name && m.Best >= o.Best && m.Meals >= o.Meals && m.Stings >= o.Stings
}

// witness notes what a server has shown, until it is frozen: who was told what
// by me and by top, and how far the meadow was.
type witness struct {
	mu         sync.Mutex
	frozen     bool
	said       int
	mine       map[uint64]me // by the seed of the key
	top        map[string]me // by name
	generation int
	looking    sync.WaitGroup
}

func newWitness() *witness { return &witness{mine: map[uint64]me{}, top: map[string]me{}} }

// look asks until ctx ends.
func (w *witness) look(ctx context.Context, addr string, keys int) {
	w.mu.Lock()
	w.frozen = false
	w.mu.Unlock()
	again := func(f func()) {
		w.looking.Go(func() {
			for ctx.Err() == nil {
				f()
			}
		})
	}
	again(func() {
		seed := rand.Uint64N(uint64(keys))
		var m me
		if askFor(ctx, addr, sshtest.KeyFromSeed(seed), "me", &m) == nil {
			w.note(func() { w.mine[seed] = m })
		}
	})
	again(func() {
		var lines []me
		if askFor(ctx, addr, nil, "top --period all --limit 100", &lines) == nil {
			w.note(func() {
				for _, m := range lines {
					w.top[m.Name] = m
				}
			})
		}
	})
	again(func() {
		if n, ok := generation(ctx, addr); ok {
			w.note(func() { w.generation = n })
		}
	})
}

// note keeps an answer that came before the end.
func (w *witness) note(keep func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.frozen {
		w.said++
		keep()
	}
}

// freeze ends the noting.
func (w *witness) freeze() {
	w.mu.Lock()
	w.frozen = true
	w.mu.Unlock()
}

func (w *witness) answers() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.said
}

// compare checks what a server shows now against what was noted, and tells how
// many generations the meadow has lost.
func (w *witness) compare(t *testing.T, addr string) (lost int) {
	t.Helper()
	w.looking.Wait()
	if n, ok := generation(t.Context(), addr); !ok {
		t.Error("the server does not list its worlds")
	} else if lost = max(w.generation-n, 0); lost > worldAge {
		t.Errorf("the meadow is at generation %d, it was at %d", n, w.generation)
	}
	now := map[string]me{}
	for seed, before := range w.mine {
		var m me
		if err := askFor(t.Context(), addr, sshtest.KeyFromSeed(seed), "me", &m); err != nil {
			t.Fatal(err)
		}
		if now[m.Name] = m; !m.covers(before) {
			t.Errorf("me says %v, it said %v", m, before)
		}
	}
	for name, before := range w.top {
		if m, asked := now[name]; asked && !m.covers(before) {
			t.Errorf("me says %v, top said %v", m, before)
		}
	}
	var lines []me
	if err := askFor(t.Context(), addr, nil, "top --period all --limit 100", &lines); err != nil {
		t.Fatal(err)
	}
	for _, m := range lines {
		if before, shown := w.top[m.Name]; shown && !m.covers(before) {
			t.Errorf("top says %v, it said %v", m, before)
		}
	}
	return lost
}

// generation is how far the meadow is.
func generation(ctx context.Context, addr string) (int, bool) {
	var worlds []struct {
		Generation int `json:"generation"`
	}
	if askFor(ctx, addr, nil, "worlds", &worlds) != nil || len(worlds) == 0 {
		return 0, false
	}
	return worlds[0].Generation, true
}

package store

import (
	"log/slog"
	"maps"
	"slices"
	"sync"
)

// trouble is what cannot be kept now, by what it is about.
type trouble struct {
	log *slog.Logger
	mu  sync.Mutex
	now map[string]string // in words
}

// begin notes that something cannot be kept; it is logged when that is new.
func (t *trouble) begin(about, words string) {
	t.mu.Lock()
	_, old := t.now[about]
	if t.now == nil {
		t.now = map[string]string{}
	}
	t.now[about] = words
	t.mu.Unlock()
	if !old {
		t.log.Error(words)
	}
}

// end notes that it can be kept again.
func (t *trouble) end(about string) {
	t.mu.Lock()
	_, was := t.now[about]
	delete(t.now, about)
	t.mu.Unlock()
	if was {
		t.log.Info(about + " can be kept again")
	}
}

func (t *trouble) has(about string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now[about] != ""
}

// list is everything, in a steady order.
func (t *trouble) list() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Sorted(maps.Values(t.now))
}

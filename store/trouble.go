package store

import (
	"fmt"
	"log/slog"
	"sync"
)

// trouble is that the database does not take something now. Of the meadow's
// snapshots that cannot be saved whoever saves them knows.
type trouble struct {
	log *slog.Logger
	of  string // what is not kept
	mu  sync.Mutex
	now string // in words; "": there is none
}

// begin notes that nothing can be written; it is logged when that is new.
func (t *trouble) begin(why error) {
	words := fmt.Sprintf("%s cannot be kept: %v", t.of, why)
	t.mu.Lock()
	old := t.now
	t.now = words
	t.mu.Unlock()
	if old == "" {
		t.log.Error(words)
	}
}

// end notes that it can be written again.
func (t *trouble) end() {
	t.mu.Lock()
	old := t.now
	t.now = ""
	t.mu.Unlock()
	if old != "" {
		t.log.Info(t.of + " can be kept again")
	}
}

// words are what it is, "" if there is none.
func (t *trouble) words() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now
}

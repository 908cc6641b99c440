package store

import "sync"

// ids are the numbers of founded worlds that save, so that no save has to look
// for its own. Only the writer changes them, in the transaction in which it has
// found a world there or has forgotten it: so none is of a world that is not there
// any more, but for those whose row somebody deletes by hand, until they save next.
type ids struct {
	mu     sync.Mutex
	worlds map[string]int64
}

func (i *ids) get(world string) (id int64, ok bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	id, ok = i.worlds[world]
	return id, ok
}

// set notes a world's number. undo is for a transaction that fails.
func (i *ids) set(world string, id int64) (undo func()) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.worlds == nil {
		i.worlds = map[string]int64{}
	}
	if i.worlds[world] == id {
		return nil
	}
	i.worlds[world] = id
	return func() { i.forget(world) }
}

// forget is right whatever becomes of the transaction: who has no number asks
// for it.
func (i *ids) forget(world string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	delete(i.worlds, world)
}

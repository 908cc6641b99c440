package game

import (
	"cmp"
	"fmt"
	"slices"
)

// table is all worlds, the meadow first and the others by their names.
func (l *Lobby) table() []*hosted {
	l.mu.Lock()
	all := make([]*hosted, 0, len(l.worlds))
	for _, h := range l.worlds {
		all = append(all, h)
	}
	l.mu.Unlock()
	slices.SortFunc(all, func(a, b *hosted) int {
		switch {
		case a.name == b.name:
			return 0
		case a.name == Meadow:
			return -1
		case b.name == Meadow:
			return 1
		}
		return cmp.Compare(a.name, b.name)
	})
	return all
}

// shown tells whether a world can be entered, now or soon. The caller holds the
// mutex.
func (h *hosted) shown() bool {
	return h.state == awake || h.state == asleep || h.state == inMaking && h.last != nil
}

// List is all worlds, the meadow first and the others by their names.
func (l *Lobby) List() []Listing {
	table := l.table()
	list := make([]Listing, 0, len(table))
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, h := range table {
		if h.shown() {
			list = append(list, Listing{Name: h.name, Charter: h.charter.Load(), Frame: h.frame(), Asleep: h.state == asleep})
		}
	}
	return list
}

// frame is the newest frame, of a world that sleeps or wakes the last; nil while
// it is rebuilt. The caller holds the mutex.
func (h *hosted) frame() *Frame {
	switch {
	case h.room != nil:
		return h.room.frame.Load()
	case h.state == awake:
		return nil
	}
	return h.last
}

// Worlds are the names of all worlds, the meadow first and the others in their
// order.
func (l *Lobby) Worlds() []string {
	table := l.table()
	names := make([]string, 0, len(table))
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, h := range table {
		if h.shown() {
			names = append(names, h.name)
		}
	}
	return names
}

// find is a world that can be entered, now or soon. The caller holds the mutex.
func (l *Lobby) find(world string) (*hosted, error) {
	if h := l.worlds[world]; h != nil && h.shown() {
		return h, nil
	}
	return nil, fmt.Errorf("%q: %w", world, ErrNoWorld)
}

// Frame is the newest frame of a world; of one that sleeps the last, and it sleeps
// on. Error: ErrNoWorld, or the world is being rebuilt.
func (l *Lobby) Frame(world string) (*Frame, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	h, err := l.find(world)
	if err != nil {
		return nil, err
	}
	f := h.frame()
	if f == nil {
		return nil, fmt.Errorf("%q is being rebuilt", world)
	}
	return f, nil
}

// Stats is a copy of a world's counters. Error: ErrNoWorld.
func (l *Lobby) Stats(world string) (Stats, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	h, err := l.find(world)
	if err != nil {
		return Stats{}, err
	}
	return h.stats(), nil
}

// stats is what a world has counted, and how it is. The caller holds the mutex.
func (h *hosted) stats() Stats {
	s := h.counters.stats()
	if h.room != nil {
		f := h.room.frame.Load()
		s.Players, s.Bots, s.Mailbox = f.Present(), f.Bots, len(h.room.mailbox)
	}
	return s
}

// Totals are the counters of all worlds together, of those that have closed as
// well: none ever falls but Players, Bots and Mailbox.
func (l *Lobby) Totals() Stats {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := l.past
	for _, h := range l.worlds {
		s := h.stats()
		all.add(s)
		all.Players += s.Players
		all.Bots += s.Bots
		all.Mailbox += s.Mailbox
	}
	return all
}

// Say tells all players of all worlds something, as a [Said] notice. It never
// waits; it tells how many rooms missed it, since their mailboxes were full or
// they are being rebuilt. A world that sleeps misses nothing.
func (l *Lobby) Say(text string) (missed int) {
	for _, room := range l.rooms() {
		if room == nil || !room.post(envelope{op: opSay, asked: &asked{text: text}}) {
			missed++
		}
	}
	return missed
}

// rooms are those of the worlds that do not sleep, nil for one that is rebuilt.
func (l *Lobby) rooms() (rooms []*Room) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, h := range l.worlds {
		if h.state == awake {
			rooms = append(rooms, h.room)
		}
	}
	return rooms
}

// mostDegraded is how many worlds Degraded names.
const mostDegraded = 20

// Degraded says, in words, which worlds cannot be entered now, and which are
// not kept.
func (l *Lobby) Degraded() (worlds []string) {
	for _, h := range l.table() {
		if why := l.degraded(h); why != "" {
			worlds = append(worlds, why)
		}
		if why := h.scribe.degraded(); why != "" {
			worlds = append(worlds, why)
		}
	}
	if more := len(worlds) - mostDegraded; more > 0 {
		worlds = append(worlds[:mostDegraded], fmt.Sprintf("and %d more", more))
	}
	return worlds
}

func (l *Lobby) degraded(h *hosted) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case h.state == unloaded:
		return fmt.Sprintf("world %s cannot be loaded", h.name)
	case h.state == awake && h.room == nil:
		return fmt.Sprintf("world %s is being rebuilt", h.name)
	}
	return ""
}

package game

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// byName is the order of worlds: the meadow first, the others by their names.
func byName(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == Meadow:
		return -1
	case b == Meadow:
		return 1
	}
	return cmp.Compare(a, b)
}

// shown tells whether a world can be entered, now or soon. The caller holds the
// mutex.
func (h *hosted) shown() bool {
	return h.state == awake || h.state == asleep || h.state == inMaking && h.last != nil
}

// List is all worlds, the meadow first and the others by their names.
func (l *Lobby) List() (list []Listing) {
	l.locked(func() {
		list = make([]Listing, 0, len(l.worlds))
		for _, h := range l.worlds {
			if h.shown() {
				list = append(list, h.listing())
			}
		}
	})
	slices.SortFunc(list, func(a, b Listing) int { return byName(a.Name, b.Name) })
	return list
}

// Listing is one of them. Error: ErrNoWorld.
func (l *Lobby) Listing(world string) (listing Listing, err error) {
	l.locked(func() {
		var h *hosted
		if h, err = l.find(world); err == nil {
			listing = h.listing()
		}
	})
	return listing, err
}

// listing is how a world is listed. The caller holds the mutex.
func (h *hosted) listing() Listing {
	return Listing{Name: h.name, Charter: h.charter.Load(), Frame: h.frame(), Asleep: h.state == asleep}
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

// Worlds are the names of all worlds, in the order of List.
func (l *Lobby) Worlds() (names []string) {
	for _, w := range l.List() {
		names = append(names, w.Name)
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

// Stats is a copy of a world's counters. Error: ErrNoWorld.
func (l *Lobby) Stats(world string) (s Stats, err error) {
	l.locked(func() {
		var h *hosted
		if h, err = l.find(world); err == nil {
			s = h.stats()
		}
	})
	return s, err
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
func (l *Lobby) Totals() (all Stats) {
	l.locked(func() {
		all = l.past
		for _, h := range l.worlds {
			s := h.stats()
			all.add(s)
			all.Players += s.Players
			all.Bots += s.Bots
			all.Mailbox += s.Mailbox
		}
	})
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
	l.locked(func() {
		for _, h := range l.worlds {
			if h.state == awake {
				rooms = append(rooms, h.room)
			}
		}
	})
	return rooms
}

// mostDegraded is how many worlds Degraded names.
const mostDegraded = 20

// Degraded says, in words, which worlds cannot be entered now, and which are
// not kept.
func (l *Lobby) Degraded() (worlds []string) {
	troubles := map[string][]string{}
	l.locked(func() {
		for name, h := range l.worlds {
			for _, why := range []string{h.degraded(), h.scribe.degraded()} {
				if why != "" {
					troubles[name] = append(troubles[name], why)
				}
			}
		}
	})
	for _, name := range slices.SortedFunc(maps.Keys(troubles), byName) {
		worlds = append(worlds, troubles[name]...)
	}
	if more := len(worlds) - mostDegraded; more > 0 {
		worlds = append(worlds[:mostDegraded], fmt.Sprintf("and %d more", more))
	}
	return worlds
}

// degraded is why a world cannot be entered now, "" if it can. The caller holds the
// mutex.
func (h *hosted) degraded() string {
	switch {
	case h.state == unloaded:
		return fmt.Sprintf("world %s cannot be loaded", h.name)
	case h.state == awake && h.room == nil:
		return fmt.Sprintf("world %s is being rebuilt", h.name)
	}
	return ""
}

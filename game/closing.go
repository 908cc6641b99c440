package game

import (
	"fmt"
	"time"
)

// CloseWorld ends a founded world for good; who is in it is told why. It does not
// wait: the name is free soon after. Error: ErrNoWorld, or a Denied for the meadow.
func (l *Lobby) CloseWorld(world string, why error) (err error) {
	if world == Meadow {
		return denied("%s always exists: it cannot be closed", Meadow)
	}
	if why == nil {
		why = denied("the world %s was closed", world)
	}
	l.locked(func() { err = l.closeNow(world, why) })
	if err == nil {
		l.log.Info("a world closes", "world", world, "why", why)
	}
	return err
}

// closeNow begins to close a world, if it is there. The caller holds the mutex.
func (l *Lobby) closeNow(world string, why error) error {
	h := l.worlds[world]
	if h == nil || h.state == inMaking && h.last == nil || h.state == closing {
		return fmt.Errorf("%q: %w", world, ErrNoWorld)
	}
	if !l.running() {
		return errStopped
	}
	l.shut(h, why)
	return nil
}

// shut begins the closing of a world. The caller holds the mutex.
func (l *Lobby) shut(h *hosted, why error) {
	runs := h.state == awake || h.state == inMaking
	room := h.room
	h.why = why
	l.become(h, closing)
	if runs {
		h.room = room
		h.stop(why)
		return
	}
	l.forget(h)
}

// forget has the keeper forget a world whose run is over, and then takes it off
// the table. The caller holds the mutex.
func (l *Lobby) forget(h *hosted) {
	if h.scribe == nil {
		l.remove(h)
		return
	}
	h.scribe.forget(&l.all, func() { l.locked(func() { l.remove(h) }) })
}

// remove takes a world off the table; what it counted stays. The caller holds the
// mutex.
func (l *Lobby) remove(h *hosted) {
	if l.worlds[h.name] == h {
		l.past.add(h.counters.stats())
		delete(l.worlds, h.name)
	}
}

// giveUp closes a founded world that falls again and again. The room is nil if it
// has ended.
func (l *Lobby) giveUp(h *hosted, room *Room) *Room {
	why := denied("the world %s broke again and again and was closed", h.name)
	l.log.Error("a world that fell again and again is closed", "world", h.name)
	l.locked(func() {
		if h.state != closing {
			h.why = why
			l.become(h, closing)
		}
	})
	h.stop(why)
	if room != nil {
		room.end(why)
		h.desk.salvage(room.world)
	}
	l.locked(func() {
		l.become(h, closing)
		l.forget(h)
	})
	return nil
}

// closes is why a world closes, nil if it does not.
func (l *Lobby) closes(h *hosted) (why error) {
	l.locked(func() {
		if h.state == closing {
			why = h.why
		}
	})
	return why
}

// leaveOut ends a world that cannot go on: for good if it closes, else its name stays
// taken. The caller holds the mutex.
func (l *Lobby) leaveOut(h *hosted, why error) {
	if h.state == closing {
		l.forget(h)
		return
	}
	h.scribe.rest()
	l.become(h, unloaded)
	h.why = why
}

// finish ends a world whose context is done: for good if it closes.
func (l *Lobby) finish(h *hosted, room *Room) *Room {
	why := l.closes(h)
	room.end(why)
	if why == nil {
		h.desk.last(room.world)
	} else {
		h.desk.salvage(room.world)
	}
	l.locked(func() {
		l.become(h, h.state)
		if h.state == closing {
			l.forget(h)
		} else {
			h.scribe.rest()
		}
	})
	return nil
}

func (l *Lobby) closeForgotten(now time.Time) {
	for _, h := range l.forsaken(now) {
		l.log.Info("a world closes: nobody has visited it", "world", h.name, "since", h.visited)
	}
}

// forsaken begins the closing of worlds that nobody visits, and tells which. Those
// that could not be forgotten are tried again.
func (l *Lobby) forsaken(now time.Time) (closed []*hosted) {
	l.locked(func() {
		for _, h := range l.worlds {
			switch {
			case h.state == asleep && now.Sub(h.visited) >= l.cfg.Close:
				l.shut(h, denied("the world %s was closed: nobody has visited it for %v", h.name, l.cfg.Close))
				closed = append(closed, h)
			case h.state == closing:
				h.scribe.again(&l.all)
			}
		}
	})
	return closed
}

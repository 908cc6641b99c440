package game

import "fmt"

// load is a world as it was kept, or a new one.
func (l *Lobby) load(name string) (*World, error) {
	if l.keep == nil {
		return NewWorld(l.cfg)
	}
	s, err := l.keep.Load(name)
	if err != nil {
		return nil, fmt.Errorf("load world %s: %w", name, err)
	}
	if s == nil {
		return NewWorld(l.cfg)
	}
	world, err := Resume(s, l.cfg)
	if err != nil {
		return nil, fmt.Errorf("load world %s: %w", name, err)
	}
	l.log.Info("a world goes on", "world", name, "stamp_ms", s.At(), "generation", s.clock.generation,
		"players_waiting", world.Players(), "absent", len(world.absences), "colonies", len(world.colonies)-len(world.vacant)-1)
	if stored, asked := world.cfg.extent(), l.cfg.extent(); stored != asked {
		l.log.Warn("the stored world is another than the one asked for, and is used; to begin a new one stop the server and move the world's snapshots away",
			"world", name, "stored", stored, "asked", asked)
	}
	return world, nil
}

// extent is what only a new world can change, in words.
func (c Config) extent() string {
	return fmt.Sprintf("%dx%d with %d %% trees", c.Width, c.Height, c.Trees)
}

// rebuild is a room of the fallen one's newest snapshot, nil if that fails.
func (l *Lobby) rebuild(room *Room, h *hosted) (next *Room) {
	defer func() {
		if p := recover(); p != nil {
			l.log.Error("restoring a snapshot panicked", "world", room.name, "panic", p)
			next = nil
		}
	}()
	s := room.snapshot.Load()
	world, err := Restore(s)
	if err != nil {
		l.log.Error("a snapshot cannot be restored", "world", room.name, "error", err)
		return nil
	}
	l.log.Info("a world was restored", "world", room.name, "stamp_ms", s.At())
	return newRoom(room.name, world, l.fps, &h.counters, h.desk)
}

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
	return l.roomOf(h, world)
}

// loadFounded puts the worlds that were founded into the table: awake, or asleep
// if nobody was in them for long. What cannot be loaded is left out and keeps its
// name.
func (l *Lobby) loadFounded() error {
	if l.keep == nil {
		return nil
	}
	all, err := l.keep.Founded()
	if err != nil {
		return fmt.Errorf("load the founded worlds: %w", err)
	}
	for i := range all {
		k := &all[i]
		if l.worlds[k.Charter.Name] != nil {
			l.log.Error("a world is left out: its name is taken", "world", k.Charter.Name)
			continue
		}
		h := l.host(k.Charter.Name)
		h.charter.Store(&k.Charter)
		if err := guarded(func() error { return l.revive(h, k) }); err != nil {
			h.state, h.room, h.shot = unloaded, nil, nil
			h.why = denied("%s cannot be entered: it could not be loaded", h.name)
			l.log.Error("a founded world is left out, and its name stays taken; an admin can close it",
				"world", h.name, "error", err)
		}
	}
	return nil
}

// revive gives a world that was kept its room, or lets it sleep. One that was
// founded in the very last moment is made.
func (l *Lobby) revive(h *hosted, k *Kept) error {
	if k.Broken != nil {
		return k.Broken
	}
	if err := k.Charter.check(); err != nil {
		return fmt.Errorf("charter: %w", err)
	}
	s, err := l.keep.Load(h.name)
	if err != nil {
		return err
	}
	var world *World
	if s == nil {
		world, err = NewWorld(l.config(&k.Charter))
	} else if s.cfg.Width != k.Charter.Width || s.cfg.Height != k.Charter.Height {
		err = fmt.Errorf("the snapshot is %dx%d, the charter %dx%d", s.cfg.Width, s.cfg.Height, k.Charter.Width, k.Charter.Height)
	} else {
		world, err = Resume(s, l.config(&k.Charter))
	}
	if err != nil {
		return err
	}
	l.log.Info("a founded world goes on", "world", h.name, "stamp_ms", world.now, "made", s == nil)
	if s == nil || l.lively(k.Saved) {
		l.open(h, world)
		return nil
	}
	h.begins(world)
	h.state, h.shot, h.last, h.visited = asleep, s, newFramer(world).newest, k.Saved
	h.last.Charter = &k.Charter
	return nil
}

// open gives a world its first room. Nothing runs yet, and nobody knows of it.
func (l *Lobby) open(h *hosted, w *World) {
	h.begins(w)
	h.room, h.state = l.roomOf(h, w), awake
}

func (l *Lobby) roomOf(h *hosted, w *World) *Room {
	founded := &h.home
	if h.name == Meadow {
		founded = nil
	}
	return newRoom(h.name, w, l.fps, &h.counters, h.desk, founded)
}

// replace gives a world its next room, nil while there is none.
func (l *Lobby) replace(h *hosted, room *Room) {
	l.locked(func() {
		if h.state == inMaking {
			h.state, h.last = awake, nil
		}
		l.become(h, h.state)
		h.room = room
	})
}

// begins lets the counters begin with what a world has behind it.
func (h *hosted) begins(w *World) {
	h.counters.generations.Store(w.generation)
	h.counters.dropped.Store(w.dropped)
}

// wake makes the room of a world that slept; nil: it cannot.
func (l *Lobby) wake(h *hosted, s *Snapshot) (room *Room) {
	err := guarded(func() error {
		world, err := Resume(s, l.config(h.charter.Load()))
		if err == nil {
			room = l.roomOf(h, world)
		}
		return err
	})
	if err == nil {
		l.replace(h, room)
		return room
	}
	l.log.Error("a world that slept does not wake", "world", h.name, "error", err)
	l.locked(func() { l.leaveOut(h, denied("%s cannot be entered: it does not wake", h.name)) })
	return nil
}

// afresh is a new world on a new seed.
func (l *Lobby) afresh(name string) *World {
	cfg := l.cfg
	cfg.Seed = newSeed()
	world, err := NewWorld(cfg)
	if err != nil {
		panic(err) // the same configuration made a world when the lobby began
	}
	what := "a world starts afresh"
	if l.keep != nil {
		what += ": its snapshots on the disk are replaced within seconds; to keep them copy the world's folder now"
	}
	l.log.Warn(what, "world", name, "seed", cfg.Seed)
	return world
}

// config is what a founded world is made of: the meadow's numbers, and what its
// founder chose.
func (l *Lobby) config(c *Charter) Config {
	cfg := l.cfg
	cfg.Width, cfg.Height, cfg.Trees = c.Width, c.Height, c.Trees
	cfg.Generations, cfg.Match = c.Generations, c.Match
	cfg.Glade = min(cfg.Glade, min(c.Width, c.Height)/8) // or a small world has no trees
	cfg.Seed = newSeed()
	return cfg
}

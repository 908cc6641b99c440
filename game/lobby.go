package game

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// Meadow is the name of the world that always exists.
const Meadow = "meadow"

const (
	fallsAllowed = 3 // within fallsWithin; then the world starts afresh
	fallsWithin  = time.Minute
	freshPause   = time.Second // before the first fresh start; doubles each time
	longestPause = 30 * time.Second
	calm         = 10 * time.Minute // between two fresh starts: the pause is short again
)

// Lobby is the registry and the supervisor of rooms.
type Lobby struct {
	cfg  Config // of worlds that start afresh
	fps  int
	keep Keeper // nil: nothing outlives the lobby
	log  *slog.Logger

	mu     sync.Mutex
	worlds map[string]*hosted
}

// hosted is a world in the lobby's table: its room may change, its counters
// stay.
type hosted struct {
	room     *Room         // nil while it is rebuilt
	changed  chan struct{} // closed when room changes
	desk     *desk         // nil without a keeper, as the scribe
	scribe   *scribe
	counters counters
}

// NewLobby makes a lobby whose meadow is of cfg and has fps frames a second.
// The world is made at once, or restored from what keep has of it; nothing runs
// before Run. Without a keep (nil) nothing outlives the lobby.
func NewLobby(cfg Config, fps int, keep Keeper, log *slog.Logger) (*Lobby, error) {
	if fps < MinFPS || fps > MaxFPS {
		return nil, fmt.Errorf("frames a second are %d, allowed are %d to %d", fps, MinFPS, MaxFPS)
	}
	l := &Lobby{cfg: cfg, fps: fps, keep: keep, log: log, worlds: map[string]*hosted{}}
	world, err := l.load(Meadow)
	if err != nil {
		return nil, err
	}
	l.cfg = world.Config()
	meadow := &hosted{changed: make(chan struct{})}
	if keep != nil {
		meadow.scribe = newScribe(Meadow, keep, log)
		meadow.desk = meadow.scribe.desk
	}
	meadow.room = newRoom(Meadow, world, fps, &meadow.counters, meadow.desk)
	l.worlds[Meadow] = meadow
	return l, nil
}

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

// Run runs the rooms until ctx is done. It returns when all have ended and the
// keeper has what they leave, a last snapshot included; a keeper that does not
// return holds it up.
func (l *Lobby) Run(ctx context.Context) error {
	l.mu.Lock()
	meadow := l.worlds[Meadow]
	l.mu.Unlock()
	var scribes sync.WaitGroup
	if meadow.scribe != nil {
		scribes.Go(meadow.scribe.run)
	}
	l.supervise(ctx, meadow)
	meadow.desk.close()
	scribes.Wait()
	return nil
}

// supervise runs a world's room, and a new one whenever it falls.
func (l *Lobby) supervise(ctx context.Context, p *hosted) {
	var falls []time.Time
	var fresh time.Time // when the world last started afresh
	pause := freshPause
	for room := p.room; ; {
		err := room.run(ctx)
		l.replace(p, nil)
		if err == nil {
			p.desk.last(room.world)
			return
		}
		p.desk.salvage(room.world)
		p.counters.restarts.Add(1)
		l.log.Error("a room fell", "world", room.name, "error", err)
		falls = recent(append(falls, time.Now()))
		next := l.rebuild(room, p)
		if next == nil || len(falls) >= fallsAllowed {
			falls = nil
			if time.Since(fresh) > calm {
				pause = freshPause
			}
			if !sleep(ctx, pause) {
				return
			}
			pause, fresh = min(2*pause, longestPause), time.Now()
			next = newRoom(room.name, l.afresh(room.name), l.fps, &p.counters, p.desk)
		}
		room = next
		l.replace(p, room)
	}
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

// afresh is a new world on a new seed.
func (l *Lobby) afresh(name string) *World {
	cfg := l.cfg
	cfg.Seed = rand.Uint64()
	world, err := NewWorld(cfg)
	if err != nil {
		panic(err) // the same configuration made a world when the lobby began
	}
	l.log.Warn("a world starts afresh", "world", name, "seed", cfg.Seed)
	return world
}

func recent(falls []time.Time) []time.Time {
	for len(falls) > 0 && time.Since(falls[0]) > fallsWithin {
		falls = falls[1:]
	}
	return falls
}

func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

func (l *Lobby) replace(p *hosted, room *Room) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p.room = room
	close(p.changed)
	p.changed = make(chan struct{})
}

// Enter brings a client into a world. It waits for ctx while the world is
// being rebuilt. Errors: ErrNoWorld, ErrFull, the cause of ctx.
func (l *Lobby) Enter(ctx context.Context, world string, j Join) (*Client, error) {
	for {
		room, changed, err := l.room(world)
		if err != nil {
			return nil, err
		}
		if room != nil {
			c, err := room.enter(ctx, j)
			if err != errStopped {
				return c, err
			}
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
}

func (l *Lobby) room(world string) (*Room, <-chan struct{}, error) {
	h, err := l.find(world)
	if err != nil {
		return nil, nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return h.room, h.changed, nil
}

func (l *Lobby) find(world string) (*hosted, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if h := l.worlds[world]; h != nil {
		return h, nil
	}
	return nil, fmt.Errorf("%q: %w", world, ErrNoWorld)
}

// Worlds are the names of all worlds, the meadow first.
func (l *Lobby) Worlds() []string { return []string{Meadow} }

// Frame is the newest frame of a world.
func (l *Lobby) Frame(world string) (*Frame, error) {
	room, _, err := l.room(world)
	if err != nil {
		return nil, err
	}
	if room == nil {
		return nil, fmt.Errorf("%q is being rebuilt", world)
	}
	return room.frame.Load(), nil
}

// Say tells all players of all worlds something, as a [Said] notice. It never
// waits; it tells how many rooms missed it, since their mailboxes were full or
// they are being rebuilt.
func (l *Lobby) Say(text string) (missed int) {
	for _, name := range l.Worlds() {
		room, _, err := l.room(name)
		if err != nil || room == nil || !room.post(envelope{op: opSay, asked: &asked{text: text}}) {
			missed++
		}
	}
	return missed
}

// Degraded says, in words, which worlds cannot be entered now, and which are
// not kept.
func (l *Lobby) Degraded() (worlds []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for name, h := range l.worlds {
		if h.room == nil {
			worlds = append(worlds, "world "+name+" is being rebuilt")
		}
		if h.scribe != nil {
			worlds = append(worlds, h.scribe.degraded()...)
		}
	}
	slices.Sort(worlds)
	return worlds
}

// Stats is a copy of a world's counters.
func (l *Lobby) Stats(world string) (Stats, error) {
	h, err := l.find(world)
	if err != nil {
		return Stats{}, err
	}
	s := h.counters.stats()
	if room, _, _ := l.room(world); room != nil {
		f := room.frame.Load()
		s.Players, s.Bots, s.Mailbox = len(f.Players), f.Bots, len(room.mailbox)
	}
	return s, nil
}

package game

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
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

// LobbyConfig is what a Lobby is made of. Meadow and FPS are needed; every other
// zero value means what its comment says.
type LobbyConfig struct {
	Meadow Config // of the meadow; its numbers, but not its size, are those of all worlds
	FPS    int    // frames a second
	Keeper Keeper // nil: nothing outlives the lobby
	Herder Herder // nil: no founded world has bots
	Log    *slog.Logger
	// What players may found: worlds in all (0: 1000), their cells together (0: 64
	// million), worlds of one account (0: 3).
	MaxWorlds, MaxCells, MaxOwn int
}

// Herder keeps the bots of founded worlds.
type Herder interface {
	// Check says what a specification means, as it is kept, or in words why it is
	// wrong for a world of so many cells. It asks nobody.
	Check(spec string, cells int) (string, error)
	// Herd keeps the bots that the newest of specs asks for in a world, until ctx
	// is done and all have left. enter does not wait for a world that sleeps.
	Herd(ctx context.Context, world string, enter func(context.Context, Join) (*Client, error), specs <-chan string)
}

// NewLobby makes a lobby. The meadow is made at once, or restored from what the
// keeper has of it, and so are the worlds that were founded; nothing runs before
// Run.
func NewLobby(c LobbyConfig) (*Lobby, error) {
	if c.FPS < MinFPS || c.FPS > MaxFPS {
		return nil, fmt.Errorf("frames a second are %d, allowed are %d to %d", c.FPS, MinFPS, MaxFPS)
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	l := &Lobby{cfg: c.Meadow, fps: c.FPS, keep: c.Keeper, log: c.Log, worlds: map[string]*hosted{}}
	keep, fps, log := c.Keeper, c.FPS, c.Log
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

// Config is what the meadow is made of; one that was kept is as large and wooded
// as it was.
func (l *Lobby) Config() Config { return l.cfg }

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
		room.end(nil)
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
				p.desk.lastResults(room.world) // a fallen world is not saved
				return
			}
			pause, fresh = min(2*pause, longestPause), time.Now()
			next = newRoom(room.name, l.afresh(room.name), l.fps, &p.counters, p.desk)
		}
		room = next
		l.replace(p, room)
	}
}

// afresh is a new world on a new seed.
func (l *Lobby) afresh(name string) *World {
	cfg := l.cfg
	cfg.Seed = rand.Uint64()
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

// List is all worlds, the meadow first and the others by their names.
func (l *Lobby) List() []Listing {
	f, _ := l.Frame(Meadow)
	return []Listing{{Name: Meadow, Frame: f}}
}

// Found makes a world as c says, whose crown its founder wears; Name, Founder and
// Crown.Name are needed. Error: a [Denied] that names the value and what is
// allowed, or the limit; the cause of ctx.
func (l *Lobby) Found(ctx context.Context, c Charter) error {
	return denied("worlds cannot be founded yet")
}

// CloseWorld ends a founded world for good; who is in it is told why. Error:
// ErrNoWorld, or a Denied for the meadow.
func (l *Lobby) CloseWorld(world string, why error) error { return ErrNoWorld }

// CheckBots is what a specification of bots means for a world of so many cells.
func (l *Lobby) CheckBots(spec string, cells int) (string, error) { return spec, nil }

// Totals are the counters of all worlds together, of those that have closed as
// well: none ever falls but Players, Bots and Mailbox.
func (l *Lobby) Totals() Stats {
	s, _ := l.Stats(Meadow)
	return s
}

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
		if h.scribe == nil {
			continue
		}
		if why := h.scribe.degraded(); why != "" {
			worlds = append(worlds, why)
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
		s.Players, s.Bots, s.Mailbox = f.Present(), f.Bots, len(room.mailbox)
	}
	return s, nil
}

// scribe hands what lies on a world's desk to the keeper, and may wait for it.
type scribe struct {
	world  string
	desk   *desk
	keeper Keeper
	log    *slog.Logger

	kept         results // that could not be recorded yet
	save, record duty
}

func newScribe(world string, k Keeper, log *slog.Logger) *scribe {
	return &scribe{
		world: world, desk: newDesk(), keeper: k, log: log,
		kept:   results{places: map[string]int{}},
		save:   duty{is: "saved", level: slog.LevelError},
		record: duty{is: "recorded", level: slog.LevelWarn}, // nothing is lost yet
	}
}

// run hands on what comes until the desk is closed. Results that wait go before
// the snapshot, and those that failed are tried again with each.
func (s *scribe) run() {
	results, shots := s.desk.results, s.desk.shots
	for results != nil || shots != nil {
		select {
		case batch, ok := <-results:
			if !ok {
				results = nil
			}
			s.recordAll(batch)
		case shot, ok := <-shots:
			if !ok {
				shots = nil
				break
			}
			select { // of two that wait run takes any
			case batch := <-s.desk.results:
				s.recordAll(batch)
			default:
				s.recordAll(nil)
			}
			_ = s.save.do(s, func() error { return s.keeper.Save(s.world, shot) })
		}
	}
	if n := len(s.kept.waiting); n > 0 {
		s.log.Error("results are lost", "world", s.world, "accounts", n)
	}
	s.sayLost()
}

// recordAll records a batch and what has failed before.
func (s *scribe) recordAll(batch []Result) {
	for _, r := range batch {
		s.kept.add(r)
	}
	if len(s.kept.waiting) == 0 {
		return
	}
	err := s.record.do(s, func() error { return s.keeper.Record(s.world, s.kept.waiting) })
	if err != nil {
		return
	}
	s.sayLost()
	s.kept = results{places: map[string]int{}}
}

// sayLost says how many results found no place, here or before.
func (s *scribe) sayLost() {
	if n := s.kept.lost + s.desk.lost.Swap(0); n > 0 {
		s.log.Error("results are lost: too many accounts had some", "world", s.world, "results", n)
	}
}

// degraded says in words what does not work, "" if all does. That snapshots
// cannot be saved stands for both: one disk takes neither.
func (s *scribe) degraded() string {
	for _, d := range []*duty{&s.save, &s.record} {
		if why := d.fails(); why != "" {
			return fmt.Sprintf("world %s is not being %s: %s", s.world, d.is, why)
		}
	}
	return ""
}

// guarded makes an error of a panic: a keeper that breaks ends no world.
func guarded(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f()
}

// patience is how long a keeper may take before that is said to be a failure.
const patience = 10 * time.Second

// duty is one of the things that a scribe does, and how it goes.
type duty struct {
	is    string     // done to the world
	level slog.Level // of the log, when it fails

	mu    sync.Mutex
	err   error     // of the last time
	since time.Time // when the one under way began; zero: there is none
}

// do does it once more. That it fails is logged when it begins, not each time.
func (d *duty) do(s *scribe, f func() error) error {
	d.mu.Lock()
	d.since = time.Now()
	d.mu.Unlock()
	err := guarded(f)
	d.mu.Lock()
	before := d.err
	d.err, d.since = err, time.Time{}
	d.mu.Unlock()
	switch {
	case err != nil && before == nil:
		s.log.Log(context.Background(), d.level, "a world is not being "+d.is, "world", s.world, "error", err)
	case err == nil && before != nil:
		s.log.Info("a world is again being "+d.is, "world", s.world)
	}
	return err
}

func (d *duty) fails() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.err != nil:
		return d.err.Error()
	case !d.since.IsZero() && time.Since(d.since) > patience:
		return fmt.Sprintf("it takes longer than %v", patience)
	}
	return ""
}

package game

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"
)

// Meadow is the name of the world that always exists.
const Meadow = "meadow"

const longestRound = time.Minute // between two looks of the janitor

var (
	errAsleep  = errors.New("the world sleeps")
	errStopped = errors.New("the server is starting or stopping: try again in a moment")
)

// Lobby is the registry and the supervisor of rooms.
type Lobby struct {
	cfg    Config // of worlds that start afresh; its numbers are those of all worlds
	fps    int
	keep   Keeper // nil: nothing outlives the lobby
	herder Herder // nil: no founded world has bots
	log    *slog.Logger
	limits limits
	making chan struct{} // of one: holds a value while a world is being made
	all    sync.WaitGroup

	mu     sync.Mutex
	worlds map[string]*hosted
	past   Stats           // of the worlds that have closed
	ctx    context.Context // of Run; nil before
	over   bool            // nothing begins any more
}

// state is how a world is.
type state uint8

const (
	inMaking state = iota // founded or woken, and has no room yet
	awake
	asleep
	unloaded // it was kept and cannot be loaded
	closing  // until its keeper has forgotten it
)

// hosted is a world in the lobby's table: its room may change, its counters
// stay.
type hosted struct {
	home
	name     string
	desk     *desk // nil without a keeper, as the scribe
	scribe   *scribe
	counters counters

	// Guarded by Lobby.mu.
	state   state
	room    *Room         // nil while it is made, rebuilt or asleep
	changed chan struct{} // closed when room or state changes
	shot    *Snapshot     // while it sleeps: the world
	last    *Frame        // the last before it fell asleep, until it is awake
	visited time.Time     // when somebody was last there, of one that sleeps
	stop    context.CancelCauseFunc
	why     error // it is unloaded, or closes
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
// Run. Error: the meadow cannot be loaded, or it is not known which worlds there
// are; of a founded world that cannot be loaded Degraded tells.
func NewLobby(c LobbyConfig) (*Lobby, error) {
	if c.FPS < MinFPS || c.FPS > MaxFPS {
		return nil, fmt.Errorf("frames a second are %d, allowed are %d to %d", c.FPS, MinFPS, MaxFPS)
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	l := &Lobby{
		cfg: c.Meadow, fps: c.FPS, keep: c.Keeper, herder: c.Herder, log: c.Log,
		limits: limitsOf(c), making: make(chan struct{}, 1), worlds: map[string]*hosted{},
	}
	world, err := l.load(Meadow)
	if err != nil {
		return nil, err
	}
	l.cfg = world.Config()
	meadow := l.host(Meadow)
	l.open(meadow, world)
	return l, l.loadFounded()
}

// Config is what the meadow is made of; one that was kept is as large and wooded
// as it was.
func (l *Lobby) Config() Config { return l.cfg }

// host puts a world into the table. Its room follows.
func (l *Lobby) host(name string) *hosted {
	h := &hosted{name: name, changed: make(chan struct{})}
	if l.keep != nil {
		h.scribe = newScribe(name, l.keep, l.log)
		h.desk = h.scribe.desk
	}
	l.worlds[name] = h
	return h
}

// newSeed is that of a world which begins.
func newSeed() uint64 { return rand.Uint64() }

// lively tells that a world that was saved then may have had somebody in it lately.
func (l *Lobby) lively(saved time.Time) bool { return time.Since(saved) < l.cfg.Sleep }

// Run runs the rooms until ctx is done. It returns when all have ended and the
// keeper has what they leave, a last snapshot included; a keeper that does not
// return holds it up.
func (l *Lobby) Run(ctx context.Context) error {
	l.mu.Lock()
	l.ctx = ctx
	for _, h := range l.worlds {
		switch h.state {
		case awake:
			l.start(h)
		case asleep:
			l.become(h, asleep) // who came too early looks again
		}
	}
	l.mu.Unlock()
	l.tidy(ctx)
	l.mu.Lock()
	l.over = true
	l.mu.Unlock()
	l.all.Wait()
	for _, h := range l.worlds { // nobody else is left
		h.scribe.sayLost()
	}
	return nil
}

// locked does something while nobody else looks at the table. It is for who asks from
// outside of this file; what it calls never waits.
func (l *Lobby) locked(do func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	do()
}

// running tells whether rooms may begin. The caller holds the mutex.
func (l *Lobby) running() bool { return l.ctx != nil && !l.over }

// start runs a world, from its room or from what it was when it fell asleep. The
// caller holds the mutex.
func (l *Lobby) start(h *hosted) {
	ctx, stop := context.WithCancelCause(l.ctx)
	h.stop, h.specs, h.empty = stop, make(chan string, 1), 0
	h.scribe.work(&l.all)
	room, shot := h.room, h.shot
	l.all.Go(func() {
		defer stop(nil)
		if room == nil {
			room = l.wake(h, shot)
		}
		l.supervise(ctx, h, room)
	})
}

// supervise runs a world's room, and a new one whenever it falls, until the world
// sleeps, closes, or ctx is done.
func (l *Lobby) supervise(ctx context.Context, h *hosted, room *Room) {
	if room != nil {
		l.herd(ctx, h)
	}
	f := falls{pause: freshPause}
	for room != nil {
		err := room.run(ctx)
		room = l.after(ctx, h, room, &f, err)
	}
}

// after is the room that goes on after one whose run ended, nil if none does. What
// panics on the way is a fall like any other; a world that cannot be helped is left
// out, as one that cannot be loaded, and no other one notices.
func (l *Lobby) after(ctx context.Context, h *hosted, room *Room, f *falls, err error) (next *Room) {
	fall := guarded(func() error {
		switch err {
		case nil:
			next = l.finish(h, room)
		case errIdle:
			next = l.sleep(h, room)
		case errRound:
			next = l.nextRound(h, room)
		default:
			next = l.restart(ctx, h, room, f, err)
		}
		return nil
	})
	if fall != nil {
		fall = guarded(func() error {
			next = l.restart(ctx, h, room, f, fall)
			return nil
		})
	}
	if fall == nil {
		return next
	}
	l.log.Error("a world cannot be helped", "world", h.name, "error", fall)
	room.end(nil)
	l.locked(func() { l.leaveOut(h, denied("%s cannot be entered: it broke", h.name)) })
	return nil
}

// sleep ends the run of a world in which nobody is. What it was stays in memory,
// and it may be woken from now on.
func (l *Lobby) sleep(h *hosted, room *Room) *Room {
	h.stop(errAsleep)
	room.end(nil)
	shot := h.desk.last(room.world)
	l.mu.Lock()
	defer l.mu.Unlock()
	if h.state == closing {
		l.become(h, closing)
		l.forget(h)
		return nil
	}
	h.shot, h.last = shot, room.frame.Load()
	h.visited = time.Now().Add(-time.Duration(h.empty) * time.Millisecond)
	h.scribe.rest()
	l.become(h, asleep)
	return nil
}

// restart is a room for a world whose room fell: of its newest snapshot, or of a
// new world. It is nil if there is none.
func (l *Lobby) restart(ctx context.Context, h *hosted, room *Room, f *falls, err error) *Room {
	h.counters.restarts.Add(1)
	l.log.Error("a room fell", "world", room.name, "error", err)
	tooMany := f.add(time.Now())
	if tooMany && h.name != Meadow {
		return l.giveUp(h, room)
	}
	room.end(nil)
	l.replace(h, nil)
	h.desk.salvage(room.world)
	next := l.rebuild(room, h)
	switch {
	case next == nil && h.name != Meadow:
		return l.giveUp(h, nil)
	case next == nil || tooMany:
		if next = l.anew(ctx, h, f); next == nil {
			h.scribe.rest() // a fallen world is not saved
			return nil
		}
	}
	l.replace(h, next)
	return next
}

// anew is a room of a new world after a pause that grows; nil if ctx ends first.
func (l *Lobby) anew(ctx context.Context, h *hosted, f *falls) *Room {
	select {
	case <-time.After(f.rest(time.Now())):
	case <-ctx.Done():
		return nil
	}
	f.begin(time.Now())
	return l.roomOf(h, l.afresh(h.name))
}

// become changes a world's state, and takes its room away. The caller holds the
// mutex.
func (l *Lobby) become(h *hosted, s state) {
	h.state, h.room = s, nil
	if s != asleep {
		h.shot = nil
	}
	close(h.changed)
	h.changed = make(chan struct{})
}

// herd keeps the bots of a founded world until ctx is done.
func (l *Lobby) herd(ctx context.Context, h *hosted) {
	if l.herder == nil || h.name == Meadow {
		return
	}
	putNewest(h.specs, h.charter.Load().Bots)
	specs := h.specs
	enter := func(wait context.Context, j Join) (*Client, error) { return l.enterAwake(wait, ctx, h, j) }
	l.all.Go(func() {
		err := guarded(func() error {
			l.herder.Herd(ctx, h.name, enter, specs)
			return nil
		})
		if err != nil {
			l.log.Error("the bots of a world are lost", "world", h.name, "error", err)
		}
	})
}

// Enter brings a client into a world, and wakes it if it sleeps. It waits for ctx
// while the world is being made or rebuilt. Errors: ErrNoWorld, ErrFull, a
// [Denied], the cause of ctx.
func (l *Lobby) Enter(ctx context.Context, world string, j Join) (*Client, error) {
	return enterBy(ctx, j, func() (*Room, <-chan struct{}, error) { return l.door(world, &j) })
}

// enterBy enters the room that door finds, as soon as there is one.
func enterBy(ctx context.Context, j Join, door func() (*Room, <-chan struct{}, error)) (*Client, error) {
	for {
		room, changed, err := door()
		if err != nil {
			return nil, err
		}
		if room != nil {
			c, err := room.enter(ctx, j)
			if err != errEnded {
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

// door is the room of a world for who enters, nil while there is none. It wakes a
// world that sleeps.
func (l *Lobby) door(world string, j *Join) (*Room, <-chan struct{}, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	h := l.worlds[world]
	switch {
	case h == nil:
		return nil, nil, fmt.Errorf("%q: %w", world, ErrNoWorld)
	case h.state == closing || h.state == unloaded:
		return nil, nil, h.why
	case h.state == asleep && l.running():
		if err := keepsOut(h.charter.Load(), j); err != nil {
			return nil, nil, err
		}
		h.state = inMaking
		l.start(h)
	}
	return h.room, h.changed, nil
}

// enterAwake is Enter for the bots of a world, until its run is over.
func (l *Lobby) enterAwake(ctx, run context.Context, h *hosted, j Join) (*Client, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(run, func() { cancel(errAsleep) })()
	return enterBy(ctx, j, func() (*Room, <-chan struct{}, error) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if run.Err() != nil {
			return nil, nil, errAsleep
		}
		return h.room, h.changed, nil
	})
}

// Found makes a world as c says, whose crown its founder wears; Name, Founder and
// Crown.Name are needed. It is kept when it can be entered, or soon after: no disk
// is waited for. Before Run it begins with Run. Error: a [Denied] that names the
// value and what is allowed, or the limit; the cause of ctx.
func (l *Lobby) Found(ctx context.Context, c Charter) error {
	c.Crown = Subject{Account: c.Founder, Name: c.Crown.Name}
	c.Founded, c.Round, c.Placed = time.Now().UTC().Truncate(time.Second), 1, nil
	if err := c.check(); err != nil {
		return err
	}
	spec, err := l.CheckBots(c.Bots, c.Cells())
	if err != nil {
		return Denied(err.Error())
	}
	c.Bots = spec
	h, err := l.reserve(&c)
	if err != nil {
		return err
	}
	world, err := l.makeWorld(ctx, &c)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil && l.over {
		err = errStopped
	}
	if err != nil {
		delete(l.worlds, c.Name)
		close(h.changed) // who waits for it learns that it is not there
		return err
	}
	if h.scribe != nil {
		h.scribe.unknown = true
	}
	h.desk.putCharter(&c)
	l.open(h, world)
	close(h.changed)
	h.changed = make(chan struct{})
	if l.running() {
		l.start(h)
	}
	return nil
}

// makeWorld makes a world, one after the other.
func (l *Lobby) makeWorld(ctx context.Context, c *Charter) (world *World, err error) {
	select {
	case l.making <- struct{}{}:
		defer func() { <-l.making }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	err = guarded(func() error {
		world, err = NewWorld(l.config(c))
		return err
	})
	return world, err
}

// tidy closes the worlds that nobody visits, until ctx is done.
func (l *Lobby) tidy(ctx context.Context) {
	look := time.NewTicker(min(max(l.cfg.Close/16, time.Millisecond), longestRound))
	defer look.Stop()
	for {
		select {
		case <-look.C:
			l.closeForgotten(time.Now())
		case <-ctx.Done():
			return
		}
	}
}

// scribe hands what lies on a world's desk to the keeper, and may wait for it.
type scribe struct {
	world  string
	desk   *desk
	keeper Keeper
	log    *slog.Logger

	kept                       results  // that could not be recorded yet
	charter                    *Charter // that could not be kept yet
	unknown                    bool     // the keeper has taken no charter of it: nothing that it has is of this world
	save, record, write, strip duty

	nudge chan struct{} // of one: it is to rest

	mu      sync.Mutex
	working bool   // its goroutine runs
	resting bool   // nothing more comes: it ends when it has done what is there
	gone    func() // called when the keeper has forgotten the world; nil: it need not
}

func newScribe(world string, k Keeper, log *slog.Logger) *scribe {
	return &scribe{
		world: world, desk: newDesk(), keeper: k, log: log, nudge: make(chan struct{}, 1),
		kept:   results{places: map[string]int{}},
		save:   duty{is: "saved", level: slog.LevelError},
		record: duty{is: "recorded", level: slog.LevelWarn}, // nothing is lost yet
		write:  duty{is: "kept", level: slog.LevelError},
		strip:  duty{is: "forgotten", level: slog.LevelError},
	}
}

// work has the scribe work, until rest.
func (s *scribe) work(all *sync.WaitGroup) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.resting = false
	s.begin(all)
}

func (s *scribe) begin(all *sync.WaitGroup) {
	if !s.working {
		s.working = true
		all.Go(s.run)
	}
}

// rest says that nothing more comes: no room of the world runs.
func (s *scribe) rest() {
	if s == nil {
		return
	}
	s.mu.Lock()
	s.resting = true
	s.mu.Unlock()
	select {
	case s.nudge <- struct{}{}:
	default: // it has not seen the last one
	}
}

// forget is rest for a world that closes: when all results are recorded the keeper
// forgets it, and then gone is called.
func (s *scribe) forget(all *sync.WaitGroup, gone func()) {
	s.mu.Lock()
	s.gone = gone
	s.begin(all)
	s.mu.Unlock()
	s.rest()
}

// again has a scribe work that could not forget its world.
func (s *scribe) again(all *sync.WaitGroup) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.gone != nil && s.resting {
		s.begin(all)
	}
}

// run hands on what comes until it may rest. Results that wait go before the
// snapshot, and those that failed are tried again with each.
func (s *scribe) run() {
	for !s.rests() {
		select {
		case batch := <-s.desk.results:
			s.recordAll(batch)
		case c := <-s.desk.charters:
			s.charter = c
			s.keepCharter()
		case shot := <-s.desk.shots:
			s.hand(shot)
		case <-s.nudge:
		}
	}
}

// hand saves a snapshot, and what is to be on the disk before it: of two that wait
// run takes any.
func (s *scribe) hand(shot *Snapshot) {
	select {
	case batch := <-s.desk.results:
		s.recordAll(batch)
	default:
		s.recordAll(nil)
	}
	select {
	case s.charter = <-s.desk.charters:
	default:
	}
	s.keepCharter()
	if s.unknown {
		return // the next one may follow its charter
	}
	_ = s.save.do(s, func() error { return s.keeper.Save(s.world, shot) })
}

// rests tells that the scribe has done all that is left, and ends.
func (s *scribe) rests() bool {
	for {
		s.mu.Lock()
		resting, gone := s.resting, s.gone
		done := resting && s.desk.clear()
		s.working = !done || gone != nil
		var left []Result
		if resting {
			left, s.desk.left = s.desk.left, nil
		}
		s.mu.Unlock()
		switch {
		case !resting:
			return false
		case done && gone != nil:
			s.part(gone)
			return true
		case done:
			return true
		}
		s.finish(left, gone != nil)
	}
}

// part has the keeper forget the world, if no results wait; else it is tried again
// later.
func (s *scribe) part(gone func()) {
	s.recordAll(nil)
	forgotten := len(s.kept.waiting) == 0 &&
		(s.unknown || s.strip.do(s, func() error { return s.keeper.Forget(s.world) }) == nil)
	s.mu.Lock()
	s.working = forgotten // then it never begins again
	s.mu.Unlock()
	if forgotten {
		gone()
	}
}

// finish does what lies on the desk after the last room: of a world that closes
// only the results are kept.
func (s *scribe) finish(left []Result, closes bool) {
	select {
	case batch := <-s.desk.results:
		s.recordAll(batch)
	default:
	}
	s.recordAll(left)
	select {
	case shot := <-s.desk.shots:
		if !closes {
			s.hand(shot)
		}
	case c := <-s.desk.charters:
		if s.charter = c; !closes {
			s.keepCharter()
		}
	default:
	}
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

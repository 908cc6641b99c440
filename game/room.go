package game

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime/debug"
	"slices"
	"sync/atomic"
	"time"
)

// Errors of entering.
var (
	ErrFull    = errors.New("the world is full")
	ErrNoWorld = errors.New("there is no such world")
	// ErrTakenOver is why a client is over whose account came again.
	ErrTakenOver = errors.New("you play in another terminal now")
	errEnded     = errors.New("the room has ended")
	errIdle      = errors.New("nobody is in the world")
)

const (
	mailboxSize    = 4096 // commands; a flat command is 32 bytes
	foundedMailbox = 512  // the same, of the smallest founded world
	drainAtOnce    = 256  // commands applied before the ticker is looked at again
	stepsOfCommand = 16   // of a batch that count as one command
	// Viewers are woken in so many groups over a frame's interval, so that
	// thousands do not paint in the same millisecond; a few need no spreading, unless
	// the world has so many parts that what is done with them has to be spread.
	spreadGroups = 8
	spreadFrom   = 64
	spreadParts  = 4096
	// A snapshot begins so often and takes at most a second of frames; when the
	// next one is whole it is 4 s old, which leaves a second for writing: what is
	// on the disk is never older than 5 s.
	snapshotEvery = 3 * time.Second
	// It begins so much earlier or later, right after a generation, if there is one
	// then: the next one changes all that is not copied by then.
	snapshotPlay = 100 * time.Millisecond
	// Walkers of guests and swarms that nobody reclaims after a restart are
	// taken off; those of accounts wait for Config.Wait.
	reclaimWithin = 5 * time.Second
)

// envelope is one command in the mailbox.
type envelope struct {
	op      Op
	dir     Dir
	pattern Pattern
	seq     uint32
	seat    *seat
	batch   *Batch
	asked   *asked
}

// Beside the world's own operations: a Batch, a text for everybody, what a player
// says, what the crown decrees, whom somebody watches, that somebody entered and
// does not want to any more.
const (
	opBatch Op = 255 - iota
	opSay
	opSpeak
	opDecree
	opGaze
	opForgo
)

// asked is what a rare command carries: a Join, where its answer goes and what is
// closed when nobody waits for that, the name and the look of an OpDress, the text of
// an opSay, what is said or decreed, who is watched.
type asked struct {
	Join
	answer chan Outcome // holds one
	gone   <-chan struct{}
	text   string
	speech Speech
	decree Decree
	gaze   WalkerID
}

// newcomer is a client that was seated and not yet answered.
type newcomer struct {
	seat    *seat
	answer  chan<- Outcome
	outcome Outcome
}

// seat is the room's record of a client.
type seat struct {
	client  *Client
	who     Join // as they came
	back    bool // their walker was there before them
	walker  WalkerID
	gaze    WalkerID   // whom they watch; 0: nobody
	bots    []WalkerID // of a swarm; some may have left
	limited uint32     // actions over the limit
	answer  Echo       // to the newest action, as it was last stored
	index   int        // in Room.viewers, or -1
	seen    uint64     // number of the frame when last woken or answered
	woken   Stamp      // when that was
}

// Room is the coordinator: the goroutine that owns one World.
type Room struct {
	name    string
	fps     int
	world   *World
	framer  *framer
	mailbox chan envelope
	done    chan struct{}
	ended   bool // done is closed; of who runs the room
	began   time.Time
	origin  Stamp // the world's stamp when the room began

	newcomers []newcomer
	seats     []*seat // of players, by slot
	viewers   []*seat
	groups    int    // of viewers that are woken one after the other
	cycle     uint64 // number of the frame when the first group had its turn
	settled   uint64 // number of the frame that nobody has to be woken for any more
	waiting   bool   // somebody has yet to be told of players elsewhere
	ticker    *time.Ticker
	spreads   time.Time // when the groups were last laid out
	beat      int64     // since then

	unclaimed []WalkerID // by slot: who waits since before the restart, or 0
	waits     []wait     // of dropped accounts; the first ends first
	snapAt    Stamp      // about when the next snapshot begins
	reportAt  Stamp      // when results are next put on the desk
	desk      *desk      // nil: nothing outlives the room

	home    *home    // nil: of the meadow
	visited Stamp    // when somebody was last there
	charter *Charter // nil: the meadow
	court   court    // who wears the crown, and since when they are not there
	talk    talk     // what was said

	glimpses []glimpse // of who was told lately that they are watched

	generations, dropped uint64           // of the world, when last counted
	tally                [verdicts]uint64 // steps by what became of them, not counted yet

	frame    atomic.Pointer[Frame]
	snapshot atomic.Pointer[Snapshot]
	counters *counters
}

// newRoom makes the room of a world, which has a home if it was founded; players
// and bots that are in it already wait for their clients. Nothing runs yet.
func newRoom(name string, w *World, fps int, n *counters, d *desk, h *home) *Room {
	r := &Room{
		name: name, fps: fps, world: w, groups: 1, home: h, done: make(chan struct{}),
		origin: w.Now(), visited: w.Now(), counters: n, desk: d,
		generations: w.generation, dropped: w.dropped,
		court: court{missed: w.Now(), told: w.finished()},
	}
	r.adopt()
	r.framer = newFramer(w)
	r.recall(d.lastTalk())
	r.frame.Store(r.framer.newest)
	r.keep(w.Snapshot())
	r.snapAt = w.Now() + stamp(snapshotEvery)
	if h == nil {
		r.mailbox = make(chan envelope, mailboxSize)
	} else {
		r.belong()
	}
	return r
}

// home is what the rooms of a founded world, one after the other, have in
// common.
type home struct {
	charter atomic.Pointer[Charter] // the newest
	specs   chan string             // of one: the swarms that were last asked for
	empty   Stamp                   // for how long nobody has been there
}

// belong makes the room one of a founded world, of which there are many: its
// mailbox is no longer than it needs, and not all begin their snapshots together.
// Nothing runs yet.
func (r *Room) belong() {
	r.mailbox = make(chan envelope, min(max(r.world.width*r.world.height/64, foundedMailbox), mailboxSize))
	r.snapAt -= Stamp(crc32.ChecksumIEEE([]byte(r.name)) % uint32(stamp(snapshotEvery)))
	r.charter = r.home.charter.Load()
	r.visited -= r.home.empty
	r.framer.charter, r.framer.newest.Charter = r.charter, r.charter
}

// run owns the world until ctx is done (nil), nobody has been in it for long
// (errIdle), the podium of its round was looked at (errRound), or something in it
// panics (an error with the stack). Who waits for the room waits until end.
func (r *Room) run(ctx context.Context) (err error) {
	defer r.desk.keepTalk(r)
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	r.began = time.Now()
	r.spreads = r.began
	r.ticker = time.NewTicker(r.interval())
	defer r.ticker.Stop()
	for {
		select {
		case e := <-r.mailbox:
			r.drain(e)
		case <-r.ticker.C:
			r.tick()
			if r.roundOver() {
				r.drainAll()
				return errRound
			}
			if r.idle() {
				r.drainAll()
				if r.idle() {
					return errIdle
				}
			}
		case <-ctx.Done():
			r.drainAll()
			return nil
		}
	}
}

// end tells all clients that the room has ended; if why is not nil they are over,
// and that is why. It is called once, after run.
func (r *Room) end(why error) {
	if why != nil {
		for _, s := range slices.Concat(r.seats, r.viewers) {
			if s != nil && s.client.Why() == nil {
				s.client.end(why)
			}
		}
	}
	if !r.ended {
		r.ended = true
		close(r.done)
	}
}

// interval is the time between two groups of viewers.
func (r *Room) interval() time.Duration {
	return time.Second / time.Duration(r.fps*r.groups)
}

// beats tells which beats are due: from the one after the last up to now. Of
// those that the room was too late for it counts what is more than a frame's
// worth, and leaves it out.
func (r *Room) beats() (from, to int64) {
	now := int64(time.Since(r.spreads) / r.interval())
	from = max(r.beat+1, now-int64(r.groups)+1)
	if left := from - r.beat - 1; left > 0 {
		r.counters.late.Add(uint64(left))
		r.cycle = 0 // some groups had no turn at it
	}
	r.beat = now
	return from, now
}

// spread wakes few viewers together and many in groups, and tells whether that
// changed; the beat of now is the first of the new order. It is called when a
// frame begins, so that viewers who come and go never put one off.
func (r *Room) spread() bool {
	groups := 1
	if len(r.viewers) >= spreadFrom || len(r.world.chunks)+pagesOf(len(r.world.walkers)) >= spreadParts {
		groups = spreadGroups
	}
	if groups != r.groups {
		r.groups, r.spreads, r.beat = groups, time.Now(), 0
		r.ticker.Reset(r.interval())
		return true
	}
	return false
}

// stamp is the world's time now.
func (r *Room) stamp() Stamp { return r.origin + Stamp(time.Since(r.began).Milliseconds()) }

// post puts a command into the mailbox unless it is full.
func (r *Room) post(e envelope) bool {
	select {
	case r.mailbox <- e:
		return true
	default:
		r.counters.refused.Add(1)
		return false
	}
}

// drain applies a command and what waits behind it, up to a limit.
func (r *Room) drain(e envelope) {
	now, waiting, left := r.stamp(), len(r.mailbox), drainAtOnce-e.cost()
	r.apply(now, e)
	for ; waiting > 0 && left > 0; waiting-- {
		e = <-r.mailbox // nobody else takes from it
		left -= e.cost()
		r.apply(now, e)
	}
	r.counters.count(&r.tally)
	r.welcome()
}

// cost is how many single commands take as long.
func (e *envelope) cost() int {
	if e.batch == nil {
		return 1
	}
	return 1 + len(e.batch.Steps)/stepsOfCommand
}

// drainAll applies what is in the mailbox when the run ends: who has left by
// then has left.
func (r *Room) drainAll() {
	now := r.stamp()
	for range len(r.mailbox) {
		r.apply(now, <-r.mailbox)
	}
	r.counters.count(&r.tally)
	r.welcome()
}

func (r *Room) apply(now Stamp, e envelope) {
	switch e.op {
	case OpStep, OpPlant, OpChop:
		r.act(now, e)
	case OpStir:
		r.world.Apply(Command{At: now, Op: OpStir, Walker: e.seat.walker})
	case opBatch:
		r.applyBatch(now, e.seat, e.batch)
	case OpEnter:
		select {
		case <-e.asked.gone: // and they end nobody's session
		default:
			r.newcomers = append(r.newcomers, newcomer{e.seat, e.asked.answer, r.admit(now, e.seat, &e.asked.Join)})
		}
	case opForgo:
		r.forgo(now, e.seat)
	case OpLeave, OpAway:
		r.dismiss(now, e.op, e.seat)
	case OpDress:
		r.world.Apply(Command{At: now, Op: OpDress, Walker: e.seat.walker, Name: e.asked.Name, Look: e.asked.Look})
	case opSay:
		r.say(e.asked.text)
	case opSpeak:
		r.speak(now, e.seat, e.asked.speech)
	case opDecree:
		r.decree(now, e.seat, e.asked.decree)
	case opGaze:
		r.gaze(e.seat, e.asked.gaze)
	}
}

// welcome answers all who were seated since the last time, with one frame
// that shows them and their surroundings.
func (r *Room) welcome() {
	if len(r.newcomers) == 0 {
		return
	}
	r.publish()
	for _, n := range r.newcomers {
		n.seat.seen = r.framer.newest.Number
		n.answer <- n.outcome
	}
	clear(r.newcomers)
	r.newcomers = r.newcomers[:0]
}

// wake never waits: a client that has not looked yet will see all at once.
func (s *seat) wake() {
	select {
	case s.client.wake <- struct{}{}:
	default:
	}
}

// announce tells a viewer that there is a frame to look at.
func (s *seat) announce() {
	if news := s.client.news; news != nil {
		news()
	} else {
		s.wake()
	}
}

// applyBatch applies a swarm's batch and gives it back.
func (r *Room) applyBatch(now Stamp, s *seat, b *Batch) {
	if b.Op == OpEnter {
		r.claimAll(b.Steps)
	}
	r.world.ApplyBatch(now, b)
	b.Applied = time.Now()
	r.deliver()
	switch b.Op {
	case OpStep:
		b.tally(&r.tally)
	case OpEnter:
		r.seatBots(s, b.Steps)
	}
	select {
	case s.client.back <- b:
	default: // more on their way than was said when joining: the swarm's loss
	}
}

// desk is where the rooms of a world, one after the other, put what is to
// outlive them. They never wait at it; only the world's scribe takes from it. A
// nil desk takes nothing.
type desk struct {
	shots    chan *Snapshot // of one: a newer snapshot replaces it
	charters chan *Charter  // the same
	results  chan []Result  // of one: while it is full the world adds up
	left     []Result       // by a room that fell; of who runs the rooms
	lost     atomic.Uint64  // results that found no place, for the scribe to say
	talk     talk           // of the newest room that ended; of who runs the rooms
}

func newDesk() *desk {
	return &desk{shots: make(chan *Snapshot, 1), charters: make(chan *Charter, 1), results: make(chan []Result, 1)}
}

func (d *desk) putShot(s *Snapshot) {
	if d != nil {
		putNewest(d.shots, s)
	}
}

func (d *desk) putCharter(c *Charter) {
	if d != nil {
		putNewest(d.charters, c)
	}
}

// putNewest puts a value into a channel of one, in the place of an older one that
// nobody has taken. It never waits; nobody else may put.
func putNewest[T any](to chan T, newest T) {
	select {
	case <-to:
	default:
	}
	select {
	case to <- newest:
	default:
	}
}

// putResults puts what a world has for its accounts, and tells whether it
// could.
func (d *desk) putResults(w *World) bool {
	if d == nil || len(d.results) > 0 {
		return false
	}
	if batch := d.collect(w); len(batch) > 0 {
		select {
		case d.results <- batch:
		default: // nobody else puts: there is a place
		}
	}
	return true
}

package game

import (
	"context"
	"errors"
	"sync/atomic"
)

// noticesWaiting is how many notices a client may have waiting.
const noticesWaiting = 16

// Join says who comes and what they ask for.
type Join struct {
	Name string // of a player; "" makes the client a swarm, without a walker of its own
	Look Look
	// Account is who a player is beyond this visit; "" is a guest, whose colony
	// turns wild when they leave.
	Account string
	// Frames asks to be woken, or called by News, when something changed in what is
	// watched.
	Frames bool
	// Reclaim names the walker that a guest had before their room fell; if it is
	// still there, the client gets it back where it stood. Whoever has an account
	// gets their walker by that.
	Reclaim WalkerID
	// Watch makes the client one that only looks on: without a walker, under
	// Name, and with Frames.
	Watch bool
	// Admin says that they look after the server: no world keeps them out.
	Admin bool
	// Source is the block of addresses that a guest comes from; a ban of theirs
	// is of that.
	Source string
	// Visit is that of a guest: the same wherever they enter, and nobody else's, so
	// that their voice is too; 0: it is another one each time.
	Visit uint64
	// Wake is what is woken, a channel that holds one: it may be the same of clients
	// one after the other. nil: the client has its own.
	Wake chan struct{}
	// News is called by the room in place of waking when there is nothing but a new
	// frame, until it has processed the Leave. It must not wait. nil: Wake is woken.
	News func()
	// Batches is how many batches a swarm has on their way at most.
	Batches int
}

// Client is the handle that a session or a swarm holds on one run of a room.
// Its methods never wait, except Leave and Drop. When the run ends Done is closed,
// and the holder enters again.
type Client struct {
	room  *Room
	seat  *seat // the room's; nobody else looks inside
	wake  chan struct{}
	news  func()
	back  chan *Batch
	gone  atomic.Bool
	view  atomic.Uint64 // a Rect, 16 bits a side
	sent  uint32        // actions sent; of the caller's goroutine
	echo  echoSlot
	drops atomic.Uint32 // of actions that found the mailbox full

	over chan struct{} // closed by the room, after why is set
	why  error

	notices chan Notice
	lost    atomic.Uint32 // notices that found no place
	told    atomic.Uint32 // notices so far
	heard   uint32        // told when there was none; of the caller's goroutine

	// Entered is how the room answered the Join.
	Entered Outcome
}

// Walker is the client's walker; 0 for a swarm.
func (c *Client) Walker() WalkerID { return c.Entered.Walker }

// Frame is the newest frame of the world. It never waits.
func (c *Client) Frame() *Frame { return c.room.frame.Load() }

// Wake gets a value when there is a new echo or notice, or, without Join.News, a new
// frame that may look different within the watched part; several become one.
func (c *Client) Wake() <-chan struct{} { return c.wake }

// Done is closed when the room's run has ended.
func (c *Client) Done() <-chan struct{} { return c.room.done }

// Over is closed when the room has ended this client alone; Why says why. Who
// finds Done closed asks Why first: a client that is over does not enter again.
func (c *Client) Over() <-chan struct{} { return c.over }

// Why says why the client is over, nil if it is not.
func (c *Client) Why() error {
	select {
	case <-c.over:
		return c.why
	default:
		return nil
	}
}

// Back gives the swarm's batches back, answered.
func (c *Client) Back() <-chan *Batch { return c.back }

// Step asks for a step and returns its number, counted from 1 with the other
// actions; the Echo with that number, or a later one, answers it. When the
// mailbox is full the action is dropped, counted and false.
func (c *Client) Step(d Dir) (uint32, bool) { return c.act(envelope{op: OpStep, dir: d}) }

// Plant asks for a pattern to be planted ahead, as Step does for a step.
func (c *Client) Plant(p Pattern) (uint32, bool) { return c.act(envelope{op: OpPlant, pattern: p}) }

// Chop asks for a stroke at the tree ahead, as Step does for a step.
func (c *Client) Chop() (uint32, bool) { return c.act(envelope{op: OpChop}) }

func (c *Client) act(e envelope) (uint32, bool) {
	e.seat, e.seq = c.seat, c.sent+1
	if !c.room.post(e) {
		c.drops.Add(1)
		return c.sent, false
	}
	c.sent++
	return c.sent, true
}

// Notice is the next thing that the player has to be told, if there is any;
// when one comes Wake gets a value. Of more than 16 that wait the oldest are
// lost, and counted by Lost.
func (c *Client) Notice() (Notice, bool) {
	told := c.told.Load()
	if told == c.heard { // as nearly always, and for less
		return Notice{}, false
	}
	select {
	case n := <-c.notices:
		return n, true
	default:
		c.heard = told
		return Notice{}, false
	}
}

// tell puts a notice where the client finds it; if there is no place the oldest
// goes, and is counted. Only the room calls it, and does not wait.
func (s *seat) tell(n Notice) {
	defer s.client.told.Add(1)
	for {
		select {
		case s.client.notices <- n:
			return
		default:
		}
		select {
		case <-s.client.notices:
			s.client.lost.Add(1)
		default:
		}
	}
}

// Lost counts the notices that gave way to newer ones.
func (c *Client) Lost() uint32 { return c.lost.Load() }

// Stir tells that the player is awake though nothing was done in the world.
func (c *Client) Stir() bool { return c.room.post(envelope{op: OpStir, seat: c.seat}) }

// Submit hands a batch to the room, which gives it back on Back. It is
// refused (false) when the mailbox is full; the batch is the caller's then.
func (c *Client) Submit(b *Batch) bool {
	return c.room.post(envelope{op: opBatch, seat: c.seat, batch: b})
}

// Watch says which part of the world the client looks at. What lies outside
// the world is cut off.
func (c *Client) Watch(r Rect) {
	f := c.Frame()
	x0, y0 := min(max(r.Min.X, 0), f.Width), min(max(r.Min.Y, 0), f.Height)
	x1, y1 := min(max(r.Max.X, x0), f.Width), min(max(r.Max.Y, y0), f.Height)
	c.view.Store(uint64(x0)<<48 | uint64(y0)<<32 | uint64(x1)<<16 | uint64(y1))
}

func (c *Client) watched() Rect {
	v := c.view.Load()
	return Rect{
		Min: Point{int(v >> 48), int(v >> 32 & 0xffff)},
		Max: Point{int(v >> 16 & 0xffff), int(v & 0xffff)},
	}
}

// Echo is the newest answer to the client's steps.
func (c *Client) Echo() Echo {
	e := c.echo.load()
	e.Dropped += c.drops.Load()
	return e
}

// Leave takes the client and its walkers out of the world. It waits for a
// place in the mailbox, or for the room's end: it is never lost. Only the
// first call of Leave and Drop does anything.
func (c *Client) Leave() { c.part(OpLeave) }

// Drop is Leave for a player whose line broke: with an account their walker
// waits for them to come back. It waits as Leave does.
func (c *Client) Drop() { c.part(OpAway) }

func (c *Client) part(op Op) {
	if c.gone.Swap(true) {
		return
	}
	select {
	case c.room.mailbox <- envelope{op: op, seat: c.seat}:
	case <-c.room.done:
	}
}

// end tells the client that it is over. Only the room calls it, once.
func (c *Client) end(why error) {
	c.why = why
	close(c.over)
}

// Dress changes what the player is called ("": as before) and looks like, in
// order with their actions. It is false when the mailbox is full.
func (c *Client) Dress(name string, look Look) bool {
	return c.room.post(envelope{op: OpDress, seat: c.seat, asked: &asked{Join: Join{Name: name, Look: look}}})
}

// Speak says something in the world, in order with the player's actions. What
// becomes of it that not everybody hears comes as a notice. It is false when the
// mailbox is full.
func (c *Client) Speak(s Speech) bool {
	return c.room.post(envelope{op: opSpeak, seat: c.seat, asked: &asked{speech: s}})
}

// Decree has something done by the crown's right; whether it was is told by a
// notice. It is false when the mailbox is full.
func (c *Client) Decree(d Decree) bool {
	return c.room.post(envelope{op: opDecree, seat: c.seat, asked: &asked{decree: d}})
}

// Gaze tells the world whom the client watches, 0 for nobody: they see that they
// are watched. It is false when the mailbox is full.
func (c *Client) Gaze(at WalkerID) bool {
	return c.room.post(envelope{op: opGaze, seat: c.seat, asked: &asked{gaze: at}})
}

// enter asks a room for a place. When ctx ends first, whatever comes of it is
// given back.
func (r *Room) enter(ctx context.Context, j Join) (*Client, error) {
	c := &Client{
		room: r, wake: j.Wake, news: j.News, back: make(chan *Batch, j.Batches),
		notices: make(chan Notice, noticesWaiting), over: make(chan struct{}),
	}
	if c.wake == nil {
		c.wake = make(chan struct{}, 1)
	}
	c.seat = &seat{client: c, index: -1}
	ask := &asked{Join: j, answer: make(chan Outcome, 1), gone: ctx.Done()}
	select {
	case r.mailbox <- envelope{op: OpEnter, seat: c.seat, asked: ask}:
	case <-r.done:
		return nil, errEnded
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	select {
	case c.Entered = <-ask.answer:
	case <-r.done:
		return nil, errEnded
	case <-ctx.Done():
		if errors.Is(context.Cause(ctx), ErrTakenOver) {
			c.Leave() // they are elsewhere
		} else {
			c.part(opForgo)
		}
		return nil, context.Cause(ctx)
	}
	switch c.Entered.Verdict {
	case Full:
		return nil, ErrFull
	case Barred:
		return nil, errBarred(r.name)
	case Uninvited:
		return nil, errUninvited(r.name)
	}
	return c, nil
}

package game

import "sync/atomic"

// framer makes a world's frames.
type framer struct {
	world    *World
	newest   *Frame
	next     *Frame   // being made, or nil
	roster   uint64   // of the world when Players was listed
	founding uint64   // of the world when Colonies was listed
	cursor   int      // the next chunk to sweep
	charter  *Charter // of the room, as it is to be shown
	talk     []Line   // the same
	telling  bool     // one of them is another than in the newest frame
	// What was swept since the world last changed is up to date.
	changes uint64 // of the world when last looked at
	unswept int
}

// newFramer starts with a frame of the whole world.
func newFramer(w *World) *framer {
	c := &framer{world: w, roster: w.roster, founding: w.founding, changes: w.changes}
	c.newest = &Frame{
		Number: 1, At: w.now, Width: w.width, Height: w.height, across: w.across,
		Bots: w.bots, Players: w.playerMarks(), PlayersSince: 1,
		Generation: w.generation, Live: w.grid.live, Colonies: w.colonyMarks(),
		Milestone: w.milestone, Ends: stamp(w.cfg.Match),
		chunks: make([]*Chunk, len(w.chunks)), regions: new(regions), listed: new(atomic.Pointer[roster]),
	}
	for i := range w.chunks {
		c.newest.chunks[i] = w.copyChunk(i, 1, &beyond)
	}
	return c
}

// quiet tells that the newest frame shows the world as it is, so that there
// is nothing to watch or to sweep.
func (c *framer) quiet() bool {
	if c.changes != c.world.changes {
		c.changes, c.unswept = c.world.changes, len(c.world.chunks)
	}
	return c.unswept == 0
}

// watch brings the chunks that touch r up to date in the frame being made.
func (c *framer) watch(r Rect) {
	w := c.world
	for cy := r.Min.Y / side; cy*side < r.Max.Y; cy++ {
		for cx := r.Min.X / side; cx*side < r.Max.X; cx++ {
			c.refresh(cy*w.across + cx)
		}
	}
}

// sweep brings the next n chunks up to date, watched or not.
func (c *framer) sweep(n int) {
	for range min(n, len(c.world.chunks)) {
		c.refresh(c.cursor)
		c.cursor = (c.cursor + 1) % len(c.world.chunks)
	}
	c.unswept = max(c.unswept-n, 0)
}

func (c *framer) refresh(i int) {
	newest := c.newest
	if c.next != nil {
		newest = c.next
	}
	if newest.chunks[i].Version != c.world.versions[i] {
		next := c.begin()
		next.chunks[i] = c.world.copyChunk(i, next.Number, next.chunks[i])
	}
}

// begin is the frame being made: a copy of the newest one at first.
func (c *framer) begin() *Frame {
	if c.next == nil {
		next := *c.newest
		next.Number++
		next.chunks = append(make([]*Chunk, 0, len(next.chunks)), next.chunks...)
		next.regions = new(regions)
		c.next = &next
	}
	return c.next
}

// shoot ends a frame and returns it; it is the old one when nothing changed.
func (c *framer) shoot() *Frame {
	w := c.world
	if c.roster != w.roster {
		next := c.begin()
		next.Players, next.PlayersSince = w.playerMarks(), next.Number
		next.listed = new(atomic.Pointer[roster])
		c.roster = w.roster
	}
	if c.founding != w.founding {
		c.begin().Colonies = w.colonyMarks()
		c.founding = w.founding
	}
	if c.newest.Bots != w.bots {
		c.begin()
	}
	if c.telling {
		next := c.begin()
		next.Charter, next.Talk, next.TalkSince = c.charter, c.talk, next.Number
		c.telling = false
	}
	if c.next != nil {
		c.next.At, c.next.Bots = w.now, w.bots
		c.next.Generation, c.next.Live = w.generation, w.grid.live
		c.next.Milestone = w.milestone
		c.newest, c.next = c.next, nil
	}
	return c.newest
}

func (w *World) playerMarks() []PlayerMark {
	marks := make([]PlayerMark, len(w.players))
	for i := range w.players {
		p := &w.players[i]
		who := &w.walkers[p.slot]
		marks[i] = PlayerMark{
			Walker: who.id, At: who.at(), Look: who.look, Dozing: who.dozing, Away: p.away, Guest: w.accountOf(p) == "",
			Hearts: p.hearts, Colony: p.colony, Middle: w.colonies[p.colony].middle(),
			Since: p.came, Crown: w.crown != "" && w.accountOf(p) == w.crown, Eyes: w.eyes[who.id], Voice: w.voiceOf(p), Score: w.score(p),
		}
	}
	return marks
}

func (w *World) colonyMarks() []ColonyMark {
	marks := make([]ColonyMark, len(w.colonies))
	for i := range w.colonies {
		c := &w.colonies[i]
		marks[i] = ColonyMark{Walker: c.owner, Look: c.look, Kind: c.kind, Wild: c.wild}
	}
	return marks
}

// Frame is a frame of the whole world as it is now, for those who drive a
// world without a room.
func (w *World) Frame() *Frame { return newFramer(w).newest }

// Reel makes the frames of a world that is driven without a room, as the room
// makes them: what nobody watches follows within so many frames.
type Reel struct{ framer *framer }

// NewReel starts with a frame of the whole world.
func NewReel(w *World) *Reel { return &Reel{newFramer(w)} }

// Newest is the newest frame.
func (r *Reel) Newest() *Frame { return r.framer.newest }

// Shoot makes a frame in which the watched part is of now, and a share of 1 in
// parts of the rest.
func (r *Reel) Shoot(parts int, watched ...Rect) *Frame {
	for _, v := range watched {
		r.framer.watch(v)
	}
	r.framer.sweep((len(r.framer.world.chunks) + parts - 1) / parts)
	return r.framer.shoot()
}

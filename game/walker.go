package game

// Kind tells players from bots.
type Kind uint8

// The kinds of walkers.
const (
	Bot Kind = iota
	Player
)

// walker is somebody in the world. Its player, if it is one, is a record of
// its own, so that a million bots stay small and hold no pointers.
type walker struct {
	id     WalkerID
	ready  int64 // see limit
	x, y   int16
	player int32 // index in World.players, -1 for a bot
	facing Dir
	kind   Kind
	here   bool
	dozing bool
	look   Look
	spores uint8
	swerve swerve
}

// belly is what a walker has that is touched seldom, by slot.
type belly struct {
	fed    Stamp  // when it last gained a spore
	alone  Stamp  // of a bot: since when no player is near, or never
	colony uint16 // of a bot that has planted
}

// swerve remembers to which sides a walker last stepped: bit 0 is set for
// right, bit 1 for down.
type swerve uint8

// after is the swerve after a step.
func (s swerve) after(d Dir) swerve {
	bit := swerve(1) << (1 - d>>1)
	if d&1 == 0 {
		return s &^ bit
	}
	return s | bit
}

// aside is the direction of the last step sideways of facing.
func (s swerve) aside(facing Dir) Dir {
	if facing&2 == 0 {
		return Left + Dir(s&1)
	}
	return Up + Dir(s>>1&1)
}

func (w *walker) at() Point { return Point{int(w.x), int(w.y)} }

// Verdict says what became of a command.
type Verdict uint8

// The verdicts.
const (
	Done      Verdict = iota
	Tree              // blocked by a tree
	Rim               // blocked by the end of the world
	Walker            // blocked by another walker
	Limited           // more actions than allowed: not applied
	Gone              // there is no such walker
	Full              // there is no place left to enter
	Bacteria          // living bacteria are where something should be planted
	Glade             // no tree may be planted in the glade
	Poor              // fewer spores than the pattern costs
	NoTree            // there is no tree to chop
	Early             // a stroke too soon after the last: not applied
	Unknown           // there is no such pattern
	Ended             // the round is over: nothing is done until the next
	Barred            // of entering: banned from this world
	Uninvited         // of entering: the world is private
	verdicts  = iota
)

// Blocked tells whether a step was applied but led nowhere.
func (v Verdict) Blocked() bool { return v == Tree || v == Rim || v == Walker }

// Outcome is the answer to a command: where the walker is now, and why.
type Outcome struct {
	Walker  WalkerID
	At      Point
	Facing  Dir
	Verdict Verdict
	By      WalkerID // the player who blocks a player; 0 if a bot does
	Where   Point    // the cell that the verdict is about: what blocks, the tree that is chopped
	Strokes uint8    // on the tree so far, of a stroke that is Done; Config.Strokes fell it
}

// Step moves a walker one cell, or turns it to what blocks it.
func (w *World) Step(at Stamp, id WalkerID, dir Dir) Outcome {
	who, verdict := w.actor(at, id)
	if verdict != Done {
		return w.denied(who, id, verdict)
	}
	to, verdict := w.step(who, dir)
	if verdict != Done {
		return w.blocked(who, to, verdict)
	}
	return w.outcome(who, Done)
}

// step is the step of who may act, to a cell or against it.
func (w *World) step(who *walker, dir Dir) (Point, Verdict) {
	turned := w.turn(who, dir&3)
	to := who.at().Step(dir)
	if verdict := w.blocks(to); verdict != Done {
		if turned && who.kind == Player { // nobody sees which way a bot faces
			w.touch(who)
		}
		return to, verdict
	}
	who.swerve = who.swerve.after(dir)
	w.walk(who, to)
	if w.isAlive(to.X, to.Y) {
		w.eat(who)
	}
	return to, Done
}

// walk stands a walker on another cell.
func (w *World) walk(who *walker, to Point) {
	from := who.at()
	k, bit := w.cell(from.X, from.Y)
	w.rows[k].walk &^= bit
	i := k / side
	k, bit = w.cell(to.X, to.Y)
	w.rows[k].walk |= bit
	j := k / side
	w.changed(j)
	if i != j {
		w.changed(i)
	}
	who.x, who.y = int16(to.X), int16(to.Y)
	if who.kind == Player {
		w.relocate(who, from, to)
	}
}

// actor finds who acts, nil if they are gone, and takes the action from their
// allowance; or says why they may not.
func (w *World) actor(at Stamp, id WalkerID) (*walker, Verdict) {
	w.pass(at)
	who := w.find(id)
	if who == nil {
		return nil, Gone
	}
	w.keepWalker(id.Slot())
	if who.kind == Player {
		w.wake(who)
	}
	if w.now >= w.ends {
		return who, Ended
	}
	if !w.limit(who) {
		return who, Limited
	}
	return who, Done
}

// denied answers who may not act.
func (w *World) denied(who *walker, id WalkerID, v Verdict) Outcome {
	if who == nil {
		return Outcome{Walker: id, Verdict: v}
	}
	return w.outcome(who, v)
}

// blocks is what keeps a walker from a cell, or Done.
func (w *World) blocks(to Point) Verdict {
	if !w.inside(to.X, to.Y) {
		return Rim
	}
	k, bit := w.cell(to.X, to.Y)
	return w.rows[k].blocks(bit)
}

// blocks is what keeps a walker from a cell of the row, or Done.
func (r *row) blocks(cell uint64) Verdict {
	switch {
	case r.tree&cell != 0:
		return Tree
	case r.walk&cell != 0:
		return Walker
	}
	return Done
}

// blocked answers a step that led nowhere. Who blocks is looked up for players
// only: nobody reads it to a bot.
func (w *World) blocked(who *walker, to Point, verdict Verdict) Outcome {
	out := w.outcome(who, verdict)
	out.Where = to
	if verdict == Walker && who.kind == Player {
		out.By = w.playerAt(to)
	}
	return out
}

// turn has a walker face a direction, and tells whether it did not before.
func (w *World) turn(who *walker, dir Dir) bool {
	turned := who.facing != dir
	who.facing = dir
	if turned && who.kind == Player {
		w.players[who.player].chop = chopping{}
	}
	return turned
}

func (w *World) outcome(who *walker, v Verdict) Outcome {
	return Outcome{Walker: who.id, At: who.at(), Facing: who.facing, Verdict: v}
}

// limit takes one action from a walker's allowance: Actions a second, Burst
// of them at once. It is the generic cell rate algorithm (ITU-T I.371) in
// units of 1/Actions ms, in which an action takes 1000 and nothing is
// rounded: ready is when the allowance will be whole again.
func (w *World) limit(who *walker) bool {
	const action = 1000
	now := int64(w.now) * int64(w.cfg.Actions)
	ready := max(who.ready, now)
	if ready-now > int64(w.cfg.Burst-1)*action {
		return false
	}
	who.ready = ready + action
	return true
}

// touch marks that a walker looks different, to those who watch it.
func (w *World) touch(who *walker) {
	i, _, _ := w.at(int(who.x), int(who.y))
	w.changed(i)
}

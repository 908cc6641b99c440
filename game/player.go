package game

import "slices"

// player is what a walker has that is no bot.
type player struct {
	name   string
	slot   uint32 // of its walker
	away   bool   // it has dropped, and its walker waits for it
	held   bool   // while it is away: the room ended, and who was there comes by themselves
	colony uint16
	hearts uint8
	owed   uint8 // spores of prizes that are not digested yet
	meals  uint32
	stings uint32 // that cells of theirs gave
	came   Stamp  // since when they are here without a gap; a round before the first is earlier than 0
	seen   Stamp  // when the newest key was pressed
	safe   Stamp  // nothing stings before
	rest   Stamp  // since when they rest beside a tree without a heart mended
	prized Stamp  // when somebody last got a prize for their collapse
	bitten Stamp  // when they were last told of a bite
	chop   chopping
}

// addPlayer gives a walker its player's record, under a name that nobody else
// here bears.
func (w *World) addPlayer(who *walker, name string, colony uint16) {
	who.player = int32(len(w.players))
	w.players = append(w.players, player{
		name: w.freeName(name, nil), slot: who.id.Slot(), colony: colony,
		hearts: uint8(w.cfg.Hearts), came: w.now, seen: w.now, rest: w.now,
		safe:   w.now + stamp(w.cfg.EnterShield),
		prized: longAgo, bitten: longAgo,
	})
	w.colonies[colony].owner = who.id
	w.square(who.at()).join(who.id.Slot())
	w.roster++
}

// removePlayer takes a record out; the last one moves to its place.
func (w *World) removePlayer(i int32) {
	w.square(w.walkers[w.players[i].slot].at()).part(w.players[i].slot)
	w.leaveBehind(&w.players[i])
	last := int32(len(w.players) - 1)
	if i != last {
		moved := w.players[last]
		w.keepWalker(moved.slot)
		w.players[i] = moved
		w.walkers[moved.slot].player = i
	}
	w.players = w.players[:last]
	w.roster++
}

// relocate counts a player where it went. What it was about there is over.
func (w *World) relocate(who *walker, from, to Point) {
	if w.square(from) != w.square(to) {
		w.square(from).part(who.id.Slot())
		w.square(to).join(who.id.Slot())
	}
	w.roster++
	p := &w.players[who.player]
	p.chop = chopping{}
	if !w.besideTree(to) {
		p.rest = w.now
	}
}

// join and part count a player among those who stand in a chunk.
func (c *chunk) join(slot uint32) { c.players = append(c.players, slot) }

func (c *chunk) part(slot uint32) {
	i, last := slices.Index(c.players, slot), len(c.players)-1
	c.players[i] = c.players[last]
	c.players = c.players[:last]
}

// playerAt is the player who stands on a cell of the world, or 0.
func (w *World) playerAt(p Point) WalkerID {
	for _, slot := range w.square(p).players {
		if who := &w.walkers[slot]; who.at() == p {
			return who.id
		}
	}
	return 0
}

// Stir notes that a player is awake.
func (w *World) Stir(at Stamp, id WalkerID) Outcome {
	w.pass(at)
	who := w.find(id)
	if who == nil {
		return Outcome{Walker: id, Verdict: Gone}
	}
	w.keepWalker(id.Slot())
	w.wake(who)
	return w.outcome(who, Done)
}

// Drop is Leave for a player whose line broke: with an account their walker
// waits, dimmed, until they enter again or leave.
func (w *World) Drop(at Stamp, id WalkerID) Outcome {
	w.pass(at)
	who := w.find(id)
	if who == nil || who.kind != Player {
		return w.Leave(at, id)
	}
	p := &w.players[who.player]
	if w.accountOf(p) == "" {
		return w.Leave(at, id)
	}
	w.keepWalker(id.Slot())
	p.away = true
	w.dim(who)
	w.miss(p)
	return w.outcome(who, Done)
}

// accountOf is who a player is beyond this visit, "" of a guest.
func (w *World) accountOf(p *player) string { return w.colonies[p.colony].account }

// present is the walker of an account that is in the world, or nil.
func (w *World) present(account string) *walker {
	if account == "" {
		return nil
	}
	for i := range w.players {
		if p := &w.players[i]; w.accountOf(p) == account {
			return &w.walkers[p.slot]
		}
	}
	return nil
}

// wake notes a player's key, or that they are back.
func (w *World) wake(who *walker) {
	if who.kind != Player {
		return
	}
	p := &w.players[who.player]
	if !p.held {
		p.seen = w.now
	}
	p.held = false
	if who.dozing && !w.sleepy(p) {
		who.dozing = false
		w.touch(who)
		w.roster++
	}
	if p.away {
		p.away = false
		w.welcomeBack(p)
	}
}

// Hold is Drop for a player whose room has ended: they come again by themselves,
// which is no key of theirs.
func (w *World) Hold(at Stamp, id WalkerID) {
	who := w.find(id)
	if who == nil || who.kind != Player {
		return
	}
	here := !w.players[who.player].away
	if w.Drop(at, id); w.find(id) != nil && here {
		w.players[who.player].held = true
	}
}

// doze dims a player who has pressed no key for long.
func (w *World) doze(p *player) {
	who := &w.walkers[p.slot]
	if !who.dozing && w.sleepy(p) {
		w.keepWalker(p.slot)
		w.dim(who)
	}
}

// sleepy tells whether a player has pressed no key for long.
func (w *World) sleepy(p *player) bool { return int64(w.now-p.seen) >= w.cfg.Doze.Milliseconds() }

// dim lets a player doze, until a key of theirs wakes them.
func (w *World) dim(who *walker) {
	who.dozing = true
	w.touch(who)
	w.roster++
}

package game

import (
	"strconv"
	"strings"
)

// player is what a walker has that is no bot.
type player struct {
	name   string
	slot   uint32 // of its walker
	colony uint16
	hearts uint8
	owed   uint8 // spores of prizes that are not digested yet
	meals  uint32
	stings uint32 // that cells of theirs gave
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
		name: w.freeName(name), slot: who.id.Slot(), colony: colony,
		hearts: uint8(w.cfg.Hearts), seen: w.now, rest: w.now,
		safe:   w.now + stamp(w.cfg.EnterShield),
		prized: longAgo, bitten: longAgo,
	})
	w.colonies[colony].owner = who.id
	w.square(who.at()).players++
	w.roster++
}

// freeName is name, or name~2, name~3 and so on if players here have it.
func (w *World) freeName(name string) string {
	taken := make([]bool, len(w.players)+2) // by number; one of them is free
	for i := range w.players {
		other, suffix, _ := strings.Cut(w.players[i].name, "~")
		if other != name {
			continue
		}
		n, err := strconv.Atoi(suffix)
		if err != nil || n < 1 {
			n = 1
		}
		taken[min(n, len(taken)-1)] = true
	}
	free := 1
	for taken[free] {
		free++
	}
	if free == 1 {
		return name
	}
	return name + "~" + strconv.Itoa(free)
}

// removePlayer takes a record out; the last one moves to its place.
func (w *World) removePlayer(i int32) {
	w.square(w.walkers[w.players[i].slot].at()).players--
	w.remember(&w.players[i])
	w.leaveBehind(w.players[i].colony)
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
	w.square(from).players--
	w.square(to).players++
	w.roster++
	p := &w.players[who.player]
	p.chop = chopping{}
	if !w.besideTree(to) {
		p.rest = w.now
	}
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

// wake notes a player's key.
func (w *World) wake(who *walker) {
	if who.kind != Player {
		return
	}
	w.players[who.player].seen = w.now
	if who.dozing {
		who.dozing = false
		w.touch(who)
		w.roster++
	}
}

// doze dims a player who has pressed no key for long.
func (w *World) doze(p *player) {
	who := &w.walkers[p.slot]
	if !who.dozing && int64(w.now-p.seen) >= w.cfg.Doze.Milliseconds() {
		w.keepWalker(p.slot)
		who.dozing = true
		w.touch(who)
		w.roster++
	}
}

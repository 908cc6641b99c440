package bots

import (
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"thicket/game"
)

const (
	batchSize = 1024
	batches   = 8      // on their way at most
	manyBots  = 20_000 // from which on a swarm is exact
)

// Swarm is any number of bots that follow one strategy.
type Swarm struct {
	// Recorder, if there is one, is told what becomes of the steps; the swarm is as
	// exact as a large one then. It is set before Run and does not change.
	Recorder Recorder

	strategy
	pcg   *rand.PCG
	rng   *rand.Rand // draws from pcg
	bots  []game.WalkerID
	minds []mind // by bot; nil if they do not look
	wheel wheel

	done, missed atomic.Uint64
}

// order is a batch, whose steps are in it and when they were due.
type order struct {
	game.Batch
	bots []uint64 // empty if nobody has to know
	dues []moment // of the steps, in their order
}

// moment is when so many steps that follow each other were due.
type moment struct {
	at game.Stamp
	n  int
}

// newOrder has place for what n bots do, up to a batch.
func newOrder(n int) *order {
	return &order{Batch: game.Batch{Steps: make([]game.BatchStep, 0, min(batchSize, n))}}
}

// Stats is a copy of a swarm's counters.
type Stats struct {
	Done   uint64 // actions that the world applied, blocked ones included
	Missed uint64 // actions that were due and were left out
}

// Stats may be called from any goroutine.
func (s *Swarm) Stats() Stats { return Stats{Done: s.done.Load(), Missed: s.missed.Load()} }

// New makes a swarm of n bots. Equal seeds give equal swarms.
func New(name string, n int, seed uint64) (*Swarm, error) {
	how, ok := strategies[name]
	if !ok {
		return nil, fmt.Errorf("%q is no strategy", name)
	}
	pcg := rand.NewPCG(seed, 0x7377_6172_6d21)
	s := &Swarm{strategy: how, bots: make([]game.WalkerID, n), pcg: pcg, rng: rand.New(pcg)}
	if how.looks {
		s.minds = make([]mind, n)
	}
	return s, nil
}

// exact tells whether the swarm looks who is due as often as it can, and knows to the
// stamp when: a large one, and one whose steps are measured. A small one, of which a
// server may have thousands, looks seldom and has fewer slots.
func (s *Swarm) exact() bool { return s.Recorder != nil || len(s.bots) >= manyBots }

// width is how wide the slots of the wheel are.
func (s *Swarm) width() game.Stamp {
	if s.exact() {
		return 1
	}
	return slotWidth
}

// beat is how often the swarm looks who is due. The wake-ups of a small one cost more
// than its steps, all the more where a thousand worlds have a few bots each.
func (s *Swarm) beat() time.Duration {
	slots := 4
	switch {
	case s.exact():
		slots = 1
	case len(s.bots) < 50:
		slots = 20
	}
	return time.Duration(slots) * slotWidth * time.Millisecond
}

// start makes every bot due once within an interval from now on, at random.
func (s *Swarm) start(now game.Stamp) {
	s.wheel = newWheel(s.width(), now)
	for i, id := range s.bots {
		bot := uint64(i)
		if !s.looks {
			bot = uint64(id) // no trip to far memory at each step
		}
		s.wheel.set(bot, now+game.Stamp(s.rng.Int64N(int64(s.interval))))
	}
}

// due fills o with what is due by now, as the bots decide who see f, and makes
// those bots due again an interval later, give or take a tenth. It tells
// whether there were any.
func (s *Swarm) due(now game.Stamp, f *game.Frame, o *order) bool {
	o.Op, o.Steps, o.bots, o.dues = game.OpStep, o.Steps[:0], o.bots[:0], o.dues[:0]
	s.leaveOut(now)
	for len(o.Steps) < batchSize {
		bots, at := s.wheel.next(now, batchSize-len(o.Steps))
		if len(bots) == 0 {
			break
		}
		o.dues = append(o.dues, moment{at, len(bots)})
		if s.looks {
			s.think(bots, f, o)
		} else {
			s.stray(bots, o)
		}
		for _, bot := range bots {
			s.wheel.set(bot, at+s.interval+s.jitter())
		}
	}
	return len(o.Steps) > 0
}

// jitter is up to a tenth of an interval, more or less.
func (s *Swarm) jitter() game.Stamp {
	fifth := uint64(s.interval / 5)
	return game.Stamp(s.pcg.Uint64()>>32*fifth>>32) - s.interval/10
}

// stray has bots that wander step.
func (s *Swarm) stray(bots []uint64, o *order) {
	for _, bot := range bots {
		o.Steps = append(o.Steps, game.BatchStep{Walker: game.WalkerID(bot), Dir: wander(s.rng)})
	}
}

// think has bots that look decide what they do.
func (s *Swarm) think(bots []uint64, f *game.Frame, o *order) {
	for _, bot := range bots {
		o.Steps = append(o.Steps, s.decide(&s.minds[bot], s.bots[bot], f, s.rng))
	}
	o.bots = append(o.bots, bots...)
}

// leaveOut leaves out, for each bot, the steps that are late by whole intervals,
// and counts them.
func (s *Swarm) leaveOut(now game.Stamp) (missed int) {
	late := (now - s.wheel.at) / s.interval
	if late <= 0 {
		return 0
	}
	s.wheel.skip(late * s.interval)
	missed = int(late) * len(s.bots)
	s.missed.Add(uint64(missed))
	return missed
}

// entering fills o with the bots from number i on, who enter or, after a
// restart, reclaim their place.
func (s *Swarm) entering(i int, o *order) {
	o.Op, o.Steps = game.OpEnter, o.Steps[:0]
	for ; i < len(s.bots) && len(o.Steps) < batchSize; i++ {
		o.Steps = append(o.Steps, game.BatchStep{Walker: s.bots[i]})
	}
}

// entered notes who and where the bots from number i on are.
func (s *Swarm) entered(i int, o *order) {
	for k := range o.Steps {
		s.bots[i+k] = o.Steps[k].Walker
		if s.looks {
			s.minds[i+k] = mind{}
			s.minds[i+k].answered(&o.Steps[k])
		}
	}
}

// answered counts what became of a batch of actions, and tells whether some of
// the bots are no longer in the world.
func (s *Swarm) answered(o *order) (gone bool) {
	applied := 0
	for i := range o.Steps {
		switch v := o.Steps[i].Verdict; {
		case v == game.Done || v.Blocked():
			applied++
		case v == game.Gone && o.Steps[i].Walker != 0:
			gone = true
		}
	}
	for i, bot := range o.bots {
		s.minds[bot].answered(&o.Steps[i])
	}
	s.done.Add(uint64(applied))
	return gone
}

package bots

import "thicket/game"

// Lockstep drives a swarm together with a world, without goroutines: the same
// seeds give the same run.
type Lockstep struct {
	swarm *Swarm
	world *game.World
	batch game.Batch
}

// Drive lets all bots of s into w.
func Drive(s *Swarm, w *game.World) *Lockstep {
	l := &Lockstep{swarm: s, world: w}
	for i := 0; i < len(s.bots); i += len(l.batch.Steps) {
		s.entering(i, &l.batch)
		w.ApplyBatch(w.Now(), &l.batch)
		s.entered(i, &l.batch)
	}
	s.start(w.Now())
	return l
}

// Advance applies all steps that are due by a stamp.
func (l *Lockstep) Advance(now game.Stamp) {
	for l.swarm.due(now, &l.batch) {
		l.world.ApplyBatch(now, &l.batch)
		l.swarm.answered(&l.batch)
	}
}

package bots

import "thicket/game"

// frames is how many a Lockstep makes a second; what nobody watches is of now
// in one of so many.
const frames = 12

// Lockstep drives swarms together with a world, without goroutines: the same
// seeds give the same run.
type Lockstep struct {
	world  *game.World
	swarms []*Swarm
	order  order
	reel   *game.Reel
	shoots bool       // some of the swarms look
	shot   game.Stamp // the newest frame
}

// Drive lets all bots of the swarms into w, one swarm after the other.
func Drive(w *game.World, swarms ...*Swarm) *Lockstep {
	l := &Lockstep{world: w, swarms: swarms, shot: w.Now()}
	for _, s := range swarms {
		l.enter(s)
		l.shoots = l.shoots || s.looks
	}
	l.reel = game.NewReel(w)
	return l
}

func (l *Lockstep) enter(s *Swarm) {
	for i := 0; i < len(s.bots); i += len(l.order.Steps) {
		s.entering(i, &l.order)
		l.world.ApplyBatch(l.world.Now(), &l.order.Batch)
		s.entered(i, &l.order)
	}
	s.start(l.world.Now())
}

// Advance lets the bots do what is due by a stamp, and the world's time pass
// until then. If some of the swarms look, or something is watched, it makes
// frames as a room does, 12 a second.
func (l *Lockstep) Advance(now game.Stamp, watched ...game.Rect) {
	for _, s := range l.swarms {
		l.act(now, s)
	}
	l.world.Advance(now)
	l.shoot(now, watched...)
}

// shoot makes a frame if one is due.
func (l *Lockstep) shoot(now game.Stamp, watched ...game.Rect) {
	if (l.shoots || len(watched) > 0) && now-l.shot >= 1000/frames {
		l.shot = now
		l.reel.Shoot(frames, watched...)
	}
}

func (l *Lockstep) act(now game.Stamp, s *Swarm) {
	for s.due(now, l.Frame(), &l.order) {
		l.world.ApplyBatch(now, &l.order.Batch)
		s.answered(&l.order)
	}
}

// Frame is the newest frame, which the bots see.
func (l *Lockstep) Frame() *game.Frame { return l.reel.Newest() }

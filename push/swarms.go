package push

import (
	"context"

	"thicket/bots"
	"thicket/game"
)

const (
	// leastSwarm is how many bots a swarm has at least if there are as many: many small
	// ones would look at a clock more often than they step.
	leastSwarm = 20_000
	// mostSwarm is how many it has at most: a swarm is a goroutine, and has so many
	// batches on their way that the room may be late by tens of milliseconds.
	mostSwarm = 250_000
)

// swarm is one that runs.
type swarm struct {
	size     int
	recorder *recorder
	end      context.CancelFunc
	over     chan struct{} // closed when it has left
}

// muster starts the swarms that are missing to n bots. If those would be small, or if the
// last one is, the bots of that one leave, and enter anew in a larger one.
func (l *botsLab) muster(n int) error {
	missing := n - l.load
	for last := len(l.swarms) - 1; missing > 0 && last >= 0 && min(missing, l.swarms[last].size) < leastSwarm; last-- {
		missing += l.swarms[last].size
		l.dismiss(l.swarms[last])
		l.swarms = l.swarms[:last]
	}
	for left := (missing + mostSwarm - 1) / mostSwarm; left > 0; left-- {
		size := missing / left
		if err := l.add(size); err != nil {
			return err
		}
		missing -= size
	}
	l.load = max(l.load, n)
	return nil
}

// add starts a swarm.
func (l *botsLab) add(size int) error {
	s, err := bots.New("wander", size, l.seed+l.begun)
	if err != nil {
		return err
	}
	l.begun++
	recorder := &recorder{tally: &l.tally}
	s.Recorder = recorder
	ctx, end := context.WithCancel(l.ctx)
	over := make(chan struct{})
	l.runs(func() error {
		defer close(over)
		defer end()
		return s.Run(ctx, func(ctx context.Context, j game.Join) (*game.Client, error) {
			return l.lobby.Enter(ctx, game.Meadow, j)
		})
	})
	l.swarms = append(l.swarms, swarm{size, recorder, end, over})
	return nil
}

// dismiss has a swarm leave.
func (l *botsLab) dismiss(s swarm) {
	s.end()
	<-s.over
	s.recorder.left()
}

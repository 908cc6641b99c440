package bots

import (
	"context"
	"time"

	"thicket/game"
)

// Enter brings a client into the world that the swarm is for, as
// [game.Lobby.Enter] does.
type Enter func(context.Context, game.Join) (*game.Client, error)

// Run runs the swarm until ctx is done (nil) or it cannot enter. It owns the
// swarm meanwhile.
func (s *Swarm) Run(ctx context.Context, enter Enter) error {
	var idle time.Time
	for ctx.Err() == nil {
		client, err := enter(ctx, game.Join{Batches: batches})
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		r := &run{Swarm: s, client: client, began: time.Now(), idle: idle}
		r.live(ctx)
		client.Leave()
		idle = r.idle
	}
	return nil
}

// run is a swarm in one run of a room.
type run struct {
	*Swarm
	client *game.Client
	began  time.Time
	idle   time.Time // since when nobody steps any more; zero if nobody has yet
	free   []*order  // not on their way
	out    []*order  // on their way, the oldest first: they come back in this order
	gone   bool      // some bots are no longer in the world: all enter anew
}

// live enters and steps until the room's run or ctx ends, or bots are gone.
func (r *run) live(ctx context.Context) {
	for range batches {
		r.free = append(r.free, newOrder(len(r.bots)))
	}
	ticker := time.NewTicker(r.beat())
	defer ticker.Stop()
	if !r.enterAll(ctx, ticker) {
		return
	}
	r.recordIdle(r.idle, time.Now())
	r.start(r.now())
	defer r.abandon()
	for {
		select {
		case <-ticker.C:
			r.takeBack()
			r.submitDue()
		case <-r.client.Done():
			return
		case <-ctx.Done():
			return
		}
		if r.gone {
			return
		}
	}
}

func (r *run) now() game.Stamp { return game.Stamp(time.Since(r.began).Milliseconds()) }

// enterAll lets the bots in, one batch after the other; while the mailbox is
// full it tries again at the next beat.
func (r *run) enterAll(ctx context.Context, ticker *time.Ticker) bool {
	o := r.free[0]
	for i := 0; i < len(r.bots); i += len(o.Steps) {
		r.entering(i, o)
		for !r.client.Submit(&o.Batch) {
			select {
			case <-ticker.C:
			case <-r.client.Done():
				return false
			case <-ctx.Done():
				return false
			}
		}
		select {
		case <-r.client.Back():
			r.entered(i, o)
		case <-r.client.Done():
			return false
		case <-ctx.Done():
			return false
		}
	}
	r.recordEntered()
	return true
}

// submitDue hands what is due to the room, as much as there are batches for.
func (r *run) submitDue() {
	now, frame := r.now(), r.client.Frame()
	r.recordLeftOut(r.leaveOut(now))
	defer r.recordWaiting(now)
	for len(r.free) > 0 {
		o := r.free[len(r.free)-1]
		if !r.due(now, frame, o) {
			return
		}
		if !r.client.Submit(&o.Batch) {
			r.missed.Add(uint64(len(o.Steps)))
			r.recordMissed(o)
			return
		}
		r.free = r.free[:len(r.free)-1]
		r.out = append(r.out, o)
	}
}

// takeBack takes the batches that the room has answered. It looks at each beat
// only: to be woken for each would cost more than the steps of a small swarm.
func (r *run) takeBack() {
	for {
		select {
		case <-r.client.Back():
			o := r.out[0]
			r.out = append(r.out[:0], r.out[1:]...)
			r.gone = r.answered(o) || r.gone
			r.recordAnswered(o)
			r.free = append(r.free, o)
		default:
			return
		}
	}
}

// abandon ends a run: what the room has not answered by now is not done.
func (r *run) abandon() {
	r.takeBack()
	r.idle = time.Now()
	r.recordAbandoned()
}

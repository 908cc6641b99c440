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
	for ctx.Err() == nil {
		client, err := enter(ctx, game.Join{Batches: batches})
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		r := &run{Swarm: s, client: client, began: time.Now()}
		r.live(ctx)
		client.Leave()
	}
	return nil
}

// run is a swarm in one run of a room.
type run struct {
	*Swarm
	client *game.Client
	began  time.Time
	free   []*game.Batch // not on their way
	gone   bool          // some bots are no longer in the world: all enter anew
}

// live enters and steps until the room's run or ctx ends, or bots are gone.
func (r *run) live(ctx context.Context) {
	for range batches {
		r.free = append(r.free, &game.Batch{Steps: make([]game.BatchStep, 0, min(batchSize, len(r.bots)))})
	}
	ticker := time.NewTicker(beat(len(r.bots)))
	defer ticker.Stop()
	if !r.enterAll(ctx, ticker) {
		return
	}
	r.start(r.now())
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

// beat is how often a swarm looks who is due. A small one looks seldom: its
// wake-ups cost more than its steps.
func beat(bots int) time.Duration {
	if bots < 20_000 {
		return 4 * slotWidth * time.Millisecond
	}
	return slotWidth * time.Millisecond
}

func (r *run) now() game.Stamp { return game.Stamp(time.Since(r.began).Milliseconds()) }

// enterAll lets the bots in, one batch after the other; while the mailbox is
// full it tries again at the next beat.
func (r *run) enterAll(ctx context.Context, ticker *time.Ticker) bool {
	b := r.free[0]
	for i := 0; i < len(r.bots); i += len(b.Steps) {
		r.entering(i, b)
		for !r.client.Submit(b) {
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
			r.entered(i, b)
		case <-r.client.Done():
			return false
		case <-ctx.Done():
			return false
		}
	}
	return true
}

// submitDue hands the due steps to the room, as many as there are batches for.
func (r *run) submitDue() {
	now := r.now()
	for len(r.free) > 0 {
		b := r.free[len(r.free)-1]
		if !r.due(now, b) {
			return
		}
		if !r.client.Submit(b) {
			r.missed.Add(uint64(len(b.Steps)))
			return
		}
		r.free = r.free[:len(r.free)-1]
	}
}

// takeBack takes the batches that the room has answered. It looks at each beat
// only: to be woken for each would cost more than the steps of a small swarm.
func (r *run) takeBack() {
	for {
		select {
		case b := <-r.client.Back():
			r.gone = r.answered(b) || r.gone
			r.free = append(r.free, b)
		default:
			return
		}
	}
}

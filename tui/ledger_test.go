package tui

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"thicket/game"
)

// ledger is what outlives a session, as the tests have it: profiles that are
// kept and rankings that are read. The fields are set before the session begins.
type ledger struct {
	keep   func(context.Context, game.Profile) (game.Profile, error)
	top    func(game.Period) ([]game.Standing, error)
	placed func(game.Period) (game.Standing, error)
	takes  time.Duration // every answer

	mu    sync.Mutex
	kept  []game.Profile // that were asked for; guarded by mu
	asked atomic.Int32   // rankings
	busy  atomic.Int32   // questions on their way
	most  atomic.Int32   // at once
}

// serve puts the ledger behind a session.
func (l *ledger) serve(s *Settings) {
	wait := func(ctx context.Context) error {
		l.most.Store(max(l.most.Load(), l.busy.Add(1)))
		defer l.busy.Add(-1)
		select {
		case <-time.After(l.takes):
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	s.Keep = func(ctx context.Context, p game.Profile) (game.Profile, error) {
		l.mu.Lock()
		l.kept = append(l.kept, p)
		l.mu.Unlock()
		if err := wait(ctx); err != nil || l.keep == nil {
			return p, err
		}
		return l.keep(ctx, p)
	}
	s.Top = func(ctx context.Context, p game.Period) ([]game.Standing, error) {
		l.asked.Add(1)
		if err := wait(ctx); err != nil || l.top == nil {
			return nil, err
		}
		return l.top(p)
	}
	s.Placed = func(ctx context.Context, p game.Period) (game.Standing, error) {
		if err := wait(ctx); err != nil || l.placed == nil {
			return game.Standing{}, err
		}
		return l.placed(p)
	}
}

// asks are the profiles that were to be kept so far.
func (l *ledger) asks() []game.Profile {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.kept)
}

// regular makes the player of a session one with an account.
func regular(s *Settings) { s.Guest, s.Account = false, "SHA256:otter" }

// aRanking is one of so many lines, otter not among them.
func aRanking(lines int) func(game.Period) ([]game.Standing, error) {
	return func(p game.Period) (top []game.Standing, _ error) {
		for i := range lines {
			top = append(top, game.Standing{Rank: i + 1, Name: fmt.Sprintf("%s%02d", p, i), Best: 900 - i, Meals: 70 + i, Stings: i})
		}
		return top, nil
	}
}

package tui

import (
	"context"
	"errors"
	"fmt"

	"thicket/game"
)

// follower holds the session's place: nobody else enters a world or leaves one.
type follower struct {
	*session
	place Place
	world string
	watch bool // without a walker
}

// follow brings the player to where they wish, or have to go, and hands on the
// client's sizes, until the session ends.
func (f *follower) follow(ctx context.Context) {
	defer func() { f.part(ctx, f.place) }()
	for {
		goesOn := true
		select {
		case <-f.place.Over():
			goesOn = f.land(ctx, f.place.Why())
		case <-f.place.Done():
			goesOn = f.again(ctx)
		case w := <-f.wishes:
			f.move(ctx, w)
		case size := <-f.Resizes:
			f.tell(size)
		case <-ctx.Done():
			return
		}
		if !goesOn {
			return
		}
	}
}

// join is how the player enters, or looks on.
func (r *session) join(watch bool) game.Join {
	who := &r.Profile
	if worn := r.model.worn.Load(); worn != nil {
		who = worn
	}
	return game.Join{Name: who.Name, Look: who.Look, Account: r.Account, Frames: true, Watch: watch, Wake: r.line.wake, News: r.line.news}
}

// again enters once more where the room's run has ended: it fell, and the walker
// stands where it stood, or the next round begins. It is false when the session
// has ended.
func (f *follower) again(ctx context.Context) bool {
	if why := f.place.Why(); why != nil { // both are closed
		return f.land(ctx, why)
	}
	f.tell(fellMsg{})
	j := f.join(f.watch)
	if !ended(f.place.Frame()) {
		j.Reclaim = f.place.Walker()
	}
	next, err := f.enter(ctx, f.world, j)
	if err == nil {
		f.place = next
		f.tell(enteredMsg{Place: next, world: f.world})
		return true
	}
	if ctx.Err() == nil && lands(err) && f.world != game.Meadow {
		return f.land(ctx, err)
	}
	f.end(fmt.Errorf("the world is gone: %w", err))
	return false
}

// lands tells whether somebody who cannot be in a world any more is brought to
// the meadow; else their session ends.
func lands(why error) bool {
	return errors.As(why, new(game.Denied)) || errors.Is(why, game.ErrNoWorld)
}

// land brings a player to the meadow who was sent away from another world. It is
// false when the session has ended, since they cannot be there.
func (f *follower) land(ctx context.Context, why error) bool {
	if f.world == game.Meadow || !lands(why) {
		f.end(why)
		return false
	}
	f.tell(fellMsg{why})
	next, err := f.enterSoon(ctx, wish{game.Meadow, f.watch})
	if err != nil {
		f.end(why)
		return false
	}
	select { // what they wished before they knew
	case <-f.wishes:
	default:
	}
	f.place, f.world = next, game.Meadow
	f.tell(enteredMsg{Place: next, world: game.Meadow, why: why})
	return true
}

// move brings the player into another world, and then out of the one where they
// are; their colony stays there. If they may not be where they are any more before
// they are let in elsewhere, they do not go: what they are told is why.
func (f *follower) move(ctx context.Context, w wish) {
	before := f.place
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		select {
		case <-before.Over():
			cancel(before.Why())
		case <-ctx.Done():
		}
	}()
	next, err := f.enterSoon(ctx, w)
	switch {
	case err == nil:
	case before.Why() != nil:
		return // run sees it
	default:
		f.tell(stayedMsg{w.world, err})
		return
	}
	f.place, f.world, f.watch = next, w.world, w.watch
	before.Leave()
	f.tell(enteredMsg{Place: next, world: w.world})
}

// enterSoon enters a world, unless that takes too long.
func (f *follower) enterSoon(ctx context.Context, w wish) (Place, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errSlow)
	defer cancel()
	return f.enter(ctx, w.world, f.join(w.watch))
}

// enter enters a world; meanwhile the client's sizes are handed on.
func (f *follower) enter(ctx context.Context, world string, j game.Join) (next Place, err error) {
	entered := make(chan struct{})
	err = ErrBroke
	go f.guard("follower", func() {
		defer close(entered)
		next, err = f.Worlds.Enter(ctx, world, j)
	})
	for {
		select {
		case <-entered:
			return next, err
		case size := <-f.Resizes:
			f.tell(size)
		}
	}
}

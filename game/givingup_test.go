package game

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// Whoever gives up while entering leaves no ghost behind, whether the room
// had let them in or not.
func TestGivingUpLeavesNoGhost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		ctx, cancel := context.WithCancel(t.Context())
		gaveUp := make(chan error)
		go func() {
			_, err := r.enter(ctx, Join{Name: "ada", Frames: true})
			gaveUp <- err
		}()
		settle() // it waits for the answer
		cancel()
		if err := <-gaveUp; !errors.Is(err, context.Canceled) {
			t.Errorf("entering: %v", err)
		}
		stop := start(t, r)
		settle()
		stop()
		if r.world.Players() != 0 || len(r.viewers) != 0 {
			t.Errorf("%d players, %d viewers", r.world.Players(), len(r.viewers))
		}
	})
}

// Who gives up when they were let in but do not know it leaves nothing where they
// have never been. A walker that waited for them waits on, unless they play
// elsewhere.
func TestGivingUpWhenLetIn(t *testing.T) {
	slow := errors.New("too slow")
	for _, c := range []struct {
		why   error
		was   bool // their walker waited
		stays bool
	}{{slow, false, false}, {slow, true, true}, {ErrTakenOver, false, false}, {ErrTakenOver, true, false}} {
		synctest.Test(t, func(t *testing.T) {
			r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
			if c.was {
				r.dismiss(0, OpAway, seated(r, keyed("ada")).seat)
			}
			ctx, cancel := context.WithCancelCause(t.Context())
			gaveUp := make(chan error)
			go func() {
				_, err := r.enter(ctx, keyed("ada"))
				gaveUp <- err
			}()
			settle()
			r.apply(1000, <-r.mailbox) // the answer comes with the next frame
			cancel(c.why)
			if err := <-gaveUp; !errors.Is(err, c.why) {
				t.Errorf("entering: %v", err)
			}
			r.apply(2000, <-r.mailbox)
			waits := len(r.waits) == 1 && r.world.Players() == 1 && r.world.players[0].away
			if waits != c.stays || !c.stays && r.world.Players() != 0 || len(r.viewers) != 0 {
				t.Errorf("%v, was there %v: %d players, %d wait, %d viewers", c.why, c.was, r.world.Players(), len(r.waits), len(r.viewers))
			}
		})
	}
}

// Who has given up before their turn takes nobody's walker over.
func TestGivingUpEndsNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		ada := seated(r, keyed("ada"))
		ctx, cancel := context.WithCancelCause(t.Context())
		gaveUp := make(chan error)
		go func() {
			_, err := r.enter(ctx, keyed("ada"))
			gaveUp <- err
		}()
		settle()
		cancel(ErrTakenOver)
		<-gaveUp
		stop := start(t, r)
		settle()
		stop()
		if ada.Why() != nil || r.world.Players() != 1 || r.world.players[0].away || len(r.viewers) != 1 {
			t.Errorf("%v, %d players, %d viewers", ada.Why(), r.world.Players(), len(r.viewers))
		}
	})
}

// Many come and go, and give up at any time; in the end nobody is there.
func TestComingAndGoingLeavesNoGhost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		stop := start(t, r)
		for i := range 300 {
			go func() {
				ctx, cancel := context.WithCancel(t.Context())
				go cancel()
				c, err := r.enter(ctx, Join{Name: "ada", Frames: i%2 == 0})
				if err != nil {
					return
				}
				c.Step(Dir(i))
				time.Sleep(time.Duration(i) * time.Millisecond)
				c.Leave()
			}()
		}
		time.Sleep(time.Second)
		settle()
		stop()
		if err := check(r.world); err != nil || r.world.Players() != 0 || len(r.viewers) != 0 {
			t.Errorf("%d players, %d viewers, %v", r.world.Players(), len(r.viewers), err)
		}
	})
}

package game

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// stuffed is a room that is not started, with a client in it whose steps have
// filled the mailbox.
func stuffed(t *testing.T, j Join) (*Room, *Client) {
	t.Helper()
	r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
	c := seated(r, j)
	for i := range mailboxSize {
		if seq, ok := c.Step(Right); !ok || seq != uint32(i+1) {
			t.Fatalf("step %d: number %d, %v", i+1, seq, ok)
		}
	}
	return r, c
}

func TestStepIntoAFullMailbox(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, c := stuffed(t, Join{Name: "ada"})
		for range 3 {
			if seq, ok := c.Step(Right); ok || seq != mailboxSize {
				t.Errorf("got number %d, %v", seq, ok)
			}
		}
		if c.Stir() {
			t.Error("a stir found room")
		}
		if e := c.Echo(); e.Dropped != 3 {
			t.Errorf("%d dropped", e.Dropped)
		}
		if n := r.counters.stats().Refused; n != 4 {
			t.Errorf("%d refused", n)
		}
		defer start(t, r)()
		settle()
		const limited = mailboxSize - 4 // at one instant four are allowed
		if e := c.Echo(); e.Seq != mailboxSize || e.Dropped != 3+limited {
			t.Errorf("the echo afterwards is %+v", e)
		}
		if seq, ok := c.Step(Right); !ok || seq != mailboxSize+1 {
			t.Errorf("the next step has number %d, %v", seq, ok)
		}
	})
}

func TestSubmitIntoAFullMailbox(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, c := stuffed(t, Join{Batches: 2})
		b := &Batch{Op: OpEnter, Steps: make([]BatchStep, 3)}
		if c.Submit(b) {
			t.Error("a batch found room")
		}
		defer start(t, r)()
		settle()
		send(t, c, b)
		for _, s := range b.Steps {
			if s.Verdict != Done || s.Walker == 0 {
				t.Errorf("%+v", s)
			}
		}
	})
}

func TestEnterWaitsForItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, _ := stuffed(t, Join{Name: "ada"})
		patience := errors.New("out of patience")
		ctx, cancel := context.WithTimeoutCause(t.Context(), 3*time.Second, patience)
		defer cancel()
		began := time.Now()
		if _, err := r.enter(ctx, Join{Name: "bob"}); !errors.Is(err, patience) || time.Since(began) != 3*time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
		defer start(t, r)()
		if c := enters(t, r, Join{Name: "cyd"}); c.Entered.Verdict != Done {
			t.Errorf("%+v", c.Entered)
		}
	})
}

func TestLeaveWaitsAndIsNotLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, c := stuffed(t, Join{Name: "ada", Frames: true})
		left := make(chan struct{})
		go func() {
			c.Leave()
			close(left)
		}()
		settle()
		select {
		case <-left:
			t.Error("left through a full mailbox")
		default:
		}
		c.Leave() // the second time it does nothing
		stop := start(t, r)
		<-left
		settle()
		stop()
		if r.world.Players() != 0 || len(r.viewers) != 0 {
			t.Errorf("%d players, %d viewers", r.world.Players(), len(r.viewers))
		}
	})
}

// A swarm takes its bots with it.
func TestSwarmLeavesWithItsBots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		stop := start(t, r)
		one, two := enters(t, r, Join{Batches: 1}), enters(t, r, Join{Batches: 1})
		send(t, one, &Batch{Op: OpEnter, Steps: make([]BatchStep, 20)})
		b := &Batch{Op: OpEnter, Steps: make([]BatchStep, 30)}
		send(t, two, b)
		b.Op, b.Steps = OpLeave, b.Steps[:5]
		send(t, two, b)
		one.Leave()
		settle()
		stop()
		if r.world.Bots() != 25 {
			t.Errorf("%d bots are left", r.world.Bots())
		}
	})
}

func TestEverythingReturnsWhenTheRoomHasEnded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		stop := start(t, r)
		c := enters(t, r, Join{Name: "ada"})
		stop()
		<-c.Done()
		for range 2 * mailboxSize {
			c.Step(Up)
		}
		c.Leave()
		if _, err := r.enter(t.Context(), Join{Name: "bob"}); err != errEnded {
			t.Errorf("entering: %v", err)
		}
		if c.Frame() == nil {
			t.Error("the last frame is gone")
		}
	})
}

// A client's commands stay in order: what it asks for before it leaves is
// done, what comes after is not.
func TestCommandsStayInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		c := seated(r, Join{Name: "ada"})
		c.Step(Up)
		c.Leave()
		c.Step(Up)
		defer start(t, r)()
		settle()
		if e := c.Echo(); e.Seq != 2 || e.Verdict != Gone {
			t.Errorf("the echo of the last step is %+v", e)
		}
		if s := r.counters.stats(); s.Moved != 1 {
			t.Errorf("%d steps were done", s.Moved)
		}
	})
}

// A batch that comes back when its client's channel is full is the client's
// loss, not the room's.
func TestTooManyBatchesHoldNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		defer start(t, r)()
		c := enters(t, r, Join{Batches: 1})
		for range 3 {
			c.Submit(&Batch{Op: OpEnter, Steps: make([]BatchStep, 1)})
		}
		ada := enters(t, r, Join{Name: "ada"})
		ada.Step(Up)
		settle()
		if ada.Echo().Seq != 1 || len(c.Back()) != 1 {
			t.Errorf("echo %+v, %d batches are back", ada.Echo(), len(c.Back()))
		}
	})
}

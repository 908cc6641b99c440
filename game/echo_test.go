package game

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// The echo waits for no tick and no frame: no time passes until it is there.
func TestEchoIsImmediate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := drawWorld(t, "....", ".B..", "....")
		room := newTestRoom(s.World, 1)
		defer start(t, room)()
		c := enters(t, room, Join{Name: "ada", Frames: true})
		at, frame, began := c.Entered.At, c.Frame(), time.Now()
		if e := c.Echo(); e.Seq != 0 || e.At != at || e.Facing != Down {
			t.Errorf("before the first step the echo is %+v", e)
		}
		for i, d := range []Dir{Up, Right, Left} {
			seq, ok := c.Step(d)
			settle()
			if at.Step(d) != (Point{1, 1}) && s.inside(at.Step(d).X, at.Step(d).Y) {
				at = at.Step(d)
			}
			e := c.Echo()
			if !ok || seq != uint32(i+1) || e.Seq != seq || e.At != at || e.Facing != d || !woken(c) {
				t.Errorf("step %d, %v: %v, echo %+v, want at %v", seq, d, ok, e, at)
			}
		}
		if c.Frame() != frame || !time.Now().Equal(began) {
			t.Errorf("frame %d after %v", c.Frame().Number, time.Since(began))
		}
	})
}

func TestEchoNamesWhoBlocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := drawWorld(t, "#B", ".#")
		room := newTestRoom(s.World, 12)
		defer start(t, room)()
		c := enters(t, room, Join{Name: "ada"}) // at 0,1: no other cell is free
		for _, step := range []struct {
			dir     Dir
			verdict Verdict
		}{{Up, Tree}, {Right, Tree}, {Left, Rim}, {Down, Rim}} {
			c.Step(step.dir)
			settle()
			if e := c.Echo(); e.Verdict != step.verdict || e.By != 0 {
				t.Errorf("%v: %+v", step.dir, e)
			}
		}
	})
	synctest.Test(t, func(t *testing.T) {
		s := drawWorld(t, "B.")
		room := newTestRoom(s.World, 12)
		defer start(t, room)()
		c := enters(t, room, Join{Name: "ada"})
		c.Step(Left)
		settle()
		if e := c.Echo(); e.Verdict != Walker || e.By != 0 || e.At != (Point{1, 0}) {
			t.Errorf("%+v", e)
		}
	})
}

// Steps over the limit are answered, not applied and counted; by the room's
// clock, one more is free after a twelfth of a second.
func TestLimitedStepsAreCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		room := newTestRoom(bareWorld(sized(64, 64)), 12)
		defer start(t, room)()
		c := enters(t, room, Join{Name: "ada"})
		from := c.Entered.At
		for range 7 {
			c.Step(Right)
		}
		settle()
		if e := c.Echo(); e.Seq != 7 || e.Verdict != Limited || e.Dropped != 3 || e.At != (Point{from.X + 4, from.Y}) {
			t.Errorf("after 7 steps: %+v", e)
		}
		time.Sleep(84 * time.Millisecond)
		c.Step(Right)
		settle()
		if e := c.Echo(); e.Seq != 8 || e.Verdict != Done || e.Dropped != 3 || e.At != (Point{from.X + 5, from.Y}) {
			t.Errorf("after 84 ms: %+v", e)
		}
	})
}

// Whoever loads while others store sees whole echoes, never an older one
// after a newer one.
func TestEchoesAreNotTorn(t *testing.T) {
	var slot echoSlot
	var readers sync.WaitGroup
	const last = 20_000
	for range 3 {
		readers.Go(func() {
			var newest uint32
			for newest < last {
				e := slot.load()
				whole := e.At == Point{int(e.Seq & 0x1fff), int(e.Seq & 0xfff)} &&
					e.Dropped == e.Seq && e.By == WalkerID(e.Seq)<<32
				if !whole || e.Seq < newest {
					t.Errorf("after echo %d: %+v", newest, e)
					return
				}
				newest = e.Seq
			}
		})
	}
	for i := range uint32(last + 1) {
		slot.store(&Echo{
			Seq: i, At: Point{int(i & 0x1fff), int(i & 0xfff)}, Dropped: i,
			By: WalkerID(i) << 32, Facing: Dir(i & 3), Verdict: Verdict(i % 7),
		})
	}
	readers.Wait()
	if e := slot.load(); e.Facing != Dir(last&3) || e.Verdict != Verdict(last%7) {
		t.Errorf("the last echo is %+v", e)
	}
}

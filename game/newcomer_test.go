package game

import (
	"testing"
	"testing/synctest"
	"time"
)

// The first frame that a newcomer sees shows who stands around them now, not
// who stood there when their part of the world was last looked at.
func TestNewcomersFirstFrameIsOfNow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(256, 256)), testFPS)
		defer start(t, r)()
		swarm := enters(t, r, Join{Batches: 1})
		b := &Batch{Op: OpEnter, Steps: make([]BatchStep, 300)}
		send(t, swarm, b)
		c := enters(t, r, Join{Name: "otter", Frames: true})
		f := c.Frame()
		if _, ok := f.Player(c.Walker()); !ok || f.Bots != 300 {
			t.Errorf("the frame knows %d bots, and of the newcomer: %v", f.Bots, ok)
		}
		at := c.Entered.At
		for _, s := range b.Steps {
			p := Point{int(s.X), int(s.Y)}
			if _, ok := f.Walker(p); !ok && at.Distance(p) < ChunkSide {
				t.Errorf("the bot at %v is not there", p)
			}
		}
	})
}

// However many enter at once, their names differ and nobody waits long: a
// thousand of one name in less than ten times the time of a thousand names.
func TestManyOfOneName(t *testing.T) {
	enter := func(name func(i int) string) time.Duration {
		w := bareWorld(sized(512, 512))
		began := time.Now()
		for i := range 1000 {
			w.Enter(0, Player, name(i), Look{})
		}
		took := time.Since(began)
		names := map[string]bool{}
		for _, p := range w.players {
			names[p.name] = true
		}
		if len(names) != 1000 {
			t.Errorf("%d names", len(names))
		}
		return took
	}
	one := enter(func(int) string { return "otter" })
	each := enter(func(i int) string { return "otter" + string(rune('a'+i%26)) + string(rune('a'+i/26)) })
	if one > 10*each {
		t.Errorf("1,000 otters took %v, 1,000 names %v", one, each)
	}
}

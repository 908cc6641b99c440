package game

import (
	"testing"
	"testing/synctest"
	"time"
)

// told are the kinds of the notices that wait for a client.
func told(c *Client) (kinds []NoticeKind) {
	for {
		n, ok := c.Notice()
		if !ok {
			return kinds
		}
		kinds = append(kinds, n.Kind)
	}
}

// Who is stung is told at once, though nothing they did is answered, and their
// echo says what is left.
func TestStungPlayerIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cfg := sized(64, 64)
		cfg.Generations = 4
		cfg.Elsewhere, cfg.WhenFew, cfg.WhenSome, cfg.EnterShield = 1<<30, 1<<30, 1<<30, 0
		r := newTestRoom(bareWorld(cfg), testFPS)
		ada, bob := seated(r, Join{Name: "ada", Frames: true}), seated(r, Join{Name: "bob"})
		at := ada.Echo().At
		for _, p := range living(r.world) { // the gifts of entering
			r.world.kill(p)
		}
		// A blinker of bob's that turns onto the cell where ada stands.
		for dy := -1; dy <= 1; dy++ {
			r.world.enliven(Point{at.X - 1, at.Y + dy}, r.world.players[1].colony)
		}
		defer start(t, r)()
		time.Sleep(350 * time.Millisecond)
		settle()
		n, ok := ada.Notice()
		if !ok || n.Kind != Stung || n.Name != "bob" || n.Hearts != 2 || !woken(ada) {
			t.Errorf("ada was told %+v (%v)", n, ok)
		}
		if e := ada.Echo(); e.Hearts != 2 || e.Seq != 0 || e.At != at {
			t.Errorf("ada's echo is %+v", e)
		}
		if more := told(bob); len(more) != 0 {
			t.Errorf("bob was told %v", more)
		}
	})
}

// What finds no place is lost and counted, and nobody waits.
func TestNoticesThatNobodyTakes(t *testing.T) {
	r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
	c := seated(r, Join{Name: "ada"})
	for i := range noticesWaiting + 5 {
		c.Chop()
		r.apply(Stamp(1000*i), <-r.mailbox)
	}
	if got := told(c); len(got) != noticesWaiting || got[0] != Refused || c.Lost() != 5 {
		t.Errorf("%d notices, %d lost", len(got), c.Lost())
	}
}

// Echo and notice of an action are there when the client is woken.
func TestPlantingIsAnswered(t *testing.T) {
	r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
	c := seated(r, Join{Name: "ada"})
	plants := func(p Pattern, at Stamp) (Echo, Notice) {
		t.Helper()
		seq, ok := c.Plant(p)
		r.apply(at, <-r.mailbox)
		n, told := c.Notice()
		if e := c.Echo(); ok && told && woken(c) && e.Seq == seq && e.Op == OpPlant {
			return e, n
		}
		t.Fatalf("not answered: %+v", c.Echo())
		return Echo{}, Notice{}
	}
	if e, n := plants(Blinker, 1000); e.Spores != 2 || n.Kind != Planted || n.Pattern != Blinker || n.Spores != 2 {
		t.Errorf("planting a blinker: %+v, %+v", e, n)
	}
	if e, n := plants(Acorn, 2000); e.Verdict != Poor || n.Kind != Refused || n.Verdict != Poor || n.Pattern != Acorn {
		t.Errorf("planting what is too dear: %+v, %+v", e, n)
	}
}

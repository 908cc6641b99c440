package game

import (
	"testing"
	"testing/synctest"
	"time"
)

// eyes is how many watch a player, as everybody sees it.
func eyes(c *Client, id WalkerID) int {
	time.Sleep(time.Second / testFPS)
	settle()
	m, _ := markOf(c, id)
	return m.Eyes
}

// Who is watched is told by whom, and everybody sees how many they are, until
// those look elsewhere or are gone.
func TestGazes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		stop := start(t, r)
		ada, bob := enters(t, r, keyed("ada")), enters(t, r, keyed("bob"))
		eve := enters(t, r, Join{Name: "eve", Watch: true, Frames: true})
		eve.Gaze(ada.Walker())
		bob.Gaze(ada.Walker())
		if n := eyes(eve, ada.Walker()); n != 2 {
			t.Errorf("%d watch ada", n)
		}
		if got := spoken(ada); len(got) != 2 || got[0].Kind != Watched || got[0].Name != "eve" || got[1].Name != "bob" {
			t.Errorf("ada is told %+v", got)
		}
		bob.Gaze(bob.Walker())
		eve.Gaze(bob.Walker())
		if a, b := eyes(eve, ada.Walker()), eyes(eve, bob.Walker()); a != 0 || b != 1 {
			t.Errorf("%d watch ada, %d bob", a, b)
		}
		if got := spoken(bob); len(got) != 1 || got[0].Name != "eve" {
			t.Errorf("bob is told %+v", got)
		}
		eve.Gaze(0)
		if n := eyes(eve, bob.Walker()); n != 0 {
			t.Errorf("%d watch bob, whom nobody watches", n)
		}
		eve.Gaze(ada.Walker())
		bob.Gaze(ada.Walker())
		eve.Leave()
		eve.Gaze(ada.Walker()) // too late
		bob.Drop()
		if n := eyes(ada, ada.Walker()); n != 0 {
			t.Errorf("%d watch ada, and all have left", n)
		}
		stop()
		if len(r.world.eyes) != 0 {
			t.Errorf("noted are %v", r.world.eyes)
		}
	})
}

// Who is watched may leave, and so may who has watched them; the next in that
// slot is watched by nobody.
func TestTheWatchedLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		stop := start(t, r)
		ada := enters(t, r, Join{Name: "ada"})
		eve := enters(t, r, Join{Name: "eve", Watch: true, Frames: true})
		eve.Gaze(ada.Walker())
		ada.Leave()
		cyd := enters(t, r, Join{Name: "cyd", Frames: true})
		if n := eyes(cyd, cyd.Walker()); n != 0 || len(spoken(cyd)) != 0 {
			t.Errorf("%d watch cyd", n)
		}
		for _, nobody := range []WalkerID{ada.Walker(), 12345, 1 << 60} {
			eve.Gaze(nobody)
		}
		eve.Leave()
		settle()
		stop()
		if len(r.world.eyes) != 0 {
			t.Errorf("noted are %v", r.world.eyes)
		}
	})
}

// Who looks to and fro, or comes again and again, is told of once in ten seconds.
func TestGazesDoNotFlood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		defer start(t, r)()
		ada, bob := enters(t, r, keyed("ada")), enters(t, r, keyed("bob"))
		gazes := func() int {
			eve := enters(t, r, Join{Name: "eve", Account: "key of eve", Watch: true, Frames: true})
			defer eve.Leave()
			for range 20 {
				eve.Gaze(ada.Walker())
				eve.Gaze(bob.Walker())
				eve.Gaze(0)
			}
			settle()
			spoken(bob)
			return len(spoken(ada))
		}
		if a, b := gazes(), gazes(); a != 1 || b != 0 {
			t.Errorf("ada was told %d times, then %d times", a, b)
		}
		time.Sleep(11 * time.Second)
		if n := gazes(); n != 1 {
			t.Errorf("eleven seconds later %d times", n)
		}
	})
}

// Who watches has the voice that they speak with.
func TestGazesHaveAVoice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newTestRoom(bareWorld(sized(64, 64)), testFPS)
		defer start(t, r)()
		ada, bob := enters(t, r, keyed("ada")), enters(t, r, keyed("bob"))
		bob.Speak(Speech{Kind: Whisper, To: "ada", Text: "psst"})
		bob.Gaze(ada.Walker())
		eve := enters(t, r, Join{Name: "eve", Account: "key of bob", Watch: true, Frames: true})
		eve.Gaze(ada.Walker())
		settle()
		if got := spoken(ada); len(got) != 2 || got[0].Kind != Whispered || got[1].Kind != Watched || got[1].Voice != got[0].Voice || got[0].Voice == 0 {
			t.Errorf("ada is told %+v", got)
		}
	})
}

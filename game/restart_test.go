package game

import (
	"testing"
	"testing/synctest"
	"time"
)

// saved waits until a snapshot of all that has happened so far is whole.
const saved = 6 * time.Second

func TestPlayerComesBackWhereItStood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		other := joins(t, l, Join{Name: "bob"})
		c := joins(t, l, Join{Name: "ada", Look: Look{Glyph: 7}})
		c.Step(Left)
		time.Sleep(saved)
		settle()
		kept := c.Echo()
		c.Step(Left) // after the snapshot
		began := time.Now()
		fall(c)
		<-other.Done()

		back := joins(t, l, Join{Name: "ada", Reclaim: c.Entered.Walker})
		if d := time.Since(began); d >= time.Second {
			t.Errorf("back after %v", d)
		}
		if back.Entered.Walker != c.Entered.Walker || back.Entered.At != kept.At || back.Entered.Facing != Left {
			t.Errorf("back as %+v, was %d at %v", back.Entered, c.Entered.Walker, kept.At)
		}
		if e := back.Echo(); e.Seq != 0 || e.At != kept.At {
			t.Errorf("the first echo is %+v", e)
		}
		if mark, ok := back.Frame().Player(back.Entered.Walker); !ok || mark.Name != "ada" || mark.Look.Glyph != 7 {
			t.Errorf("back as %+v", mark)
		}
		back.Step(Up)
		settle()
		if e := back.Echo(); e.At != kept.At.Step(Up) {
			t.Errorf("the first step led to %+v", e)
		}
		if s := statsOf(t, l); s.Restarts != 1 || s.Players != 2 {
			t.Errorf("%+v", s)
		}
	})
}

func TestWhoDoesNotComeBackIsTakenOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		ada, bob := joins(t, l, Join{Name: "ada"}), joins(t, l, Join{Name: "bob"})
		swarm := joins(t, l, Join{Batches: 1})
		send(t, swarm, &Batch{Op: OpEnter, Steps: make([]BatchStep, 10)})
		time.Sleep(saved)
		fall(ada)
		back := joins(t, l, Join{Name: "ada", Reclaim: ada.Entered.Walker})
		time.Sleep(reclaimWithin - time.Second)
		if s := statsOf(t, l); s.Players != 2 || s.Bots != 10 {
			t.Errorf("before the time is over: %+v", s)
		}
		time.Sleep(time.Second)
		if s := statsOf(t, l); s.Players != 1 || s.Bots != 0 {
			t.Errorf("afterwards: %+v", s)
		}
		late := joins(t, l, Join{Name: "bob", Reclaim: bob.Entered.Walker})
		if late.Entered.Verdict != Done || late.Entered.Walker == bob.Entered.Walker {
			t.Errorf("bob is late, and got %+v", late.Entered)
		}
		time.Sleep(2 * reclaimWithin)
		if _, ok := back.Frame().Player(ada.Entered.Walker); !ok {
			t.Error("ada came back and is gone")
		}
	})
}

// A walker is given back once, to its owner's kind, and only when it waits.
func TestReclaimingOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		ada := joins(t, l, Join{Name: "ada"})
		thief := joins(t, l, Join{Name: "bob", Reclaim: ada.Entered.Walker})
		if thief.Entered.Walker == ada.Entered.Walker {
			t.Error("a walker was given away while its client is there")
		}
		time.Sleep(saved)
		fall(ada)
		first := joins(t, l, Join{Name: "ada", Reclaim: ada.Entered.Walker})
		second := joins(t, l, Join{Name: "ada", Reclaim: ada.Entered.Walker})
		if first.Entered.Walker == second.Entered.Walker {
			t.Error("one walker was given to two clients")
		}
	})
}

func TestSwarmReclaimsItsBots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		swarm, other := joins(t, l, Join{Batches: 1}), joins(t, l, Join{Batches: 1})
		b, late := &Batch{Op: OpEnter, Steps: make([]BatchStep, 10)}, &Batch{Op: OpEnter, Steps: make([]BatchStep, 5)}
		send(t, swarm, b)
		time.Sleep(saved)
		send(t, other, late) // not in the snapshot
		before := append([]BatchStep(nil), b.Steps...)
		fall(swarm)

		// The other swarm's bots have to enter anew. They may get the ids that
		// they had, but never those of the first swarm's.
		other, swarm = joins(t, l, Join{Batches: 1}), joins(t, l, Join{Batches: 1})
		send(t, other, late)
		send(t, swarm, b)
		ids := map[WalkerID]bool{}
		for i, s := range b.Steps {
			ids[s.Walker] = true
			if s != before[i] {
				t.Errorf("bot %d was %+v and is %+v", i, before[i], s)
			}
		}
		for _, s := range late.Steps {
			ids[s.Walker] = true
		}
		if s := statsOf(t, l); len(ids) != 15 || s.Bots != 15 {
			t.Errorf("%d bots have %d ids", s.Bots, len(ids))
		}
		time.Sleep(2 * reclaimWithin)
		if s := statsOf(t, l); s.Bots != 15 {
			t.Errorf("later there are %d bots", s.Bots)
		}
	})
}

// Two swarms whose ids are the same, since a new walker got the id of one that
// entered after the snapshot, do not share their bots.
func TestSwarmsDoNotShareBots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		swarm := joins(t, l, Join{Batches: 1})
		b := &Batch{Op: OpEnter, Steps: make([]BatchStep, 10)}
		send(t, swarm, b) // in no snapshot
		fall(swarm)
		swarm, other := joins(t, l, Join{Batches: 1}), joins(t, l, Join{Batches: 1})
		fresh := &Batch{Op: OpEnter, Steps: make([]BatchStep, 10)}
		send(t, other, fresh)
		send(t, swarm, b)
		ids := map[WalkerID]bool{}
		for i := range b.Steps {
			ids[b.Steps[i].Walker], ids[fresh.Steps[i].Walker] = true, true
		}
		if len(ids) != 20 {
			t.Errorf("20 bots of two swarms have %d ids", len(ids))
		}
	})
}

// Whoever enters into the slot of one that waited and has left meanwhile is
// not taken off in its place.
func TestNewcomerInAWaitingSlotStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		swarm := joins(t, l, Join{Batches: 1})
		b := &Batch{Op: OpEnter, Steps: make([]BatchStep, 2)}
		send(t, swarm, b)
		time.Sleep(saved)
		fall(swarm)
		swarm = joins(t, l, Join{Batches: 1})
		b.Op = OpLeave
		send(t, swarm, b)
		ada := joins(t, l, Join{Name: "ada"})
		bot := &Batch{Op: OpEnter, Steps: make([]BatchStep, 1)}
		send(t, swarm, bot)
		slots := []uint32{ada.Entered.Walker.Slot(), bot.Steps[0].Walker.Slot()}
		if slots[0] > 1 || slots[1] > 1 {
			t.Fatalf("they are in the slots %v", slots)
		}
		time.Sleep(2 * reclaimWithin)
		if s := statsOf(t, l); s.Players != 1 || s.Bots != 1 {
			t.Errorf("%d players and %d bots are left", s.Players, s.Bots)
		}
	})
}

// A player who names a bot's id does not keep that bot from being taken off.
func TestPlayerCannotReclaimABot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(200, 200))
		defer stop()
		swarm, ada := joins(t, l, Join{Batches: 1}), joins(t, l, Join{Name: "ada"})
		b := &Batch{Op: OpEnter, Steps: make([]BatchStep, 1)}
		send(t, swarm, b)
		time.Sleep(saved)
		fall(swarm)
		c := joins(t, l, Join{Name: "bob", Reclaim: b.Steps[0].Walker})
		swarm = joins(t, l, Join{Batches: 1})
		send(t, swarm, &Batch{Op: OpEnter, Steps: []BatchStep{{Walker: ada.Entered.Walker}}})
		time.Sleep(2 * reclaimWithin)
		if s := statsOf(t, l); s.Bots != 1 || s.Players != 1 || c.Entered.Walker == b.Steps[0].Walker {
			t.Errorf("%+v; bob entered as %+v", s, c.Entered)
		}
	})
}

func TestSnapshotsAreYoung(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		room := newTestRoom(bareWorld(sized(300, 300)), testFPS)
		for range 2000 {
			room.world.Enter(0, Bot, "", Look{})
		}
		room.unclaimed = nil
		defer start(t, room)()
		began := time.Now()
		for range 200 {
			time.Sleep(100 * time.Millisecond)
			settle()
			now := Stamp(time.Since(began).Milliseconds())
			if at := room.snapshot.Load().At(); now-at > 4100 {
				t.Errorf("at %d the newest snapshot is of %d", now, at)
			}
		}
	})
}

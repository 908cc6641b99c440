package game

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// wooded is a small world with trees, by which it is told from another.
func wooded() Config {
	cfg := DefaultConfig()
	cfg.Width, cfg.Height = 128, 128
	return cfg
}

func trees(f *Frame) string {
	return drawRows(f.Width, f.Height, func(p Point) byte {
		if f.Tree(p) {
			return '#'
		}
		return '.'
	})
}

// Three falls within a minute are one too many: the world starts afresh on a
// new seed, each time after a longer pause.
func TestThirdFallStartsAfresh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, wooded())
		defer stop()
		c := joins(t, l, Join{Name: "ada"})
		restarts := uint64(0)
		for _, pause := range []time.Duration{1, 2, 4, 8, 16, 30, 30} {
			forest := trees(c.Frame())
			for i := range 3 {
				began := time.Now()
				fall(c)
				restarts++
				c = joins(t, l, Join{Name: "ada", Reclaim: c.Entered.Walker})
				same, took := trees(c.Frame()) == forest, time.Since(began)
				if i < 2 && (!same || took >= time.Second) {
					t.Errorf("fall %d: back after %v, the same world: %v", i+1, took, same)
				}
				if i == 2 && (same || took != pause*time.Second) {
					t.Errorf("the third fall: back after %v, want %d s, the same world: %v", took, pause, same)
				}
			}
		}
		if s := statsOf(t, l); s.Restarts != restarts || s.Players != 1 {
			t.Errorf("%+v after %d falls", s, restarts)
		}
	})
}

// The operator is told what a fresh start costs, before the stored world is
// replaced.
func TestFreshStartNamesTheLoss(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, logged := loggedLobby(t, wooded(), &diary{})
		stop := runs(t, l)
		for range fallsAllowed {
			fall(joins(t, l, Join{Name: "ada"}))
		}
		joins(t, l, Join{Name: "ada"})
		stop()
		if lines := logged(); strings.Count(lines, "copy the world's folder now") != 1 {
			t.Errorf("logged:\n%s", lines)
		}
	})
}

func TestRareFallsKeepTheWorld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, wooded())
		defer stop()
		c := joins(t, l, Join{Name: "ada"})
		forest := trees(c.Frame())
		for range 6 {
			time.Sleep(31 * time.Second)
			fall(c)
			back := joins(t, l, Join{Name: "ada", Reclaim: c.Entered.Walker})
			if trees(back.Frame()) != forest || back.Entered.Walker != c.Entered.Walker {
				t.Fatal("another world, or another walker")
			}
			c = back
		}
	})
}

// Time goes on where it was: nobody's allowance or doze changes by a restart.
func TestTimeGoesOnAfterAFall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(64, 64))
		defer stop()
		c := joins(t, l, Join{Name: "ada"})
		time.Sleep(30 * time.Second)
		fall(c)
		back := joins(t, l, Join{Name: "ada", Reclaim: c.Entered.Walker})
		time.Sleep(25 * time.Second)
		if mark, _ := back.Frame().Player(back.Entered.Walker); mark.Dozing {
			t.Error("dozes after less than a minute")
		}
		time.Sleep(12 * time.Second)
		if mark, _ := back.Frame().Player(back.Entered.Walker); !mark.Dozing {
			t.Error("is awake after more than a minute")
		}
	})
}

func TestEnterWaitsWhileTheWorldIsRebuilt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, wooded())
		defer stop()
		for range 3 {
			fall(joins(t, l, Join{Name: "ada"}))
		}
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer cancel()
		if _, err := l.Enter(ctx, Meadow, Join{Name: "bob"}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("during the pause: %v", err)
		}
		joins(t, l, Join{Name: "bob"})
	})
}

func TestLobbyErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cfg := sized(16, 16)
		l, stop := startLobby(t, cfg)
		defer stop()
		if _, err := l.Enter(t.Context(), "nowhere", Join{Name: "ada"}); !errors.Is(err, ErrNoWorld) {
			t.Errorf("entering no world: %v", err)
		}
		if _, err := l.Stats("nowhere"); !errors.Is(err, ErrNoWorld) {
			t.Errorf("counters of no world: %v", err)
		}
		swarm := joins(t, l, Join{Batches: 1})
		b := &Batch{Op: OpEnter, Steps: make([]BatchStep, 257)}
		send(t, swarm, b)
		if b.Steps[255].Verdict != Done || b.Steps[256].Verdict != Full {
			t.Errorf("the last bots: %+v", b.Steps[255:])
		}
		if _, err := l.Enter(t.Context(), Meadow, Join{Name: "ada", Frames: true}); !errors.Is(err, ErrFull) {
			t.Errorf("entering a full world: %v", err)
		}
		swarm.Leave()
		joins(t, l, Join{Name: "ada"})
	})
	if _, err := NewLobby(LobbyConfig{FPS: 12}); err == nil {
		t.Error("a lobby of a world of no size")
	}
	for _, fps := range []int{0, 31} {
		if _, err := NewLobby(LobbyConfig{Meadow: wooded(), FPS: fps}); err == nil {
			t.Errorf("a lobby with %d frames a second", fps)
		}
	}
}

func TestRunEndsAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, wooded())
		ada, swarm := joins(t, l, Join{Name: "ada", Frames: true}), joins(t, l, Join{Batches: 1})
		began := time.Now()
		stop()
		<-ada.Done()
		<-swarm.Done()
		ada.Leave()
		swarm.Leave()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := l.Enter(ctx, Meadow, Join{Name: "bob"}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("entering afterwards: %v", err)
		}
		if took := time.Since(began); took != time.Second {
			t.Errorf("all that took %v", took)
		}
	})
}

func TestRunEndsDuringThePause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, wooded())
		for range 3 {
			fall(joins(t, l, Join{Name: "ada"}))
		}
		settle()
		began := time.Now()
		stop()
		if time.Since(began) != 0 {
			t.Errorf("ending took %v", time.Since(began))
		}
	})
}

func TestStats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, stop := startLobby(t, sized(16, 16))
		defer stop()
		ada := joins(t, l, Join{Name: "ada", Frames: true})
		ada.Watch(Rect{Max: Point{16, 16}})
		swarm := joins(t, l, Join{Batches: 1})
		b := &Batch{Op: OpEnter, Steps: make([]BatchStep, 3)}
		send(t, swarm, b)
		for range 6 {
			ada.Step(Up) // at the most 15 cells from the rim
		}
		settle()
		if e := ada.Echo(); e.Dropped != 2 {
			t.Fatalf("the echo is %+v", e)
		}
		time.Sleep(time.Second)
		moved, blocked := uint64(0), uint64(0)
		for i := range 30 {
			b.Op = OpStep
			for j := range b.Steps {
				b.Steps[j].Dir = Dir(i / 8)
			}
			send(t, swarm, b)
			for _, s := range b.Steps {
				switch {
				case s.Verdict == Done:
					moved++
				case s.Verdict.Blocked():
					blocked++
				}
			}
			time.Sleep(100 * time.Millisecond)
		}
		s := statsOf(t, l)
		if s.Moved+s.Blocked != 4+moved+blocked || s.Blocked < blocked || s.Limited != 2 {
			t.Errorf("%+v; the swarm moved %d times and was blocked %d times", s, moved, blocked)
		}
		if s.Players != 1 || s.Bots != 3 || s.Restarts != 0 || s.Refused != 0 || s.Late != 0 || s.Mailbox != 0 {
			t.Errorf("%+v", s)
		}
		// Three seconds of steps, at each frame one; the world is otherwise still.
		if s.Frames < 30 || s.Frames > 42 {
			t.Errorf("%d frames", s.Frames)
		}
	})
}

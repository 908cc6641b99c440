package tui

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"thicket/game"
)

// Whatever the player presses and however long the rules' limiter says, no
// action of the stride is over the limit, and no stroke too early.
func TestStrideKeepsTheLimit(t *testing.T) {
	cfg := clearing(64, 64)
	gap := rapid.OneOf(rapid.IntRange(0, 40), rapid.IntRange(0, 400), rapid.Just(30))
	wish := rapid.Custom(func(t *rapid.T) action {
		a := action{op: rapid.SampledFrom([]game.Op{game.OpStep, game.OpStep, game.OpStep, game.OpPlant, game.OpChop}).Draw(t, "op")}
		switch a.op {
		case game.OpStep:
			a.dir = game.Dir(rapid.IntRange(0, 3).Draw(t, "direction"))
		case game.OpPlant:
			a.pattern = game.Pattern(rapid.IntRange(1, game.Catalogue).Draw(t, "pattern"))
		}
		return a
	})
	rapid.Check(t, func(t *rapid.T) {
		w, err := game.NewWorld(cfg)
		if err != nil {
			t.Fatal(err)
		}
		me := w.Enter(0, game.Player, "otter", game.Look{}).Walker
		var s stride
		began := time.Unix(0, 0)
		now, next := began, began
		sent := 0
		step := func() {
			a := s.take(now)
			out := w.Apply(game.Command{At: game.Stamp(now.Sub(began).Milliseconds()), Walker: me, Op: a.op, Dir: a.dir, Pattern: a.pattern})
			if sent++; out.Verdict == game.Limited || out.Verdict == game.Early {
				t.Fatalf("%+v, the action %d after %v, is over the limit: %+v", a, sent, now.Sub(began), out)
			}
		}
		for now.Sub(began) < time.Minute {
			next = next.Add(time.Duration(gap.Draw(t, "gap"))*time.Millisecond + time.Duration(sent%1000)*time.Microsecond)
			for s.n > 0 && !now.Add(s.due(now)).After(next) { // what is due before the next key
				now = now.Add(s.due(now))
				step()
			}
			now = next
			s.want(wish.Draw(t, "wish"))
			if s.due(now) == 0 {
				step()
			}
		}
		if sent == 0 {
			t.Fatal("no step was sent")
		}
	})
}

// paced is a place that notes when steps are sent, and may hold the answers
// back.
type paced struct {
	*game.Client
	mu    sync.Mutex
	steps []time.Time
	dirs  []game.Dir
	stale *game.Echo // if set, the newest echo that is let through
}

func (p *paced) Step(d game.Dir) (uint32, bool) {
	p.mu.Lock()
	p.steps, p.dirs = append(p.steps, time.Now()), append(p.dirs, d)
	p.mu.Unlock()
	return p.Client.Step(d)
}

func (p *paced) Echo() game.Echo {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stale != nil {
		return *p.stale
	}
	return p.Client.Echo()
}

// hold lets no newer echoes through, or all again.
func (p *paced) hold(on bool) {
	e := p.Client.Echo()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stale = nil; on {
		p.stale = &e
	}
}

func (p *paced) sent() ([]time.Time, []game.Dir) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]time.Time(nil), p.steps...), append([]game.Dir(nil), p.dirs...)
}

// strider is a session whose steps are noted.
func strider(t *testing.T) (*player, *paced, *forest) {
	f := newForest(t, clearing(500, 500))
	c := f.joins(t, game.Join{Name: "otter", Frames: true})
	place := &paced{Client: c}
	p := plays(t, settings(given(place, place.Client)))
	after(time.Second)
	return p, place, f
}

func TestTapGoesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, place, _ := strider(t)
		for i, key := range []string{up, left, down, "d"} {
			p.press(key)
			steps, _ := place.sent()
			if len(steps) != i+1 || !steps[i].Equal(time.Now()) {
				t.Errorf("key %d: steps at %v, now %v", i, steps, time.Now())
			}
		}
	})
}

// A held key repeats each 30 ms: walking is even all the same.
func TestHeldKeyWalksEvenly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, place, f := strider(t)
		const held = 10 * time.Second
		for range held / (30 * time.Millisecond) {
			p.press(right)
			after(30 * time.Millisecond)
		}
		after(time.Second)
		steps, _ := place.sent()
		for i := 1; i < len(steps)-1; i++ {
			if gap := steps[i].Sub(steps[i-1]); gap < pace || gap > pace+time.Millisecond {
				t.Errorf("step %d came %v after the one before", i, gap)
			}
		}
		if n := len(steps); n < int(held/pace) || n > int(held/pace)+2 {
			t.Errorf("%d steps in %v", n, held)
		}
		if s := f.stats(t); s.Limited != 0 || int(s.Moved+s.Blocked) != len(steps) {
			t.Errorf("%d steps, the world says %+v", len(steps), s)
		}
	})
}

// A turn goes at once, also while a step the same way as the last one waits;
// when the burst is used up, the newest direction is the one that goes.
func TestNewestDirectionWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, place, _ := strider(t)
		p.press(right + right + up + left + down) // the second is too early, and forgotten
		p.press(left + up + right)                // too many: the last one waits
		after(time.Second)
		_, dirs := place.sent()
		want := []game.Dir{game.Right, game.Up, game.Left, game.Down, game.Right}
		if !slices.Equal(dirs, want) {
			t.Errorf("the steps are %v, not %v", dirs, want)
		}
	})
}

// Random keys at random times for a minute, in a whole session.
func TestNoStepIsOverTheLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, place, f := strider(t)
		rng := rand.New(rand.NewPCG(1, 2))
		keys := []string{up, down, left, right, "h", "j", "k", "l", "w", "\x1b[1;2A", "\x1b[1;2D"}
		for began := time.Now(); time.Since(began) < time.Minute; {
			p.press(keys[rng.IntN(len(keys))])
			after(time.Duration(rng.ExpFloat64() * float64(40*time.Millisecond)))
		}
		after(time.Second)
		steps, _ := place.sent()
		if len(steps) < 300 {
			t.Errorf("only %d steps were sent", len(steps))
		}
		if s := f.stats(t); s.Limited != 0 {
			t.Errorf("of %d steps %d were over the limit", len(steps), s.Limited)
		}
	})
}

// Without answers four steps are sent, and the newest wish goes when one
// comes.
func TestFourStepsInFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, place, f := strider(t)
		place.hold(true)
		for range 50 {
			p.press(right)
			after(50 * time.Millisecond)
		}
		p.press(up)
		after(time.Second)
		if steps, _ := place.sent(); len(steps) != inFlight {
			t.Fatalf("%d steps without an answer", len(steps))
		}
		place.hold(false)
		f.joins(t, game.Join{Name: "fern"}) // any news
		after(2 * time.Second)
		_, dirs := place.sent()
		if len(dirs) != inFlight+1 || dirs[inFlight] != game.Up {
			t.Errorf("after the answers the steps are %v", dirs)
		}
	})
}

// A run goes on by itself, at the pace, until something blocks or a key is
// pressed.
func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, place, _ := strider(t)
		p.press("\x1b[1;2C")
		after(5 * time.Second)
		steps, _ := place.sent()
		if n := len(steps); n < int(5*time.Second/pace) || n > int(5*time.Second/pace)+1 {
			t.Errorf("%d steps in 5 s", n)
		}
		p.press("?")
		p.press("?")
		steps, _ = place.sent()
		after(time.Second)
		if more, _ := place.sent(); len(more) > len(steps)+1 {
			t.Errorf("%d steps after another key", len(more)-len(steps))
		}
		p.press("\x1b[1;2D")
		after(time.Minute) // to the rim
		steps, _ = place.sent()
		if e := place.Client.Echo(); e.Verdict != game.Rim || e.At.X != 0 {
			t.Errorf("it ended at %+v", e)
		}
		after(time.Minute)
		if more, _ := place.sent(); len(more) != len(steps) {
			t.Errorf("%d steps after it was blocked", len(more)-len(steps))
		}
	})
}

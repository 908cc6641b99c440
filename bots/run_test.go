package bots

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// meadow is a running lobby, in a bubble of fake time.
type meadow struct {
	*game.Lobby
	stop func()
}

func newMeadow(t *testing.T) *meadow {
	t.Helper()
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height, cfg.Seed = 200, 200, 5
	lobby, err := game.NewLobby(game.LobbyConfig{Meadow: cfg, FPS: 12})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- lobby.Run(ctx) }()
	m := &meadow{Lobby: lobby}
	stopped := false
	m.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the lobby: %v", err)
		}
	}
	t.Cleanup(m.stop)
	return m
}

func (m *meadow) enter(ctx context.Context, j game.Join) (*game.Client, error) {
	return m.Enter(ctx, game.Meadow, j)
}

// stats are those of a frame from now.
func (m *meadow) stats(t *testing.T) game.Stats {
	t.Helper()
	time.Sleep(100 * time.Millisecond)
	synctest.Wait()
	s, err := m.Stats(game.Meadow)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// runs lets a swarm run; stop ends it and gives its error.
func runs(t *testing.T, s *Swarm, enter Enter) (stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	var err error
	go func() {
		defer close(ended)
		err = s.Run(ctx, enter)
	}()
	stop = func() error {
		cancel()
		<-ended
		return err
	}
	t.Cleanup(func() { _ = stop() })
	return stop
}

func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 3000
		m := newMeadow(t)
		s := newSwarm(t, n)
		stop := runs(t, s, m.enter)
		time.Sleep(2 * time.Second)
		if got := m.stats(t); got.Bots != n {
			t.Errorf("%d bots", got.Bots)
		}
		before := s.Stats()
		time.Sleep(20 * time.Second)
		synctest.Wait()
		after := s.Stats()
		if got := after.Done - before.Done; got < 20*n*98/100 || got > 20*n*102/100 || after.Missed != 0 {
			t.Errorf("%d steps in 20 s, %d missed", got, after.Missed)
		}
		if got := m.stats(t); got.Limited != 0 || got.Moved+got.Blocked < after.Done {
			t.Errorf("the world says %+v, the swarm %+v", got, after)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
		if got := m.stats(t); got.Bots != 0 {
			t.Errorf("%d bots stay", got.Bots)
		}
	})
}

func TestRunCannotEnter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		why := errors.New("no entry")
		s := newSwarm(t, 10)
		err := s.Run(t.Context(), func(context.Context, game.Join) (*game.Client, error) { return nil, why })
		if !errors.Is(err, why) {
			t.Errorf("the error is %v", err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		err = s.Run(ctx, func(ctx context.Context, _ game.Join) (*game.Client, error) {
			cancel()
			return nil, context.Cause(ctx)
		})
		if err != nil {
			t.Errorf("after the end of ctx the error is %v", err)
		}
	})
}

// When the room falls the bots are back where they were, and step on.
func TestRunAfterAFall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 2000
		m := newMeadow(t)
		s := newSwarm(t, n)
		runs(t, s, m.enter)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		bomb, err := m.enter(t.Context(), game.Join{Batches: 1})
		if err != nil {
			t.Fatal(err)
		}
		bomb.Submit(nil) // the room panics
		<-bomb.Done()
		before := s.Stats().Done
		time.Sleep(20 * time.Second) // longer than walkers wait to be reclaimed
		if got := m.stats(t); got.Bots != n || got.Restarts != 1 {
			t.Errorf("the world is %+v", got)
		}
		if got := s.Stats().Done - before; got < 19*n*98/100 {
			t.Errorf("%d steps in the 20 s after the fall", got)
		}
	})
}

// In another world, where nobody knows them, they enter anew.
func TestRunInAnotherWorld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 100
		first, second := newMeadow(t), newMeadow(t)
		s := newSwarm(t, n)
		entered := 0
		runs(t, s, func(ctx context.Context, j game.Join) (*game.Client, error) {
			if entered++; entered == 1 {
				return first.enter(ctx, j)
			}
			return second.enter(ctx, j)
		})
		time.Sleep(3 * time.Second)
		first.stop()
		time.Sleep(3 * time.Second)
		if got := second.stats(t); got.Bots != n || got.Moved+got.Blocked < n || entered != 2 {
			t.Errorf("entered %d times, the second world is %+v", entered, got)
		}
	})
}

// beside is a swarm that has begun to step, beside a room that does nothing
// any more: it has ended.
func beside(t *testing.T, n int, l Recorder) *run {
	t.Helper()
	m := newMeadow(t)
	c, err := m.enter(t.Context(), game.Join{Batches: batches})
	if err != nil {
		t.Fatal(err)
	}
	m.stop()
	r := &run{Swarm: newSwarm(t, n), client: c, began: time.Now()}
	r.Recorder = l
	for range batches {
		r.free = append(r.free, newOrder(batchSize))
	}
	r.start(r.now())
	return r
}

// beats lets the swarm do what it does at each beat of its ticker, and gives
// the batches that were handed over.
func (r *run) beats(d time.Duration) (handed []*order) {
	all := append([]*order(nil), r.free...)
	for range int(d / (slotWidth * time.Millisecond)) {
		time.Sleep(slotWidth * time.Millisecond)
		r.submitDue()
	}
	return all[len(r.free):]
}

// While no batch comes back nobody waits; what was due longer than an
// interval ago is counted as missed, and the bots step as before afterwards.
func TestRoomIsLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n, late = 20_000, 10
		r := beside(t, n, nil)
		handed := r.beats(late * time.Second)
		if len(handed) != batches || len(r.free) != 0 {
			t.Fatalf("%d batches are on their way", len(handed))
		}
		steps := map[game.WalkerID]int{}
		total := batches * batchSize
		for back := range 40 { // the room is back
			for _, b := range handed {
				for _, s := range b.Steps {
					steps[s.Walker]++
				}
				r.free = append(r.free, b)
			}
			handed = r.beats(slotWidth * time.Millisecond)
			for _, b := range handed {
				total += len(b.Steps)
			}
			if back > 20 && len(handed) > 1 {
				t.Errorf("%d batches are due at once long after", len(handed))
			}
		}
		missed := int(r.Stats().Missed)
		if all := n * late; total+missed < all*95/100 || total+missed > all*115/100 || missed < n*(late-2) {
			t.Errorf("%d steps and %d missed of %d", total, missed, all)
		}
	})
}

// Steps for which the mailbox has no place are missed; the batch stays.
func TestMailboxIsFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 1000
		r := beside(t, n, nil)
		for r.client.Stir() {
		}
		if handed := r.beats(10 * time.Second); len(handed) != 0 || len(r.free) != batches {
			t.Errorf("%d batches got through", len(handed))
		}
		if got := r.Stats(); got.Done != 0 || got.Missed < 98*n/10 || got.Missed > 102*n/10 {
			t.Errorf("after 10 s: %+v", got)
		}
	})
}

// Bots that are gone have all enter anew.
func TestGoneBots(t *testing.T) {
	s := newSwarm(t, 3)
	o := &order{Batch: game.Batch{Steps: []game.BatchStep{
		{Walker: 1, Verdict: game.Done}, {Walker: 2, Verdict: game.Tree}, {Walker: 3, Verdict: game.Limited}, {Verdict: game.Gone},
	}}}
	if s.answered(o) || s.Stats().Done != 2 {
		t.Errorf("gone, or %+v", s.Stats())
	}
	o.Steps[0].Verdict = game.Gone
	if !s.answered(o) {
		t.Error("nobody is gone")
	}
}

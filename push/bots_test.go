package push

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// newBotsLab is one without viewers, in a bubble of fake time.
func newBotsLab(t *testing.T, ctx context.Context) *botsLab {
	t.Helper()
	lab, err := NewBots(ctx, BotsConfig{Width: 400, Height: 400, FPS: 12, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return lab.(*botsLab)
}

// Small swarms become a large one as the load grows, and their beat is no latency of the
// world's.
func TestSwarmsGrow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lab := newBotsLab(t, t.Context())
		for _, c := range []struct {
			n     int
			sizes []int
		}{
			{40, []int{40}}, {300, []int{300}}, {15_000, []int{15_000}}, {32_000, []int{32_000}},
			{55_000, []int{32_000, 23_000}}, {60_000, []int{32_000, 28_000}},
		} {
			if err := lab.Grow(t.Context(), c.n, func(int) {}); err != nil {
				t.Fatal(err)
			}
			lab.Start()
			time.Sleep(time.Second)
			l := lab.Take()
			if l.Load != c.n || int(l.Due) < c.n*8/10 || l.Done != l.Due || l.Max > 10 || l.P50 <= 0 || strings.Contains(l.Note, "fell") {
				t.Errorf("%+v", l)
			}
			var sizes []int
			for _, s := range lab.swarms {
				sizes = append(sizes, s.size)
			}
			if stats, err := lab.lobby.Stats(game.Meadow); err != nil || stats.Bots != c.n || !slices.Equal(sizes, c.sizes) {
				t.Errorf("%d bots in swarms of %d, wanted %d: %v", stats.Bots, sizes, c.sizes, err)
			}
		}
		if err := errors.Join(lab.Err(), lab.Close()); err != nil {
			t.Error(err)
		}
	})
}

// The steps that were due while the world had fallen are not done, and the load in which
// that was says so.
func TestWorldFalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 500
		lab := newBotsLab(t, t.Context())
		if err := lab.Grow(t.Context(), n, func(int) {}); err != nil {
			t.Fatal(err)
		}
		lab.Start()
		bomb, err := lab.lobby.Enter(t.Context(), game.Meadow, game.Join{Batches: 1})
		if err != nil {
			t.Fatal(err)
		}
		bomb.Submit(nil) // the room panics
		<-bomb.Done()
		time.Sleep(10 * time.Second)
		if l := lab.Take(); l.Due < 10*n*9/10 || l.Due > 10*n*11/10 || l.Done > l.Due || !strings.Contains(l.Note, "the world fell once") {
			t.Errorf("%+v", l)
		}
		if err := lab.Grow(t.Context(), 2*n, func(int) {}); err != nil {
			t.Fatal(err)
		}
		lab.Start()
		time.Sleep(time.Second)
		if l := lab.Take(); l.Done != l.Due || strings.Contains(l.Note, "fell") {
			t.Errorf("the load after that: %+v", l)
		}
		if err := lab.Close(); err != nil {
			t.Error(err)
		}
	})
}

// A lab that is stopped says why, once.
func TestStoppedLab(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		why := errors.New("ctrl+c")
		ctx, cancel := context.WithCancelCause(t.Context())
		lab := newBotsLab(t, ctx)
		cancel(why)
		for _, err := range []error{lab.Err(), lab.Close()} {
			if err != why {
				t.Error(err)
			}
		}
		if _, err := NewBots(ctx, BotsConfig{Width: 64, Height: 64, Viewers: 1, FPS: 12}); err != why {
			t.Errorf("one that cannot begin: %v", err)
		}
	})
}

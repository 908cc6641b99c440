package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"syscall"
	"testing"
	"time"

	"thicket/bots"
	"thicket/game"
)

// BenchmarkFigureRoom is what the room, its bots' swarms and 20 walking
// players cost together, without screens: an upper bound of the room alone.
func BenchmarkFigureRoom(b *testing.B) {
	for _, players := range []int{0, 20} {
		b.Run(fmt.Sprintf("players=%d", players), func(b *testing.B) { benchRoom(b, players) })
	}
}

func benchRoom(b *testing.B, players int) {
	var flags serve
	if err := flags.Bots.UnmarshalText([]byte("wander=400,graze=60,sow=25,hunt=15")); err != nil {
		b.Fatal(err)
	}
	cfg := game.DefaultConfig()
	cfg.Seed = 7
	lobby, err := game.NewLobby(game.LobbyConfig{Meadow: cfg, FPS: 12})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	var all sync.WaitGroup
	all.Go(func() { _ = lobby.Run(ctx) })
	enter := func(ctx context.Context, j game.Join) (*game.Client, error) {
		return lobby.Enter(ctx, game.Meadow, j)
	}
	for i, share := range flags.Bots.Spec {
		swarm, err := bots.New(share.Strategy, share.Bots, uint64(i))
		if err != nil {
			b.Fatal(err)
		}
		all.Go(func() { _ = swarm.Run(ctx, enter) })
	}
	for i := range players {
		all.Go(func() { walkAbout(ctx, b, enter, uint64(i)) })
	}
	time.Sleep(10 * time.Second) // all have entered and things grow
	before, stats := ownCPU(b), mustStats(b, lobby)
	const over = 30 * time.Second
	time.Sleep(over)
	after := mustStats(b, lobby)
	b.ReportMetric(100*(ownCPU(b)-before).Seconds()/over.Seconds(), "%core")
	b.ReportMetric(float64(after.Generations-stats.Generations)/over.Seconds(), "generations/s")
	b.ReportMetric(float64(after.Moved+after.Blocked-stats.Moved-stats.Blocked)/over.Seconds(), "steps/s")
	cancel()
	all.Wait()
}

// walkAbout is a player without a screen who walks 5 steps a second, looks at
// what a screen of 80 x 24 shows and plants what it can.
func walkAbout(ctx context.Context, b *testing.B, enter bots.Enter, seed uint64) {
	c, err := enter(ctx, game.Join{Name: "walker", Frames: true})
	if err != nil {
		b.Error(err)
		return
	}
	defer c.Leave()
	rng := rand.New(rand.NewPCG(seed, 1))
	steps := time.NewTicker(200 * time.Millisecond)
	defer steps.Stop()
	dir := game.Right
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.Wake():
			for _, told := c.Notice(); told; _, told = c.Notice() {
			}
		case <-steps.C:
			at := c.Echo().At
			c.Watch(game.Rect{Min: game.Point{X: at.X - 20, Y: at.Y - 11}, Max: game.Point{X: at.X + 20, Y: at.Y + 11}})
			if rng.IntN(6) == 0 || c.Echo().Verdict.Blocked() {
				dir = game.Dir(rng.IntN(4))
			}
			if c.Echo().Spores >= 5 && rng.IntN(5) == 0 {
				c.Plant(game.RPentomino)
			} else {
				c.Step(dir)
			}
		}
	}
}

func mustStats(b *testing.B, l *game.Lobby) game.Stats {
	s, err := l.Stats(game.Meadow)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// ownCPU is the processor time that this process has used.
func ownCPU(b *testing.B) time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		b.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

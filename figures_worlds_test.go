package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"thicket/game"
	"thicket/sshd/sshtest"
	"thicket/store"
)

const manyWorlds = 1000

// BenchmarkFigureWorlds is what 1,000 worlds of 128 x 128 cost, each with 20 bots
// and a player who walks a step a second, and what they do to a player's echo in
// the meadow: measured alone first, then beside them.
//
//	go test -run '^$' -bench FigureWorlds -benchtime 1x .
func BenchmarkFigureWorlds(b *testing.B) {
	server := startProcess(b)
	alone := echoes(b, server, 300)
	players := founders(b, server)
	ctx, cancel := context.WithCancel(b.Context())
	var walking sync.WaitGroup
	walking.Go(func() { stroll(ctx, players) })
	time.Sleep(10 * time.Second)
	load := make(chan float64, 1)
	go func() { load <- server.load(b, 30*time.Second) }()
	beside := echoes(b, server, 300)
	b.ReportMetric(quantile(alone, .5), "alone-p50-ms")
	b.ReportMetric(quantile(alone, .99), "alone-p99-ms")
	b.ReportMetric(quantile(beside, .5), "beside-p50-ms")
	b.ReportMetric(quantile(beside, .99), "beside-p99-ms")
	b.ReportMetric(100*<-load, "%core")
	b.ReportMetric(server.residentKiB(b)/manyWorlds, "KiB/world")
	cancel()
	walking.Wait()
}

// founders are players in a world of their own each.
func founders(b *testing.B, server *process) []*sshtest.Player {
	b.Helper()
	players := make([]*sshtest.Player, manyWorlds)
	for i := range players {
		p := server.dial(b, sshtest.Options{
			Signer: sshtest.KeyFromSeed(uint64(1000 + i)), Blind: true,
			Command: fmt.Sprintf("join world-%d --size 128x128 --bots wander=20", i),
		})
		if err := p.WaitFor(b.Context(), func(p *sshtest.Player) bool { return p.Bytes() > 500 }); err != nil {
			b.Fatal(err)
		}
		players[i] = p
	}
	return players
}

// stroll has each of the players step once a second, one after the other.
func stroll(ctx context.Context, players []*sshtest.Player) {
	keys := []string{sshtest.Right, sshtest.Down, sshtest.Left, sshtest.Up}
	each := time.NewTicker(time.Second / time.Duration(len(players)))
	defer each.Stop()
	for n := 0; ; n++ {
		select {
		case <-each.C:
			_ = players[n%len(players)].Press(keys[n/len(players)/5%4])
		case <-ctx.Done():
			return
		}
	}
}

// BenchmarkFigureRooms is BenchmarkFigureWorlds with players who have no screens:
// what the worlds take by themselves. They walk five steps a second and plant what
// they can, in the process of the server.
//
//	go test -run '^$' -bench FigureRooms -benchtime 1x .
func BenchmarkFigureRooms(b *testing.B) {
	p := parted(b, "--ssh", "127.0.0.1:0", "--data", b.TempDir(), "--seed", "7", "--log-level", "error")
	server := &process{address: p.server.Addr().String()}
	ctx, cancel := context.WithCancel(b.Context())
	var all sync.WaitGroup
	all.Go(func() { _ = p.run(ctx) })
	alone := echoes(b, server, 300)
	var walking sync.WaitGroup
	walk, stop := context.WithCancel(ctx)
	for i := range manyWorlds {
		c := game.NewCharter(fmt.Sprintf("world-%d", i))
		c.Width, c.Height, c.Bots = 128, 128, "wander=20"
		c.Founder, c.Crown.Name = sshtest.KeyFromSeed(uint64(i)).Fingerprint(), "otter"
		if err := p.lobby.Found(ctx, c); err != nil {
			b.Fatal(err)
		}
		enter := func(ctx context.Context, j game.Join) (*game.Client, error) { return p.lobby.Enter(ctx, c.Name, j) }
		walking.Go(func() { walkAbout(walk, b, enter, uint64(i)) })
	}
	time.Sleep(10 * time.Second)
	before, began := ownCPU(b), time.Now()
	beside := echoes(b, server, 300)
	b.ReportMetric(100*(ownCPU(b)-before).Seconds()/time.Since(began).Seconds(), "%core")
	b.ReportMetric(quantile(alone, .99), "alone-p99-ms")
	b.ReportMetric(quantile(beside, .5), "beside-p50-ms")
	b.ReportMetric(quantile(beside, .99), "beside-p99-ms")
	stop()
	walking.Wait()
	cancel()
	all.Wait()
}

// parted is a server in this process that does not run yet, with its parts.
func parted(b *testing.B, flags ...string) *parts {
	b.Helper()
	var all commands
	parser, err := kong.New(&all, defaults(), kong.Configuration(loadFile))
	if err == nil {
		_, err = parser.Parse(flags)
	}
	if err != nil {
		b.Fatal(err)
	}
	p, err := all.Serve.build(newLog(io.Discard, "text", "error"), func() {})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// BenchmarkFigureSleeping is what 1,000 worlds cost that sleep, with a data
// folder and all else that a server has but sessions.
//
//	go test -run '^$' -bench FigureSleeping -benchtime 1x .
func BenchmarkFigureSleeping(b *testing.B) {
	for _, worlds := range []int{0, manyWorlds} {
		b.Run(fmt.Sprintf("worlds=%d", worlds), func(b *testing.B) { benchSleeping(b, worlds) })
	}
}

func benchSleeping(b *testing.B, worlds int) {
	data, err := store.Open(b.TempDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	cfg := game.DefaultConfig()
	cfg.Seed, cfg.Sleep = 7, time.Second
	lobby, err := game.NewLobby(game.LobbyConfig{
		Meadow: cfg, FPS: 12, Keeper: data, Herder: &herder{seed: 7, log: slog.New(slog.DiscardHandler)}, MaxOwn: worlds,
	})
	if err != nil {
		b.Fatal(err)
	}
	base := context.Background()
	running := []*part{
		start(base, "the store", data.Run),
		start(base, "the worlds", func(ctx context.Context) { _ = lobby.Run(ctx) }),
	}
	foundAll(b, lobby, worlds)
	time.Sleep(5 * time.Second) // the last fell asleep, and is written
	before := ownCPU(b)
	const over = 30 * time.Second
	time.Sleep(over)
	b.ReportMetric(100*(ownCPU(b)-before).Seconds()/over.Seconds(), "%core")
	for i := range running {
		if err := running[len(running)-1-i].end(time.Minute); err != nil {
			b.Error(err)
		}
	}
	if err := data.Close(); err != nil {
		b.Error(err)
	}
}

// foundAll founds worlds and waits until all of them sleep.
func foundAll(b *testing.B, lobby *game.Lobby, worlds int) {
	b.Helper()
	for i := range worlds {
		c := game.NewCharter(fmt.Sprintf("world-%d", i))
		c.Width, c.Height, c.Founder, c.Crown.Name = 128, 128, account, "otter"
		if err := lobby.Found(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
	for awake := true; awake; time.Sleep(100 * time.Millisecond) {
		awake = false
		for _, w := range lobby.List()[1:] {
			awake = awake || !w.Asleep
		}
	}
}

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"thicket/bots"
	"thicket/game"
	"thicket/sshd/sshtest"
	"thicket/tui"
)

// BenchmarkFigureScreens is BenchmarkFigureSessions without SSH and in one
// process: the room, 10,000 bots and sessions that paint on terminals which only
// count.
//
//	go test -run '^$' -bench 'FigureScreens/sessions=1000$' -benchtime 1x .
func BenchmarkFigureScreens(b *testing.B) {
	for _, n := range []int{300, 1000, 3000} {
		b.Run(fmt.Sprintf("sessions=%d", n), func(b *testing.B) { benchScreens(b, n) })
	}
}

func benchScreens(b *testing.B, n int) {
	cfg := game.DefaultConfig()
	cfg.Seed = 7
	lobby, err := game.NewLobby(game.LobbyConfig{Meadow: cfg, FPS: 10})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	var all sync.WaitGroup
	all.Go(func() { _ = lobby.Run(ctx) })
	meadow := oneMeadow{lobby}
	swarm, err := bots.New("wander", 10_000, 1)
	if err != nil {
		b.Fatal(err)
	}
	all.Go(func() {
		_ = swarm.Run(ctx, func(ctx context.Context, j game.Join) (*game.Client, error) { return lobby.Enter(ctx, game.Meadow, j) })
	})
	sheets := make([]*sheet, n)
	gate := tui.NewGate(runtime.GOMAXPROCS(0), n)
	for i := range sheets {
		sheets[i] = &sheet{keys: make(chan string, 1), over: ctx.Done()}
		all.Go(func() { sheets[i].walk(ctx, time.Duration(i)*time.Second/time.Duration(n)) })
		all.Go(func() {
			_ = tui.Run(ctx, sheets[i], tui.Settings{
				World: game.Meadow, Worlds: meadow, Profile: game.Profile{Name: fmt.Sprint("otter", i)}, Guest: true,
				Term: "xterm-256color", Environ: []string{"LANG=C.UTF-8", "COLORTERM=truecolor"},
				Size: tui.Size{Width: 80, Height: 24}, Log: slog.New(slog.DiscardHandler), Gate: gate,
			})
		})
	}
	time.Sleep(12 * time.Second)
	paints := func() (sum int64) {
		for _, s := range sheets {
			sum += s.paints.Load()
		}
		return sum
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	from, cpu, began := paints(), ownCPU(b), time.Now()
	time.Sleep(10 * time.Second)
	painted, used, took := float64(paints()-from), ownCPU(b)-cpu, time.Since(began).Seconds()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(used.Microseconds())/painted, "us/paint")
	b.ReportMetric(painted/took/float64(n), "paints/s")
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/painted, "allocs/paint")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/painted, "B/paint")
	b.ReportMetric(float64(before.HeapAlloc)/float64(n)/1024, "heap-KiB/session")
	b.ReportMetric(float64(before.StackInuse)/float64(n)/1024, "stack-KiB/session")
	cancel()
	all.Wait()
}

// oneMeadow lets players into the meadow.
type oneMeadow struct{ *game.Lobby }

func (m oneMeadow) Enter(ctx context.Context, _ string, j game.Join) (tui.Place, error) {
	c, err := m.Lobby.Enter(ctx, game.Meadow, j)
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (m oneMeadow) Found(context.Context, game.Charter) error { return errors.New("none is founded") }
func (m oneMeadow) Bots(spec string, _ int) (string, error)   { return spec, nil }
func (m oneMeadow) Account(context.Context, string) (string, error) {
	return "", game.ErrNobody
}

// sheet is a terminal that counts its paints, and types an arrow a second.
type sheet struct {
	keys   chan string
	over   <-chan struct{}
	paints atomic.Int64
}

func (s *sheet) walk(ctx context.Context, late time.Duration) {
	keys := []string{sshtest.Right, sshtest.Down, sshtest.Left, sshtest.Up}
	key, due := "\x1b[?2026;2$y", time.NewTimer(late)
	defer due.Stop()
	for n := 0; ; n++ {
		select {
		case <-due.C:
		case <-ctx.Done():
			return
		}
		select {
		case s.keys <- key:
		case <-ctx.Done():
			return
		}
		key = keys[n/5%4]
		due.Reset(time.Second)
	}
}

func (s *sheet) Read(b []byte) (int, error) {
	select {
	case k := <-s.keys:
		return copy(b, k), nil
	case <-s.over:
		return 0, errors.New("the line is cut")
	}
}

func (s *sheet) Write(b []byte) (int, error) {
	if bytes.HasPrefix(b, []byte("\x1b[?2026h")) {
		s.paints.Add(1)
	}
	return len(b), nil
}

func (s *sheet) Ping() error { return nil }

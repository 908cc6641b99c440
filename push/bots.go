package push

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"thicket/game"
	"thicket/tui"
)

// BotsConfig is what a lab of bots is made of.
type BotsConfig struct {
	Width, Height int    // of the world, in cells
	Viewers       int    // players who stand in it and look
	FPS           int    // frames a second
	Seed          uint64 // of the world and the bots
}

const (
	// settling is how long a load runs before it counts: all bots have stepped by
	// then, and what was late while others entered is done or left out.
	settling = 2 * time.Second
	// looking is how often the lab looks how far it has grown.
	looking = 100 * time.Millisecond
)

// botsLab is a world in this process with the bots and the viewers in it.
type botsLab struct {
	lobby   *game.Lobby
	seed    uint64
	ctx     context.Context
	end     context.CancelCauseFunc
	running sync.WaitGroup

	load    int // bots that were asked for
	swarms  []swarm
	begun   uint64 // swarms, those that were dismissed included
	viewers []*viewer
	tally   tally
	meter   meter
	falls   uint64 // of the world, until Start
}

// errClosed is why a lab ends that is not needed any more.
var errClosed = errors.New("the lab is closed")

// NewBots makes a world with viewers in it and no bots yet: a meadow by the default
// rules, in a lobby without a server. It returns when all viewers have seen it. The
// lab ends with ctx.
func NewBots(ctx context.Context, c BotsConfig) (Lab, error) {
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height, cfg.Seed = c.Width, c.Height, c.Seed
	lobby, err := game.NewLobby(game.LobbyConfig{Meadow: cfg, FPS: c.FPS})
	if err != nil {
		return nil, err
	}
	l := &botsLab{lobby: lobby, seed: c.Seed, tally: newTally()}
	l.ctx, l.end = context.WithCancelCause(ctx)
	l.runs(func() error { return lobby.Run(l.ctx) })
	gate := tui.NewGate(runtime.GOMAXPROCS(0), c.Viewers)
	for i := range c.Viewers {
		v := newViewer()
		l.viewers = append(l.viewers, v)
		l.runs(func() error { return v.look(l.ctx, lobby, gate, i) })
	}
	for _, v := range l.viewers {
		select {
		case <-v.sees:
		case <-l.ctx.Done():
			return nil, l.Close() // which says why
		}
	}
	l.runs(func() error { watch(l.ctx, l.tally.overdue); return nil })
	l.Start()
	return l, nil
}

// runs has something run until the lab ends. If it fails the lab ends.
func (l *botsLab) runs(f func() error) {
	l.running.Go(func() {
		if err := f(); err != nil {
			l.end(err)
		}
	})
}

// Kind is what it is a lab of.
func (l *botsLab) Kind() string { return "bots" }

// Grow has so many more bots enter that there are n.
func (l *botsLab) Grow(ctx context.Context, n int, now func(int)) error {
	if err := l.muster(n); err != nil {
		return err
	}
	poll := time.NewTicker(looking)
	defer poll.Stop()
	for {
		select {
		case <-poll.C:
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-l.ctx.Done():
			return context.Cause(l.ctx)
		}
		stats, err := l.lobby.Stats(game.Meadow)
		if err != nil {
			return err
		}
		now(stats.Bots)
		switch swarms, here := l.tally.entered(); {
		case swarms < len(l.swarms):
		case here < n:
			return fmt.Errorf("the world has no place for more than %d bots", here)
		default:
			return l.settle(ctx)
		}
	}
}

// settle lets the load run until it is as it stays.
func (l *botsLab) settle(ctx context.Context) error {
	runtime.GC() // what growing has left behind is no part of the load
	select {
	case <-time.After(settling):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-l.ctx.Done():
		return context.Cause(l.ctx)
	}
}

// Start begins to count anew.
func (l *botsLab) Start() {
	for _, v := range l.viewers {
		v.start()
	}
	l.falls = l.fell()
	l.tally.start()
	l.meter.start()
}

// fell is how often the world has fallen.
func (l *botsLab) fell() uint64 {
	stats, err := l.lobby.Stats(game.Meadow)
	if err != nil {
		return l.falls
	}
	return uint64(stats.Restarts)
}

// Take is what was counted since Start.
func (l *botsLab) Take() Load {
	load := Load{Load: l.load}
	seconds, late := l.tally.take(&load)
	load.Seconds = seconds
	load.Cores, load.RSS = l.meter.take()
	for i, v := range l.viewers {
		paints, bytes := v.take()
		fps := float64(paints) / seconds
		load.FPS += fps / float64(len(l.viewers))
		load.Bytes += float64(bytes) / seconds
		load.Fastest = max(load.Fastest, fps)
		if i == 0 || fps < load.Slowest {
			load.Slowest = fps
		}
	}
	notes := bottleneck(load, late)
	switch falls := l.fell() - l.falls; falls {
	case 0:
	case 1:
		notes = append(notes, "the world fell once")
	default:
		notes = append(notes, fmt.Sprintf("the world fell %d times", falls))
	}
	load.Note = strings.Join(notes, "; ")
	return load
}

// Err is why the lab has ended, nil if it has not.
func (l *botsLab) Err() error { return context.Cause(l.ctx) }

// Close ends the world and all who are in it.
func (l *botsLab) Close() error {
	l.end(errClosed)
	l.running.Wait()
	if err := context.Cause(l.ctx); err != errClosed {
		return err
	}
	return nil
}

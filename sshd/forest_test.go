package sshd

import (
	"context"
	"log/slog"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
	"thicket/store"
	"thicket/tui"
)

// people is a store in memory at work.
func people(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open("", slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	runs(t, func(ctx context.Context) error { s.Run(ctx); return nil })
	return s
}

// runs runs a part until the test ends.
func runs(t testing.TB, run func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// meadow is a lobby whose meadow stands still, the same in each test.
func meadow(t testing.TB) *game.Lobby { return meadowWith(t, nil) }

// meadowWith is that with another configuration of the lobby; change may be nil.
func meadowWith(t testing.TB, change func(*game.LobbyConfig)) *game.Lobby {
	t.Helper()
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height, cfg.Seed, cfg.Generations = 256, 192, 7, 0
	c := game.LobbyConfig{Meadow: cfg, FPS: 12, Log: slog.New(slog.DiscardHandler)}
	if change != nil {
		change(&c)
	}
	l, err := game.NewLobby(c)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// forest is a server on which everybody really plays.
func forest(t *testing.T, change func(*Config)) *running {
	t.Helper()
	return serve(t, func(c *Config) {
		lobby := meadow(t)
		runs(t, lobby.Run)
		c.Worlds = lobby
		c.Play = tui.Run
		if change != nil {
			change(c)
		}
	})
}

// plays enters with a terminal.
func plays(t *testing.T, r *running, o sshtest.Options) *sshtest.Player {
	t.Helper()
	o.Patience = patience
	p, err := sshtest.Dial(context.Background(), r.Addr().String(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	if err := p.WaitText(context.Background(), "meadow"); err != nil {
		t.Fatal(err)
	}
	return p
}

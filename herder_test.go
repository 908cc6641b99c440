package main

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"thicket/game"
)

// The worlds of players have so many bots together and no more; who asks for too
// many is told how many are left, and what leaves makes room.
func TestBotsOfFoundedWorldsAreBounded(t *testing.T) {
	h := &herder{seed: 7, log: slog.New(slog.DiscardHandler)}
	lobby, err := game.NewLobby(game.LobbyConfig{Meadow: smallMeadow(), FPS: 12, Herder: h})
	if err != nil {
		t.Fatal(err)
	}
	running := start(t.Context(), "the worlds", func(ctx context.Context) { _ = lobby.Run(ctx) })
	defer func() {
		if err := running.end(time.Minute); err != nil {
			t.Error(err)
		}
		if n := h.kept.Load(); n != 0 {
			t.Errorf("%d bots are counted when all have left", n)
		}
	}()
	const cells = 256 * 256
	h.kept.Store(mostHerded - 30)
	if _, err := h.Check("wander=31", cells); err == nil {
		t.Error("31 bots where there is room for 30")
	} else {
		contains(t, err.Error(), "31", "(30)")
	}
	c := game.NewCharter("lab")
	c.Founder, c.Crown.Name, c.Bots = account, "otter", "wander=20,graze=10"
	if err := lobby.Found(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	eventually(t, "30 bots are in lab", func() bool { w, err := lobby.Listing("lab"); return err == nil && w.Frame != nil && w.Frame.Bots == 30 })
	if _, err := h.Check("wander=1", cells); err == nil {
		t.Error("one bot too many")
	}
	if spec, err := h.Check("0", cells); err != nil || spec != "0" {
		t.Errorf("no bots: %q, %v", spec, err)
	}
	h.kept.Add(30 - mostHerded)
}

func smallMeadow() game.Config {
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height, cfg.Seed = 64, 64, 7
	return cfg
}

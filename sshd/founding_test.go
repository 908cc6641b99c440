package sshd

import (
	"context"
	"fmt"
	"testing"

	"thicket/bots"
	"thicket/game"
	"thicket/sshd/sshtest"
)

// drover knows what bots are, and keeps none.
type drover struct{}

func (drover) Check(spec string, cells int) (string, error) {
	s, err := bots.ParseSpec(spec)
	if most := game.MostBots(cells); err == nil && s.Total() > most {
		err = fmt.Errorf("%d bots are too many, allowed are %d", s.Total(), most)
	}
	return spec, err
}

func (drover) Herd(ctx context.Context, _ string, _ func(context.Context, game.Join) (*game.Client, error), _ <-chan string) {
	<-ctx.Done()
}

// A world is founded with the bots that were asked for, else with the usual ones or
// as many of them as it has room for.
func TestBotsOfAFoundedWorld(t *testing.T) {
	r := forest(t, func(c *Config) {
		lobby := meadowWith(t, func(c *game.LobbyConfig) { c.Herder = drover{} })
		runs(t, lobby.Run)
		c.Worlds = lobby
	})
	otter := caller{"otter", sshtest.KeyFromSeed(1)}
	for flags, want := range map[string]string{
		"--bots 257":                 "--bots: 257 bots are too many, allowed are 256",
		"--bots dance=3":             "--bots: ",
		"--bots \x1b[2J":             "--bots: ",
		"--bots 5 --size 16x16":      "--bots: 5 bots are too many, allowed are 4",
		"--bots":                     "--bots needs a value",
		"--bots= --size 16x16":       "--bots needs a value",
		"--bots graze=-1":            "--bots: ",
		"--bots 9999999999999999999": "--bots: ",
	} {
		line := "join lab " + flags
		if flags == "--bots 257" {
			line += " --size 128x128"
		}
		contains(t, otter.terminalRefuses(t, r, exitUsage, line), want)
	}
	for line, want := range map[string]string{
		"join aa --size 16x16":                         "4",
		"join bb --size 64x64":                         game.NewCharter("bb").Bots,
		"join cc --size 64x64 --bots wander=3,graze=1": "wander=3,graze=1",
	} {
		playsIn(t, r, line[5:7], sshtest.Options{User: "otter", Signer: otter.key, Command: line})
		for _, w := range r.cfg.Worlds.List() {
			if w.Name == line[5:7] && w.Charter.Bots != want {
				t.Errorf("%s: its bots are %q", line, w.Charter.Bots)
			}
		}
	}
}

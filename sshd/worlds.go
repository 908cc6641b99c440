package sshd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"thicket/game"
)

// worldLine is a line of worlds.
type worldLine struct {
	Name       string `json:"name"`
	Mode       string `json:"mode"`
	Width      int    `json:"width"`
	Height     int    `json:"height"`
	Players    int    `json:"players"`
	Bots       int    `json:"bots"`
	Generation uint64 `json:"generation"`
	Live       int    `json:"live_cells"`
	Crown      string `json:"crown"` // "" nobody wears it
}

// runWorlds lists the worlds.
func runWorlds(_ context.Context, x *session, c *call) error {
	list := []worldLine{}
	for _, world := range x.srv.cfg.Worlds.Worlds() {
		f, err := x.srv.cfg.Worlds.Frame(world)
		if err != nil {
			continue // being rebuilt, or closed just now
		}
		list = append(list, worldLine{
			Name: world, Mode: "endless", Width: f.Width, Height: f.Height,
			Players: f.Present(), Bots: f.Bots, Generation: f.Generation, Live: f.Live,
		})
	}
	if c.json {
		return c.out.encode(list)
	}
	if len(list) == 0 {
		c.out.say("No world can be entered now.\n")
		return nil
	}
	var lines [][]string
	for _, w := range list {
		lines = append(lines, []string{
			w.Name, w.Mode, fmt.Sprintf("%dx%d", w.Width, w.Height), strconv.Itoa(w.Players), strconv.Itoa(w.Bots),
			strconv.FormatUint(w.Generation, 10), strconv.Itoa(w.Live), cmp.Or(w.Crown, "-"),
		})
	}
	c.out.columns([]string{"name", "mode", ">size", ">players", ">bots", ">generation", ">live cells", "crown"}, lines)
	return nil
}

// whoLine is a line of who.
type whoLine struct {
	Name    string `json:"name"`
	World   string `json:"world"`
	X       int    `json:"x"`
	Y       int    `json:"y"`
	Biomass int    `json:"biomass"`
	Best    int    `json:"best_biomass"`
	Hearts  int    `json:"hearts"`
	Guest   bool   `json:"guest"`
	Dozing  bool   `json:"dozing"`
	Away    bool   `json:"away"` // their line broke, the walker waits
}

// runWho lists who plays: world by world, the largest colony first.
func runWho(_ context.Context, x *session, c *call) error {
	worlds := x.srv.cfg.Worlds.Worlds()
	if world, given := c.flags["--world"]; given {
		if err := x.knows(world); err != nil {
			return err
		}
		worlds = []string{world}
	}
	list := []whoLine{}
	for _, world := range worlds {
		f, err := x.frame(world)
		if err != nil && len(worlds) == 1 {
			return err
		}
		if err == nil {
			list = append(list, whoIn(world, f)...)
		}
	}
	if c.json {
		return c.out.encode(list)
	}
	if len(list) == 0 {
		c.out.say("Nobody plays now.\n")
		return nil
	}
	lines := make([][]string, 0, len(list))
	for _, w := range list {
		lines = append(lines, []string{
			w.Name, w.World, strconv.Itoa(w.X), strconv.Itoa(w.Y), strconv.Itoa(w.Biomass), strconv.Itoa(w.Hearts),
			yesNo(w.Guest), yesNo(w.Away),
		})
	}
	c.out.columns([]string{"name", "world", ">x", ">y", ">biomass", ">hearts", "guest", "away"}, lines)
	return nil
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func whoIn(world string, f *game.Frame) []whoLine {
	list := make([]whoLine, 0, len(f.Players))
	for i := range f.Players {
		p := &f.Players[i]
		list = append(list, whoLine{
			Name: p.Name, World: world, X: p.At.X, Y: p.At.Y, Biomass: p.Biomass, Best: p.Best,
			Hearts: int(p.Hearts), Guest: p.Guest, Dozing: p.Dozing, Away: p.Away,
		})
	}
	slices.SortFunc(list, func(a, b whoLine) int {
		return cmp.Or(cmp.Compare(b.Biomass, a.Biomass), cmp.Compare(a.Name, b.Name))
	})
	return list
}

// frame is the newest frame of a world that is there.
func (x *session) frame(world string) (*game.Frame, error) {
	f, err := x.srv.cfg.Worlds.Frame(world)
	switch {
	case errors.Is(err, game.ErrNoWorld):
		return nil, failed("there is no world \"%s\" any more", world)
	case err != nil:
		return nil, failed("the world %s is being rebuilt; try again in a moment", world)
	}
	return f, nil
}

package sshd

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"thicket/game"
)

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
	Crown   bool   `json:"crown"`
}

// runWho lists who plays: world by world, the largest colony first.
func runWho(_ context.Context, x *session, c *call) error {
	list := []whoLine{}
	if world, given := c.flags["--world"]; given {
		f, err := x.frame(world)
		if err != nil {
			return err
		}
		list = whoIn(world, f)
	} else {
		for _, w := range x.seen() {
			if w.Frame != nil {
				list = append(list, whoIn(w.Name, w.Frame)...)
			}
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
			Hearts: int(p.Hearts), Guest: p.Guest, Dozing: p.Dozing, Away: p.Away, Crown: p.Crown,
		})
	}
	slices.SortFunc(list, func(a, b whoLine) int {
		return cmp.Or(cmp.Compare(b.Biomass, a.Biomass), cmp.Compare(a.Name, b.Name))
	})
	return list
}

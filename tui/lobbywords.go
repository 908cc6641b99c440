package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"thicket/game"
)

// mode is whether a world ends.
func (g *grove) mode() string {
	if g.Charter == nil || g.Charter.Match == 0 {
		return "endless"
	}
	return fmt.Sprintf("match %dm", int(g.Charter.Match/time.Minute))
}

// round is which one it is of a match, and how long it lasts yet.
func (g *grove) round() string {
	if g.Charter == nil || g.Charter.Match == 0 {
		return ""
	}
	round := fmt.Sprint(g.Charter.Round)
	if f := g.Frame; f != nil && f.Ends > 0 {
		return round + "  " + clock(lasts(max(f.Ends-f.At, 0)))
	}
	return round
}

// modeTold is mode and round in a sentence.
func (g *grove) modeTold() string {
	if round := g.round(); round != "" {
		return "Match: round " + round + "."
	}
	return "Endless."
}

func (g *grove) size() string {
	switch {
	case g.Frame != nil:
		return fmt.Sprintf("%dx%d", g.Frame.Width, g.Frame.Height)
	case g.Charter != nil:
		return fmt.Sprintf("%dx%d", g.Charter.Width, g.Charter.Height)
	}
	return ""
}

// crown is who wears it.
func (g *grove) crown() string {
	if g.Charter == nil {
		return ""
	}
	return g.Charter.Crown.Name
}

// about is what can be said of a world.
func (m *model) about(g *grove) string {
	c := g.Charter
	if c == nil {
		return "The first world: no crown, no end. The rankings are of it."
	}
	said := []string{crowned(c, g.Frame)}
	if m.Account != "" && slices.ContainsFunc(c.Invited, func(s game.Subject) bool { return s.Account == m.Account }) {
		said = append(said, "You are invited.")
	}
	if c.Motd != "" {
		said = append(said, "\""+c.Motd+"\"")
	}
	return strings.Join(append(said, "Bots: "+c.Bots+"."), " ")
}

// inLine is how many of those who are next in line for a crown are named.
const inLine = 3

// crowned says who wears the crown, and who would next.
func crowned(c *game.Charter, f *game.Frame) string {
	if c.Crown.Name == "" {
		return "Nobody wears the crown."
	}
	said := "Crown: " + c.Crown.Name
	if f == nil {
		return said + "."
	}
	next := heirs(f)
	for i, p := range next[:min(len(next), inLine)] {
		said += [inLine]string{", then ", ", ", ", "}[i] + p.Name
	}
	return said + "."
}

package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
	"thicket/tui/screen"
)

// mostNamed is how many players are named in one remark.
const mostNamed = 40

// called is the player of a name here: as it is written, or else without case.
func called(f *game.Frame, name string) (p game.PlayerMark, ok bool) {
	for _, p := range f.Players {
		if p.Name == name {
			return p, true
		}
	}
	for _, p := range f.Players {
		if strings.EqualFold(p.Name, name) {
			return p, true
		}
	}
	return p, false
}

// succession is who is here: who wears the crown, then who has been here longest,
// guests last, who never wear it.
func succession(f *game.Frame) []game.PlayerMark {
	players := slices.Clone(f.Players)
	slices.SortStableFunc(players, func(a, b game.PlayerMark) int {
		return cmp.Or(order(a.Guest, b.Guest), -order(a.Crown, b.Crown), cmp.Compare(a.Since, b.Since))
	})
	return players
}

// heirs are those who are in line for the crown, the first of them first.
func heirs(f *game.Frame) []game.PlayerMark {
	return slices.DeleteFunc(succession(f), func(p game.PlayerMark) bool { return p.Crown || p.Guest || p.Away })
}

// inARow are names in a row, as many as one remark has room for.
func inARow(names []string) string {
	over := len(names) - mostNamed
	if over > 0 {
		return strings.Join(names[:mostNamed], ", ") + fmt.Sprintf(" and %d more", over)
	}
	return strings.Join(names, ", ")
}

func (m *model) slashWho(_, _ string) tea.Cmd {
	m.inform(whoIs(m.place.Frame()))
	return nil
}

// whoIs says who is here.
func whoIs(f *game.Frame) words {
	var names []string
	for _, p := range succession(f) {
		var tags []string
		if p.Crown {
			tags = append(tags, "crown")
		}
		if p.Guest {
			tags = append(tags, "guest")
		}
		if p.Away {
			tags = append(tags, "away")
		}
		name := cleanName(p.Name)
		if tags != nil {
			name += " (" + strings.Join(tags, ", ") + ")"
		}
		names = append(names, name)
	}
	here := "Here, longest first: "
	return words{here + inARow(names) + ".", "Here: " + count(len(names), "player") + "."}
}

// slashCrown tells who wears the crown, or hands it over.
func (m *model) slashCrown(name, _ string) tea.Cmd {
	f := m.place.Frame()
	if f.Charter == nil {
		m.inform(wordsCrownless)
		return nil
	}
	if name != "" {
		return m.decree(game.Decree{Kind: game.HandOver, Name: name})
	}
	m.inform(crownOf(f))
	return nil
}

// crownOf says who wears the crown, and who is in line for it.
func crownOf(f *game.Frame) words {
	wears := say("Nobody wears the crown.")
	if name := f.Charter.Crown.Name; name != "" {
		wears = say(cleanName(name) + " wears the crown.")
		wears.long = cleanName(name) + " wears the crown, and is not here."
	}
	for _, p := range f.Players {
		if p.Crown {
			wears = say(cleanName(p.Name) + " wears the crown.")
		}
	}
	line := " Nobody is in line."
	if next := heirs(f); len(next) > 0 {
		var names []string
		for _, p := range next {
			names = append(names, cleanName(p.Name))
		}
		line = " In line: " + inARow(names) + "."
	}
	return words{wears.long + line, wears.short}
}

// slashMute hides what somebody says, or shows it again; without a name it tells
// who is hidden.
func (m *model) slashMute(name, _ string) tea.Cmd {
	c := &m.chat
	if name == "" {
		m.inform(c.mutedNames())
		return nil
	}
	if i := slices.IndexFunc(c.mutes, func(u mute) bool { return strings.EqualFold(u.name, name) }); i >= 0 {
		name = c.mutes[i].name
		c.mutes = slices.Delete(c.mutes, i, i+1)
		m.inform(say(cleanName(name) + " is heard again."))
		return nil
	}
	p, here := called(m.place.Frame(), name)
	voice := p.Voice
	if here {
		name = p.Name
	} else {
		voice = c.voiceOf(name)
	}
	switch {
	case here && p.Walker == m.place.Walker():
		m.inform(say("That is you."))
		return nil
	case voice == 0:
		m.inform(nobodyCalled(name))
		return nil
	case len(c.mutes) == mostMutes:
		m.inform(wordsMutes)
		return nil
	}
	c.mutes = append(c.mutes, mute{screen.Clean(name, game.MaxName+4), voice})
	m.inform(words{cleanName(name) + " is muted. /mute " + cleanName(name) + ": heard again", cleanName(name) + " is muted."})
	return nil
}

// voiceOf is the voice of who was last heard under a name, 0 if nobody was.
func (c *chat) voiceOf(name string) uint64 {
	for i := len(c.log) - 1; i >= 0; i-- {
		if r := &c.log[i]; r.voice != 0 && strings.EqualFold(r.name, name) {
			return r.voice
		}
	}
	return 0
}

func (c *chat) mutedNames() words {
	if len(c.mutes) == 0 {
		return say("You mute nobody.")
	}
	var names []string
	for _, u := range c.mutes {
		names = append(names, u.name)
	}
	return words{"You mute " + inARow(names) + ".", fmt.Sprintf("You mute %d.", len(names))}
}

package tui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"thicket/game"
)

// card tells a player what happened while they were away, once nothing else is
// open. On a screen too small for it no key closes it.
type card struct {
	due    bool       // it is still to be opened
	away   *game.Away // nil: nothing happened to a colony of theirs
	rounds []game.Placed
	places placedMsg
	rows   []string // as they are drawn
}

// placedMsg is how the player placed; ranks are 0 if they did not, or if it
// cannot be known.
type placedMsg struct {
	day, ever int
	known     bool
}

const (
	cardWidth   = 58 // at most, within the border
	cardRest    = 8  // rows of the screen that are not for who ate, who was stung and rounds
	cardRounds  = 2  // told of at most, the newest
	waitingRank = "..."
	briefly     = 60_000 // milliseconds of a stay elsewhere in which nothing happened
)

var wordsCard = words{"Any key closes the card; a step walks on.", "Any key closes the card."}

// returned notes what happened. The world's clock stands still while there is
// no server; ours does not.
func (m *model) returned(a *game.Away) {
	if m.travelled && a.For < briefly && a.Eaten == (game.Tally{}) && a.Stung == (game.Tally{}) {
		return
	}
	m.scene.back = false // the card is greeting enough
	away := *a
	if !m.Last.IsZero() {
		away.For = max(a.For, game.Stamp(m.now.Sub(m.Last).Milliseconds()))
	}
	m.unread().away = &away
}

// remembered notes how the player placed in a round whose end they did not see.
func (m *model) remembered(p game.Placed) {
	c := m.unread()
	c.rounds = append(c.rounds, p)
	c.rounds = c.rounds[max(len(c.rounds)-cardRounds, 0):]
}

// unread is the card that something can be added to.
func (m *model) unread() *card {
	if !m.card.due && m.overlay != cardOpen {
		m.card = card{}
	}
	m.card.due = true
	return &m.card
}

// placing says how somebody placed.
func placing(p game.Placed) words {
	long := fmt.Sprintf("Round %d: you placed %d of %d, best biomass %d.", p.Round, p.Place, p.Of, p.Best)
	return words{long, fmt.Sprintf("Round %d: %d of %d, best %d.", p.Round, p.Place, p.Of, p.Best)}
}

// openCard shows the card if it is due and nothing else is open, and asks for
// what is not known yet.
func (m *model) openCard() tea.Cmd {
	if !m.card.due || m.overlay != nothing && m.overlay != cardOpen {
		return nil
	}
	m.card.due = false
	m.open(cardOpen)
	ranked := m.World == game.Meadow && m.card.away != nil && !m.card.places.known
	m.card.places.known = !ranked
	m.layCard()
	if !ranked {
		return nil
	}
	placed := m.Placed
	return m.errand(func(ctx context.Context) tea.Msg {
		rank := func(p game.Period) int {
			s, err := placed(ctx, p)
			if err != nil {
				return 0
			}
			return s.Rank
		}
		return placedMsg{day: rank(game.Day), ever: rank(game.Ever), known: true}
	})
}

// layCard makes the card's rows for the size of the screen.
func (m *model) layCard() {
	if m.small() {
		return // until it is larger
	}
	c := &m.card
	width := min(cardWidth, m.Size.Width-2)
	var rows []string
	most := m.Size.Height - cardRest - len(c.rounds)
	if c.away != nil {
		rows = c.colony(width, most/2)
	}
	for _, p := range c.rounds {
		rows = append(rows, placing(p).fit(width))
	}
	c.rows, m.dirty = framed("While you were away", rows, width), true
}

// colony are the rows about the colony that was left, so many of them for who
// ate from it and for whom it stung, each.
func (c *card) colony(width, most int) []string {
	rows := []string{"You were away for " + lasting(time.Duration(c.away.For)*time.Millisecond) + "."}
	rows = append(rows, strings.Split(ansi.Wrap(fate(c.away), width, ""), "\n")...)
	rows = append(rows, tallied("Eaten from it: ", "Nobody ate from it.", &c.away.Eaten, width, most)...)
	rows = append(rows, tallied("Stung by it: ", "It stung nobody.", &c.away.Stung, width, most)...)
	if places := c.places.String(); places != "" {
		rows = append(rows, places)
	}
	return rows
}

// fate says what became of a colony.
func fate(a *game.Away) string {
	switch {
	case a.Wild:
		return fmt.Sprintf("Your colony of %s turned wild.", count(a.Was, "cell"))
	case a.Is == 0:
		return fmt.Sprintf("Nothing is left of your colony of %s.", count(a.Was, "cell"))
	}
	return fmt.Sprintf("Your colony: %s then, %d now.", count(a.Was, "cell"), a.Is)
}

// String is empty when nothing is known of any place.
func (p placedMsg) String() string {
	if !p.known {
		return fmt.Sprintf("Your rank: %s today, %s ever.", waitingRank, waitingRank)
	}
	var ranks []string
	if p.day > 0 {
		ranks = append(ranks, fmt.Sprintf("%d today", p.day))
	}
	if p.ever > 0 {
		ranks = append(ranks, fmt.Sprintf("%d ever", p.ever))
	}
	if ranks == nil {
		return ""
	}
	return "Your rank: " + strings.Join(ranks, ", ") + "."
}

// tallied says who did something how often in so many rows, those who did it
// most by name as far as there is room.
func tallied(lead, none string, t *game.Tally, width, most int) (rows []string) {
	type doer struct {
		name  string
		count int
	}
	var doers []doer
	for i, name := range t.Names {
		if name != "" {
			doers = append(doers, doer{name, t.Counts[i]})
		}
	}
	slices.SortStableFunc(doers, func(a, b doer) int { return cmp.Compare(b.count, a.count) })
	for others := t.Others; ; {
		var parts []string
		for _, d := range doers {
			parts = append(parts, fmt.Sprintf("%s %d", d.name, d.count))
		}
		if others > 0 {
			parts = append(parts, fmt.Sprintf("others %d", others))
		}
		if t.Bots > 0 {
			parts = append(parts, fmt.Sprintf("bots %d", t.Bots))
		}
		if parts == nil {
			return []string{none}
		}
		rows = strings.Split(ansi.Wordwrap(lead+strings.Join(parts, ", ")+".", width, ","), "\n")
		if len(rows) <= most || len(doers) == 0 {
			return rows
		}
		others += doers[len(doers)-1].count
		doers = doers[:len(doers)-1]
	}
}

// lasting is a while in words: its two largest units.
func lasting(d time.Duration) string {
	if d < time.Second {
		return "a moment"
	}
	units := [...]struct {
		of   time.Duration
		name string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}, {time.Second, "second"}}
	for i, u := range units {
		if d < u.of && i+1 < len(units) {
			continue
		}
		text := count(int(d/u.of), u.name)
		if rest := d % u.of; i+1 < len(units) && rest >= units[i+1].of {
			text += " " + count(int(rest/units[i+1].of), units[i+1].name)
		}
		return text
	}
	return ""
}

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
	due    bool // it is still to be opened
	away   game.Away
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
	cardRest    = 8  // rows of the screen that are not for who ate and who was stung
	waitingRank = "..."
)

var wordsCard = words{"Any key closes the card; a step walks on.", "Any key closes the card."}

// returned notes what happened. The world's clock stands still while there is
// no server; ours does not.
func (m *model) returned(a *game.Away) {
	m.scene.back = false // the card is greeting enough
	m.card = card{due: true, away: *a}
	if !m.Last.IsZero() {
		m.card.away.For = max(a.For, game.Stamp(m.now.Sub(m.Last).Milliseconds()))
	}
}

// openCard shows the card if it is due and nothing else is open, and asks for
// what is not known yet.
func (m *model) openCard() tea.Cmd {
	if !m.card.due || m.overlay != nothing && m.overlay != cardOpen {
		return nil
	}
	m.card.due = false
	m.open(cardOpen)
	m.layCard()
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
	rows := []string{"You were away for " + lasting(time.Duration(c.away.For)*time.Millisecond) + "."}
	wrap := func(text string) { rows = append(rows, strings.Split(ansi.Wrap(text, width, ""), "\n")...) }
	wrap(fate(&c.away))
	most := (m.Size.Height - cardRest) / 2
	rows = append(rows, tallied("Eaten from it: ", "Nobody ate from it.", &c.away.Eaten, width, most)...)
	rows = append(rows, tallied("Stung by it: ", "It stung nobody.", &c.away.Stung, width, most)...)
	if places := c.places.String(); places != "" {
		rows = append(rows, places)
	}
	c.rows, m.dirty = framed("While you were away", rows, width), true
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

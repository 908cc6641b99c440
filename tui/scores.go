package tui

import (
	"cmp"
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// scores are two lists of a world: of those who are here, by what they own
// now, and of everybody who was here in this run of the server, by their best.
type scores struct {
	frame *game.Frame // that they are of
	here  []game.Score
	run   []game.Score
	names map[string]int // of those who are here: their places in frame
	first int            // the line at the top of the screen
	page  int            // lines that the screen shows
	title scoresTitle
}

// openScores shows them from the beginning.
func (m *model) openScores() tea.Cmd {
	m.scores.first = 0
	return m.cover(scoresOpen)
}

// pressScores answers a key while the scores are open.
func (m *model) pressScores(k tea.KeyPressMsg) tea.Cmd {
	s := &m.scores
	m.hush()
	switch {
	case key.Matches(k, m.keys.Step[game.Up]):
		return m.scroll(-1)
	case key.Matches(k, m.keys.Step[game.Down]):
		return m.scroll(1)
	case key.Matches(k, m.keys.Run[game.Up]), key.Matches(k, pageUp):
		return m.scroll(-s.page)
	case key.Matches(k, m.keys.Run[game.Down]), key.Matches(k, pageDown):
		return m.scroll(s.page)
	case key.Matches(k, m.keys.Close), key.Matches(k, m.keys.Scores):
		m.open(nothing)
	case key.Matches(k, m.keys.Quit):
		m.open(leaving)
	case key.Matches(k, m.keys.Atlas):
		return m.openAtlas()
	case key.Matches(k, m.keys.Help):
		m.open(help)
	default:
		return m.tell(wordsUncover)
	}
	return nil
}

// pageUp and pageDown scroll the scores as running does.
var (
	pageUp   = key.NewBinding(key.WithKeys("pgup"))
	pageDown = key.NewBinding(key.WithKeys("pgdown"))
)

// scroll moves the scores by so many lines, as far as there are any.
func (m *model) scroll(lines int) tea.Cmd {
	s := &m.scores
	before := s.first
	s.first = min(max(before+lines, 0), s.last())
	if s.first == before {
		return m.tell(wordsNoMore)
	}
	return nil
}

// last is the first line when the end is in sight.
func (s *scores) last() int { return max(s.lines()-s.page, 0) }

// list makes the lists of a frame, if it is another one than before.
func (s *scores) list(f *game.Frame) {
	if s.frame == f {
		return
	}
	if s.names == nil {
		s.names = map[string]int{}
	}
	s.frame, s.here, s.run = f, s.here[:0], s.run[:0]
	clear(s.names)
	for i := range f.Players {
		score := &f.Players[i].Score
		s.here = append(s.here, *score)
		s.names[score.Name] = i
	}
	s.run = append(s.run, s.here...)
	s.run = slices.DeleteFunc(s.run, func(s game.Score) bool { return s.Best == 0 })
	slices.SortStableFunc(s.here, byBiomass)
	slices.SortStableFunc(s.run, byBest)
}

func byBiomass(a, b game.Score) int {
	return cmp.Or(cmp.Compare(b.Biomass, a.Biomass), byBest(a, b))
}

func byBest(a, b game.Score) int {
	return cmp.Or(game.ByBest(a, b), cmp.Compare(a.Name, b.Name))
}

// rankIn is the rank of line i of a list by a column: equal ones share it.
func rankIn(list []game.Score, i int, by func(*game.Score) int) int {
	for i > 0 && by(&list[i-1]) == by(&list[i]) {
		i--
	}
	return i + 1
}

// rank is that of a name among those who are here, 0 if it is not there.
func (s *scores) rank(name string) int {
	for i := range s.here {
		if s.here[i].Name == name {
			return rankIn(s.here, i, biomass)
		}
	}
	return 0
}

func biomass(s *game.Score) int { return s.Biomass }
func best(s *game.Score) int    { return s.Best }

// scoresTitle is the first row of the scores, made anew only when it changes.
type scoresTitle struct {
	world       string
	rank, count int
	text        words
}

var (
	scoresHelp  = words{"up, down: scroll   pgup, pgdn: a page   tab, esc: back", "up, down: scroll   tab, esc: back"}
	wordsNoMore = say("There are no more lines.")
)

// say brings the title up to date. Whoever is not listed yet has no rank.
func (t *scoresTitle) say(world string, rank, count int) words {
	if t.world != world || t.rank != rank || t.count != count {
		text := words{fmt.Sprintf("Scores of %s, in this run of the server", world), "Scores of " + world}
		if rank > 0 {
			text.long += fmt.Sprintf(". You are %d of %d.", rank, count)
			text.short = fmt.Sprintf("%s: you are %d of %d", world, rank, count)
		}
		*t = scoresTitle{world, rank, count, text}
	}
	return t.text
}

package tui

import (
	"cmp"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// scores are three lists of a world: of those who are here, by what they own
// now, and the rankings of the day and of all time, by best biomass.
type scores struct {
	list  listing
	frame *game.Frame // that here is of
	here  []ranked
	count int // of those here who are not away
	ranks [rankings]ranking
	open  uint32 // how often they were opened
	asked bool   // an answer is on its way
	first int    // the line at the top of the screen
	page  int    // lines that the screen shows
	title scoresTitle
}

// listing is one of the lists.
type listing int

// The lists, from the left: those of rankings come last.
const (
	hereNow listing = iota
	today
	ever
	listings = iota
	rankings = listings - 1
)

// ranked is one line of a list.
type ranked struct {
	game.Score        // Biomass only of those who are here
	rank       int    // 0: none
	tag        string // what is special
}

const tagAway = "away"

// openScores shows them from the beginning.
func (m *model) openScores() tea.Cmd {
	s := &m.scores
	s.list, s.first, s.ranks = hereNow, 0, [rankings]ranking{}
	s.open++
	return m.cover(scoresOpen)
}

// pressScores answers a key while the scores are open.
func (m *model) pressScores(k tea.KeyPressMsg) tea.Cmd {
	m.hush()
	switch {
	case key.Matches(k, m.keys.Step[game.Left]):
		return m.list(listings - 1)
	case key.Matches(k, m.keys.Step[game.Right]):
		return m.list(1)
	case key.Matches(k, m.keys.Close), key.Matches(k, m.keys.Scores):
		m.open(nothing)
	default:
		return m.pressLines(k, m.scroll, m.scores.page)
	}
	return nil
}

// list goes so many lists to the right, round the end.
func (m *model) list(by listing) tea.Cmd {
	s := &m.scores
	s.list, s.first = (s.list+by)%listings, 0
	return m.askScores()
}

// scroll moves the scores by so many lines, as far as there are any.
func (m *model) scroll(lines int) tea.Cmd {
	s := &m.scores
	before := s.first
	s.first = min(max(before+lines, 0), s.last())
	if s.first == before {
		m.tell(wordsNoMore)
		return nil
	}
	return nil
}

// last is the first line when the end is in sight.
func (s *scores) last() int { return max(len(s.lines())-s.page, 0) }

// lines are those of the list that is shown.
func (s *scores) lines() []ranked {
	if s.list == hereNow {
		return s.here
	}
	return s.ranks[s.list-today].lines
}

// look makes the list of those who are here in a frame, if it is another one
// than before.
func (s *scores) look(f *game.Frame) {
	if s.frame == f {
		return
	}
	s.frame, s.here = f, s.here[:0]
	for i := range f.Players {
		p := &f.Players[i]
		line := ranked{Score: p.Score}
		switch {
		case p.Away:
			line.tag = tagAway
		case p.Crown:
			line.tag = "crown"
		case p.Guest:
			line.tag = "guest"
		}
		s.here = append(s.here, line)
	}
	slices.SortStableFunc(s.here, byBiomass)
	s.place()
}

// place gives their ranks to those who are here and not away.
func (s *scores) place() {
	s.count = 0
	var last *ranked
	for i := range s.here {
		line := &s.here[i]
		if line.tag == tagAway {
			continue
		}
		s.count++
		line.rank = s.count
		if last != nil && last.Biomass == line.Biomass {
			line.rank = last.rank
		}
		last = line
	}
}

func byBiomass(a, b ranked) int {
	return cmp.Or(cmp.Compare(b.Biomass, a.Biomass), cmp.Compare(b.Best, a.Best),
		cmp.Compare(b.Meals, a.Meals), cmp.Compare(a.Name, b.Name))
}

// rank is that of a name among those who are here, 0 if it is not there.
func (s *scores) rank(name string) int {
	for i := range s.here {
		if s.here[i].Name == name {
			return s.here[i].rank
		}
	}
	return 0
}

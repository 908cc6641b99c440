package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// rankedEvery is how often a ranking that is shown is read anew.
const rankedEvery = 5 * time.Second

// ranking is what is known of a ranking.
type ranking struct {
	lines []ranked // the own one last, if it is not among the first
	asked time.Time
	known bool
	err   error // of the newest answer
}

// periods are those of the rankings that are shown.
var periods = [rankings]game.Period{game.Day, game.Ever}

// scoresMsg is the answer to which ranking there is.
type scoresMsg struct {
	open uint32 // of scores, when it was asked
	list listing
	top  []game.Standing
	own  game.Standing // its rank is 0: none
	err  error
}

// askScores asks for the ranking that is shown when it is old. One question is
// on its way at most.
func (m *model) askScores() tea.Cmd {
	s := &m.scores
	if s.list == hereNow || s.asked {
		return nil
	}
	r := &s.ranks[s.list-today]
	if !r.asked.IsZero() && m.now.Sub(r.asked) < rankedEvery {
		return nil
	}
	s.asked, r.asked = true, m.now
	answer, ranked := scoresMsg{open: s.open, list: s.list}, !m.Guest
	top, placed, period := m.Top, m.Placed, periods[s.list-today]
	return m.errand(func(ctx context.Context) tea.Msg {
		answer.top, answer.err = top(ctx, period)
		if ranked && answer.err == nil {
			answer.own, answer.err = placed(ctx, period)
		}
		return answer
	})
}

// heardScores takes an answer, unless the screen that asked was closed.
func (m *model) heardScores(msg scoresMsg) tea.Cmd {
	s := &m.scores
	s.asked = false
	if m.overlay != scoresOpen {
		return nil
	}
	if msg.open == s.open {
		s.ranks[msg.list-today].take(msg)
		m.dirty = true
	}
	return m.askScores()
}

func (r *ranking) take(msg scoresMsg) {
	r.err = msg.err
	if msg.err != nil {
		return
	}
	r.known, r.lines = true, nil
	listed := msg.own.Rank == 0
	for _, s := range msg.top {
		listed = listed || s.Name == msg.own.Name
		r.lines = append(r.lines, standing(s))
	}
	if !listed {
		r.lines = append(r.lines, standing(msg.own))
	}
}

func standing(s game.Standing) ranked {
	return ranked{rank: s.Rank, Score: game.Score{Name: s.Name, Best: s.Best, Meals: s.Meals, Stings: s.Stings}}
}

// says is what stands where lines would.
func (r *ranking) says() string {
	switch {
	case r.err != nil:
		return "The scores cannot be read now."
	case !r.known:
		return "..."
	case len(r.lines) == 0:
		return "Nobody yet."
	}
	return ""
}

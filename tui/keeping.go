package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

const (
	glyphsAfter = time.Second      // the newest press of the key
	hintsAfter  = 10 * time.Second // the first hint that was over
	lastWords   = 2 * time.Second  // for a disk when the session ends
)

// keeping has what a player chose kept, one question at a time: the form at
// once, small changes (the glyph set, hints that are over) together and later.
type keeping struct {
	kept game.Profile // as far as is known
	busy bool         // an answer is on its way
}

// keptMsg is the answer.
type keptMsg struct {
	game.Profile
	form bool // it was asked for by the form
	err  error
}

// current is what is kept, with the small changes since.
func (m *model) current() game.Profile {
	p := m.keeping.kept
	p.Glyphs, p.Hints, p.Quiet = m.Glyphs, m.Hints, m.Quiet
	return p
}

// later has small changes kept in a while. Nothing small of a guest is.
func (m *model) later(e *expiry, while time.Duration) {
	if !m.Guest {
		e.in(m.now, while)
	}
}

// keep asks for what is due.
func (m *model) keep() tea.Cmd {
	k := &m.keeping
	due := func(e expiry) bool { return !e.at.IsZero() && !e.ahead(m.now) }
	switch {
	case k.busy:
	case m.form.asked:
		return m.ask(m.form.now, true)
	case due(m.glyphsDue), due(m.hintsDue):
		m.glyphsDue.at, m.hintsDue.at = time.Time{}, time.Time{}
		if p := m.current(); p != k.kept {
			return m.ask(p, false)
		}
	}
	return nil
}

func (m *model) ask(p game.Profile, form bool) tea.Cmd {
	m.keeping.busy = true
	keep := m.Keep
	return m.errand(func(ctx context.Context) tea.Msg {
		kept, err := keep(ctx, p)
		if err != nil && ctx.Err() != nil {
			err = context.Cause(ctx) // in words
		}
		return keptMsg{kept, form, err}
	})
}

// heardKept takes the answer.
func (m *model) heardKept(msg keptMsg) tea.Cmd {
	k := &m.keeping
	k.busy = false
	if msg.err == nil {
		k.kept = msg.Profile
	}
	switch {
	case msg.form && msg.err != nil:
		m.notKept(msg.err)
	case msg.form:
		return m.wear(msg.Profile)
	case msg.err != nil:
		m.later(&m.hintsDue, hintsAfter)
		return nil
	}
	return nil
}

// keepLast keeps what is not kept yet when the session has ended.
func (m *model) keepLast(ctx context.Context) {
	p := m.current()
	if m.form.asked {
		p = m.form.now
		p.Hints = m.Hints
	}
	// What is being asked for may be kept or not.
	if m.Guest || p == m.keeping.kept && !m.keeping.busy {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancel()
	if _, err := m.Keep(ctx, p); err != nil {
		m.Log.Warn("a profile was not kept", "error", err)
	}
}

package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
	"thicket/tui/screen"
)

// decree asks for something by the crown's right. The answer comes as a notice.
func (m *model) decree(d game.Decree) tea.Cmd {
	if !m.place.Decree(d) {
		m.inform(wordsUndone)
		return nil
	}
	return nil
}

// decrees is a command that asks for a decree about a name or a text.
func decrees(kind game.DecreeKind) func(m *model, name, text string) tea.Cmd {
	return func(m *model, name, text string) tea.Cmd {
		return m.decree(game.Decree{Kind: kind, Name: name, Text: screen.Clean(text, game.MostMotd)})
	}
}

// accountMsg is the answer to whose key bears a name.
type accountMsg struct {
	world string // where it was asked
	game.Decree
	err error
}

// knowing is a command that asks for a decree about somebody who may not be
// here, so that their key has to be known.
func knowing(kind game.DecreeKind) func(m *model, name, text string) tea.Cmd {
	return func(m *model, name, _ string) tea.Cmd {
		d := game.Decree{Kind: kind, Name: name}
		if _, here := called(m.place.Frame(), name); here {
			return m.decree(d)
		}
		if m.chat.asking {
			m.inform(wordsLooking)
			return nil
		}
		m.chat.asking = true
		world, worlds := m.World, m.Worlds
		return m.errand(func(ctx context.Context) tea.Msg {
			account, err := worlds.Account(ctx, name)
			if err != nil && ctx.Err() != nil {
				err = context.Cause(ctx) // in words
			}
			d.Account = account
			return accountMsg{world, d, err}
		})
	}
}

// heardAccount takes the answer, unless the player has gone elsewhere.
func (m *model) heardAccount(msg accountMsg) tea.Cmd {
	m.chat.asking = false
	switch {
	case msg.world != m.World:
		m.inform(wordsElsewhere)
		return nil
	case m.fallen:
		m.inform(wordsNotDone)
		return nil
	case errors.Is(msg.err, game.ErrNobody):
		m.inform(words{cleanName(msg.Name) + ": nobody here is called so, and no key bears that name.", "No key bears that name."})
		return nil
	case msg.err != nil:
		m.inform(words{cleanName(msg.Name) + ": " + msg.err.Error() + ".", "There is nobody of that name."})
		return nil
	}
	return m.decree(msg.Decree)
}

// slashBots asks for other bots, if the specification is one.
func (m *model) slashBots(_, spec string) tea.Cmd {
	f := m.place.Frame()
	means, err := m.Worlds.Bots(spec, f.Width*f.Height)
	if err != nil {
		m.inform(words{"No: " + err.Error() + ".", "That is no specification of bots."})
		return nil
	}
	return m.decree(game.Decree{Kind: game.SetBots, Text: means})
}

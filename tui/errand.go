package tui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"
)

// patience is how long a session waits for a disk.
const patience = 5 * time.Second

var errSlow = errors.New("there was no answer; try again in a while")

// errand asks what may wait for a disk, beside the program. The question must
// not touch the model.
func (m *model) errand(ask func(context.Context) tea.Msg) tea.Cmd {
	ctx, guard := m.ctx, m.guard
	return func() (answer tea.Msg) {
		ctx, cancel := context.WithTimeoutCause(ctx, patience, errSlow)
		defer cancel()
		guard("errand", func() { answer = ask(ctx) })
		return answer
	}
}

package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// patience is how long a session waits for a disk.
const patience = 5 * time.Second

// errand asks what may wait for a disk, beside the program. The question must
// not touch the model.
func (m *model) errand(ask func(context.Context) tea.Msg) tea.Cmd {
	ctx, guard := m.ctx, m.guard
	return func() (answer tea.Msg) {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		guard("errand", func() { answer = ask(ctx) })
		return answer
	}
}

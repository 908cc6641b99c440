package tui

import tea "charm.land/bubbletea/v2"

// watchWorld has the player look on in a world.
func (m *model) watchWorld(name string) tea.Cmd {
	return m.tell(say("There is no watching yet."))
}

package tui

import tea "charm.land/bubbletea/v2"

// update has the model handle a message, in turn, and the painter paint what may
// look different.
func (r *session) update(msg tea.Msg) (cmd tea.Cmd) {
	r.guard("model", func() {
		r.turn.Lock()
		defer r.turn.Unlock()
		cmd = r.model.Update(msg)
		r.alarm.set(r.model.first(r.model.now), r.model.now)
		if r.model.dirty {
			r.line.poke()
		}
	})
	return cmd
}

// tell is update for who is not the program, which runs what comes of it.
func (r *session) tell(msg tea.Msg) { r.run(r.update(msg)) }

func (r *session) run(cmd tea.Cmd) {
	if cmd != nil {
		r.program.Send(runMsg{cmd})
	}
}

// show has the model look at the world and appends what has to be painted, unless
// that has to wait. A frame takes this one step from the room to the client: by way
// of the program it would be four.
func (r *session) show(dst []byte, most int) []byte {
	var cmd tea.Cmd
	r.guard("model", func() {
		r.turn.Lock()
		defer r.turn.Unlock()
		cmd = r.model.Update(worldMsg{})
		if r.alarm.rang(r.model.now) {
			r.model.dirty = true
		}
		if most > 0 {
			dst = r.model.paint(dst, most)
		}
		r.alarm.set(r.model.first(r.model.now), r.model.now)
	})
	r.run(cmd)
	return dst
}

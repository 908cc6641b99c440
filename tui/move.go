package tui

import (
	"errors"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// wish is what a player asks of the follower: to go to another world, or to look
// on there without a walker.
type wish struct {
	world string
	watch bool
}

// stayedMsg is the answer when there is no going there.
type stayedMsg struct {
	world string
	why   error
}

// travel asks for a place in another world. One wish is on its way at most; the
// answer is an enteredMsg or a stayedMsg.
func (m *model) travel(w wish) tea.Cmd {
	switch {
	case m.fallen, m.moving != "":
		m.tell(wordsAsked)
		return nil
	case w.world == m.World && w.watch == m.looksOn():
		m.tell(wordsHere)
		return nil
	}
	select {
	case m.wishes <- w:
		m.moving, m.dirty = w.world, true
	default: // one that a landing overtook is still there
		m.tell(wordsAsked)
		return nil
	}
	return nil
}

// fell notes that there is no world for a while, and says why.
func (m *model) fell(msg fellMsg) tea.Cmd {
	m.fallen, m.between = true, wordsFell
	switch {
	case msg.why != nil:
		m.between = wordsLanding
	case ended(m.place.Frame()):
		m.between = wordsRound
	}
	m.stride.stop()
	m.tell(m.between)
	return nil
}

// stayed says why the player is still where they were.
func (m *model) stayed(msg stayedMsg) tea.Cmd {
	m.moving = ""
	why := inWords(msg.why)
	if m.overlay == lobbyOpen {
		m.lobby.note = sentence(why)
		m.listWorlds() // something is not as it was
	}
	m.tell(words{"You stay here: " + why + ".", staying(msg.why)})
	return nil
}

// staying says in few columns why somebody was not let in.
func staying(why error) string {
	switch {
	case errors.Is(why, game.ErrFull):
		return "You stay here: that world is full."
	case errors.Is(why, game.ErrNoWorld):
		return "You stay here: that world is gone."
	case errors.Is(why, errSlow):
		return "You stay here: there was no answer."
	}
	return "You stay here: you may not come in."
}

// enter has the model show another place.
func (m *model) enter(msg enteredMsg) tea.Cmd {
	moved := msg.world != m.World || m.moving == m.World && !m.fallen
	again, played := m.between != wordsRound, !m.looksOn()
	m.place, m.fallen, m.sent, m.listed = msg.Place, false, 0, false
	m.watch, m.Last, m.round = stopwatch{}, m.now, round{}
	m.dress() // what changed while there was no world
	m.echo, m.stone = m.place.Echo(), m.place.Frame().Milestone.Number
	m.stride.stop() // of keys pressed in between
	if moved || !again {
		whom := m.gaze.asked()
		m.leaveBehind()
		if !moved {
			m.Whom = whom // who enters anew, too
		}
	}
	m.World, m.between, m.travelled = msg.world, words{}, moved
	m.aim()
	m.beginWatch()
	switch {
	case msg.why != nil:
		return m.landed(msg.why)
	case moved:
		return m.arrived(played)
	case !again:
		m.tell(roundBegins(m.place.Frame()))
		return nil
	}
	if m.looksOn() {
		m.tell(wordsBackOn)
		return nil
	}
	m.tell(wordsBack)
	return nil
}

// leaveBehind forgets what was of a world; what is chosen and what a newcomer has
// learnt stays. Timers that are on their way find nothing that is over.
func (m *model) leaveBehind() {
	if m.overlay == atlasOpen || m.overlay == cardOpen {
		m.open(nothing)
	}
	m.atlas, m.card, m.glanced, m.chat.pages = atlas{}, card{}, nil, nil
	m.gaze = gaze{ticking: m.gaze.ticking}
	m.scores.frame, m.scores.title = nil, scoresTitle{}
	m.bumped.at, m.told.at = m.now, m.now
	m.camera.at, m.met = elsewhere, 0
	m.sight, m.dozing = sight{}, false
	m.surveyed, m.foraged, m.chopped = time.Time{}, time.Time{}, time.Time{}
	m.scene.grown, m.scene.stung, m.scene.fell = false, false, false
}

// arrived says where the player is now, and shows it; they may have played where
// they were before.
func (m *model) arrived(played bool) tea.Cmd {
	m.moving = ""
	if m.overlay.lists() {
		m.open(nothing)
	}
	switch {
	case m.looksOn() && played:
		m.tell(looksOnNow(m.World))
		return nil
	case m.looksOn():
		m.tell(looksOnIn(m.World))
		return nil
	}
	m.tell(arrivedIn(m.World))
	return nil
}

func arrivedIn(world string) words {
	short := "You are in " + world + "."
	return words{short + " o: other worlds", short}
}

// landed opens the lobby, and says on it why the player was sent there.
func (m *model) landed(why error) tea.Cmd {
	m.moving = ""
	opened := m.openLobby()
	m.lobby.note = sentence(inWords(why)) + " You are in the meadow now."
	return opened
}

// inWords is an error as players read it.
func inWords(err error) string {
	var denied game.Denied
	switch {
	case errors.As(err, &denied):
		return string(denied)
	case errors.Is(err, game.ErrNoWorld):
		return "that world is gone"
	case errors.Is(err, game.ErrFull):
		return "that world is full"
	}
	return err.Error()
}

// sentence makes one of a reason.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + strings.TrimSuffix(text[n:], ".") + "."
}

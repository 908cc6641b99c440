package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// goneAfter is how long somebody who is watched may be missing: whose line
// broke, or whose forest fell, may be back.
const goneAfter = time.Second

// gaze is what a session looks at instead of a walker of its own: it has none,
// or its player watches somebody for a while.
type gaze struct {
	who      game.WalkerID // whom; 0: a place, or of who plays nobody
	name     string        // what they are called
	at       game.Point    // what the camera follows
	chosen   bool          // by the player, not by the director
	missing  time.Time     // since when they are; zero: they are there
	told     game.WalkerID // whom the world knows of
	entered  time.Time     // when the place was
	ticking  bool          // a gazeMsg is on its way
	director director
}

// gazeMsg comes twice a second while something is looked at.
type gazeMsg struct{}

// looksOn tells whether the session has no walker.
func (m *model) looksOn() bool { return m.place.Walker() == 0 }

// gazes tells whether the camera follows something else than the own walker.
func (m *model) gazes() bool { return m.gaze.who != 0 || m.looksOn() }

// eye is what the camera follows.
func (m *model) eye() game.Point {
	if m.gazes() {
		return m.gaze.at
	}
	return m.echo.At
}

// beginWatch begins to look on in a place: at the player who was asked for, else
// where things happen.
func (m *model) beginWatch() {
	f, g := m.place.Frame(), &m.gaze
	g.told, g.missing, g.entered = 0, time.Time{}, m.now
	if m.looksOn() && !m.meetWhom(f) && g.who == 0 {
		m.cut(f, g.director.look(f, m.now))
	}
}

// asked is the name of who was chosen, "" if nobody was.
func (g *gaze) asked() string {
	if g.chosen {
		return g.name
	}
	return ""
}

// meetWhom watches the player who was asked for, if they are there.
func (m *model) meetWhom(f *game.Frame) bool {
	p, here := called(f, m.Whom)
	if !here || p.Away || m.Whom == "" {
		return false
	}
	m.Whom, m.gaze.chosen = "", true
	m.gazeAt(&p)
	return true
}

// attend looks after a gaze as long as there is one.
func (m *model) attend() tea.Cmd {
	g := &m.gaze
	if g.ticking || !m.gazes() && g.told == 0 {
		return nil
	}
	g.ticking = true
	next := tea.Tick(lookEvery, func(time.Time) tea.Msg { return gazeMsg{} })
	if !m.fallen {
		m.regard()
	}
	return next
}

// regard lets go of who is gone, and cuts to what the director chooses.
func (m *model) regard() {
	f, g := m.place.Frame(), &m.gaze
	if m.Whom != "" && m.looksOn() && !m.meetWhom(f) && m.now.Sub(g.entered) >= goneAfter {
		m.tell(notThere(m.Whom))
		m.Whom = "" // nor about to come
	}
	m.trail(f)
	if !g.missing.IsZero() && m.now.Sub(g.missing) >= goneAfter {
		m.tell(gone(g.name, m.looksOn()))
		m.letGo()
	}
	if m.looksOn() {
		to := g.director.look(f, m.now)
		if !g.chosen && g.missing.IsZero() {
			m.cut(f, to)
		}
	}
	m.tellGaze()
}

// trail has the camera follow who is watched, as a frame shows them.
func (m *model) trail(f *game.Frame) {
	g := &m.gaze
	if g.who == 0 {
		return
	}
	p, ok := f.Player(g.who)
	switch {
	case (!ok || p.Away) && g.missing.IsZero():
		g.missing = m.now
	case ok && !p.Away:
		g.missing, g.name = time.Time{}, p.Name
		if p.At != g.at {
			g.at = p.At
			m.aim()
		}
	}
}

// gazeAt has the camera go to a player.
func (m *model) gazeAt(p *game.PlayerMark) {
	m.gaze.who, m.gaze.name, m.gaze.missing = p.Walker, p.Name, time.Time{}
	m.centre(p.At)
}

// cut goes to what the director chooses, unless it is what is looked at.
func (m *model) cut(f *game.Frame, to shot) {
	g := &m.gaze
	if p, ok := f.Player(to.who); ok {
		if to.who != g.who {
			m.gazeAt(&p)
		}
		return
	}
	if g.who != 0 || g.at != to.at {
		g.who, g.name = 0, ""
		m.centre(to.at)
	}
}

// centre brings a place into the middle of the view.
func (m *model) centre(at game.Point) {
	m.gaze.at, m.camera.at = at, elsewhere
	m.refocus()
}

// letGo has the director choose, or goes back to the own walker.
func (m *model) letGo() {
	g := &m.gaze
	g.who, g.name, g.chosen, g.missing = 0, "", false, time.Time{}
	if !m.looksOn() {
		m.camera.at = elsewhere
	}
	m.refocus()
}

// refocus shows at once what is looked at now, and tells the world.
func (m *model) refocus() {
	m.surveyed, m.dozing, m.dirty = time.Time{}, false, true
	m.aim()
	m.tellGaze()
}

// tellGaze tells the world who is watched; if it is too busy, at the next look.
func (m *model) tellGaze() {
	if g := &m.gaze; g.told != g.who && m.place.Gaze(g.who) {
		g.told = g.who
	}
}

// watchNext watches the other player nearest to what is looked at, those in
// view first; who is watched already gives way to the next one, or to the one
// before.
func (m *model) watchNext(back bool) tea.Cmd {
	f := m.place.Frame()
	var next *game.PlayerMark
	if m.gaze.who == 0 {
		next = m.nearest(f)
	} else {
		next = beside(f, m.gaze.who, m.place.Walker(), back)
	}
	switch {
	case next == nil:
		m.tell(wordsAlone)
		return nil
	case next.Walker == m.gaze.who && m.gaze.chosen:
		m.tell(wordsNoOther)
		return nil
	}
	m.hush()
	m.pick(next)
	return nil
}

// pick watches a player by the player's own choice.
func (m *model) pick(p *game.PlayerMark) {
	m.stride.stop()
	m.Whom, m.gaze.chosen = "", true
	m.gazeAt(p)
}

// nearest is the other player nearest to what is looked at, those in view
// first; nil if there is none.
func (m *model) nearest(f *game.Frame) (near *game.PlayerMark) {
	at, view, inView := m.eye(), m.camera.view(), false
	for i := range f.Players {
		p := &f.Players[i]
		if p.Away || p.Walker == m.place.Walker() {
			continue
		}
		seen := view.Contains(p.At)
		if near == nil || seen && !inView || seen == inView && at.Distance(p.At) < at.Distance(near.At) {
			near, inView = p, seen
		}
	}
	return near
}

// beside is the player who comes after one, or before, by their numbers and
// round the end; me is left out. It is that one if there is no other, and nil
// if there is none.
func beside(f *game.Frame, one, me game.WalkerID, back bool) (next *game.PlayerMark) {
	// To be before is to be after with all numbers turned round.
	turn := func(id game.WalkerID) game.WalkerID {
		if back {
			return ^id
		}
		return id
	}
	far := func(id game.WalkerID) game.WalkerID { return turn(id) - turn(one) - 1 } // wraps
	for i := range f.Players {
		p := &f.Players[i]
		if !p.Away && p.Walker != me && (next == nil || far(p.Walker) < far(next.Walker)) {
			next = p
		}
	}
	return next
}

// playing is the player's name in the world, "" if they only look on.
func (m *model) playing() string {
	if m.looksOn() {
		return ""
	}
	return m.Name
}

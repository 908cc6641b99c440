package tui

import (
	"cmp"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// listedEvery is how often the worlds are listed anew while the lobby is open.
const listedEvery = time.Second

// lobby is the list of the worlds, one of which is pointed at.
type lobby struct {
	worlds []grove
	listed time.Time
	at     int    // the one that is pointed at
	name   string // of it
	first  int    // the line at the top of the screen
	page   int    // lines that the screen shows
	note   string // why the player is here, or did not get elsewhere; until the next key
}

// grove is a world as the lobby has it.
type grove struct {
	game.Listing
	players int
	bots    int
}

var (
	lobbyBack  = key.NewBinding(key.WithKeys("esc", "o"))
	lobbyJoin  = key.NewBinding(key.WithKeys("enter"))
	lobbyWatch = key.NewBinding(key.WithKeys("v"))
	lobbyFound = key.NewBinding(key.WithKeys("n", "f"))
)

// openLobby shows the worlds, and points at the one where the player is.
func (m *model) openLobby() tea.Cmd {
	m.lobby = lobby{name: m.World}
	m.listWorlds()
	return m.cover(lobbyOpen)
}

// listWorlds lists them anew. It points at the same one as before, or at what
// took its place.
func (m *model) listWorlds() {
	l := &m.lobby
	l.listed, m.dirty = m.now, true
	l.worlds = l.worlds[:0]
	for _, w := range m.Worlds.List() {
		g := grove{Listing: w}
		if w.Frame != nil {
			g.players, g.bots = w.Frame.Present(), w.Frame.Bots
		}
		l.worlds = append(l.worlds, g)
	}
	slices.SortFunc(l.worlds, func(a, b grove) int {
		return cmp.Or(-order(a.Name == m.World, b.Name == m.World), -order(a.Charter == nil, b.Charter == nil),
			cmp.Compare(b.players, a.players), cmp.Compare(a.Name, b.Name))
	})
	if i := slices.IndexFunc(l.worlds, func(g grove) bool { return g.Name == l.name }); i >= 0 {
		l.at = i
	}
	l.point(l.at)
}

// order is that of two truths, the true one last.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// point points at a world, or the nearest one that there is.
func (l *lobby) point(at int) {
	l.at, l.name = max(min(at, len(l.worlds)-1), 0), ""
	if len(l.worlds) > 0 {
		l.name = l.worlds[l.at].Name
	}
}

// scroll has the screen show the one that is pointed at.
func (l *lobby) scroll() {
	l.first = min(l.first, l.at, max(len(l.worlds)-l.page, 0))
	l.first = max(l.first, l.at-l.page+1, 0)
}

// glanceLobby lists the worlds anew when that is long ago.
func (m *model) glanceLobby() tea.Cmd {
	if m.now.Sub(m.lobby.listed) >= listedEvery {
		m.listWorlds()
	}
	return nextGlance()
}

// pressLobby answers a key while the lobby is open.
func (m *model) pressLobby(k tea.KeyPressMsg) tea.Cmd {
	l := &m.lobby
	m.hush()
	l.note = ""
	switch {
	case key.Matches(k, lobbyBack):
		m.open(nothing)
	case key.Matches(k, lobbyJoin):
		return m.travel(wish{world: l.name})
	case key.Matches(k, lobbyWatch):
		if l.name == m.World && !m.looksOn() { // they need not go for that
			m.open(nothing)
			return m.watchNext(false)
		}
		return m.travel(wish{l.name, true})
	case key.Matches(k, lobbyFound):
		return m.openFound()
	case key.Matches(k, m.keys.Scores):
		return m.openScores()
	default:
		return m.pressLines(k, m.browse, l.page)
	}
	return nil
}

// browse points so many worlds further down.
func (m *model) browse(by int) tea.Cmd {
	l := &m.lobby
	before := l.at
	if l.point(l.at + by); l.at == before {
		m.tell(wordsNoWorld)
		return nil
	}
	return nil
}

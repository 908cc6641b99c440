package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"thicket/game"
	"thicket/tui/screen"
)

// The smallest screen that the game is played on.
const (
	MinWidth  = 40
	MinHeight = 12
)

const (
	messageFor = 4 * time.Second
	bumpFor    = 300 * time.Millisecond
	stirEvery  = time.Second
)

// What the session's goroutines tell the model. Its size comes as a Size.
type (
	worldMsg   struct{} // there is a new echo or a new frame
	fellMsg    struct{} // the room's run has ended
	enteredMsg struct{ Place }
	readyMsg   struct{} // the paint buffer is free, or the round trip is known
	strideMsg  struct{} // a step that waited may be due
)

// overlay is what lies over the world.
type overlay uint8

const (
	nothing overlay = iota
	help
	leaving
	atlasOpen
	scoresOpen
)

// model is the game as one player sees it.
type model struct {
	Settings // Size is the client's now, Name what the world calls it
	place    Place
	line     *line
	keys     KeyMap
	screen   *screen.Screen
	glyphs   int
	camera   camera
	echo     game.Echo
	sent     uint32 // number of the newest step
	stride   stride
	met      int  // fewest other players in view since a run began
	ticking  bool // a strideMsg is on its way
	fallen   bool // between two places
	listed   bool // a frame has shown the own walker

	overlay overlay
	atlas   atlas
	scores  scores
	// What covers the screen is drawn anew at every glance, not at every frame.
	glancing bool        // a glanceMsg is on its way
	glanced  *game.Frame // that it was drawn of

	help    []string
	welcome words
	footer  words
	message words
	told    expiry // of the message
	walked  bool   // the newcomer's hint is done
	bump    game.Point
	bumped  expiry    // of the highlight
	stirred time.Time // when the world was last told of a key
	looked  time.Time // when the nearest player was last looked for
	sight   sight     // what that was based on
	relook  expiry    // when to look again, if that has changed
	unsure  bool      // it has
	status  statusRow

	now   time.Time // of the message being handled
	dirty bool      // something may look different
}

func newModel(s Settings, p Place, l *line) *model {
	env := environment(s.Environ)
	keys := DefaultKeyMap()
	m := &model{
		Settings: s, place: p, line: l, keys: keys, help: helpBox(keys),
		screen: screen.New(s.Size.Width, s.Size.Height, palettes[chooseDepth(s.Term, env)]()),
		glyphs: chooseGlyphs(s.Term, env), echo: p.Echo(), camera: camera{at: elsewhere},
	}
	m.call(s.Name)
	m.resize(s.Size)
	return m
}

// Update handles one message and paints if something may look different.
func (m *model) Update(msg tea.Msg) tea.Cmd {
	m.now = time.Now()
	cmd := m.handle(msg)
	m.paint()
	if m.unsure {
		m.unsure = false
		cmd = tea.Batch(cmd, m.relook.in(m.now, lookEvery-m.now.Sub(m.looked)))
	}
	return cmd
}

func (m *model) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.press(msg)
	case worldMsg:
		return m.look()
	case strideMsg:
		m.ticking = false
		return m.step()
	case glanceMsg:
		return m.glance()
	case readyMsg:
		m.dirty = true
	case expireMsg:
		m.dirty = true
		return msg.tick(m.now)
	case Size:
		m.resize(msg)
	case tea.ModeReportMsg:
		if msg.Mode == ansi.ModeSynchronizedOutput {
			m.screen.Synchronized(msg.Value.IsSet() || msg.Value.IsReset())
		}
	case fellMsg:
		m.fallen = true
		m.stride.stop()
		return m.tell(wordsFell)
	case enteredMsg:
		m.place, m.fallen, m.sent, m.listed = msg.Place, false, 0, false
		m.echo = m.place.Echo()
		m.stride.stop() // of keys pressed in between
		m.aim()
		return m.tell(wordsBack)
	}
	return nil
}

// step sends the wanted step, or sees to it that it is sent when it may.
func (m *model) step() tea.Cmd {
	if !m.stride.wanted || m.fallen || m.sent-m.echo.Seq >= inFlight {
		return nil // an echo comes and asks again
	}
	if wait := m.stride.due(m.now); wait > 0 {
		if m.ticking {
			return nil // a strideMsg comes and asks again
		}
		m.ticking = true
		return tea.Tick(wait, func(time.Time) tea.Msg { return strideMsg{} })
	}
	seq, ok := m.place.Step(m.stride.take(m.now))
	if !ok {
		m.stride.stop()
		return m.tell(wordsFull)
	}
	m.sent = seq
	if m.stride.wanted {
		return m.step()
	}
	return nil
}

// look takes the newest echo and frame.
func (m *model) look() tea.Cmd {
	m.dirty = m.dirty || !m.overlay.covers()
	if m.stride.running {
		n := m.company()
		if n > m.met {
			m.stride.stop() // somebody came into view
		}
		m.met = min(m.met, n)
	}
	return m.hear(m.place.Echo())
}

// company counts the other players in view.
func (m *model) company() (n int) {
	view := m.camera.view()
	for _, p := range m.place.Frame().Players {
		if p.Walker != m.place.Walker() && view.Contains(p.At) {
			n++
		}
	}
	return n
}

// hear takes the newest echo.
func (m *model) hear(echo game.Echo) tea.Cmd {
	if echo.Seq == m.echo.Seq {
		return nil
	}
	m.echo = echo
	m.aim()
	if echo.Verdict.Blocked() {
		m.stride.blocked(echo.Facing)
		m.bump = echo.At.Step(echo.Facing)
		return tea.Batch(m.step(), m.bumped.in(m.now, bumpFor), m.tell(blockedBy(echo.Verdict, m.nameOf(echo.By))))
	}
	m.walked = true
	return m.step()
}

// nameOf is what a walker is called.
func (m *model) nameOf(id game.WalkerID) string {
	if p, ok := m.place.Frame().Player(id); ok {
		return p.Name
	}
	return "A bot"
}

// tell shows a message on the last row for a while.
func (m *model) tell(w words) tea.Cmd {
	m.message, m.dirty = w, true
	return m.told.in(m.now, messageFor)
}

// call notes the name that the player goes by here.
func (m *model) call(name string) {
	m.Name = name
	m.welcome, m.footer = welcome(name, m.Guest), footer(name, m.Guest)
}

func (m *model) resize(s Size) {
	m.screen.Resize(s.Width, s.Height)
	m.Size.Width, m.Size.Height = m.screen.Size()
	m.camera.width, m.camera.height = m.Size.Width/2, max(m.Size.Height-2, 0)
	m.dirty = true
	if !m.small() {
		m.aim()
	}
}

func (m *model) small() bool { return m.Size.Width < MinWidth || m.Size.Height < MinHeight }

// aim has the camera follow the walker, and tells the world what is watched.
func (m *model) aim() {
	f := m.place.Frame()
	m.camera.follow(m.echo.At, f.Width, f.Height)
	m.place.Watch(m.camera.view())
}

package tui

import (
	"context"
	"sync/atomic"
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
	worldMsg   struct{}            // there is a new echo or a new frame
	fellMsg    struct{ why error } // the room's run has ended, or why the player was sent away
	enteredMsg struct {
		Place
		world string
		why   error // they were sent there; nil: they wished it, or are where they were
	}
	readyMsg  struct{} // the round trip is known
	strideMsg struct{} // an action that waited may be due
	runMsg    struct{ tea.Cmd }
)

// overlay is what lies over the world.
type overlay uint8

const (
	nothing overlay = iota
	help
	leaving
	atlasOpen
	scoresOpen
	profileOpen
	cardOpen
	chatOpen
	lobbyOpen
	foundOpen
)

// model is the game as one player sees it. What each frame looks at comes first:
// memory that lies together comes to the processor together, and with thousands of
// sessions none of it is there any more.
type model struct {
	now      time.Time // of the message being handled
	dirty    bool      // something may look different
	fallen   bool      // between two places
	listed   bool      // a frame has shown the own walker
	dozing   bool      // the own walker, as of when the players were surveyed
	bare     bool      // the world does not know yet what is worn
	overlay  overlay
	chosen   game.Pattern
	theme    theme
	depth    screen.Depth
	glyphs   int
	place    Place
	line     *line
	screen   *screen.Screen
	echo     game.Echo
	camera   camera
	drawn    game.Point // where the camera was when it was last drawn
	stone    uint64     // number of the newest milestone that was told
	bump     game.Point
	lies     []game.Point // scratch of ghost
	surveyed time.Time    // when the players were last looked through
	sight    sight        // what that was based on
	foraged  time.Time    // when food was last looked for
	seen     seen
	expiries
	status  statusRow
	scene   scene
	hints   hints
	keeping keeping
	gaze    gaze
	chat    chat

	Settings  // Size is the client's now, Name what the world calls it, the rest of Profile what is worn
	keys      *KeyMap
	sent      uint32 // number of the newest action
	stride    stride
	keyed     time.Time // when the key that is answered was read
	watch     stopwatch
	met       int    // fewest other players in view since a run began
	ticking   bool   // a strideMsg is on its way
	travelled bool   // they came from another world
	moving    string // the world that was wished for, until the answer
	between   words  // why there is no world
	wishes    chan<- wish

	atlas  atlas
	scores scores
	card   card
	form   form
	lobby  lobby
	found  foundForm
	round  round
	// What covers the screen is drawn anew at every glance, not at every frame.
	glancing bool        // a glanceMsg is on its way
	glanced  *game.Frame // that it was drawn of

	ctx   context.Context              // of the session, for errands
	guard func(string, func())         // runs errands
	worn  atomic.Pointer[game.Profile] // by the player since they changed it; the follower reads it

	help    []string // made when it is opened
	message words
	said    said
	chopped time.Time // when the newest tree of theirs fell
	stirred time.Time // when the world was last told of a key
}

func newModel(s Settings, p Place, l *line) *model {
	env := environment(s.Environ)
	m := &model{
		Settings: s, place: p, line: l, keys: &keys,
		theme: chooseTheme(s.Theme, env), depth: chooseDepth(s.Term, env), glyphs: chooseGlyphs(s.Glyphs, s.Term, env),
		echo: p.Echo(), camera: camera{at: elsewhere},
		ctx: context.Background(), guard: func(_ string, f func()) { f() },
		keeping: keeping{kept: s.Profile},
	}
	m.screen = screen.New(s.Size.Width, s.Size.Height, palettes[m.theme][m.depth]())
	m.scene.back = !s.Last.IsZero() && !s.Guest
	if !s.Guest {
		m.hints.remember(s.Hints)
	}
	m.stone = p.Frame().Milestone.Number
	m.now = time.Now()
	m.resize(s.Size)
	m.beginWatch()
	return m
}

// Update handles one message.
func (m *model) Update(msg tea.Msg) tea.Cmd {
	m.now = time.Now()
	cmd := m.handle(msg)
	if opened := m.openCard(); opened != nil {
		cmd = tea.Batch(cmd, opened)
	}
	m.teach()
	if kept := m.keep(); kept != nil {
		cmd = tea.Batch(cmd, kept)
	}
	m.keepTime()
	if attended := m.attend(); attended != nil {
		cmd = tea.Batch(cmd, attended)
	}
	m.listen()
	if m.bare {
		m.dress()
	}
	return cmd
}

func (m *model) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case keyMsg:
		m.keyed = msg.read
		return m.press(msg.KeyPressMsg)
	case pasteMsg:
		m.pastes(string(msg))
	case runMsg:
		return msg.Cmd
	case worldMsg:
		return m.look()
	case strideMsg:
		m.ticking = false
		return m.act()
	case glanceMsg:
		return m.glance()
	case keptMsg:
		return m.heardKept(msg)
	case placedMsg:
		m.card.places = msg
		m.layCard()
	case scoresMsg:
		return m.heardScores(msg)
	case accountMsg:
		return m.heardAccount(msg)
	case gazeMsg:
		m.gaze.ticking = false
	case readyMsg:
		m.dirty = true
	case Size:
		m.resize(msg)
	case tea.ModeReportMsg:
		if msg.Mode == ansi.ModeSynchronizedOutput {
			m.screen.Synchronized(msg.Value.IsSet() || msg.Value.IsReset())
		}
	case fellMsg:
		return m.fell(msg)
	case enteredMsg:
		return m.enter(msg)
	case stayedMsg:
		return m.stayed(msg)
	case foundMsg:
		return m.heardFound(msg)
	}
	return nil
}

// look takes the newest echo, frame and notices.
func (m *model) look() tea.Cmd {
	m.dirty = m.dirty || !m.overlay.covers()
	m.trail(m.place.Frame())
	if m.stride.running {
		n := m.company()
		if n > m.met {
			m.stride.halt() // somebody came into view
		}
		m.met = min(m.met, n)
	}
	cmd := m.hear(m.place.Echo())
	m.read()
	return cmd
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

// nameOf is what a walker is called.
func (m *model) nameOf(id game.WalkerID) string {
	if p, ok := m.place.Frame().Player(id); ok {
		return p.Name
	}
	return someBot
}

// tell shows a message on the last row for a while.
func (m *model) tell(w words) {
	m.message, m.chat.tells, m.dirty = w, false, true
	m.told.in(m.now, messageFor)
}

func (m *model) resize(s Size) {
	m.screen.Resize(s.Width, s.Height)
	m.seen.forget()
	m.Size.Width, m.Size.Height = m.screen.Size()
	m.help = nil
	if m.overlay == cardOpen {
		m.layCard()
	}
	m.laySaid()
	m.layChat()
	m.camera.width, m.camera.height = m.Size.Width/2, max(m.Size.Height-2, 0)
	m.dirty = true
	if !m.small() {
		m.aim()
	}
}

func (m *model) small() bool { return m.Size.Width < MinWidth || m.Size.Height < MinHeight }

// aim has the camera follow the walker, or who is watched, and tells the world
// what is in view.
func (m *model) aim() {
	f := m.place.Frame()
	m.camera.follow(m.eye(), f.Width, f.Height)
	m.place.Watch(m.camera.view())
}

package tui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"thicket/game"
)

// herald is a place in a world where nothing happens but what is told.
type herald struct {
	Place
	me      game.WalkerID
	frame   game.Frame
	echo    game.Echo
	notices []game.Notice
}

func (h *herald) Walker() game.WalkerID   { return h.me }
func (h *herald) Frame() *game.Frame      { return &h.frame }
func (h *herald) Echo() game.Echo         { return h.echo }
func (h *herald) Watch(game.Rect)         {}
func (h *herald) Stir() bool              { return true }
func (h *herald) Gaze(game.WalkerID) bool { return true }

func (h *herald) Notice() (game.Notice, bool) {
	if len(h.notices) == 0 {
		return game.Notice{}, false
	}
	n := h.notices[0]
	h.notices = h.notices[1:]
	return n, true
}

// heralded is a model that is told things.
func heralded(t *testing.T) (*model, *herald) {
	w, err := game.NewWorld(clearing(200, 150))
	if err != nil {
		t.Fatal(err)
	}
	out := w.Enter(0, game.Player, "otter", game.Look{})
	h := &herald{me: out.Walker, frame: *w.Frame(), echo: game.Echo{At: out.At, Hearts: 3, Spores: 5}}
	s := settings(nil)
	s.Environ = append(s.Environ, "THICKET_GLYPHS=ascii")
	return newModel(s, h, newLine(nil, nil)), h
}

// hears gives the model what is new, and tells what its last row shows.
func (m *model) hears() string {
	m.Update(worldMsg{})
	m.compose()
	return texts(m.screen)[m.Size.Height-1]
}

func TestNoticesInWords(t *testing.T) {
	m, h := heralded(t)
	for _, c := range []struct {
		game.Notice
		want string
	}{
		{game.Notice{Kind: game.Stung, Name: "otter", Hearts: 2}, "Stung by otter: 2 hearts left."},
		{game.Notice{Kind: game.Stung, Hearts: 1}, "Stung by a wild cell: 1 heart left."},
		{game.Notice{Kind: game.Collapsed, Name: "fern"}, "You fell, stung by fern: half your spores are gone."},
		{game.Notice{Kind: game.Felled, Name: "fern"}, "fern fell to a cell of yours."},
		{game.Notice{Kind: game.Chopped, Spores: 1}, "The tree fell. You have 1 spore."},
		{game.Notice{Kind: game.Planted, Pattern: game.Acorn, Spores: 2}, "Planted: acorn. 2 spores left."},
		{game.Notice{Verdict: game.Poor, Pattern: game.Glider, Spores: 3}, "glider needs 5 spores, you have 3."},
		{game.Notice{Verdict: game.Walker, Name: "fern"}, "fern is in the way."},
		{game.Notice{Verdict: game.Walker}, "A bot is in the way."},
		{game.Notice{Verdict: game.Bacteria}, "Living bacteria are in the way."},
		{game.Notice{Verdict: game.Tree}, "A tree is in the way."},
		{game.Notice{Verdict: game.Glade, Pattern: game.Sapling}, "No trees in the glade."},
		{game.Notice{Verdict: game.NoTree}, "There is no tree ahead to chop."},
		{game.Notice{Verdict: game.Early}, "There is no tree ahead to chop."}, // says nothing
	} {
		h.notices, m.chopped = []game.Notice{c.Notice}, time.Time{}
		if got := m.hears(); got != c.want {
			t.Errorf("%+v is told as %q, want %q", c.Notice, got, c.want)
		}
	}
}

// What weighs little waits for a last row that has nothing else to say.
func TestMurmurs(t *testing.T) {
	m, h := heralded(t)
	h.notices = []game.Notice{{Kind: game.Stung, Hearts: 2}, {Kind: game.Bitten, Name: "fern"}}
	if got := m.hears(); got != "Stung by a wild cell: 2 hearts left." {
		t.Errorf("the last row is %q", got)
	}
	m.told = expiry{}
	for i := range m.hints.gone {
		m.hints.gone[i] = true
	}
	m.hears()
	for _, c := range []struct {
		game.Notice
		want string
	}{
		{game.Notice{Kind: game.Bitten, Name: "fern"}, "fern eats from your colony."},
		{game.Notice{Kind: game.Bitten}, "A bot eats from your colony."},
		{game.Notice{Kind: game.Fed, Spores: 6}, "+1 spore: you have 6."},
		{game.Notice{Kind: game.Mended, Hearts: 3}, "A heart mended: you have 3."},
	} {
		m.told = expiry{}
		h.notices = []game.Notice{c.Notice}
		if got := m.hears(); got != c.want {
			t.Errorf("%+v is told as %q, want %q", c.Notice, got, c.want)
		}
	}
}

// A milestone is told once, and waits while something else is told.
func TestMilestones(t *testing.T) {
	m, h := heralded(t)
	h.notices = []game.Notice{{Kind: game.Chopped}}
	h.frame.Milestone = game.Milestone{Number: 1, Name: "fern", Cells: 500}
	if got := m.hears(); got != "The tree fell. You have 0 spores." {
		t.Errorf("the last row is %q", got)
	}
	m.told = expiry{}
	if got := m.hears(); got != "fern's colony passed 500." {
		t.Errorf("then it is %q", got)
	}
	m.told = expiry{}
	if got := m.hears(); got == "fern's colony passed 500." {
		t.Errorf("once more it is %q", got)
	}
	for _, c := range []struct {
		game.Milestone
		want string
	}{
		{game.Milestone{Number: 2, Name: "fern", Victim: "eve"}, "fern felled eve."},
		{game.Milestone{Number: 3, Name: m.Name, Cells: 100}, "Your colony passed 100."},
	} {
		m.told, h.frame.Milestone = expiry{}, c.Milestone
		if got := m.hears(); got != c.want {
			t.Errorf("%+v is told as %q", c.Milestone, got)
		}
	}
	// Who was there has been told otherwise.
	m.told, h.frame.Milestone = expiry{}, game.Milestone{Number: 4, Name: "fern", Victim: m.Name}
	if got := m.hears(); strings.Contains(got, "felled") {
		t.Errorf("who fell is told %q", got)
	}
}

// A sting ends a run but not what is to be planted; a collapse ends all.
func TestStingEndsARun(t *testing.T) {
	m, h := heralded(t)
	plant := action{op: game.OpPlant, pattern: game.Block}
	m.stride.want(plant)
	m.stride.want(action{op: game.OpStep, dir: game.Left})
	m.stride.running = true
	h.notices = []game.Notice{{Kind: game.Stung}}
	m.hears()
	if m.stride.running || !slices.Equal(m.stride.waiting[:m.stride.n], []action{plant}) {
		t.Errorf("after a sting: %+v", m.stride)
	}
	if !m.bumped.ahead(time.Now()) || m.bump != m.echo.At {
		t.Error("the sting is not seen")
	}
	h.notices = []game.Notice{{Kind: game.Collapsed}}
	if m.hears(); m.stride.n != 0 {
		t.Errorf("after a collapse: %+v", m.stride)
	}
}

// Hearts, spores and the place of who collapsed are those of the echo, though
// no action was answered.
func TestEchoWithoutAnAnswer(t *testing.T) {
	m, h := heralded(t)
	h.echo.Hearts, h.echo.Spores, h.echo.At = 1, 42, game.Point{X: 20, Y: 130}
	m.hears()
	if got := texts(m.screen)[0]; got[:len("*--  42 spores")] != "*--  42 spores" {
		t.Errorf("the first row is %q", got)
	}
	if !m.camera.view().Contains(h.echo.At) {
		t.Errorf("%v is not in view: %v", h.echo.At, m.camera.view())
	}
}

// The stroke that a held key sends after the tree has fallen is no mistake;
// later ones are.
func TestStrokesAfterTheFall(t *testing.T) {
	m, h := heralded(t)
	h.notices = []game.Notice{{Kind: game.Chopped, Spores: 1}, {Verdict: game.NoTree}}
	if got := m.hears(); got != "The tree fell. You have 1 spore." {
		t.Errorf("the last row is %q", got)
	}
	m.chopped = m.chopped.Add(-2 * stillChopping)
	h.notices = []game.Notice{{Verdict: game.NoTree}}
	if got := m.hears(); got != "There is no tree ahead to chop." {
		t.Errorf("then it is %q", got)
	}
}

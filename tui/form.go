package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// formField is a line of the form.
type formField int

// The fields, from the top.
const (
	fieldName formField = iota
	fieldGlyph
	fieldColour
	fieldTheme
	fieldGlyphs
	fields = iota
)

// form is where a player says who they are.
type form struct {
	field formField
	now   game.Profile // as it is filled in
	asked bool         // it is to be kept; until the answer it stays open as it is
	note  string       // what is wrong, or what became of it
	rows  []string     // as they are drawn
}

var (
	formUp    = key.NewBinding(key.WithKeys("up", "shift+tab"))
	formDown  = key.NewBinding(key.WithKeys("down", "tab"))
	formLeft  = key.NewBinding(key.WithKeys("left"))
	formRight = key.NewBinding(key.WithKeys("right"))
	formKeep  = key.NewBinding(key.WithKeys("enter"))
	formErase = key.NewBinding(key.WithKeys("backspace", "ctrl+h"))
	formClear = key.NewBinding(key.WithKeys("ctrl+u"))
)

const guestNote = "You are a guest: kept until you leave."

// openForm shows the profile as it is.
func (m *model) openForm() {
	m.form = form{now: m.current()}
	m.open(profileOpen)
	m.filled(nil)
}

// pressForm answers a key while the form is open. What is typed is the name.
func (m *model) pressForm(k tea.KeyPressMsg) {
	f := &m.form
	switch {
	case f.asked: // nothing changes until the answer
	case key.Matches(k, m.keys.Close):
		m.closeForm()
	case key.Matches(k, formUp):
		f.field = (f.field + fields - 1) % fields
		m.filled(f.wrong(m))
	case key.Matches(k, formDown):
		f.field = (f.field + 1) % fields
		m.filled(f.wrong(m))
	case key.Matches(k, formLeft):
		f.turn(m, -1)
	case key.Matches(k, formRight):
		f.turn(m, 1)
	case key.Matches(k, formErase):
		f.rename(m, f.now.Name[:max(len(f.now.Name)-1, 0)])
	case key.Matches(k, formClear):
		f.rename(m, "")
	case key.Matches(k, formKeep):
		m.submit()
	case k.Text != "":
		f.write(m, k.Text)
	}
}

// write adds to the name what a name may have.
func (f *form) write(m *model, text string) {
	name := f.now.Name + text
	if game.CleanName(name) != name {
		f.field = fieldName
		m.filled(game.CheckName(name))
		return
	}
	f.rename(m, name)
}

func (f *form) rename(m *model, name string) {
	f.field, f.now.Name = fieldName, name
	m.filled(f.wrong(m))
}

// wrong is what is wrong with the name. The one that the player has may end in
// what nobody can choose.
func (f *form) wrong(m *model) error {
	if f.now.Name == m.keeping.kept.Name {
		return nil
	}
	return game.CheckName(f.now.Name)
}

// turn changes a choice by one.
func (f *form) turn(m *model, by int) {
	set := glyphSets[m.glyphs]
	next := func(i, n int) int { return (i%n + by + n) % n }
	switch f.field {
	case fieldGlyph:
		f.now.Look.Glyph = uint8(next(int(f.now.Look.Glyph), len(set.players)))
	case fieldColour:
		f.now.Look.Colour = uint8(next(int(f.now.Look.Colour), len(colours)))
	case fieldTheme:
		f.now.Theme = themeNames[next(int(m.theme), themes)]
	case fieldGlyphs:
		f.now.Glyphs = glyphSets[next(m.glyphs, len(glyphSets))].name
	}
	m.show(f.now)
	m.filled(f.wrong(m))
}

// submit has the form kept if nothing is wrong with it.
func (m *model) submit() {
	f := &m.form
	f.now.Hints = m.Hints
	switch {
	case f.wrong(m) != nil:
		m.filled(f.wrong(m))
	case f.now == m.current():
		m.closeForm()
	default:
		f.asked = true
		m.filled(nil)
	}
}

// closeForm forgets what was not kept.
func (m *model) closeForm() {
	m.show(m.Profile)
	m.open(nothing)
}

// notKept says why nothing was kept.
func (m *model) notKept(err error) {
	m.form.asked = false
	m.filled(err)
}

// wear makes what was kept the player's own, for all to see.
func (m *model) wear(p game.Profile) tea.Cmd {
	m.form.asked = false
	m.open(nothing)
	m.Name, m.Look, m.Theme, m.Glyphs = p.Name, p.Look, p.Theme, p.Glyphs
	m.worn.Store(&p)
	m.show(p)
	m.dress()
	m.tell(words{fmt.Sprintf("Kept: you are %s.", p.Name), p.Name + " it is."})
	return nil
}

// dress tells the world what is worn; while it is too busy, again later.
func (m *model) dress() {
	p := m.worn.Load()
	m.bare = p != nil && !m.looksOn() && !m.place.Dress(p.Name, p.Look)
}

// show has the screen look as a profile says.
func (m *model) show(p game.Profile) {
	env := environment(m.Environ)
	if th := chooseTheme(p.Theme, env); th != m.theme {
		m.theme = th
		m.screen.SetPalette(palettes[th][m.depth]())
	}
	m.setGlyphs(chooseGlyphs(p.Glyphs, m.Term, env))
}

func (m *model) setGlyphs(set int) {
	m.glyphs, m.help, m.dirty = set, nil, true
}

package tui

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"thicket/game"
)

// The fields of the form in which a world is founded, from the top.
const (
	foundName = iota
	foundSize
	foundTrees
	foundLife
	foundBots
	foundOpenTo
	foundMatch
	foundFields = iota
)

const (
	openToAll     = "everybody"
	openToInvited = "who is invited"
	neverEnds     = "endless"
	mostTyped     = 60 // characters of a field
)

// foundField is a line of the form: what the arrows choose from, which characters
// can be typed, and what follows a number.
type foundField struct {
	name, typed, unit string
	choices           []string
}

const digits = "0123456789"

var foundForms = [foundFields]foundField{
	foundName:   {name: "name", typed: "abcdefghijklmnopqrstuvwxyz-" + digits},
	foundSize:   {name: "size", typed: digits + "x", choices: []string{"128x128", "256x256", "512x512"}},
	foundTrees:  {name: "trees", typed: digits, unit: " percent", choices: []string{"0", "3", "6", "12", "25"}},
	foundLife:   {name: "life", typed: digits, unit: " generations a second", choices: []string{"0", "2", "4", "8"}},
	foundBots:   {name: "bots", typed: "abcdefghijklmnopqrstuvwxyz=," + digits, choices: []string{"0"}},
	foundOpenTo: {name: "open to", choices: []string{openToAll, openToInvited}},
	foundMatch:  {name: "match", typed: digits, unit: " minutes", choices: []string{neverEnds, "1", "3", "5", "10", "20", "30", "60"}},
}

// foundForm is where a player says what they found.
type foundForm struct {
	field  int
	values [foundFields]string
	edited [foundFields]bool // typed, not chosen: what is typed next is added
	asked  bool              // until the answer it stays open as it is
	note   string            // what is wrong
}

// foundMsg is what became of it.
type foundMsg struct {
	world string
	err   error
}

var (
	wordsFound   = words{"up, down: line   left, right, typing: change   enter: found   esc: back", "arrows, type  enter: found  esc: back"}
	wordsKeyless = words{"Only who has an SSH key can found a world.", "Only who has a key can found one."}
)

// openFound shows what a world is when nothing is chosen.
func (m *model) openFound() tea.Cmd {
	if m.Guest {
		m.tell(wordsKeyless)
		return nil
	}
	c := game.NewCharter("")
	m.found = foundForm{values: [foundFields]string{
		foundSize: fmt.Sprintf("%dx%d", c.Width, c.Height), foundTrees: strconv.Itoa(c.Trees),
		foundLife: strconv.Itoa(c.Generations), foundBots: c.Bots, foundOpenTo: openToAll, foundMatch: neverEnds,
	}}
	return m.cover(foundOpen)
}

// pressFound answers a key while the form is open.
func (m *model) pressFound(k tea.KeyPressMsg) tea.Cmd {
	f := &m.found
	if f.asked { // nothing changes until the answer
		return nil
	}
	switch m.dirty = true; {
	case key.Matches(k, m.keys.Close):
		m.open(lobbyOpen)
		return nil
	case key.Matches(k, formUp):
		f.field = (f.field + foundFields - 1) % foundFields
	case key.Matches(k, formDown):
		f.field = (f.field + 1) % foundFields
	case key.Matches(k, formLeft):
		f.turn(-1)
	case key.Matches(k, formRight):
		f.turn(1)
	case key.Matches(k, formErase):
		f.put(f.typed()[:max(len(f.typed())-1, 0)])
	case key.Matches(k, formClear):
		f.put("")
	case key.Matches(k, formKeep):
		return m.submitFound()
	case k.Text != "":
		f.write(k.Text)
	}
	f.note = ""
	return nil
}

// typed is what has been typed: a choice in words was not.
func (f *foundForm) typed() string {
	value := f.values[f.field]
	if strings.Trim(value, foundForms[f.field].typed) != "" {
		return ""
	}
	return value
}

// write adds what is typed; the first letter takes the place of what was chosen.
func (f *foundForm) write(text string) {
	text = strings.ToLower(text)
	if f.edited[f.field] {
		text = f.typed() + text
	}
	f.put(text)
}

// put changes a field to what was typed, if it may have that.
func (f *foundForm) put(text string) {
	typed := foundForms[f.field].typed
	if typed != "" && strings.Trim(text, typed) == "" && len(text) <= mostTyped {
		f.values[f.field], f.edited[f.field] = text, true
	}
}

// turn chooses the next value.
func (f *foundForm) turn(by int) {
	choices := foundForms[f.field].choices
	if f.field == foundBots {
		choices = append([]string{game.NewCharter("").Bots}, choices...)
	}
	if n := len(choices); n > 0 {
		at := slices.Index(choices, f.values[f.field])
		if at < 0 && by < 0 {
			at = 0
		}
		f.values[f.field], f.edited[f.field] = choices[(at+by+n)%n], false
	}
}

// submitFound has the world founded if nothing is wrong with it.
func (m *model) submitFound() tea.Cmd {
	f := &m.found
	c, field, err := f.charter()
	if err == nil {
		field = foundBots
		c.Bots, err = m.botsOf(&c)
	}
	if err != nil {
		f.field, f.note = field, sentence(inWords(err))
		return nil
	}
	f.asked, f.note = true, ""
	found := m.Worlds.Found
	return m.errand(func(ctx context.Context) tea.Msg {
		err := found(ctx, c)
		if err != nil && ctx.Err() != nil {
			err = context.Cause(ctx) // in words
		}
		return foundMsg{c.Name, err}
	})
}

// botsOf are the bots of a world that is founded; of the usual ones as many as it
// can have.
func (m *model) botsOf(c *game.Charter) (string, error) {
	bots, err := m.Worlds.Bots(c.Bots, c.Cells())
	if err != nil && c.Bots == game.NewCharter("").Bots {
		return m.Worlds.Bots(strconv.Itoa(game.MostBots(c.Cells())), c.Cells())
	}
	return bots, err
}

// heardFound brings the founder into their world.
func (m *model) heardFound(msg foundMsg) tea.Cmd {
	m.found.asked, m.dirty = false, true
	if msg.err != nil {
		m.found.note = sentence(inWords(msg.err))
		return nil
	}
	if m.overlay == foundOpen {
		m.open(lobbyOpen)
		m.lobby.name = msg.world
		m.listWorlds()
	}
	return m.travel(wish{world: msg.world})
}

// charter is what the form says, or what is wrong with which field.
func (f *foundForm) charter() (c game.Charter, field int, err error) {
	c = game.NewCharter(f.values[foundName])
	if err := game.CheckWorldName(c.Name); err != nil {
		return c, foundName, err
	}
	c.Width, c.Height, err = sides(f.values[foundSize])
	if err != nil {
		return c, foundSize, err
	}
	if c.Trees, err = bounded(f.values[foundTrees], "trees in percent", 0, game.MaxTrees); err != nil {
		return c, foundTrees, err
	}
	if c.Generations, err = bounded(f.values[foundLife], "generations a second", 0, game.MaxGenerations); err != nil {
		return c, foundLife, err
	}
	c.Bots, c.Private = f.values[foundBots], f.values[foundOpenTo] == openToInvited
	if f.values[foundMatch] == neverEnds {
		return c, 0, nil
	}
	minutes, err := bounded(f.values[foundMatch], "a match in minutes", int(game.MinMatch/time.Minute), int(game.MaxMatch/time.Minute))
	c.Match = time.Duration(minutes) * time.Minute
	return c, foundMatch, err
}

// sides are those of a world.
func sides(text string) (width, height int, err error) {
	w, h, _ := strings.Cut(text, "x")
	if width, err = bounded(w, "the width", game.MinSide, game.MaxFounded); err == nil {
		height, err = bounded(h, "the height", game.MinSide, game.MaxFounded)
	}
	return width, height, err
}

// bounded is a number that must lie within bounds.
func bounded(text, what string, low, high int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		return 0, fmt.Errorf("%s: allowed are %d to %d, not \"%.20s\"", what, low, high, text)
	}
	return n, nil
}

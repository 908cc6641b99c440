package tui

import (
	"fmt"
	"time"

	"thicket/game"
	"thicket/tui/screen"
)

// status is what the first row says, in the order in which its fields survive
// a narrow screen. Equal ones look equal.
type status struct {
	at      game.Point
	players int
	world   string
	rtt     time.Duration // whole milliseconds; 0: not known yet
	near    string        // the nearest other player out of view
	arrow   string        // to them
	far     int           // cells to them
}

// lookEvery is how often the nearest player is looked for.
const lookEvery = 500 * time.Millisecond

// field is one part of the first row. One that is loose makes sense without
// its value.
type field struct {
	value, label string
	loose        bool
}

func (f field) width() int { return screen.TextWidth(f.value) + screen.TextWidth(f.label) }

// sight is what the way to the nearest player depends on.
type sight struct {
	at     game.Point
	since  uint64 // game.Frame.PlayersSince
	me     game.WalkerID
	view   game.Rect
	glyphs int
}

// fields are the texts of the first row, each with the shorter form that it
// may take.
func (s status) fields() []field {
	fields := []field{{s.at.String(), "", false}, {fmt.Sprint(s.players), players(s.players), false}, {s.world, "", false}}
	if s.rtt > 0 {
		fields = append(fields, field{fmt.Sprint(s.rtt.Milliseconds()), " ms", false})
	}
	if s.near != "" {
		fields = append(fields, field{s.near, fmt.Sprintf(" %s %d", s.arrow, s.far), true})
	}
	return fields
}

func players(n int) string {
	if n == 1 {
		return " player"
	}
	return " players"
}

// statusRow is the first row. Its texts are made anew only when they change.
type statusRow struct {
	status
	shown status
	texts []field // of shown
}

// draw writes the fields up to the first that does not fit into the row.
func (r *statusRow) draw(scr *screen.Screen, row int) {
	if r.texts == nil || r.shown != r.status {
		r.shown, r.texts = r.status, r.fields()
	}
	width, _ := scr.Size()
	x, gap := 0, 0
	for _, f := range r.texts {
		if f.loose && x+gap+f.width() > width {
			f.value, f.label = "", f.label[1:] // begins with a blank
		}
		if x+gap+f.width() > width {
			return
		}
		x = scr.Text(x+gap, row, styleValue, f.value)
		x = scr.Text(x, row, styleLabel, f.label)
		gap = 2
	}
}

// nearest finds the other player nearest to a place and out of a view.
func nearest(f *game.Frame, me game.WalkerID, at game.Point, view game.Rect) (game.PlayerMark, bool) {
	var best game.PlayerMark
	found := false
	for _, p := range f.Players {
		if p.Walker == me || view.Contains(p.At) {
			continue
		}
		if !found || at.Distance(p.At) < at.Distance(best.At) {
			best, found = p, true
		}
	}
	return best, found
}

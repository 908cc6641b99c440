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

// field is one part of the first row.
type field struct{ value, label string }

// fields are the texts of the first row. On a narrow one the way to somebody
// is worth more than the round trip.
func (s status) fields(narrow bool) []field {
	fields := []field{{s.at.String(), ""}, {fmt.Sprint(s.players), players(s.players)}, {s.world, ""}}
	rtt, way := field{fmt.Sprint(s.rtt.Milliseconds()), " ms"}, field{s.near, fmt.Sprintf(" %s %d", s.arrow, s.far)}
	if s.rtt > 0 && !(narrow && s.near != "") {
		fields = append(fields, rtt)
	}
	if s.near != "" {
		fields = append(fields, way)
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
	shown  status
	narrow bool
	texts  []field // of shown
}

// narrowRow is the width below which fields have to give way.
const narrowRow = 60

// draw writes the fields that fit into the row.
func (r *statusRow) draw(scr *screen.Screen, row int) {
	width, _ := scr.Size()
	if narrow := width < narrowRow; r.texts == nil || r.shown != r.status || r.narrow != narrow {
		r.shown, r.narrow, r.texts = r.status, narrow, r.fields(narrow)
	}
	x, gap := 0, 0
	for _, f := range r.texts {
		if x+gap+screen.TextWidth(f.value)+screen.TextWidth(f.label) > width {
			continue
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

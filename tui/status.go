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
type field struct{ label, value string }

func (s status) fields() []field {
	fields := []field{{"at", s.at.String()}, {players(s.players), fmt.Sprint(s.players)}, {"", s.world}}
	if s.rtt > 0 {
		fields = append(fields, field{"ms", fmt.Sprint(s.rtt.Milliseconds())})
	}
	if s.near != "" {
		fields = append(fields, field{fmt.Sprintf("%s %d", s.arrow, s.far), s.near})
	}
	return fields
}

func players(n int) string {
	if n == 1 {
		return "player"
	}
	return "players"
}

// draw writes the fields that fit into the row.
func (s status) draw(scr *screen.Screen, row int) {
	width, _ := scr.Size()
	x := 0
	for i, f := range s.fields() {
		text := f.value
		if f.label != "" && i > 0 {
			text += " " + f.label
		}
		need := screen.TextWidth(text)
		if i > 0 {
			need += 2
		}
		if x+need > width {
			continue
		}
		if i > 0 {
			x += 2
		}
		x = scr.Text(x, row, styleValue, f.value)
		if len(text) > len(f.value) {
			x = scr.Text(x, row, styleLabel, text[len(f.value):])
		}
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

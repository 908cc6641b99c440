package tui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"thicket/game"
	"thicket/tui/screen"
)

// status is what the first row says. Equal ones look equal.
type status struct {
	glyphs         *glyphSet
	hearts, spores int
	eyes           int // of others, on the player
	biomass, rank  int
	at             game.Point
	players        int
	world          string
	round          int           // of a match; 0: the world is endless
	left           time.Duration // of the round, in whole seconds
	rtt            time.Duration // whole milliseconds; 0: not known yet
	near           string        // the nearest other player out of view
	nearWay        way
	home           way    // to the middle of the own colony, if that is out of view
	narrow         bool   // the screen is
	gazes          bool   // all of that is of who is watched, or of nobody
	watched        string // who that is
}

// field is one part of the first row.
type field struct{ lead, value, label string }

func (f field) width() int {
	return screen.TextWidth(f.lead) + screen.TextWidth(f.value) + screen.TextWidth(f.label)
}

func (f field) draw(scr *screen.Screen, x, row int) int {
	x = scr.Text(x, row, styleLabel, f.lead)
	x = scr.Text(x, row, styleValue, f.value)
	return scr.Text(x, row, styleLabel, f.label)
}

// fields appends the texts of the first row, in the order in which they survive a
// narrow screen.
func (s *status) fields(dst []field) []field {
	if s.gazes {
		return s.trip(s.watchFields(dst))
	}
	dst = append(dst,
		field{value: s.glyphs.heartRow(s.hearts)}, numbered(s.spores, " spore", " spores"),
		field{lead: "biomass ", value: strconv.Itoa(s.biomass)}, field{lead: "rank ", value: strconv.Itoa(s.rank)},
		field{value: s.at.String()},
	)
	if s.eyes > 0 {
		at := len(dst)
		if s.narrow { // what a player must know, on any screen
			at = leading
		}
		dst = slices.Insert(dst, at, field{value: strconv.Itoa(s.eyes), label: " watch"})
	}
	return s.trip(append(dst, numbered(s.players, " player", " players"), field{value: s.world}))
}

// leading is how many fields stand before the time of a round.
const leading = 2

// trip adds the round and its time, and the round trip once it is known.
func (s *status) trip(fields []field) []field {
	if s.round > 0 {
		label := " left"
		if s.narrow {
			label = ""
		}
		fields = slices.Insert(fields, leading, field{value: clock(s.left), label: label})
		fields = append(fields, field{lead: "round ", value: strconv.Itoa(s.round)})
	}
	if s.rtt > 0 {
		fields = append(fields, field{value: strconv.FormatInt(s.rtt.Milliseconds(), 10), label: " ms"})
	}
	return fields
}

// ways appends the texts that point somewhere.
func (s *status) ways(dst []field) []field {
	if s.near != "" {
		dst = append(dst, field{value: s.near, label: s.nearWay.short()})
	}
	if s.home.there() {
		dst = append(dst, field{value: "colony", label: s.home.short()})
	}
	return dst
}

func (w way) short() string { return " " + w.arrow + " " + strconv.Itoa(w.far) }

func numbered(n int, one, many string) field {
	if n != 1 {
		one = many
	}
	return field{value: strconv.Itoa(n), label: one}
}

// heartRow shows the hearts that are left, and those that are not.
func (s *glyphSet) heartRow(left int) string {
	return strings.Repeat(s.hearts[0], left) + strings.Repeat(s.hearts[1], max(rules.Hearts-left, 0))
}

// statusRow is the first row. Its texts are made anew only when they change.
type statusRow struct {
	status
	shown status
	width int     // of the screen
	said  []field // what it was made of, for the next time
	texts []field // of shown, as many as fit
	paths []field // of shown, those that fit behind them
	below []field // and those that do not,
	long  int     // the columns of those, with a blank before each,
	hides int     // and the first column of the row below that they hide: a world cell's
}

// tight is the width of a screen below which fields stand closer.
const tight = 60

// gap is how far apart fields stand.
func (r *statusRow) gap() int {
	if r.width < tight {
		return 1
	}
	return 2
}

// lay makes the texts for a screen's width, up to the first that does not fit into
// the row, and tells whether they changed. Where to go must not get lost: what does
// not fit stands at the end of the row below, over the world.
func (r *statusRow) lay(width int) (changed bool) {
	if r.texts != nil && r.shown == r.status && r.width == width {
		return false
	}
	r.shown, r.width = r.status, width
	r.said = r.fields(r.said[:0])
	texts := len(r.said)
	r.said = r.ways(r.said)
	r.texts, r.below = r.said[:texts], r.said[texts:]
	n, x := r.fit(r.texts, -r.gap())
	if n < len(r.texts) {
		r.texts, x = r.texts[:n], width
	}
	n, _ = r.fit(r.below, x)
	r.paths, r.below = r.below[:n], r.below[n:]
	r.layBelow()
	return true
}

// fit tells how many fields fit behind what ends at column x, and where they end.
func (r *statusRow) fit(fields []field, x int) (n, end int) {
	for ; n < len(fields); n++ {
		next := x + r.gap() + fields[n].width()
		if next > r.width {
			break
		}
		x = next
	}
	return n, x
}

// layBelow gives way to the last field in any case, and of the others leaves the
// value out where that is too long.
func (r *statusRow) layBelow() {
	r.long = 0
	for i := len(r.below) - 1; i >= 0; i-- {
		f := &r.below[i]
		if r.long+f.width() >= r.width {
			f.value = ""
		}
		r.long += f.width() + 1
	}
	r.hides = max(r.width-r.long, 0) &^ 1
}

// draw writes the fields, those that do not fit at the end of the row below.
func (r *statusRow) draw(scr *screen.Screen, row int) {
	width, _ := scr.Size()
	r.lay(width)
	x := -r.gap()
	for _, f := range r.texts {
		x = f.draw(scr, x+r.gap(), row)
	}
	for _, f := range r.paths {
		x = f.draw(scr, x+r.gap(), row)
	}
	for x = r.hides; x < r.width-r.long; {
		x = scr.Text(x, row+1, styleLabel, " ")
	}
	for _, f := range r.below {
		x = f.draw(scr, scr.Text(x, row+1, styleLabel, " "), row+1)
	}
}

package sshd

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"thicket/game"
	"thicket/tui"
)

const mapHelp = `A character stands for N cells across and 2 N down, as wide as it is high on a
terminal. P is a player, a digit so many, * ten and more; o bots, % colonies,
: and . wild bacteria, ^ and , trees, a blank open ground.
`

// mapLegend is what the letters of a map mean.
var mapLegend = map[string]string{
	"P": "a player", "2": "2 players, and so on", "*": "10 players and more", "o": "bots", "%": "colonies",
	":": "many wild bacteria", ".": "wild bacteria", "^": "many trees", ",": "trees", " ": "open ground",
}

// mapColors are what --color makes of them.
var mapColors = map[rune]string{
	'o': "\x1b[33m", '%': "\x1b[36m", ':': "\x1b[37m", '.': "\x1b[37m", '^': "\x1b[32m", ',': "\x1b[32m",
}

const playerColor, plain = "\x1b[1;35m", "\x1b[m"

// chart is a world in letters.
type chart struct {
	frame        *game.Frame
	zoom         int // cells that a character is wide; it is twice as high
	columns, all int // of characters
	sum          game.Tile
}

func newChart(f *game.Frame, zoom int) *chart {
	return &chart{frame: f, zoom: zoom, columns: (f.Width-1)/zoom + 1, all: (f.Height-1)/(2*zoom) + 1}
}

// runMap draws a world.
func runMap(ctx context.Context, x *session, c *call) error {
	world := cmp.Or(c.flags["--world"], game.Meadow)
	_, colors := c.flags["--color"]
	if colors && c.json {
		return misuse("--color is for a terminal, not for --json")
	}
	f, err := x.frame(world)
	if err != nil {
		return err
	}
	zoom, err := zoomOf(c, f)
	if err != nil {
		return err
	}
	m := newChart(f, zoom)
	if c.json {
		return m.encode(ctx, world, c.out)
	}
	return m.draw(ctx, world, c.out, colors)
}

func (m *chart) draw(ctx context.Context, world string, out *answer, colors bool) error {
	out.say("%s %dx%d, a character is %dx%d cells\n", world, m.frame.Width, m.frame.Height, m.zoom, 2*m.zoom)
	for y := range m.all {
		row := strings.TrimRight(m.row(y), " ")
		if colors {
			row = coloured(row)
		}
		out.say("%s\n", row)
		if out.err != nil || ctx.Err() != nil {
			return context.Cause(ctx) // nobody reads any more
		}
	}
	out.say("P players   o bots   %% colonies   : . wild   ^ , trees\n")
	return nil
}

func (m *chart) encode(ctx context.Context, world string, out *answer) error {
	rows := make([]string, 0, m.all)
	for y := range m.all {
		rows = append(rows, m.row(y))
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
	return out.encode(struct {
		World   string            `json:"world"`
		Width   int               `json:"width"`
		Height  int               `json:"height"`
		Zoom    int               `json:"zoom"`
		Down    int               `json:"zoom_down"`
		Players int               `json:"players"`
		Bots    int               `json:"bots"`
		Trees   int               `json:"trees"`
		Wild    int               `json:"wild_cells"`
		Owned   int               `json:"owned_cells"`
		Rows    []string          `json:"rows"`
		Legend  map[string]string `json:"legend"`
	}{
		world, m.frame.Width, m.frame.Height, m.zoom, 2 * m.zoom,
		m.sum.Players, m.sum.Bots, m.sum.Trees, m.sum.Wild, m.sum.Owned, rows, maps.Clone(mapLegend),
	})
}

// row is a row of characters, and adds what it holds up.
func (m *chart) row(y int) string {
	var b strings.Builder
	for x := range m.columns {
		t := m.frame.Tile(m.zoom, x, 2*y).Plus(m.frame.Tile(m.zoom, x, 2*y+1))
		m.sum = m.sum.Plus(t)
		b.WriteRune(m.letter(t))
	}
	return b.String()
}

func (m *chart) letter(t game.Tile) rune {
	switch {
	case t.Players == 0:
		return tui.Letter(t, 2*m.zoom*m.zoom, m.frame.Colonies)
	case t.Players == 1:
		return 'P'
	case t.Players < 10:
		return rune('0' + t.Players)
	}
	return '*'
}

// coloured is a row in colours.
func coloured(row string) string {
	var b strings.Builder
	pen := plain
	for _, r := range row {
		next, known := mapColors[r]
		switch {
		case r == ' ':
			next = pen
		case !known:
			next = playerColor
		}
		if next != pen {
			b.WriteString(plain + next)
			pen = next
		}
		b.WriteRune(r)
	}
	if pen != plain {
		b.WriteString(plain)
	}
	return b.String()
}

// zoomOf is the zoom that a call asks for, else the nearest that fits.
func zoomOf(c *call, f *game.Frame) (int, error) {
	text, given := c.flags["--zoom"]
	if !given {
		for _, side := range game.TileSides {
			if (f.Width-1)/side+1 <= 80 {
				return side, nil
			}
		}
	}
	n, err := strconv.Atoi(text)
	if err != nil || !slices.Contains(game.TileSides[:], n) {
		return 0, misuse("--zoom is \"%s\", allowed are %s", printable(text), allowedZooms())
	}
	return n, nil
}

func allowedZooms() string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(game.TileSides), "[]"), " ", ", ")
}

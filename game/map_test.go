package game

import (
	"strings"
	"testing"
)

// sized is the rules' configuration for a world of another size where nothing grows, without
// trees.
func sized(width, height int) Config {
	cfg := DefaultConfig()
	cfg.Width, cfg.Height, cfg.Trees = width, height, 0
	cfg.Generations, cfg.Before = 0, 0
	return cfg
}

// sketch is a world drawn as a map: '#' is a tree, '.' is open, '*' a wild
// bacterium, a small letter is a player of that name, a capital is a bot.
type sketch struct {
	*World
	ids     map[byte]WalkerID // the newest walker of each letter
	letters map[WalkerID]byte
}

func drawWorld(tb testing.TB, rows ...string) *sketch {
	tb.Helper()
	return drawWith(tb, sized(len(rows[0]), len(rows)), rows...)
}

func drawWith(tb testing.TB, cfg Config, rows ...string) *sketch {
	tb.Helper()
	s := &sketch{World: bareWorld(cfg), ids: map[byte]WalkerID{}, letters: map[WalkerID]byte{}}
	for y, row := range rows {
		if len(row) != cfg.Width {
			tb.Fatalf("row %d of the map has %d cells, the world %d", y, len(row), cfg.Width)
		}
		for x := range len(row) {
			switch cell := row[x]; cell {
			case '.':
			case '#':
				s.setTree(x, y)
			case '*':
				s.enliven(Point{x, y}, 0)
			default:
				s.stand(cell, Point{x, y})
			}
		}
	}
	return s
}

// stand puts the walker of a letter on a cell.
func (s *sketch) stand(letter byte, at Point) WalkerID {
	kind := Bot
	if letter >= 'a' {
		kind = Player
	}
	id := stand(s.World, kind, string(letter), at)
	s.ids[letter], s.letters[id] = id, letter
	return id
}

// stand puts a new walker on a free cell of the caller's choice.
func stand(w *World, kind Kind, name string, at Point) WalkerID {
	who := w.add(kind, Look{}, at)
	if kind == Player {
		number, _ := w.found(kind, Look{})
		w.addPlayer(who, name, number)
	} else {
		w.bots++
	}
	return who.id
}

// String draws the world as it is.
func (s *sketch) String() string {
	standing := map[Point]byte{}
	for i := range s.walkers {
		if who := &s.walkers[i]; who.here {
			standing[who.at()] = s.letters[who.id]
		}
	}
	return drawRows(s.width, s.height, func(p Point) byte {
		if s.isTree(p.X, p.Y) {
			return '#'
		}
		if letter, ok := standing[p]; ok {
			return letter
		}
		if s.isAlive(p.X, p.Y) && s.belongsTo(p) == '*' {
			return '*'
		}
		return '.'
	})
}

// bacteria draws what lives, everywhere: the letter of its owner, or '*' if it
// is wild.
func (s *sketch) bacteria() string {
	return drawRows(s.width, s.height, func(p Point) byte {
		if s.isAlive(p.X, p.Y) {
			return s.belongsTo(p)
		}
		return '.'
	})
}

// belongsTo is the letter of the owner of a living cell.
func (s *sketch) belongsTo(p Point) byte {
	number := s.ownerOf(p.X, p.Y)
	switch c := &s.colonies[number]; {
	case c.wild:
		return '*'
	case c.owner == 0:
		return s.absenceAt(number).name[0]
	default:
		return s.letters[c.owner]
	}
}

// breed puts bacteria drawn in rows on the world.
func (s *sketch) breed(rows ...string) {
	for y, row := range rows {
		for x := range len(row) {
			switch cell := row[x]; cell {
			case '.':
			case '*':
				s.enliven(Point{x, y}, 0)
			default:
				s.enliven(Point{x, y}, s.colonyOf(cell))
			}
		}
	}
}

// colonyOf is the number of the colony of a letter's walker; a bot founds it
// with its first cell.
func (s *sketch) colonyOf(letter byte) uint16 {
	who := s.find(s.ids[letter])
	if number := s.ours(who); number != 0 {
		return number
	}
	return s.foundBots(who)
}

func drawRows(width, height int, cell func(Point) byte) string {
	var b strings.Builder
	for y := range height {
		for x := range width {
			b.WriteByte(cell(Point{x, y}))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// flood is the set of open cells that hang together with from, walkers
// ignored: a plain search over an array, apart from the one that worlds use.
func flood(w *World, from Point, open func(Point) bool) []Point {
	seen := make([]bool, w.width*w.height)
	var found []Point
	visit := func(p Point) {
		if p.X >= 0 && p.Y >= 0 && p.X < w.width && p.Y < w.height && !seen[p.Y*w.width+p.X] && open(p) {
			seen[p.Y*w.width+p.X] = true
			found = append(found, p)
		}
	}
	visit(from)
	for i := 0; i < len(found); i++ {
		p := found[i]
		visit(Point{p.X - 1, p.Y})
		visit(Point{p.X + 1, p.Y})
		visit(Point{p.X, p.Y - 1})
		visit(Point{p.X, p.Y + 1})
	}
	return found
}

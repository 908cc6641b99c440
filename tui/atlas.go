package tui

import (
	"cmp"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"thicket/game"
	"thicket/tui/screen"
)

// atlas is the whole world zoomed out. Each character shows two tiles, one
// above the other: a spot.
type atlas struct {
	zoom     int             // index of game.TileSides
	cursor   game.Point      // a cell of the spot that it is on
	camera   camera          // in spots
	letters  bool            // instead of half blocks
	legend   bool            // of the letters, which are shown as long
	follows  game.WalkerID   // whom the cursor follows, or 0
	followed []game.WalkerID // one after the other, follows the last
	from     game.Point      // where the cursor was before the first of them
	crowds   int             // how many crowds were jumped to in a row
	title    atlasTitle
	leader   followedWords
}

// atlasKeys are the keys of the atlas beside those of steps, which move the
// cursor.
type atlasKeys struct {
	Nearer, Farther, Crowd, Follow, Watch, Legend, Back key.Binding
}

var inAtlas = func() atlasKeys {
	bind := func(keys ...string) key.Binding { return key.NewBinding(key.WithKeys(keys...)) }
	return atlasKeys{
		Nearer: bind("+", "="), Farther: bind("-", "_"), Crowd: bind("c"), Follow: bind("f"), Watch: bind("v"),
		Legend: bind("?"), Back: bind("enter", "m", "esc"),
	}
}()

// leap is how many spots the cursor moves at once where a walker would run.
const leap = 8

// openAtlas shows the whole world, the cursor on the own walker.
func (m *model) openAtlas() tea.Cmd {
	f := m.place.Frame()
	m.atlas = atlas{
		cursor: m.eye(), camera: camera{at: elsewhere},
		letters: glyphSets[m.glyphs].name == "ascii" || m.depth == screen.Mono,
		zoom:    m.farthest(f),
	}
	return m.cover(atlasOpen)
}

// pressAtlas answers a key while the atlas is open.
func (m *model) pressAtlas(k tea.KeyPressMsg) tea.Cmd {
	a, f := &m.atlas, m.place.Frame()
	m.hush()
	if d, run, ok := m.keys.direction(k); ok {
		spots := 1
		if run {
			spots = leap
		}
		return m.moved(a.move(f, d, spots))
	}
	switch {
	case key.Matches(k, inAtlas.Back):
		m.open(nothing)
	case key.Matches(k, m.keys.Quit):
		m.open(leaving)
	case key.Matches(k, inAtlas.Nearer):
		if a.zoom == 0 {
			m.tell(wordsNearest)
			return nil
		}
		a.zoom, a.camera.at = a.zoom-1, elsewhere
	case key.Matches(k, inAtlas.Farther):
		if a.zoom >= m.farthest(f) {
			m.tell(wordsFarthest)
			return nil
		}
		a.zoom, a.camera.at = a.zoom+1, elsewhere
	case key.Matches(k, inAtlas.Legend):
		a.legend = !a.legend
	case key.Matches(k, inAtlas.Crowd):
		if !a.crowd(f) {
			m.tell(wordsOneCrowd)
			return nil
		}
	case key.Matches(k, inAtlas.Follow):
		return m.follow(f)
	case key.Matches(k, inAtlas.Watch):
		return m.watchThere(f)
	case key.Matches(k, m.keys.Scores):
		return m.openScores()
	default:
		m.tell(wordsUncover)
		return nil
	}
	return nil
}

// moved answers a step of the cursor.
func (m *model) moved(moved bool) tea.Cmd {
	if !moved {
		m.tell(inTheWay(game.Rim, ""))
		return nil
	}
	return nil
}

// follow has the cursor follow somebody, or the next one.
func (m *model) follow(f *game.Frame) tea.Cmd {
	switch followed := m.atlas.follows; {
	case m.atlas.follow(f, m.place.Walker()):
	case followed == 0:
		m.tell(wordsAlone)
		return nil
	default:
		m.tell(wordsLetGo)
		return nil
	}
	return nil
}

// farthest is the farthest zoom of the atlas.
func (m *model) farthest(f *game.Frame) int { return farthest(f, m.Size.Width, m.Size.Height-2) }

// tile is how many cells wide a tile is.
func (a *atlas) tile() int { return game.TileSides[a.zoom] }

// spot is the column and row of the spot that a cell lies in.
func (a *atlas) spot(p game.Point) game.Point {
	return game.Point{X: p.X / a.tile(), Y: p.Y / (2 * a.tile())}
}

// size is how many columns and rows of spots the world has.
func (a *atlas) size(f *game.Frame) game.Point {
	last := a.spot(game.Point{X: f.Width - 1, Y: f.Height - 1})
	return game.Point{X: last.X + 1, Y: last.Y + 1}
}

// move moves the cursor by so many spots, or fewer; false at the rim.
func (a *atlas) move(f *game.Frame, d game.Dir, spots int) bool {
	a.follows, a.crowds = 0, 0
	to := game.Point{}.Step(d)
	x, y := a.cursor.X+to.X*spots*a.tile(), a.cursor.Y+to.Y*spots*2*a.tile()
	before := a.spot(a.cursor)
	a.cursor = game.Point{X: min(max(x, 0), f.Width-1), Y: min(max(y, 0), f.Height-1)}
	return a.spot(a.cursor) != before
}

// aim has the cursor follow whom it follows and the camera the cursor, no
// farther away than shows the whole world.
func (a *atlas) aim(f *game.Frame, width, height int) {
	if p, ok := f.Player(a.follows); ok {
		a.cursor = p.At
	} else {
		a.follows = 0
	}
	a.camera.width, a.camera.height = width, height
	a.zoom = min(a.zoom, farthest(f, width, height))
	size := a.size(f)
	a.camera.follow(a.spot(a.cursor), size.X, size.Y)
}

// farthest is the nearest zoom at which the whole world and its rim fit.
func farthest(f *game.Frame, width, height int) int {
	for zoom, tile := range game.TileSides {
		if (f.Width-1)/tile+3 <= width && (f.Height-1)/(2*tile)+3 <= height {
			return zoom
		}
	}
	return len(game.TileSides) - 1
}

// follow has the cursor follow the other player nearest to it, and when asked
// again the next nearest to where it was; after the last it lets go: false.
func (a *atlas) follow(f *game.Frame, me game.WalkerID) bool {
	a.crowds = 0
	if a.follows == 0 {
		a.from, a.followed = a.cursor, a.followed[:0]
	}
	var near *game.PlayerMark
	for i := range f.Players {
		p := &f.Players[i]
		if p.Walker == me || near != nil && a.from.Distance(p.At) >= a.from.Distance(near.At) {
			continue
		}
		if !slices.Contains(a.followed, p.Walker) {
			near = p
		}
	}
	if near == nil {
		a.follows = 0
		return false
	}
	a.follows, a.followed = near.Walker, append(a.followed, near.Walker)
	return true
}

// crowd moves the cursor to the spot with the most players, and when asked
// again to the next one; false if it is on the only one.
func (a *atlas) crowd(f *game.Frame) bool {
	type crowd struct {
		at      game.Point // of the first of them
		players int
	}
	var crowds []crowd
	index := map[game.Point]int{}
	for _, p := range f.Players {
		i, ok := index[a.spot(p.At)]
		if !ok {
			i = len(crowds)
			index[a.spot(p.At)] = i
			crowds = append(crowds, crowd{at: p.At})
		}
		crowds[i].players++
	}
	if len(crowds) == 0 || len(crowds) == 1 && a.spot(a.cursor) == a.spot(crowds[0].at) {
		return false
	}
	slices.SortStableFunc(crowds, func(a, b crowd) int { return cmp.Compare(b.players, a.players) })
	a.cursor, a.follows = crowds[a.crowds%len(crowds)].at, 0
	a.crowds++
	return true
}

package tui

import (
	"fmt"

	"thicket/game"
	"thicket/tui/screen"
)

// atlasTitle is the first row of the atlas. Its text is made anew only when
// what it says changes.
type atlasTitle struct {
	shown spotWords
	text  string
}

// spotWords is what is said of the spot under the cursor. Equal ones read
// equal.
type spotWords struct {
	world string
	tile  int // cells
	width int // of the screen
	here  game.Tile
	own   bool      // the top colony is the player's
	you   bool      // stand there
	names [2]string // of others
	all   int       // others
	owner string    // of the top colony
}

// atlasTitle says where one is, and what is under the cursor.
func (m *model) atlasTitle(d *atlasMap) {
	spot := d.spot(d.cursor)
	w := spotWords{world: m.World, tile: d.tile(), width: m.Size.Width, here: d.here(spot.X, spot.Y)}
	w.you = !m.looksOn() && d.spot(m.echo.At) == spot
	for i := range d.frame.Players {
		if p := &d.frame.Players[i]; p.Walker != m.place.Walker() && d.spot(p.At) == spot {
			if w.all < len(w.names) {
				w.names[w.all] = p.Name
			}
			w.all++
		}
	}
	if w.here.TopCells > 0 {
		w.own = w.here.Top == d.mine
		w.owner = ownerOf(d.frame, w.here.Top)
	}
	if d.title.text == "" || w != d.title.shown {
		d.title = atlasTitle{w, w.String()}
	}
	m.screen.Text(0, 0, styleValue, d.title.text)
}

// ownerOf is who the cells of a colony belong to.
func ownerOf(f *game.Frame, colony uint16) string {
	c := f.Colonies[colony]
	if c.Kind == game.Bot {
		return "a bot"
	}
	if p, ok := f.Player(c.Walker); ok {
		return p.Name
	}
	return "somebody"
}

// String is as much as fits into the width.
func (w spotWords) String() string {
	head := fmt.Sprintf("%s 1:%d  ", w.world, w.tile)
	parts := w.parts()
	if screen.TextWidth(head+parts[0]) > w.width {
		head = "" // a long name in a world of a long name
	}
	text := head + parts[0]
	for _, p := range parts[1:] {
		if screen.TextWidth(text+", "+p) > w.width {
			break
		}
		text += ", " + p
	}
	return text
}

// parts begin with what matters most.
func (w spotWords) parts() (parts []string) {
	if w.you {
		parts = append(parts, "you")
	}
	parts = append(parts, w.names[:min(w.all, len(w.names))]...)
	if more := w.all - len(w.names); more > 0 {
		parts = append(parts, fmt.Sprintf("%d more", more))
	}
	add := func(n int, format, one string) {
		switch {
		case n == 1:
			parts = append(parts, one)
		case n > 0:
			parts = append(parts, fmt.Sprintf(format, n))
		}
	}
	whose := w.owner + "'s"
	if w.own {
		whose = "your"
	}
	add(w.here.TopCells, whose+" %d cells", whose+" cell")
	add(w.here.Owned-w.here.TopCells, "%d of other colonies", "1 of another colony")
	add(w.here.Wild, "%d wild", "1 wild")
	add(w.here.Bots, "%d bots", "1 bot")
	add(w.here.Trees, "%d trees", "1 tree")
	if len(parts) == 0 {
		return []string{"open ground"}
	}
	return parts
}

var (
	atlasHelp   = words{"arrows: move  + -: zoom  c: crowd  f: follow  v: watch  ?: letters  esc: back", "+-:zoom c:crowd f:find ?:key esc:back"}
	atlasLegend = words{"@ you   P players   o bots   # yours   % others'   : . wild   ^ , trees", "@#you P%others o=bots :.wild ^,trees"}

	wordsNearest  = say("No nearer than this.")
	wordsFarthest = words{"No farther: this is the whole forest.", "This is the whole forest."}
	wordsOneCrowd = say("There is no other crowd.")
	wordsAlone    = say("Nobody else is here.")
	wordsLetGo    = words{"That was everybody. Nobody is followed now.", "Nobody is followed now."}
	wordsUncover  = say("esc: back")
)

// atlasLastRow says what the letters mean, who is followed, or the keys.
func (m *model) atlasLastRow() {
	text := atlasHelp
	if p, ok := m.place.Frame().Player(m.atlas.follows); ok {
		text = m.atlas.leader.say(p.Name)
	}
	if m.atlas.legend {
		text = atlasLegend
	}
	m.lastRowOver(text)
}

// followedWords say who is followed; made anew only for another name.
type followedWords struct {
	name string
	text words
}

func (w *followedWords) say(name string) words {
	if w.name != name {
		short := "Following " + name + "."
		if watch := short + " v: watch"; screen.TextWidth(watch) < MinWidth {
			short = watch
		}
		*w = followedWords{name, words{"Following " + name + ". f: the next   v: watch   arrows: let go   esc: back", short}}
	}
	return w.text
}

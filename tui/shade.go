package tui

import (
	"thicket/game"
	"thicket/tui/screen"
)

// shade is how a tile of the atlas looks: the layer that is seen in it and how
// dense that is; of colonies also whose it is.
type shade uint8

// The shades. Trees, wild cells, bots and the own colony have three each, from
// little to much.
const (
	shadeBeyond shade = iota // no tile of the world
	shadeFloor
	shadeTrees
	shadeWild   = shadeTrees + levels
	shadeBots   = shadeWild + levels
	shadeOwn    = shadeBots + levels
	shadeOthers = shadeOwn + levels // little and much of each colour of players, then of bots

	levels = 3
)

// shades is how many there are.
const shades = int(shadeOthers) + 2*(len(colours)+1)

// steps are from how many of 10,000 cells on a layer has its levels.
type steps [levels]int

var (
	treeSteps = steps{300, 1200, 3000}
	wildSteps = steps{10, 200, 600}
	botSteps  = steps{4, 25, 200}
	ownSteps  = steps{0, 200, 800}
)

// level is how dense n of so many cells are, 0 if there is next to nothing.
func (s steps) level(n, cells int) (level shade) {
	for _, step := range s {
		if n > 0 && n*10_000 >= cells*step {
			level++
		}
	}
	return level
}

// shadeOf is the shade of a tile of so many cells. Colonies are seen before
// all else, then what has the highest level.
func shadeOf(t game.Tile, cells int, mine uint16, colonies []game.ColonyMark) shade {
	if t.Owned > 0 {
		level := ownSteps.level(t.Owned, cells)
		if t.Top == mine {
			return shadeOwn + level - 1
		}
		colony := &colonies[t.Top]
		colour := int(colony.Look.Colour) % len(colours)
		if colony.Kind == game.Bot {
			colour = len(colours)
		}
		return shadeOthers + 2*shade(colour) + level/2
	}
	best, level := shadeFloor, shade(0)
	for _, layer := range [...]struct{ first, level shade }{
		{shadeBots, botSteps.level(t.Bots, cells)},
		{shadeWild, wildSteps.level(t.Wild, cells)},
		{shadeTrees, treeSteps.level(t.Trees, cells)},
	} {
		if layer.level > level {
			best, level = layer.first+layer.level-1, layer.level
		}
	}
	return best
}

// letter is a shade without colours, much as the floor is in ascii.
func (s shade) letter() rune {
	switch {
	case s <= shadeFloor:
		return ' '
	case s == shadeTrees:
		return ','
	case s < shadeWild:
		return '^'
	case s == shadeWild:
		return '.'
	case s < shadeBots:
		return ':'
	case s < shadeOwn:
		return 'o'
	case s < shadeOthers:
		return '#'
	}
	return '%'
}

// strongest is the shade of the same layer and colony at its densest.
func (s shade) strongest() shade {
	switch {
	case s <= shadeFloor:
		return s
	case s < shadeOthers:
		return s + levels - 1 - (s-shadeTrees)%levels
	}
	return shadeOthers + ((s - shadeOthers) | 1)
}

// The atlas's styles are the last ones.
const (
	styleCursor = stylePlayer + screen.Style(len(colours))
	stylePeople = styleCursor + 1
	styleShades = styleCursor + 2 // the first of the pairs
)

// pair is the style of a character whose upper and lower halves are tiles.
func pair(upper, lower shade) screen.Style {
	return styleShades + screen.Style(int(upper)*shades+int(lower))
}

// atlasLooks are cursor, people, and all pairs of shades.
func atlasLooks(th theme) (looks []screen.Look) {
	for _, t := range atlasMarks {
		looks = append(looks, t.look(th))
	}
	all := shadeColours(th)
	for _, upper := range all {
		for _, lower := range all {
			looks = append(looks, screen.Look{Fg: upper, Bg: lower})
		}
	}
	return looks
}

// shadeColours are those of the shades.
func shadeColours(th theme) []screen.Color {
	if th == light {
		th = dark // also the players' colours are for its background
	}
	floor, bots := atlasFloor[th], atlasBots[th]
	all := []screen.Color{shadeBeyond: 0, shadeFloor: floor}
	for _, layer := range atlasLayers {
		for _, part := range [levels]int{60, 80, 100} {
			all = append(all, floor.Mix(layer[th], part))
		}
	}
	for _, c := range colours {
		all = append(all, floor.Mix(c.hue[th], 60), c.hue[th])
	}
	return append(all, floor.Mix(bots, 60), bots)
}

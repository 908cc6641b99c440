package tui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"thicket/game"
	"thicket/tui/screen"
)

// helpBrief teaches the game on the smallest screen; there helpWidth is what a
// line may take within the border.
var helpBrief = []string{
	"Walk onto bacteria: a meal is a spore.",
	"Eat, plant, grow: most cells lead.",
	"A cell born under you stings: move on.",
	"Trees are walls. Rest there to heal.",
}

const helpWidth = MinWidth - 2

// helpWhole teaches it where there is room.
var helpWhole = []string{
	"Eat, plant, grow: whose colony has the most living cells, leads.",
	"",
	"Bacteria live by the Game of Life, four generations a second: a cell",
	"is born where three live around it, and dies unless two or three do.",
	"Walk onto a cell to eat it: that is a spore, two a second at most.",
	"Spores plant cells of your colour. Their children are yours, and so",
	"are those that they have with wild ones. You cannot eat your own.",
	"A cell born where you stand stings: one heart. Yours never do.",
	"Beside a tree a heart mends every 5 seconds. Without hearts you fall:",
	"you come back elsewhere, with half your spores; your colony lives on.",
	"Trees are walls for everything. Three strokes fell one: a spore.",
	"Other worlds, and one of your own: o. Who founds one wears its crown;",
	"the chat's /help lists what one may do.",
	"1 block  2 blinker  3 glider  4 R-pentomino  5 spaceship  6 acorn",
	"7 tree: press once to choose and see where it would lie, again or",
	"space to plant it. The last row says what each costs.",
	"",
}

// signs says what is what in a glyph set.
func (s *glyphSet) signs() string {
	return s.wild.String() + " wild  " + s.mine.String() + " yours  " + s.foreign.String() + " others'  " +
		s.bot.String() + " bot  " + s.dozing.String() + " dozing  " + s.fits.String() + " fits  " + s.hits.String() + " does not"
}

// helpBox lays the help out for a screen of a size and a glyph set.
func helpBox(keys KeyMap, s Size, set *glyphSet) []string {
	whole := append([]string{}, helpWhole...)
	whole[len(whole)-1] = set.signs()
	box := boxed(whole, keys, screen.TextWidth(helpWhole[2])+2)
	if len(box) > s.Height-2 || screen.TextWidth(box[0]) > s.Width {
		keys.Profile.SetHelp("p", "you")
		keys.Run[game.Up].SetHelp("shift", "run")
		box = boxed(append([]string(nil), helpBrief...), keys, helpWidth)
	}
	return box
}

// boxed puts lines and the keys below them into a frame.
func boxed(lines []string, keys KeyMap, width int) []string {
	row := ""
	for _, b := range keys.Shown() {
		text := b.Help().Key + " " + b.Help().Desc
		if row != "" && screen.TextWidth(row+"  "+text) > width {
			lines, row = append(lines, row), ""
		}
		row = strings.TrimPrefix(row+"  "+text, "  ")
	}
	box := lipgloss.NewStyle().Border(lipgloss.ASCIIBorder())
	return strings.Split(box.Render(strings.Join(append(lines, row), "\n")), "\n")
}

// drawBox draws lines in the middle of the screen, one of them as the title,
// and tells where the first of them begins.
func drawBox(scr *screen.Screen, lines []string, title int) (x, y int) {
	return drawBoxAbove(scr, lines, title, 0)
}

// drawBoxAbove is drawBox for who needs so many rows below it, beside the last.
func drawBoxAbove(scr *screen.Screen, lines []string, title, below int) (x, y int) {
	width, height := scr.Size()
	wide := 0
	for _, l := range lines {
		wide = max(wide, screen.TextWidth(l))
	}
	x, y = max((width-wide)/2, 0), max((height-below-len(lines))/2, 0)
	for i, l := range lines {
		style := styleBox
		if i == title {
			style = styleTitle
		}
		scr.Text(x, y+i, style, l)
	}
	return x, y
}

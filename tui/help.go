package tui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"thicket/tui/screen"
)

// helpWidth is what a line of the help may take within its border.
const helpWidth = MinWidth - 2

// helpLines teach the game.
var helpLines = []string{
	"Eat, plant, grow. Most cells wins.",
	"Walk onto bacteria: a meal is a spore.",
	"Planted cells are yours, and spread.",
	"A cell born under you stings: move on.",
	"Trees are walls. Rest there to heal.",
}

// helpBox lays the help out; it fits into the smallest screen.
func helpBox(keys KeyMap) []string {
	lines := append([]string(nil), helpLines...)
	row := ""
	for _, b := range keys.Shown() {
		text := b.Help().Key + " " + b.Help().Desc
		if row != "" && screen.TextWidth(row+"  "+text) > helpWidth {
			lines, row = append(lines, row), ""
		}
		row = strings.TrimPrefix(row+"  "+text, "  ")
	}
	box := lipgloss.NewStyle().Border(lipgloss.ASCIIBorder())
	return strings.Split(box.Render(strings.Join(append(lines, row), "\n")), "\n")
}

// drawBox draws lines in the middle of the screen, the first within the
// border as the title.
func drawBox(scr *screen.Screen, lines []string) {
	width, height := scr.Size()
	wide := 0
	for _, l := range lines {
		wide = max(wide, screen.TextWidth(l))
	}
	x, y := max((width-wide)/2, 0), max((height-len(lines))/2, 0)
	for i, l := range lines {
		style := styleBox
		if i == 1 {
			style = styleTitle
		}
		scr.Text(x, y+i, style, l)
	}
}

package tui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"thicket/tui/screen"
)

// helpBox lays the help out; it fits into the smallest screen.
func helpBox(keys KeyMap) []string {
	var names, texts []string
	for _, b := range keys.Shown() {
		names = append(names, b.Help().Key)
		texts = append(texts, b.Help().Desc)
	}
	body := lipgloss.JoinHorizontal(lipgloss.Top,
		strings.Join(names, "\n"), "  ", strings.Join(texts, "\n"))
	box := lipgloss.NewStyle().Border(lipgloss.ASCIIBorder())
	return strings.Split(box.Render("A forest that everybody walks in.\n"+body), "\n")
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

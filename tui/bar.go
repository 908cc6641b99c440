package tui

import (
	"fmt"

	"thicket/game"
	"thicket/tui/screen"
)

// offer is what the plant bar says of a pattern.
type offer struct {
	cost       int
	full, bare string // bare where there is little room
}

// offers are in the order of the keys.
var offers = func() (all [game.Catalogue]offer) {
	for i := range all {
		p := game.Pattern(i + 1)
		n := rules.Cost(p)
		all[i] = offer{n, fmt.Sprintf("%d %s:%d", p, barNames[i], n), fmt.Sprintf("%d:%d", p, n)}
	}
	return all
}()

// barNames are the patterns' names in few letters.
var barNames = [game.Catalogue]string{"block", "blinker", "glider", "R-pent", "ship", "acorn", "tree"}

// barEnds are what follows the bar: the longest that fits.
var barEnds = [...]string{"  space: plant   x: chop   ?: help   q: leave", "? help"}

// barFull is how many columns the bar takes with its names.
var barFull = func() int {
	n := len("[]") - 1
	for _, o := range offers {
		n += 1 + screen.TextWidth(o.full)
	}
	return n
}()

// drawBar draws the plant bar. What is chosen stands in brackets; what the
// spores suffice for is brighter.
func drawBar(scr *screen.Screen, y int, chosen game.Pattern, spores int) {
	width, _ := scr.Size()
	x := -1
	for i, o := range offers {
		text, style := o.bare, styleLabel
		isChosen := chosen == game.Pattern(i+1)
		if width >= barFull || isChosen {
			text = o.full
		}
		if spores >= o.cost {
			style = styleValue
		}
		x = drawOffer(scr, x, y, style, text, isChosen)
	}
	for _, end := range barEnds {
		if x+1+screen.TextWidth(end) <= width {
			scr.Text(x+1, y, styleLabel, end)
			return
		}
	}
}

// drawOffer draws one pattern, a blank before it.
func drawOffer(scr *screen.Screen, x, y int, style screen.Style, text string, chosen bool) int {
	if !chosen {
		return scr.Text(x+1, y, style, text)
	}
	x = scr.Text(x+1, y, styleMessage, "[")
	x = scr.Text(x, y, styleMessage, text)
	return scr.Text(x, y, styleMessage, "]")
}

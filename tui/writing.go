package tui

import (
	"fmt"
	"slices"

	"thicket/game"
	"thicket/tui/screen"
)

// longestSlash is how many cells a command takes at most before its text.
const longestSlash = len("/msg ") + game.MaxName + 4

// tellLeft is from how few cells on it is told how many are left.
const tellLeft = 20

// writing is a line of text that is being written. It edits by itself: what the
// usual text fields also do is to reach for the clipboard of the machine that
// they run on.
type writing struct {
	text []rune
	at   int // the cursor stands before this rune
}

// String is what was written.
func (w *writing) String() string { return string(w.text) }

func (w *writing) clear() { w.text, w.at = w.text[:0], 0 }

// most is how many cells fit.
func (w *writing) most() int {
	if len(w.text) > 0 && w.text[0] == '/' {
		return game.MostSaid + longestSlash
	}
	return game.MostSaid
}

// write puts in what can stand on a screen, as far as there is room.
func (w *writing) write(text string) {
	for _, r := range text {
		if !writable(r) || w.width(0, len(w.text))+screen.RuneWidth(r) > w.most() || len(w.text) >= 2*w.most() {
			continue
		}
		w.text = slices.Insert(w.text, w.at, r)
		w.at++
	}
}

// writable tells whether a rune survives where it is cleaned.
func writable(r rune) bool {
	after := "x" + string(r)
	return r == ' ' || screen.Clean(after, 3) == after
}

// width is how many cells the runes from one to another take.
func (w *writing) width(from, to int) (cells int) {
	for _, r := range w.text[from:to] {
		cells += screen.RuneWidth(r)
	}
	return cells
}

// cut takes the runes from one to another out.
func (w *writing) cut(from, to int) {
	w.text = slices.Delete(w.text, max(from, 0), min(to, len(w.text)))
	w.at = max(from, 0)
}

// wordBefore is where the word before the cursor begins.
func (w *writing) wordBefore() int {
	i := w.at
	for i > 0 && w.text[i-1] == ' ' {
		i--
	}
	for i > 0 && w.text[i-1] != ' ' {
		i--
	}
	return i
}

// move brings the cursor to a rune.
func (w *writing) move(to int) { w.at = min(max(to, 0), len(w.text)) }

// first is the first rune that is shown in so many cells: of what follows the
// cursor a quarter of them stays in sight.
func (w *writing) first(cells int) int {
	after := min(w.width(w.at, len(w.text)), cells/4)
	i, left := w.at, cells-after
	for i > 0 {
		if left -= screen.RuneWidth(w.text[i-1]); left < 0 {
			break
		}
		i--
	}
	return i
}

// draw shows the line behind a prompt on a row of the screen.
func (w *writing) draw(scr *screen.Screen, y int) {
	width, _ := scr.Size()
	x := scr.Text(0, y, styleLabel, "> ")
	if left := w.most() - w.width(0, len(w.text)); left < tellLeft {
		text := fmt.Sprintf(" %d left", left)
		width -= len(text)
		scr.Text(width, y, styleLabel, text)
	}
	for i := w.first(width - x - 1); i < len(w.text) && x < width; i++ {
		cells, style := screen.RuneWidth(w.text[i]), styleValue
		if i == w.at {
			style = styleSelf
		}
		if cells == 0 || x+cells > width {
			continue
		}
		scr.Set(x, y, screen.Cell{Rune: w.text[i], Style: style, Width: uint8(cells)})
		x += cells
	}
	if w.at == len(w.text) {
		x = scr.Text(x, y, styleSelf, "_")
	}
	if len(w.text) == 0 {
		scr.Text(x+1, y, styleLabel, wordsWriting.fit(width-x-1))
	}
}

package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean is somebody's text made fit for anybody's terminal, log or screen: one
// line of at most so many cells, by [RuneWidth]. What moves a cursor, turns the
// direction of writing, has no width of its own or one that terminals disagree
// about is dropped, except one combining mark a letter; line breaks and other
// blanks become spaces, those at the ends go.
func Clean(text string, cells int) string {
	var b strings.Builder
	used, end := 0, 0 // end is where the text ends without blanks
	bare := false     // a letter stands there that has no mark yet
	for i, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)) {
			continue // no UTF-8
		}
		if unicode.IsSpace(r) {
			r = ' '
		}
		w := cleanWidth(r)
		switch {
		case used+w > cells:
			return b.String()[:end]
		case w == 0 && !(bare && isMark(r)), r == ' ' && used == 0:
			continue
		}
		b.WriteRune(r)
		used += w
		bare = w > 0 && r != ' '
		if r != ' ' {
			end = b.Len()
		}
	}
	return b.String()[:end]
}

// cleanWidth is the number of columns of a rune that stands by itself on every
// terminal, 0 of any other.
func cleanWidth(r rune) int {
	if !unicode.IsGraphic(r) || unicode.In(r, unsteady, unicode.Other_Default_Ignorable_Code_Point) {
		return 0
	}
	return RuneWidth(r)
}

// isMark tells whether a rune sits on the letter before it and does nothing
// else. Those that join letters, as many scripts of India have them, are none.
func isMark(r rune) bool {
	return unicode.Is(unicode.Mn, r) && unicode.In(r, unicode.Inherited, unicode.Hebrew, unicode.Arabic, unicode.Thai) &&
		!unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// unsteady are runes that melt into one with their neighbours (parts of Hangul
// syllables, skin tones, letters that belong to the one before or after), and signs whose
// width changed in Unicode 15 and 16.
var unsteady = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x0d4e, Hi: 0x0d4e, Stride: 1},
		{Lo: 0x0e33, Hi: 0x0eb3, Stride: 0x80},
		{Lo: 0x1100, Hi: 0x11ff, Stride: 1},
		{Lo: 0x2630, Hi: 0x2637, Stride: 1},
		{Lo: 0x268a, Hi: 0x268f, Stride: 1},
		{Lo: 0x4dc0, Hi: 0x4dff, Stride: 1},
		{Lo: 0xa960, Hi: 0xa97f, Stride: 1},
		{Lo: 0xd7b0, Hi: 0xd7ff, Stride: 1},
		{Lo: 0xff9e, Hi: 0xff9f, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x111c2, Hi: 0x111c3, Stride: 1},
		{Lo: 0x1193f, Hi: 0x11941, Stride: 2},
		{Lo: 0x11a3a, Hi: 0x11a3a, Stride: 1},
		{Lo: 0x11a84, Hi: 0x11a89, Stride: 1},
		{Lo: 0x11d46, Hi: 0x11d46, Stride: 1},
		{Lo: 0x11f02, Hi: 0x11f02, Stride: 1},
		{Lo: 0x1d300, Hi: 0x1d376, Stride: 1},
		{Lo: 0x1f3fb, Hi: 0x1f3ff, Stride: 1},
		{Lo: 0x1faf7, Hi: 0x1faff, Stride: 1},
		{Lo: 0x3134b, Hi: 0x3ffff, Stride: 1},
	},
}

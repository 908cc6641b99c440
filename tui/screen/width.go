package screen

import (
	"cmp"
	"slices"
	"unicode"
)

// RuneWidth is the number of columns that Text gives to a code point: 2 if it
// is East Asian Wide or Fullwidth, and 0 if it shows nothing by itself
// (controls, combining marks, joiners, invalid ones); Text drops those.
func RuneWidth(r rune) int {
	switch {
	case r < 0x300:
		if isControl(r) || r == softHyphen {
			return 0
		}
		return 1
	case isDependent(r):
		return 0
	case isWide(r):
		return 2
	default:
		return 1
	}
}

// TextWidth is the number of columns that Text gives to a string.
func TextWidth(text string) int {
	n := 0
	for _, r := range text {
		n += RuneWidth(r)
	}
	return n
}

const softHyphen = 0xad

// isDependent says whether a rune makes sense only together with others.
func isDependent(r rune) bool {
	switch {
	case r >= 0x1160 && r <= 0x11ff: // Hangul vowels and finals
		return true
	case r >= 0x1f1e6 && r <= 0x1f1ff: // letters that make flags in pairs
		return true
	default:
		return unicode.In(r, unicode.M, unicode.C, unicode.Zl, unicode.Zp)
	}
}

// isFirm says whether every terminal gives a glyph of width 1 one column.
// Symbols, arrows and emoji are not firm; the lines and blocks that frames and
// charts are made of are, as are the alphabets of Europe.
func isFirm(r rune) bool {
	switch {
	case r < softHyphen:
		return true
	case r < 0x590:
		return RuneWidth(r) == 1
	case r >= 0x1e00 && r < 0x2000, r >= 0x2010 && r < 0x2028:
		return true
	case r >= 0x2500 && r < 0x25a0, r >= 0x2800 && r < 0x2900:
		return true
	default:
		return false
	}
}

func isWide(r rune) bool {
	if r < wide[0].first {
		return false
	}
	_, found := slices.BinarySearchFunc(wide, r, func(s span, r rune) int {
		switch {
		case s.last < r:
			return -1
		default:
			return cmp.Compare(max(s.first, r), r)
		}
	})
	return found
}

type span struct{ first, last rune }

// wide holds the ranges of East_Asian_Width W and F in Unicode 14; unassigned
// code points between two wide ones are taken as wide.
var wide = []span{
	{0x1100, 0x115f}, {0x231a, 0x231b}, {0x2329, 0x232a}, {0x23e9, 0x23ec},
	{0x23f0, 0x23f0}, {0x23f3, 0x23f3}, {0x25fd, 0x25fe}, {0x2614, 0x2615},
	{0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693}, {0x26a1, 0x26a1},
	{0x26aa, 0x26ab}, {0x26bd, 0x26be}, {0x26c4, 0x26c5}, {0x26ce, 0x26ce},
	{0x26d4, 0x26d4}, {0x26ea, 0x26ea}, {0x26f2, 0x26f3}, {0x26f5, 0x26f5},
	{0x26fa, 0x26fa}, {0x26fd, 0x26fd}, {0x2705, 0x2705}, {0x270a, 0x270b},
	{0x2728, 0x2728}, {0x274c, 0x274c}, {0x274e, 0x274e}, {0x2753, 0x2755},
	{0x2757, 0x2757}, {0x2795, 0x2797}, {0x27b0, 0x27b0}, {0x27bf, 0x27bf},
	{0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55}, {0x2e80, 0x303e},
	{0x3041, 0x3247}, {0x3250, 0x4dbf}, {0x4e00, 0xa4c6}, {0xa960, 0xa97c},
	{0xac00, 0xd7a3}, {0xf900, 0xfad9}, {0xfe10, 0xfe19}, {0xfe30, 0xfe6b},
	{0xff01, 0xff60}, {0xffe0, 0xffe6}, {0x16fe0, 0x1b2fb}, {0x1f004, 0x1f004},
	{0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f320},
	{0x1f32d, 0x1f335}, {0x1f337, 0x1f37c}, {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca},
	{0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4}, {0x1f3f8, 0x1f43e},
	{0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f54e},
	{0x1f550, 0x1f567}, {0x1f57a, 0x1f57a}, {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4},
	{0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2},
	{0x1f6d5, 0x1f6df}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7f0},
	{0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faf6},
	{0x20000, 0x3134a},
}

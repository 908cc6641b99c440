package main

// area is a part of a cell, in eighths of its width and height.
type area struct{ x, y, w, h int }

// blockOf gives the areas that a block element covers and how much of the
// foreground's colour shows there, in percent. Drawn as rectangles they meet
// without gaps, which a font's glyphs do not.
func blockOf(r rune) (areas []area, percent int) {
	switch {
	case r == '▀':
		return []area{{0, 0, 8, 4}}, 100
	case r >= '▁' && r <= '█':
		n := int(r-'▁') + 1
		return []area{{0, 8 - n, 8, n}}, 100
	case r >= '▉' && r <= '▏':
		return []area{{0, 0, 7 - int(r-'▉'), 8}}, 100
	case r == '▐':
		return []area{{4, 0, 4, 8}}, 100
	case r >= '░' && r <= '▓':
		return []area{{0, 0, 8, 8}}, 25 * (int(r-'░') + 1)
	case r == '▔':
		return []area{{0, 0, 8, 1}}, 100
	case r == '▕':
		return []area{{7, 0, 1, 8}}, 100
	case r >= '▖' && r <= '▟':
		return quadrants(int(r - '▖')), 100
	}
	return nil, 0
}

// quadrants gives the quarters of the n-th character from U+2596 on.
func quadrants(n int) (areas []area) {
	const upperLeft, upperRight, lowerLeft, lowerRight = 1, 2, 4, 8
	set := [...]int{
		lowerLeft, lowerRight, upperLeft, upperLeft | lowerLeft | lowerRight, upperLeft | lowerRight,
		upperLeft | upperRight | lowerLeft, upperLeft | upperRight | lowerRight, upperRight,
		upperRight | lowerLeft, upperRight | lowerLeft | lowerRight,
	}[n]
	for i, quarter := range []area{{0, 0, 4, 4}, {4, 0, 4, 4}, {0, 4, 4, 4}, {4, 4, 4, 4}} {
		if set&(1<<i) != 0 {
			areas = append(areas, quarter)
		}
	}
	return areas
}

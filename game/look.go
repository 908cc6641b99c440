package game

// Look is how a walker appears: the index of a glyph and of a colour. What
// they look like on a screen is the screen's affair; a screen with fewer
// takes them modulo what it has.
type Look struct {
	Glyph, Colour uint8
}

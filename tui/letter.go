package tui

import "thicket/game"

// Letter shows what a square of so many cells holds, as the atlas does for who
// has neither colours nor a colony; players are not in it.
func Letter(t game.Tile, cells int, colonies []game.ColonyMark) rune {
	return shadeOf(t, cells, 0, colonies).letter()
}

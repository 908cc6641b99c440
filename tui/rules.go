package tui

import "thicket/game"

// rules are the numbers that the screen tells of: prices, hearts, strokes.
var rules = game.DefaultConfig()

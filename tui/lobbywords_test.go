package tui

import (
	"errors"
	"strings"

	"thicket/game"
)

// wordsOfWorlds are the texts of the last row about worlds.
func wordsOfWorlds() (all []words) {
	longest := strings.Repeat("w", game.MaxWorldName)
	for _, why := range []error{game.ErrFull, game.ErrNoWorld, errSlow, game.Denied("no"), errors.New("no")} {
		all = append(all, words{"You stay here: " + why.Error() + ".", staying(why)})
	}
	return append(all, going(longest), arrivedIn(longest), wordsRound, wordsEnded, wordsHere, wordsLanding,
		lobbyHelp, wordsNoWorld, wordsFound, wordsKeyless,
		roundBegins(&game.Frame{}), roundBegins(&game.Frame{Charter: &game.Charter{Round: 10_000}}))
}

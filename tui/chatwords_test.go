package tui

import (
	"strings"
	"testing"

	"thicket/game"
	"thicket/tui/screen"
)

// Every outcome has words that fit the smallest screen.
func TestChatWordsFit(t *testing.T) {
	name := strings.Repeat("W", game.MaxName) + "~999"
	var notices []game.Notice
	for denial := game.NotDenied; denial <= game.Unfit+1; denial++ {
		notices = append(notices, game.Notice{Kind: game.Unheard, Denial: denial, Name: name})
		for kind := game.Kick; kind <= game.Close+1; kind++ {
			notices = append(notices, game.Notice{Kind: game.Refuted, Denial: denial, Decree: kind, Name: name},
				game.Notice{Kind: game.Decreed, Decree: kind, Name: name, Text: strings.Repeat("x", 500)})
		}
	}
	notices = append(notices, game.Notice{Kind: game.CrownedYou, Text: strings.Repeat("x", 500)}, game.Notice{Kind: game.Watched, Name: name})
	var all []words
	for _, n := range notices {
		if n.Kind == game.Unheard {
			all = append(all, unheard(n, false), unheard(n, true))
			continue
		}
		all = append(all, overheard(n))
	}
	f := &game.Frame{Charter: &game.Charter{Crown: game.Subject{Name: name}}, Players: []game.PlayerMark{{Score: game.Score{Name: name}}}}
	all = append(all, crownOf(f))
	f.Players[0].Crown = true
	all = append(all, crownOf(f), whoIs(f))
	for _, w := range all {
		if w.long == "" || screen.TextWidth(w.short) > 38 || w.short == "" || strings.Contains(w.long, "..") {
			t.Errorf("%+v is told", w)
		}
	}
	for _, w := range []words{wordsWalkerless, wordsNoCrown, wordsCrownless, wordsUnsaid, wordsPerhaps, wordsUndone, wordsElsewhere, wordsNotDone, wordsMutes, wordsLooking, wordsNoReply, wordsBell, wordsNoBell} {
		if screen.TextWidth(w.short) > 38 {
			t.Errorf("%q is too long", w.short)
		}
	}
}

package tui

import (
	"fmt"
	"strings"

	"thicket/game"
	"thicket/tui/screen"
)

// words is a text in two forms; the short one has at most 38 columns.
type words struct{ long, short string }

func say(text string) words { return words{text, text} }

// fit is the form for a row of so many columns.
func (w words) fit(width int) string {
	if screen.TextWidth(w.long) <= width {
		return w.long
	}
	return w.short
}

func welcome(name string, guest bool) words {
	long := "You are " + name
	if guest {
		long += ", a guest"
	}
	if strings.Contains(name, "~") { // nobody chose that
		long += ". p: another name"
	}
	return words{long + ". Arrows or wasd: walk.", "Walk with the arrows or wasd."}
}

var (
	wordsLeave = words{"Leave the forest? y: yes, any other key: stay", "Leave? y: yes, other keys: stay"}
	wordsFell  = words{"The forest fell over. It will be back in a moment.", "The forest fell. One moment."}
	wordsBack  = say("The forest is back. Walk on.")
	wordsRound = say("The next round begins.")
	wordsEnded = say("The round is over.")
	wordsHere  = say("You are in that world.")

	wordsLanding = words{"You are being brought to the meadow. One moment.", "To the meadow. One moment."}

	wordsFull = words{"The forest cannot keep up: what you did was lost.", "Too busy: what you did was lost."}
	wordsDoze = words{"You doze: nothing can sting you. Any key wakes you.", "You doze. Any key wakes you."}

	wordsNothing = say("Nothing to plant is chosen any more.")
	wordsUnknown = say("?: help")
	wordsChoose  = words{"Choose what to plant first: 1 to 7.", "Choose first: 1 to 7."}
)

// chosen says what the chosen pattern costs and how it is planted.
func chosen(p game.Pattern) words {
	what := fmt.Sprintf("%s, %s", p, count(rules.Cost(p), "spore"))
	return words{what + ". Space, or the same key again: plant it.", what + ". Space: plant."}
}

func stroke(n int) words { return say(fmt.Sprintf("Stroke %d of %d.", n, rules.Strokes)) }

// inTheWay says what is in the way.
func inTheWay(v game.Verdict, by string) words {
	switch v {
	case game.Tree:
		return say("A tree is in the way.")
	case game.Rim:
		return say("The forest ends here.")
	case game.Bacteria:
		return say("Living bacteria are in the way.")
	}
	return say(by + " is in the way.")
}

// tooSmall says what is needed and what there is.
func tooSmall(s Size) []string {
	return []string{
		"Too small a window:",
		fmt.Sprintf("%d x %d, needs %d x %d.", s.Width, s.Height, MinWidth, MinHeight),
		"Make it larger, or q.",
	}
}

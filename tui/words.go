package tui

import (
	"fmt"

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
	long := "You are " + name + ". Arrows or wasd: walk."
	if guest {
		long = "You are " + name + ", a guest. Arrows or wasd: walk."
	}
	return words{long, "Walk with the arrows or wasd."}
}

func footer(name string, guest bool) words {
	if guest {
		name += " (guest)"
	}
	return words{name + "   arrows: walk   ?: help   g: glyphs   q: leave", "arrows: walk   ?: help   q: leave"}
}

var (
	wordsLeave = words{"Leave the forest? y: yes, any other key: stay", "Leave? y: yes, other keys: stay"}
	wordsFell  = words{"The forest fell over. It will be back in a moment.", "The forest fell. One moment."}
	wordsBack  = say("The forest is back. Walk on.")
	wordsFull  = words{"The forest cannot keep up: that step was lost.", "Too busy: that step was lost."}
)

// blockedBy says what is in the way.
func blockedBy(v game.Verdict, by string) words {
	switch v {
	case game.Tree:
		return say("A tree is in the way.")
	case game.Rim:
		return say("The forest ends here.")
	}
	return words{by + " is in the way.", by + " is in the way."}
}

// tooSmall says what is needed and what there is.
func tooSmall(s Size) []string {
	return []string{
		"Too small a window:",
		fmt.Sprintf("%d x %d, needs %d x %d.", s.Width, s.Height, MinWidth, MinHeight),
		"Make it larger, or q.",
	}
}

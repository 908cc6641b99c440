package tui

import (
	"fmt"
	"strings"

	"thicket/game"
	"thicket/tui/screen"
)

// mostWhy is how many cells a reason has that the world gives.
const mostWhy = 60

// clean and cleanName are what somebody said, and what they are called, as they
// are fit for this screen, whatever was let through elsewhere.
func clean(text string) string { return screen.Clean(text, game.MostSaid) }

func cleanName(name string) string { return screen.Clean(name, game.MaxName+4) }

func messageOfTheDay(text string) string { return "Message of the day: " + clean(text) }

// remarkOf is a line as it is read.
func remarkOf(l game.Line) remark {
	r := remark{style: styleLabel, voice: l.Voice, name: l.Name}
	name, text := cleanName(l.Name), clean(l.Text)
	switch l.Kind {
	case game.Talked:
		r.text, r.style = name+": "+text, styleBox
	case game.Emoted:
		r.text, r.style = "* "+name+" "+text, styleBox
	case game.Crowned:
		r.text = name + " wears the crown now" + because(text) + "."
	case game.Uncrowned:
		r.text = name + " laid the crown down. Nobody wears it now."
	case game.CrownLeft:
		r.text = name + ", who wears the crown, has left. It waits for a minute."
	case game.CrownBack:
		r.text = name + " is back, and wears the crown."
	case game.SentAway:
		r.text = name + " was sent away."
	case game.Outlawed:
		r.text = name + " was banned from this world."
	case game.Posted:
		r.text, r.style = messageOfTheDay(text), styleValue
	case game.RoundEnded:
		r.text = "The round is over. " + name + " had the most" + because(text) + "."
	}
	return r
}

// because is a reason that follows on what it is a reason for.
func because(why string) string {
	if why == "" {
		return ""
	}
	return ": " + strings.TrimSuffix(screen.Clean(why, mostWhy), ".")
}

// everybodyHears tells whether a line says to all what a decree did.
func everybodyHears(n game.Notice) bool {
	switch n.Decree {
	case game.Kick, game.Outlaw, game.HandOver, game.Abdicate:
		return true
	case game.Post:
		return n.Text != ""
	}
	return false
}

// overheard says a notice of the chat in words.
func overheard(n game.Notice) words {
	switch n.Kind {
	case game.Decreed:
		return decreed(n)
	case game.Refuted:
		return refuted(n)
	case game.Dethroned:
		name := cleanName(n.Name)
		return words{name + " wears the crown of this world now: you were away.", name + " wears the crown now."}
	case game.CrownedYou:
		if n.Text == "" {
			return words{"You wear the crown of this world. t, then /help: what you may do", "You wear the crown. t, /help: more"}
		}
		return words{"You wear the crown now" + because(n.Text) + ". t, then /help: what you may do", "You wear the crown now. t, /help: more"}
	}
	return say(cleanName(n.Name) + " watches you.")
}

// unheard says why something was not said, and whether what was written is back
// on the line, out of sight.
func unheard(n game.Notice, back bool) words {
	w := say("That cannot be said.")
	switch n.Denial {
	case game.NoSubject:
		w = words{nobodyCalled(n.Name).long, "Nobody of that name."}
	case game.Needless:
		w = say("That is you.")
	case game.TooFast:
		many := count(rules.Lines, "line") + " in " + lasting(rules.LinesIn)
		w = words{"Not said: " + many + " at most. Wait a moment.", "Not said: too fast."}
	case game.TooBusy:
		w = words{"Not said: too many talk at once. Try again in a moment.", "Not said: too busy."}
	case game.Walkerless:
		return wordsWalkerless
	}
	if back {
		w.long, w.short = w.long+bringsBack, w.short+bringsBack
	}
	return w
}

const bringsBack = " t brings it back."

func nobodyCalled(name string) words {
	return words{"Nobody here is called " + screen.Clean(name, game.MostSaid) + ".", "Nobody here is called that."}
}

// decreed says that something was done that not everybody is told of.
func decreed(n game.Notice) words {
	name := cleanName(n.Name)
	switch n.Decree {
	case game.Pardon:
		return words{name + " is not banned any more.", "The ban is lifted."}
	case game.Post:
		return say("There is no message of the day now.")
	case game.SetBots:
		return words{"The bots are " + screen.Clean(n.Text, mostWhy) + " now.", "The bots are changed."}
	case game.Invite:
		return say(name + " is invited.")
	case game.Disinvite:
		return words{name + " is not invited any more.", "The invitation is taken back."}
	case game.Open:
		return say("Everybody may come in now.")
	case game.Close:
		return say("Only who is invited comes in now.")
	}
	return say("It is done.")
}

// refuted says why something was not done.
func refuted(n game.Notice) words {
	switch n.Denial {
	case game.NoCrown:
		return wordsNoCrown
	case game.NoSubject:
		return noSubject(n)
	case game.Keyless:
		return words{cleanName(n.Name) + " is a guest; that takes a key.", "They are a guest; that takes a key."}
	case game.TooMany:
		return say("That list is full.")
	case game.Needless:
		return needless(n)
	case game.Protected:
		return words{"Nobody can do that to themselves, to an admin or to the founder.", "Not to you, an admin or the founder."}
	case game.TooFast, game.TooBusy:
		return words{"Not done: that was too much at once. Wait a moment.", "Not done: too much at once."}
	}
	return say("That cannot be done.")
}

// needless says that something is as it was wished already.
func needless(n game.Notice) words {
	name := cleanName(n.Name)
	switch n.Decree {
	case game.Invite:
		return words{name + " is invited already.", "They are invited already."}
	case game.Outlaw:
		return words{name + " is banned already.", "They are banned already."}
	case game.HandOver:
		return words{name + " wears the crown already.", "They wear the crown already."}
	case game.Open:
		return say("The world is open already.")
	case game.Close:
		return say("The world is private already.")
	}
	return say("It is so already.")
}

func noSubject(n game.Notice) words {
	switch n.Decree {
	case game.Pardon:
		return words{cleanName(n.Name) + " is not banned here.", "There is no such ban."}
	case game.Disinvite:
		return words{cleanName(n.Name) + " is not invited here.", "There is no such invitation."}
	}
	return nobodyCalled(n.Name)
}

var (
	wordsWriting    = words{"enter: say it   esc: close   /help: commands", "enter: say   esc: close   /help"}
	wordsWalkerless = say("Who only looks on cannot talk.")
	wordsNoCrown    = say("Only who wears the crown can do that.")
	wordsCrownless  = words{"This world has no crown; admins look after it.", "This world has no crown."}
	wordsUnsaid     = words{"Not said: the forest fell. One moment.", "Not said: the forest fell."}
	wordsPerhaps    = words{"What you wrote last may be lost." + bringsBack, "Perhaps not said." + bringsBack}
	wordsUndone     = words{"The forest cannot keep up: that was not done.", "Too busy: that was not done."}
	wordsElsewhere  = say("You are elsewhere now: not done.")
	wordsNotDone    = words{"Not done: the forest fell. One moment.", "Not done: the forest fell."}
	wordsLooking    = words{"One moment: another name is being looked up.", "One moment."}
	wordsNoReply    = say("Nobody has whispered to you.")
	wordsMutes      = words{fmt.Sprintf("You mute %d already; /mute NAME ends it.", mostMutes), "You mute too many; /mute NAME ends it."}
	wordsBell       = say("The bell rings for whispers.")
	wordsNoBell     = say("No bell rings for whispers.")
)

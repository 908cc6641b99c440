package tui

var (
	wordsLookOn   = words{"You see where things happen. v: a player  m: map  tab: scores  ?: help  q: leave", "v: a player  m: map  ?: help  q: leave"}
	wordsChosen   = words{"v: the next  p: before  a: where things happen  m: map  tab: scores  q: leave", "v: next p: before a: action ?: help"}
	wordsWatching = words{"You watch; your walker stays where it is. v: the next   esc, or a step: back", "v: the next   esc, or a step: back"}

	wordsOnly        = say("You only look on.")
	wordsOnlyNow     = say("You only look on. esc: back")
	wordsDirected    = say("You see where things happen.")
	wordsNoOther     = say("There is no other player.")
	wordsNobodyThere = words{"No other player is there. f: find one", "Nobody is there. f: find somebody"}
	wordsBackOn      = say("The forest is back.")
)

// notThere says that somebody is not there who was asked for.
func notThere(name string) words {
	return words{name + " is not here. You see where things happen.", cut(name, 24) + " is not here."}
}

// looksOnIn says in which world somebody looks on now.
func looksOnIn(world string) words {
	return words{"You look on in " + world + ". o: other worlds", "You look on: " + world + "."}
}

// looksOnNow is looksOnIn for who had a walker before.
func looksOnNow(world string) words {
	return words{"You look on in " + world + ": your walker has left. o: back to a world.", "You look on; your walker has left."}
}

// gone says that somebody is gone who was watched.
func gone(name string, looksOn bool) words {
	if looksOn {
		return words{name + " is gone. You see where things happen.", name + " is gone."}
	}
	return words{name + " is gone. You are back with your walker.", name + " is gone."}
}

// watchHelp is the help of who looks on, on every screen.
var watchHelp = framed("Looking on", []string{
	"You have no walker: you only see.",
	"Whoever you watch is told.",
	"",
	"v n right   the next player",
	"p left      the one before",
	"a 0         where things happen",
	"m map  tab scores  o worlds  q leave",
}, helpWidth)

package tui

import (
	"fmt"

	"thicket/game"
)

// firstPlant is what a newcomer is told to plant.
const firstPlant = game.RPentomino

var (
	hintStung = words{"Stung: a cell was born under you. Keep moving.", "A cell was born under you: keep moving"}
	hintRest  = words{"Rest beside a tree: one heart every 5 s.", "Rest by a tree: a heart every 5 s."}
	hintWild  = words{"Those are wild bacteria. Walk onto one to eat it.", "Walk onto wild bacteria to eat them."}
	hintNone  = words{"No food near yet. Walk on: it grows all over the forest.", "No food near yet: walk on."}
	hintGrows = words{"It grows by itself. Wild cells it meets turn yours.", "Wild cells that it meets turn yours."}
	hintDied  = words{"Your colony died out. Plant anew, with more room.", "Your colony died out. Plant anew."}
	hintGuest = words{"No SSH key: your colony turns wild when you leave.", "No key: it turns wild when you leave."}
	hintHelp  = words{"m: map  tab: scores  o: worlds  t: chat  p: profile  ?: help  q: leave", "m: map  o: worlds  t: chat  ?: help"}
)

func fixed(w words) func(*scene) words { return func(*scene) words { return w } }

func hintBack(s *scene) words { return say("Welcome back, " + s.name + ".") }

func hintWalk(s *scene) words { return welcome(s.name, s.guest) }

func hintFood(s *scene) words { return say("Food: " + s.food.words() + ".") }

func hintPlant(s *scene) words {
	then := fmt.Sprintf("You have %d. %d, then space: plant.", s.spores, firstPlant)
	if s.meals > 1 {
		return say(then)
	}
	return words{"Eaten: +1 spore. " + then, then}
}

func hintYours(s *scene) words {
	cells := count(s.biomass, "cell")
	return words{"Yours! Biomass, your score: " + cells + ".", "Yours! Your score: " + cells + "."}
}

func hintFell(s *scene) words {
	if !s.home.there() {
		return say("You fell: half your spores gone.")
	}
	way := s.home.words()
	return words{"You fell: half your spores gone. Your colony lives: " + way + ".", "Your colony: " + way}
}

// count is a number of things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// way is where something is from here; one without an arrow leads nowhere.
type way struct {
	arrow string
	far   int // cells
}

func (w way) there() bool { return w.arrow != "" }

func (w way) words() string { return count(w.far, "cell") + " that way " + w.arrow }

// wayTo leads from one cell to another.
func (s *glyphSet) wayTo(from, to game.Point) way {
	return way{s.arrow(from, to), from.Distance(to)}
}

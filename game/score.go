package game

import (
	"cmp"
	"slices"
)

// count takes the biomass of all players' colonies. Best biomass is the
// smaller of two countings in a row, at its highest.
func (w *World) count() {
	w.tellMilestones()
	if w.now-w.counted < stamp(w.cfg.Count) {
		return
	}
	w.counted = w.now
	w.turnWild()
	for i := range w.players {
		c := &w.colonies[w.players[i].colony]
		if low := min(c.biomass, c.counted); low > c.best {
			c.best = low
			w.roster++
		}
		c.counted = c.biomass
	}
}

// milestones are the sizes of colonies that everybody is told of.
var milestones = [...]int{50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000}

// tellMilestones tells of the largest size that a colony has passed and nobody
// was told of yet.
func (w *World) tellMilestones() {
	for i := range w.players {
		p := &w.players[i]
		c := &w.colonies[p.colony]
		passed := c.passed
		for passed < len(milestones) && c.biomass >= milestones[passed] {
			passed++
		}
		if passed > c.passed && w.tell(Milestone{Name: p.name, Cells: milestones[passed-1]}) {
			c.passed = passed
		}
	}
}

// tell tells everybody, at most once in 10 s, and says whether it did.
func (w *World) tell(m Milestone) bool {
	const quiet = 10_000 // milliseconds
	if w.now-w.marked < quiet {
		return false
	}
	w.marked = w.now
	m.Number = w.milestone.Number + 1
	w.milestone = m
	w.roster++
	return true
}

// score is what a player has done here so far.
func (w *World) score(p *player) Score {
	c := &w.colonies[p.colony]
	return Score{
		Name: p.name, Biomass: c.biomass, Best: c.best,
		Meals: int(p.meals), Stings: int(p.stings),
	}
}

// hallSize is how many of those who left are remembered.
const hallSize = 100

// remember writes down what a player has done who leaves; of one name the
// best.
func (w *World) remember(p *player) {
	s := w.score(p)
	s.Biomass = 0
	if s.Best == 0 && s.Meals == 0 {
		return
	}
	hall := slices.Clone(w.hall) // frames share the old one
	if i := slices.IndexFunc(hall, func(o Score) bool { return o.Name == s.Name }); i < 0 {
		hall = append(hall, s)
	} else if ByBest(s, hall[i]) < 0 {
		hall[i] = s
	}
	slices.SortStableFunc(hall, ByBest)
	w.hall = hall[:min(len(hall), hallSize)]
}

// ByBest puts the better score first: best biomass, then meals.
func ByBest(a, b Score) int {
	return cmp.Or(cmp.Compare(b.Best, a.Best), cmp.Compare(b.Meals, a.Meals))
}

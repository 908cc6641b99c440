package game

// count takes the biomass of all players' colonies, also of those who are not
// here. Best biomass is the smaller of two countings in a row, at its highest.
func (w *World) count() {
	w.tellMilestones()
	if w.now-w.counted < stamp(w.cfg.Count) {
		return
	}
	w.counted = w.counting()
	w.turnWild()
	w.countAll()
}

// countAll counts every colony once.
func (w *World) countAll() {
	for i := range w.absences { // seldom: there are more of them than of players
		if a := &w.absences[i]; a.number != 0 {
			w.tellMilestone(a.number, a.name)
		}
	}
	for i := range w.colonies {
		c := &w.colonies[i]
		if c.kind != Player || c.wild {
			continue
		}
		low := min(c.biomass, c.counted)
		if low > c.best {
			c.best = low
			w.rosterOf(c)
		}
		w.results.counted(c.account, low)
		c.counted = c.biomass
	}
}

// milestones are the sizes of colonies that everybody is told of.
var milestones = [...]int{50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000}

// tellMilestones tells of the largest size that a colony has passed and nobody
// was told of yet.
func (w *World) tellMilestones() {
	for i := range w.players {
		w.tellMilestone(w.players[i].colony, w.players[i].name)
	}
}

func (w *World) tellMilestone(number uint16, owner string) {
	c := &w.colonies[number]
	passed := c.passed
	for passed < len(milestones) && c.biomass >= milestones[passed] {
		passed++
	}
	if passed > c.passed && w.tell(Milestone{Name: owner, Cells: milestones[passed-1]}) {
		c.passed = passed
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

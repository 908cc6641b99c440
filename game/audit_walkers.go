package game

import "fmt"

// slots looks at the walkers, and that the slots without one are free.
func (a *auditor) slots() error {
	absent := 0
	for slot := range uint32(a.slotCount()) {
		who := a.walker(slot)
		if !who.here {
			absent++
		}
		if err := a.auditWalker(slot, who); err != nil {
			return fmt.Errorf("walker %d %w", slot, err)
		}
	}
	free := make([]bool, a.slotCount())
	for _, slot := range a.free {
		if who := a.walker(slot); who == nil || who.here || free[slot] {
			return fmt.Errorf("slot %d is not free, or twice", slot)
		}
		free[slot] = true
	}
	if len(a.free) != absent {
		return fmt.Errorf("%d slots have no walker, %d are free", absent, len(a.free))
	}
	return nil
}

func (a *auditor) auditWalker(slot uint32, who *walker) error {
	if who.id.Slot() != slot {
		return fmt.Errorf("has the id of slot %d", who.id.Slot())
	}
	if !who.here {
		if *who != (walker{id: who.id}) {
			return fmt.Errorf("is not here, but has something")
		}
		return nil
	}
	at := who.at()
	if !a.ground.inside(at.X, at.Y) {
		return fmt.Errorf("is beyond the rim at %v", at)
	}
	i, row, bit := a.ground.at(at.X, at.Y)
	most := int64(a.clock.now)*int64(a.cfg.Actions) + int64(a.cfg.Burst)*1000
	switch {
	case a.chunks[i].tree[row]&bit != 0:
		return fmt.Errorf("is in a tree at %v", at)
	case a.walk[i][row]&bit != 0:
		return fmt.Errorf("is at %v, where another one stands", at)
	case int(who.spores) > a.cfg.MostSpores:
		return fmt.Errorf("carries %d spores", who.spores)
	case who.ready > most:
		return fmt.Errorf("has an allowance that is whole at %d, allowed is %d", who.ready, most)
	}
	a.walk[i][row] |= bit
	return a.auditKind(slot, who)
}

// auditKind looks at what only a player has, or only a bot.
func (a *auditor) auditKind(slot uint32, who *walker) error {
	if who.kind == Player {
		if who.player < 0 || int(who.player) >= len(a.players) || a.players[who.player].slot != slot {
			return fmt.Errorf("has the record of player %d, which is another's", who.player)
		}
		return nil
	}
	number := a.bellies[slot/page][slot%page].colony
	switch {
	case who.player != -1:
		return fmt.Errorf("is a bot with the record of player %d", who.player)
	case int(number) >= len(a.colonies), number != 0 && a.colonies[number].owner != who.id:
		return fmt.Errorf("has colony %d, which is another's", number)
	}
	return nil
}

// records looks at the players.
func (a *auditor) records() error {
	names := make(map[string]bool, len(a.players))
	for i := range a.players {
		p := &a.players[i]
		who := a.walker(p.slot)
		switch {
		case who == nil || !who.here || who.kind != Player || int(who.player) != i:
			return fmt.Errorf("player %d has the walker of slot %d, which is another's", i, p.slot)
		case p.came > a.clock.now:
			return fmt.Errorf("player %d came at %d, it is %d", i, p.came, a.clock.now)
		case p.held && !p.away:
			return fmt.Errorf("player %d is held, but not away", i)
		case names[p.name]:
			return fmt.Errorf("player %d is called %q, as another one", i, p.name)
		case p.hearts < 1 || int(p.hearts) > a.cfg.Hearts:
			return fmt.Errorf("player %d has %d hearts, allowed are 1 to %d", i, p.hearts, a.cfg.Hearts)
		case int(p.chop.strokes) >= a.cfg.Strokes:
			return fmt.Errorf("player %d has done %d strokes, allowed are 0 to %d", i, p.chop.strokes, a.cfg.Strokes-1)
		case int(p.colony) >= len(a.colonies) || a.colonies[p.colony].owner != who.id:
			return fmt.Errorf("player %d has colony %d, which is another's", i, p.colony)
		}
		names[p.name] = true
	}
	return nil
}

// settlements looks at the colonies, and that those nobody has are vacant.
func (a *auditor) settlements() error {
	a.vacancy = make([]bool, len(a.colonies))
	for _, number := range a.vacant {
		if int(number) >= len(a.colonies) || a.vacancy[number] || a.colonies[number] != (colony{wild: true}) {
			return fmt.Errorf("colony %d is not vacant, or twice", number)
		}
		a.vacancy[number] = true
	}
	a.accounts = map[string]int{}
	for i := range a.colonies {
		c := &a.colonies[i]
		if c.biomass != a.biomass[i] || c.sum != a.sum[i] {
			return fmt.Errorf("colony %d has %d cells, sum %v; counted %d, %v", i, c.biomass, c.sum, a.biomass[i], a.sum[i])
		}
		if other := a.accounts[c.account]; other != 0 {
			return fmt.Errorf("colony %d is of %s, as colony %d", i, c.account, other)
		}
		if c.account != "" {
			a.accounts[c.account] = i
		}
		if err := a.auditOwner(i, c); err != nil {
			return fmt.Errorf("colony %d %w", i, err)
		}
	}
	return nil
}

func (a *auditor) auditOwner(i int, c *colony) error {
	switch {
	case i == 0:
		if *c != (colony{wild: true}) {
			return fmt.Errorf("is more than the wild")
		}
	case c.account != "" && c.kind != Player:
		return fmt.Errorf("is a bot's, but has the account %q", c.account)
	case c.owner != 0:
		return a.auditOwned(i, c)
	case c.wild == (c.account != "") || c.wild == (c.absent != 0):
		return fmt.Errorf("is wild (%v), its account is %q, its absence %d", c.wild, c.account, c.absent)
	case c.biomass == 0 && !a.vacancy[i]:
		return fmt.Errorf("has neither owner nor cells, and is not vacant")
	}
	return nil
}

func (a *auditor) auditOwned(i int, c *colony) error {
	who := a.find(c.owner)
	if who == nil || who.kind != c.kind || c.wild {
		return fmt.Errorf("has an owner that is not here, or is wild")
	}
	number, away := a.bellies[who.id.Slot()/page][who.id.Slot()%page].colony, false
	if who.kind == Player {
		number, away = a.players[who.player].colony, a.players[who.player].away
	}
	switch {
	case int(number) != i:
		return fmt.Errorf("has the owner of colony %d", number)
	case away && (c.account == "" || !who.dozing):
		return fmt.Errorf("has an owner who is away, but is a guest or awake")
	case c.absent != 0 && !away:
		return fmt.Errorf("has absence %d, but its owner is here", c.absent)
	}
	return nil
}

// gone looks at the absences: each is the one of its account, and of the colony
// that the account has, if it has one.
func (a *auditor) gone() error {
	seen := make(map[string]bool, len(a.absences))
	for i := range a.absences {
		b := &a.absences[i]
		number := a.accounts[b.account]
		switch {
		case b.account == "" || seen[b.account]:
			return fmt.Errorf("absence %d is of %q, as another one", i, b.account)
		case int(b.number) != number:
			return fmt.Errorf("absence %d is of colony %d, its account has %d", i, b.number, number)
		case number != 0 && (b.wild || int(a.colonies[number].absent) != i+1):
			return fmt.Errorf("absence %d is of colony %d, which has another, or is wild", i, b.number)
		}
		seen[b.account] = true
	}
	for i := range a.colonies {
		if k := int(a.colonies[i].absent); k > len(a.absences) || k > 0 && int(a.absences[k-1].number) != i {
			return fmt.Errorf("colony %d has absence %d, which is another's", i, k)
		}
	}
	return nil
}

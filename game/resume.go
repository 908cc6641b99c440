package game

// Resume is the world of a snapshot under today's numbers: its size, its trees
// and its seed stay, all else is as in cfg. Nobody's line outlives a process: bots
// and guests leave, the walkers of accounts wait for theirs. Errors name the number
// of cfg that is wrong.
func Resume(s *Snapshot, cfg Config) (*World, error) {
	cfg.Width, cfg.Height, cfg.Trees, cfg.Seed = s.cfg.Width, s.cfg.Height, s.cfg.Trees, s.cfg.Seed
	today := *s
	today.cfg = cfg
	w, err := Restore(&today)
	if err != nil {
		return nil, err
	}
	// As many generations are due as there were, whatever the rate is now.
	w.beats = int64(w.now) * int64(cfg.Generations) / 1000
	for slot := range w.walkers {
		if who := &w.walkers[slot]; who.here {
			who.ready = 0 // it was counted in units of another rate
			who.spores = min(who.spores, uint8(cfg.MostSpores))
			w.Drop(w.now, who.id)
		}
	}
	for i := range w.players {
		p := &w.players[i]
		p.held = false // whoever comes back to another process presses keys for it
		p.hearts = min(p.hearts, uint8(cfg.Hearts))
		p.chop = chopping{}
	}
	return w, nil
}

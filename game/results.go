package game

// mostResults is for how many accounts results wait to be taken: as many as
// there are colonies, so that no counting alone has too many.
const mostResults = mostColonies

// results are what accounts have done that nobody has taken yet. They are
// output, not state: no snapshot holds them, and a restored world has none.
type results struct {
	waiting []Result
	places  map[string]int // in waiting, by account
	lost    uint64         // meals, stings and countings that found no place
}

// of is the result that waits of an account, nil of a guest or when there are
// too many.
func (r *results) of(account string) *Result {
	if account == "" {
		return nil
	}
	i, ok := r.places[account]
	if !ok {
		if len(r.waiting) == mostResults {
			r.lost++
			return nil
		}
		i = len(r.waiting)
		r.places[account] = i
		r.waiting = append(r.waiting, Result{Account: account})
	}
	return &r.waiting[i]
}

// add adds what another result says.
func (r *results) add(o Result) {
	if it := r.of(o.Account); it != nil {
		it.Best = max(it.Best, o.Best)
		it.Meals += o.Meals
		it.Stings += o.Stings
	}
}

func (r *results) ate(account string) {
	if it := r.of(account); it != nil {
		it.Meals++
	}
}

func (r *results) stung(account string) {
	if it := r.of(account); it != nil {
		it.Stings++
	}
}

// counted notes the smaller of the two newest countings of an account's cells,
// even if it is as before: it may count for another day.
func (r *results) counted(account string, low int) {
	if low == 0 {
		return
	}
	if it := r.of(account); it != nil {
		it.Best = max(it.Best, low)
	}
}

// TakeResults gives what accounts have done since the last time, one Result
// each, in the order in which they first did something. It counts the meals,
// stings and countings that were lost since then, as too many accounts had some.
// Who drives a world without a room need not take them.
func (w *World) TakeResults(tell func(Result)) (lost uint64) {
	if len(w.results.waiting) == 0 {
		return 0
	}
	lost, w.results.lost = w.results.lost, 0
	for _, r := range w.results.waiting {
		tell(r)
	}
	clear(w.results.places)
	clear(w.results.waiting)
	w.results.waiting = w.results.waiting[:0]
	return lost
}

func (d *desk) collect(w *World) []Result {
	batch := d.left
	d.left = nil
	d.lost.Add(w.TakeResults(func(r Result) { batch = append(batch, r) }))
	return batch
}

// salvage takes the results of a world whose room has ended. If it fell, what
// happened since its snapshot is lost to the world, but not to who did it.
func (d *desk) salvage(w *World) {
	if d == nil {
		return
	}
	d.left = d.collect(w)
	if over := len(d.left) - mostResults; over > 0 {
		d.left = d.left[:mostResults]
		d.lost.Add(uint64(over))
	}
}

// last puts what a world leaves when its room has ended, and is the snapshot of
// it.
func (d *desk) last(w *World) *Snapshot {
	for i := range w.players {
		if w.accountOf(&w.players[i]) != "" {
			w.Drop(w.now, w.walkers[w.players[i].slot].id)
		}
	}
	d.salvage(w)
	s := w.Snapshot()
	d.putShot(s)
	return s
}

// clear tells that nothing lies on the desk. The scribe asks when no room runs.
func (d *desk) clear() bool {
	return len(d.results) == 0 && len(d.left) == 0 && len(d.shots) == 0 && len(d.charters) == 0
}

package game

import "time"

// Batch is many steps in one command, as swarms submit them. The room writes
// what became of each step beside it and gives the batch back.
type Batch struct {
	Op    Op // OpEnter, OpStep or OpLeave
	Steps []BatchStep
	At    Stamp // the world's when it was applied
	// Applied is when the room had applied all of it. At is when the room last
	// looked at its clock, for many commands.
	Applied time.Time
}

// BatchStep is one walker's part in a Batch. Walker, Dir and Plant are asked,
// the rest is answered; of OpEnter the walker too, unless it names one that is
// still in the world and is reclaimed then.
type BatchStep struct {
	Walker  WalkerID
	X, Y    int16
	Dir     Dir     // of the step
	Plant   Pattern // to be planted instead of a step
	Verdict Verdict
	Spores  uint8 // that the walker carries now
}

// ApplyBatch does the steps of b in their order at one stamp. Those who enter
// by it are bots.
func (w *World) ApplyBatch(at Stamp, b *Batch) {
	switch b.Op {
	case OpStep:
		w.stepAll(at, b.Steps)
	case OpEnter:
		for i := range b.Steps {
			s := &b.Steps[i]
			w.answer(s, w.reenter(at, s))
		}
	case OpLeave:
		for i := range b.Steps {
			s := &b.Steps[i]
			w.answer(s, w.Leave(at, s.Walker))
		}
	}
	b.At = w.now
}

// ahead is how many steps of a batch are looked at before they are done.
const ahead = 128

// stepAll does steps and plantings.
func (w *World) stepAll(at Stamp, steps []BatchStep) {
	for len(steps) > 0 {
		some := steps[:min(ahead, len(steps))]
		steps = steps[len(some):]
		w.fetch(some)
		for i := range some {
			s := &some[i]
			if s.Plant != NoPattern {
				w.answer(s, w.Plant(at, s.Walker, s.Plant))
				continue
			}
			who, verdict := w.actor(at, s.Walker)
			if verdict == Done {
				_, verdict = w.step(who, s.Dir)
			}
			s.tell(who, verdict)
		}
	}
}

// fetch reads what up to ahead steps will read, and does nothing with it. Where
// a million walkers step in random order each step waits for memory several
// times, one after the other; here all wait together.
func (w *World) fetch(steps []BatchStep) {
	var sum uint64
	for i := range steps {
		if slot := int(steps[i].Walker.Slot()); slot < len(w.walkers) {
			sum += uint64(w.walkers[slot].id)
		}
	}
	if w.saving != nil {
		for i := range steps {
			sum += uint64(w.saving.walkers.peek(steps[i].Walker.Slot()).id)
		}
	}
	var rows [ahead][2]int32 // of the cells from which and to which
	n := 0
	for i := range steps {
		slot := int(steps[i].Walker.Slot())
		if slot >= len(w.walkers) {
			continue
		}
		from := w.walkers[slot].at()
		to := from.Step(steps[i].Dir)
		k, _ := w.cell(from.X, from.Y)
		l, _ := w.cell(min(max(to.X, 0), w.width-1), min(max(to.Y, 0), w.height-1))
		rows[n] = [2]int32{int32(k), int32(l)}
		n++
	}
	for _, both := range rows[:n] {
		sum += w.rows[both[0]].tree + w.rows[both[1]].tree
	}
	w.fetched += sum
}

// tell answers a step.
func (s *BatchStep) tell(who *walker, v Verdict) {
	s.Verdict = v
	if who == nil {
		s.X, s.Y, s.Spores = 0, 0, 0
		return
	}
	s.X, s.Y, s.Spores = who.x, who.y, who.spores
}

// answer answers a step by its outcome.
func (w *World) answer(s *BatchStep, out Outcome) {
	s.Walker = out.Walker
	s.tell(w.find(out.Walker), out.Verdict)
	s.X, s.Y = int16(out.At.X), int16(out.At.Y)
}

// tally adds the steps of b, by what became of them.
func (b *Batch) tally(to *[verdicts]uint64) {
	for i := range b.Steps {
		if b.Steps[i].Plant == NoPattern {
			to[b.Steps[i].Verdict]++
		}
	}
}

// reenter finds a bot that is still here, or lets a new one in.
func (w *World) reenter(at Stamp, s *BatchStep) Outcome {
	if who := w.find(s.Walker); who != nil && who.kind == Bot {
		return w.outcome(who, Done)
	}
	return w.Enter(at, Bot, "", Look{})
}

package game

// Batch is many steps in one command, as swarms submit them. The room writes
// what became of each step beside it and gives the batch back.
type Batch struct {
	Op    Op // OpEnter, OpStep or OpLeave
	Steps []BatchStep
	At    Stamp // when it was applied
}

// BatchStep is one walker's part in a Batch. Walker and Dir are asked, the
// rest is answered; of OpEnter the walker too, unless it names one that is
// still in the world and is reclaimed then.
type BatchStep struct {
	Walker  WalkerID
	X, Y    int16
	Dir     Dir
	Verdict Verdict
	Look    Look
}

// ApplyBatch does the steps of b in their order at one stamp. Those who enter
// by it are bots.
func (w *World) ApplyBatch(at Stamp, b *Batch) {
	for i := range b.Steps {
		s := &b.Steps[i]
		var out Outcome
		switch b.Op {
		case OpStep:
			out = w.Step(at, s.Walker, s.Dir)
		case OpEnter:
			out = w.reenter(at, s)
		case OpLeave:
			out = w.Leave(at, s.Walker)
		}
		s.Walker, s.Verdict = out.Walker, out.Verdict
		s.X, s.Y = int16(out.At.X), int16(out.At.Y)
	}
	b.At = w.now
}

// reenter finds a bot that is still here, or lets a new one in.
func (w *World) reenter(at Stamp, s *BatchStep) Outcome {
	if who := w.find(s.Walker); who != nil && who.kind == Bot {
		return w.outcome(who, Done)
	}
	return w.Enter(at, Bot, "", s.Look)
}

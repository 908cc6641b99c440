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
	for i := range b.Steps {
		s := &b.Steps[i]
		var out Outcome
		switch b.Op {
		case OpStep:
			if s.Plant != NoPattern {
				out = w.Plant(at, s.Walker, s.Plant)
				break
			}
			out = w.Step(at, s.Walker, s.Dir)
		case OpEnter:
			out = w.reenter(at, s)
		case OpLeave:
			out = w.Leave(at, s.Walker)
		}
		s.Walker, s.Verdict = out.Walker, out.Verdict
		s.X, s.Y = int16(out.At.X), int16(out.At.Y)
		s.Spores = w.sporesOf(out.Walker)
	}
	b.At = w.now
}

// reenter finds a bot that is still here, or lets a new one in.
func (w *World) reenter(at Stamp, s *BatchStep) Outcome {
	if who := w.find(s.Walker); who != nil && who.kind == Bot {
		return w.outcome(who, Done)
	}
	return w.Enter(at, Bot, "", Look{})
}

package game

import "testing"

// A batch does what its steps would do one by one, in their order.
func TestBatchIsItsSteps(t *testing.T) {
	one, all := drawWorld(t, "A.B#", "C..a"), drawWorld(t, "A.B#", "C..a")
	b := &Batch{Op: OpStep}
	for _, c := range []struct {
		letter byte
		dir    Dir
	}{{'A', Right}, {'B', Left}, {'C', Up}, {'C', Left}, {'a', Up}, {'B', Down}, {'B', Down}, {'B', Right}, {'B', Left}} {
		b.Steps = append(b.Steps, BatchStep{Walker: all.ids[c.letter], Dir: c.dir})
	}
	b.Steps = append(b.Steps, BatchStep{Walker: 99})
	all.ApplyBatch(7, b)
	for i, s := range b.Steps {
		o := one.Step(7, s.Walker, s.Dir)
		if s.Verdict != o.Verdict || (Point{int(s.X), int(s.Y)}) != o.At || s.Walker != o.Walker {
			t.Errorf("step %d: %+v in the batch, %+v alone", i, s, o)
		}
	}
	if b.At != 7 || !all.Snapshot().Equal(one.Snapshot()) {
		t.Errorf("the worlds differ at %d:\n%s\n%s", b.At, all, one)
	}
}

// By a batch bots enter; one that is still here stays where it is, and nobody
// becomes a bot by being named.
func TestBatchOfEntering(t *testing.T) {
	s := drawWorld(t, "A...", "...a", "....")
	b := &Batch{Op: OpEnter, Steps: []BatchStep{
		{}, {Walker: s.ids['A']}, {Walker: s.ids['a']}, {Walker: 12345},
	}}
	s.ApplyBatch(1, b)
	if s.Bots() != 4 || s.Players() != 1 {
		t.Errorf("%d bots and %d players", s.Bots(), s.Players())
	}
	if got := b.Steps[1]; got.Walker != s.ids['A'] || got.X != 0 || got.Y != 0 {
		t.Errorf("the one that was here: %+v", got)
	}
	if b.Steps[2].Walker == s.ids['a'] {
		t.Error("a player was given away")
	}
	last := b.Steps[3]
	if m, ok := newFramer(s.World).newest.Walker(Point{int(last.X), int(last.Y)}); !ok || m.Kind != Bot {
		t.Errorf("the newcomer looks like %+v", m)
	}
	b.Op = OpLeave
	s.ApplyBatch(2, b)
	if s.Bots() != 0 || s.Players() != 1 {
		t.Errorf("after all have left: %d bots and %d players", s.Bots(), s.Players())
	}
	if err := check(s.World); err != nil {
		t.Error(err)
	}
}

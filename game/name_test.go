package game

import "testing"

func TestNamesAreMadeUnique(t *testing.T) {
	w := bareWorld(sized(64, 64))
	enter := func(name string) WalkerID { return w.Enter(0, Player, name, Look{}).Walker }
	nameOf := func(id WalkerID) string {
		mark, ok := newFramer(w).newest.Player(id)
		if !ok {
			t.Fatalf("player %d is not in the frame", id)
		}
		return mark.Name
	}
	var ids []WalkerID
	for _, step := range []struct{ asked, got string }{
		{"ada", "ada"}, {"ada", "ada~2"}, {"ada", "ada~3"}, {"bob", "bob"},
	} {
		id := enter(step.asked)
		ids = append(ids, id)
		if got := nameOf(id); got != step.got {
			t.Errorf("%q enters as %q, not as %q", step.asked, got, step.got)
		}
	}
	w.Leave(0, ids[1])
	if got := nameOf(enter("ada")); got != "ada~2" {
		t.Errorf("the name that became free is not used again: %q", got)
	}
	w.Leave(0, ids[0])
	if got := nameOf(ids[2]); got != "ada~3" {
		t.Errorf("a name changed when another player left: %q", got)
	}
}

package game

import (
	"strings"
	"testing"
)

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

func TestCheckAccount(t *testing.T) {
	digest := strings.Repeat("A", 43)
	for account, good := range map[string]bool{
		"SHA256:" + digest:             true,
		"SHA256:" + digest[:42] + "8":  true,
		"SHA256:" + digest[:42] + "B":  false, // not as anybody writes it
		"SHA256:" + digest[:42]:        false,
		"SHA256:" + digest + "A":       false,
		"SHA256:" + digest + "=":       false,
		"SHA256:" + digest + "\n":      false, // decoders skip line ends
		"SHA256:\r" + digest:           false,
		"SHA256:" + digest[:42] + "\n": false,
		"SHA256:" + digest[:42] + "-":  false,
		"sha256:" + digest:             false,
		"SHA256:":                      false,
		digest:                         false,
		"":                             false,
	} {
		if err := CheckAccount(account); (err == nil) != good {
			t.Errorf("%q: %v", account, err)
		}
	}
}

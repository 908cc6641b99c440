package store

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"thicket/game"
)

// What was acknowledged is there after the server was killed in the middle.
func TestKilledInTheMiddle(t *testing.T) {
	folder := t.TempDir()
	said := map[string]map[string]string{"name": {}, "best": {}, "ban": {}}
	for range 4 {
		cmd, lines := child(t, "play", folder)
		for n := 20 + rand.IntN(400); n > 0 && lines.Scan(); n-- {
			hear(t, said, lines.Text())
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // it had said that, too
			hear(t, said, lines.Text())
		}
		_ = cmd.Wait()
	}

	r := begin(t, folder)
	var ok string
	if err := r.readers.QueryRow("PRAGMA integrity_check").Scan(&ok); err != nil || ok != "ok" {
		t.Fatal(ok, err)
	}
	for account, name := range said["name"] {
		if a, err := r.Account(t.Context(), name); err != nil || a != account {
			t.Errorf("%s was %s, is %s, %v", name, account, a, err)
		}
	}
	for account, best := range said["best"] {
		line, err := r.Placed(t.Context(), "meadow", game.Ever, account)
		if err != nil || strconv.Itoa(line.Best) != best {
			t.Errorf("%s had %s, has %+v, %v", account, best, line, err)
		}
	}
	for account := range said["ban"] {
		r.wantBanned(t, account, "192.0.2.1", true)
	}
	t.Log(len(said["name"]), "names,", len(said["best"]), "results,", len(said["ban"]), "bans")
}

func hear(t *testing.T, said map[string]map[string]string, line string) {
	t.Helper()
	what := strings.Fields(line)
	if len(what) != 3 || said[what[0]] == nil {
		t.Fatalf("the child says %q", line)
	}
	said[what[0]][what[1]] = what[2]
}

package store

import (
	"fmt"
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

// The last that was acknowledged of each world is there, or what was under way
// when the server was killed.
func TestKilledAmongFoundedWorlds(t *testing.T) {
	folder := t.TempDir()
	last := map[string]heard{}
	for range 4 {
		cmd, lines := child(t, "found", folder)
		for n := 20 + rand.IntN(200); n > 0 && lines.Scan(); n-- {
			hearOfWorld(t, last, lines.Text())
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
			hearOfWorld(t, last, lines.Text())
		}
		_ = cmd.Wait()
		wantHeard(t, folder, last)
	}
}

// heard is what was said of a world last: the charter and the snapshot that are
// kept, 0 if none is, whether it is being forgotten, and the last charter that was.
type heard struct {
	charter, shot int
	leaving       bool
	forgotten     int
}

func hearOfWorld(t *testing.T, last map[string]heard, line string) {
	t.Helper()
	what := strings.Fields(line)
	if len(what) != 3 {
		t.Fatalf("the child says %q", line)
	}
	n, err := strconv.Atoi(what[2])
	if err != nil {
		t.Fatalf("the child says %q", line)
	}
	h := last[what[1]]
	switch what[0] {
	case "charter":
		h.charter = n
	case "shot":
		h.shot = n
	case "forgets":
		h.leaving = true
	case "forgotten":
		h = heard{forgotten: n}
	default:
		t.Fatalf("the child says %q", line)
	}
	last[what[1]] = h
}

// wantHeard compares what is kept. One step more than was heard may be done; then
// that is what was heard last.
func wantHeard(t *testing.T, folder string, last map[string]heard) {
	t.Helper()
	r := begin(t, folder)
	defer r.stop()
	found := map[string]int{}
	for _, k := range r.founded(t) {
		found[k.Charter.Name], _ = strconv.Atoi(k.Charter.Motd)
	}
	for player := range 8 {
		world := fmt.Sprintf("fen-%d", player)
		h := last[world]
		got := found[world]
		gone := h.leaving && got == 0
		if got < h.charter && !gone || got != 0 && got <= h.forgotten {
			t.Errorf("%s has charter %d, heard was %+v", world, got, h)
		}
		shot, err := r.Load(world)
		is := func(n int) bool { return n != 0 && shot.Equal(shotOf(t, uint64(n))) }
		next := heard{charter: got, forgotten: h.forgotten}
		switch {
		case err != nil:
			t.Error(err)
		case shot == nil:
			if h.shot != 0 && !gone {
				t.Errorf("%s has no snapshot, heard was %+v", world, h)
			}
		case is(got):
			next.shot = got
		case got != 0 && is(h.shot):
			next.shot = h.shot
		default:
			t.Errorf("%s has charter %d and neither that snapshot nor what was heard, %+v", world, got, h)
		}
		last[world] = next
	}
}

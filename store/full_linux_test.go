package store

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thicket/game"
)

// degrade records until the disk takes no more.
func (r *running) degrade(t *testing.T) {
	t.Helper()
	for i := range 1000 {
		if err := r.Record("meadow", []game.Result{{Account: key("old"), Best: i + 1, Meals: 1}}); err != nil {
			return
		}
	}
	t.Fatal("a full disk takes everything")
}

func TestAFullDisk(t *testing.T) {
	onSmallDisk(t, func(t *testing.T, d smallDisk) {
		r := begin(t, d.folder)
		r.Depart(r.arrive(t, key("old"), "otter"))
		r.settle(t)
		d.fill()
		r.degrade(t)

		was := r.Degraded()
		if len(was) != 1 || !strings.Contains(was[0], d.folder) || !strings.Contains(was[0], "disk") {
			t.Errorf("degraded: %q", was)
		}
		old := r.arrive(t, key("old"), "somebody")
		wantName(t, old, "otter")
		if old.Last.IsZero() {
			t.Error("it is forgotten that they were here")
		}
		fresh := r.arrive(t, key("new"), "fern")
		wantName(t, fresh, "fern")
		wantName(t, r.arrive(t, key("new"), "moss"), "fern")
		guest := r.arrive(t, "", "FERN")
		wantName(t, guest, "FERN~2")
		wantName(t, r.arrive(t, "", "otter"), "otter~2")
		if account, err := r.Account(t.Context(), "fern"); err != nil || account != key("new") {
			t.Errorf("fern is %q, %v", account, err)
		}
		if p, err := r.change(t, guest, func(p *game.Profile) { p.Name = "moss" }); err != nil || p.Name != "moss" {
			t.Errorf("a guest's change: %+v, %v", p, err)
		}
		if _, err := r.change(t, guest, func(p *game.Profile) { p.Name = "OTTER" }); err == nil {
			t.Error("a guest has an account's name")
		}
		keepsNothing(t, r, old, fresh)

		d.free()
		keepsAgain(t, r, old, fresh)
	})
}

// keepsNothing looks at what cannot be kept, and what can be read all the same.
func keepsNothing(t *testing.T, r *running, old, fresh game.Visit) {
	t.Helper()
	for _, v := range []game.Visit{old, fresh} {
		if _, err := r.change(t, v, func(p *game.Profile) { p.Theme = "dark" }); err != errUnkept {
			t.Errorf("an account's change: %v", err)
		}
	}
	if err := r.Ban(t.Context(), game.Ban{Target: key("x")}); err == nil || !strings.Contains(err.Error(), "nothing can be kept") {
		t.Errorf("a ban: %v", err)
	}
	if bans, err := r.Bans(t.Context()); err != nil || len(bans) != 0 {
		t.Errorf("bans: %v, %v", bans, err)
	}
	if top, err := r.Top(t.Context(), "meadow", game.Day, 5); err != nil || len(top) > 1 {
		t.Errorf("top: %v, %v", top, err)
	}
}

// keepsAgain looks at what is kept once there is room, and said of it.
func keepsAgain(t *testing.T, r *running, old, fresh game.Visit) {
	t.Helper()
	r.record(t, "meadow", game.Result{Account: key("new"), Best: 3}, game.Result{Account: key("new"), Best: 4})
	if got := r.Degraded(); len(got) != 0 {
		t.Errorf("still degraded: %q", got)
	}
	if line, err := r.Placed(t.Context(), "meadow", game.Day, key("new")); err != nil || line.Name != "fern" || line.Best != 4 {
		t.Errorf("%+v, %v", line, err)
	}
	r.Depart(fresh)
	wantName(t, r.arrive(t, "", "Fern"), "Fern~2")
	if p, err := r.change(t, old, func(p *game.Profile) { p.Theme = "dark" }); err != nil || p.Theme != "dark" {
		t.Errorf("%+v, %v", p, err)
	}
	if said := r.log.String(); strings.Count(said, "cannot be kept") != 1 || strings.Count(said, "can be kept again") != 1 {
		t.Errorf("the log says: %s", said)
	}
}

// Nobody needs to write anything for it to go on.
func TestItGoesOnByItself(t *testing.T) {
	onSmallDisk(t, func(t *testing.T, d smallDisk) {
		s, _, err := openFor(t, d.folder) // this test is the writer
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		s.upkeep()
		d.fill()
		for i := 0; i < 1000 && len(s.Degraded()) == 0; i++ {
			s.commit(&s.trouble, []*change{{ctx: t.Context(), done: make(chan struct{}), do: func(q querier) error {
				return run(q, "INSERT INTO bans VALUES (?, '', '', '', 0, 0)", strings.Repeat("x", i))
			}}})
		}
		s.upkeep()
		if len(s.Degraded()) != 1 {
			t.Fatalf("degraded: %q", s.Degraded())
		}
		d.free()
		s.upkeep()
		if len(s.Degraded()) != 0 {
			t.Errorf("degraded: %q", s.Degraded())
		}
	})
}

func TestSnapshotsOnAFullDisk(t *testing.T) {
	onSmallDisk(t, func(t *testing.T, d smallDisk) {
		r := begin(t, d.folder)
		shot := shotOf(t, 1)
		if err := r.Save("meadow", shot); err != nil {
			t.Fatal(err)
		}
		d.fill()
		for range 3 {
			err := r.Save("meadow", shotOf(t, 2))
			if err == nil || !strings.Contains(err.Error(), "make room on the disk of "+d.folder) {
				t.Fatalf("a full disk takes a snapshot: %v", err)
			}
		}
		names, err := os.ReadDir(filepath.Join(d.folder, shotsFolder, "meadow"))
		if err != nil || len(names) != 1 || names[0].Name() != "000000000001.snap" {
			t.Errorf("left are %v, %v", names, err)
		}
		if got, err := r.Load("meadow"); err != nil || !got.Equal(shot) {
			t.Errorf("the older one is %v, %v", got, err)
		}
		d.free()
		if err := r.Save("meadow", shot); err != nil {
			t.Error(err)
		}
		if said := r.log.String(); strings.Contains(said, "level=ERROR") || len(r.Degraded()) != 0 {
			t.Errorf("who saves knows already: %s, degraded: %q", said, r.Degraded())
		}
	})
}

// A server starts on a full disk, or says what to do.
func TestStartingOnAFullDisk(t *testing.T) {
	onSmallDisk(t, func(t *testing.T, d smallDisk) {
		r := begin(t, d.folder)
		r.arrive(t, key("old"), "otter")
		r.save(t, "meadow", 1)
		r.stop()
		was := contents(t, d.folder)
		d.fill()
		s, _, err := openFor(t, d.folder)
		if err == nil {
			err = s.Close()
		} else if !strings.Contains(err.Error(), "make room on the disk of "+d.folder) && !strings.Contains(err.Error(), "look at the disk of "+d.folder) {
			t.Errorf("it says: %v", err)
		}
		t.Log(err)
		d.free()
		if now := contents(t, d.folder); !maps.Equal(was, now) {
			t.Error("the folder has changed")
		}
		r = begin(t, d.folder)
		wantName(t, r.arrive(t, key("old"), "fern"), "otter")
		r.wantLoaded(t, "meadow", 1)
	})
}

func TestFoundedWorldsOnAFullDisk(t *testing.T) {
	onSmallDisk(t, func(t *testing.T, d smallDisk) {
		r := begin(t, d.folder)
		r.found(t, "fen")
		r.save(t, "fen", 1)
		r.Depart(r.arrive(t, key("old"), "otter"))
		r.settle(t)
		d.fill()
		for i := 0; len(r.Degraded()) < 2; i++ { // the log may have some room left
			if i == 1000 {
				t.Fatalf("a full disk takes everything: %q", r.Degraded())
			}
			_ = r.Save("fen", shotOf(t, 1))
			c := charterOf("fen")
			c.Motd = strings.Repeat("x", i)
			_ = r.Charter(c)
		}
		if was := r.Degraded(); !strings.Contains(was[0], d.folder) || !strings.Contains(was[1], "founded worlds cannot be kept") || !strings.Contains(was[1], d.folder) {
			t.Errorf("degraded: %q", was)
		}
		for what, err := range map[string]error{
			"save":   r.Save("fen", shotOf(t, 2)),
			"found":  r.Charter(charterOf("bog")),
			"forget": r.Forget("fen"),
		} {
			if err == nil || !strings.Contains(err.Error(), "nothing can be kept now") {
				t.Errorf("%s: %v", what, err)
			}
		}
		r.wantFounded(t, "fen")
		r.wantLoaded(t, "fen", 1)

		d.free()
		r.found(t, "bog")
		r.save(t, "fen", 3)
		if got := r.Degraded(); len(got) != 0 {
			t.Errorf("still degraded: %q", got)
		}
		r.stop()
		r = begin(t, d.folder)
		r.wantFounded(t, "bog", "fen")
		r.wantLoaded(t, "fen", 3)
	})
}

package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	"thicket/game"
)

// both runs a test with a folder and in memory.
func both(t *testing.T, test func(t *testing.T, r *running)) {
	t.Run("folder", func(t *testing.T) { test(t, begin(t, t.TempDir())) })
	t.Run("memory", func(t *testing.T) { test(t, begin(t, "")) })
}

func wantName(tb testing.TB, v game.Visit, want string) {
	tb.Helper()
	if v.Profile.Name != want {
		tb.Errorf("name is %q, want %q", v.Profile.Name, want)
	}
}

func TestAnAccountKeepsItsProfile(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	v := r.arrive(t, key("a"), "otter")
	if !v.Last.IsZero() || v.Profile != (game.Profile{Name: "otter", Look: game.Look{Glyph: 1, Colour: 2}}) {
		t.Errorf("a new account is %+v", v)
	}
	want := game.Profile{Name: "Fern", Look: game.Look{Glyph: 200, Colour: 9}, Theme: "light", Glyphs: "ascii", Hints: 1<<63 | 5, Quiet: true}
	if got, err := r.Change(t.Context(), v, want); err != nil || got != want {
		t.Fatalf("kept %+v, %v", got, err)
	}
	r.clock.add(time.Hour)
	r.Depart(v)
	left := r.clock.now().UnixMilli()
	r.stop()

	again := begin(t, folder).arrive(t, key("a"), "somebody")
	if again.Profile != want {
		t.Errorf("after a restart: %+v", again.Profile)
	}
	if again.Last.UnixMilli() != left {
		t.Errorf("they were here last at %v", again.Last)
	}
}

func TestNamesGetSuffixes(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		wantName(t, r.arrive(t, key("a"), "otter"), "otter")
		second := r.arrive(t, key("b"), "OTTER")
		wantName(t, second, "OTTER~2")
		wantName(t, r.arrive(t, "", "Otter"), "Otter~3")
		wantName(t, r.arrive(t, "", "otter"), "otter~4")
		wantName(t, r.arrive(t, key("a"), "fern"), "otter")
		me, err := r.Me(t.Context(), game.Visitor{Name: "otter"})
		if err != nil || me.Name != "otter~5" {
			t.Errorf("a guest would be called %q, %v", me.Name, err)
		}
		r.Depart(second)
		wantName(t, r.arrive(t, key("b"), "otter"), "OTTER~2")
	})
}

func TestAGuestsNameLastsAsLongAsTheVisit(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		guest := r.arrive(t, "", "otter")
		wantName(t, r.arrive(t, key("a"), "otter"), "otter~2")
		p, err := r.change(t, guest, func(p *game.Profile) { p.Name, p.Theme = "fern", "dark" })
		if err != nil || p.Name != "fern" || p.Theme != "dark" {
			t.Fatalf("%+v, %v", p, err)
		}
		wantName(t, r.arrive(t, "", "otter"), "otter")
		wantName(t, r.arrive(t, "", "FERN"), "FERN~2")
		r.Depart(guest) // with the name that they had first
		wantName(t, r.arrive(t, "", "fern"), "fern")
		if _, err := r.change(t, guest, func(p *game.Profile) { p.Name = "moss" }); err == nil {
			t.Error("a profile was kept of a visit that is over")
		}
	})
}

func TestANameStaysItsKeys(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		v := r.arrive(t, key("a"), "otter")
		r.record(t, "meadow", game.Result{Account: key("a"), Best: 7})
		r.Depart(v)
		r.clock.add(keepName - time.Second)
		wantName(t, r.arrive(t, "", "otter"), "otter~2")
		r.clock.add(2 * time.Second)
		wantName(t, r.arrive(t, key("b"), "Otter"), "Otter")
		back := r.arrive(t, key("a"), "otter")
		wantName(t, back, "otter~3") // ~2 is the guest's
		if back.Last.IsZero() {
			t.Error("it is forgotten that they were here")
		}
		if line, err := r.Placed(t.Context(), "meadow", game.Ever, key("a")); err != nil || line.Name != "otter~3" || line.Best != 7 {
			t.Errorf("their line is %+v, %v", line, err)
		}
	})
}

func TestANameIsKeptOfWhoIsHere(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.arrive(t, key("a"), "otter")
		r.clock.add(2 * keepName)
		wantName(t, r.arrive(t, "", "otter"), "otter~2")
	})
}

func TestAGuestTakesANameThatIsNotKeptAnyMore(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.Depart(r.arrive(t, key("a"), "otter"))
		r.clock.add(keepName)
		guest := r.arrive(t, "", "otter")
		wantName(t, guest, "otter")
		wantName(t, r.arrive(t, key("a"), "otter"), "otter~2")
		r.Depart(guest)
		wantName(t, r.arrive(t, key("a"), "otter"), "otter~2")
	})
}

func TestChangeRefuses(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.arrive(t, key("a"), "otter")
		r.arrive(t, "", "moss")
		for _, account := range []string{"", key("b")} {
			v := r.arrive(t, account, "otter")
			if !strings.Contains(v.Profile.Name, "~") {
				t.Fatalf("name is %s", v.Profile.Name)
			}
			for _, name := range []string{"OTTER", "Moss", "x", "fern~2", "admin", "a b", "äh", "", strings.Repeat("x", 17)} {
				if _, err := r.change(t, v, func(p *game.Profile) { p.Name = name }); err == nil {
					t.Errorf("they can be called %q", name)
				}
			}
			for _, change := range []func(*game.Profile){
				func(p *game.Profile) { p.Theme = "\x1b[31m" },
				func(p *game.Profile) { p.Glyphs = "runes" },
			} {
				if _, err := r.change(t, v, change); err == nil {
					t.Error("a theme or glyph set that is none was kept")
				}
			}
			p, err := r.change(t, v, func(p *game.Profile) { p.Look.Glyph = 9 })
			if err != nil || p.Name != v.Profile.Name {
				t.Errorf("the suffix is lost by a change of the look: %+v, %v", p, err)
			}
			if p, err = r.change(t, v, func(p *game.Profile) { p.Name = "fern" }); err != nil {
				t.Fatal(err)
			}
			v.Profile = p
			if p, err = r.change(t, v, func(p *game.Profile) { p.Name = "FERN" }); err != nil || p.Name != "FERN" {
				t.Errorf("case cannot be changed: %+v, %v", p, err)
			}
			r.Depart(v)
			r.clock.add(keepName)
		}
	})
}

// A second terminal does not know that the first has changed the name.
func TestChangesOfTwoTerminals(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		one, two := r.arrive(t, key("a"), "otter"), r.arrive(t, key("a"), "otter")
		if _, err := r.change(t, one, func(p *game.Profile) { p.Name = "fern" }); err != nil {
			t.Fatal(err)
		}
		p, err := r.change(t, two, func(p *game.Profile) { p.Theme = "dark" })
		if err != nil || p.Name != "fern" || p.Theme != "dark" {
			t.Errorf("kept %+v, %v", p, err)
		}
		wantName(t, r.arrive(t, "", "otter"), "otter")
	})
}

// Nobody waited for the answer to a rename that was kept: what is saved next,
// under the name that the session knows, is no rename back, and tells it.
func TestARenameNobodyWaitedFor(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		for _, taken := range []bool{false, true} {
			v := r.arrive(t, key("a"), "otter")
			if _, err := r.change(t, v, func(p *game.Profile) { p.Name = "fern" }); err != nil {
				t.Fatal(err)
			}
			if taken {
				wantName(t, r.arrive(t, key("b"), "otter"), "otter")
			}
			p, err := r.change(t, v, func(p *game.Profile) { p.Theme = "dark" })
			if err != nil || p.Name != "fern" || p.Theme != "dark" {
				t.Fatalf("kept %+v, %v", p, err)
			}
			v.Profile = p
			p, err = r.change(t, v, func(p *game.Profile) { p.Name = "otter" })
			if taken == (err == nil) || !taken && p.Name != "otter" {
				t.Errorf("a rename back: %+v, %v", p, err)
			}
		}
	})
}

func TestAccountOfAName(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.arrive(t, key("a"), "otter")
		r.arrive(t, "", "fern")
		if account, err := r.Account(t.Context(), "OTTER"); err != nil || account != key("a") {
			t.Errorf("otter is %q, %v", account, err)
		}
		for _, name := range []string{"fern", "moss", ""} {
			if _, err := r.Account(t.Context(), name); !errors.Is(err, game.ErrNobody) {
				t.Errorf("%q: %v", name, err)
			}
		}
	})
}

func TestWhoHasNoNameGetsOne(t *testing.T) {
	r := begin(t, "")
	for _, name := range []string{"", "\x1b]0;x\a", "root", "x~2"} {
		if v := r.arrive(t, "", name); game.CheckName(strings.TrimRight(v.Profile.Name, "~0123456789")) != nil {
			t.Errorf("%q became %q", name, v.Profile.Name)
		}
	}
}

// Nobody can keep the writer busy with many accounts of one name.
func TestManyOfOneName(t *testing.T) {
	r := begin(t, "")
	names := map[string]bool{}
	for range 300 {
		v := r.arrive(t, "", "otter")
		if names[v.Profile.Name] {
			t.Fatalf("%s is there twice", v.Profile.Name)
		}
		names[v.Profile.Name] = true
	}
	if !names["otter~99"] || len(names) != 300 {
		t.Errorf("%d names", len(names))
	}
}

package store

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"thicket/game"
)

// charterOf is what somebody founds a world as.
func charterOf(world string) game.Charter {
	c := game.NewCharter(world)
	c.Founder, c.Founded = key("a"), time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	c.Crown = game.Subject{Account: key("a"), Name: "otter"}
	return c
}

func (r *running) found(tb testing.TB, worlds ...string) {
	tb.Helper()
	for _, world := range worlds {
		if err := r.Charter(charterOf(world)); err != nil {
			tb.Fatal(err)
		}
	}
}

func (r *running) founded(tb testing.TB) (all []game.Kept) {
	tb.Helper()
	all, err := r.Founded()
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

func (r *running) wantFounded(tb testing.TB, want ...string) {
	tb.Helper()
	got := []string{}
	for _, k := range r.founded(tb) {
		if k.Broken != nil {
			k.Charter.Name = "broken " + k.Charter.Name
		}
		got = append(got, k.Charter.Name)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		tb.Errorf("founded are %v, want %v", got, want)
	}
}

// exec does with the database what somebody may do by hand.
func (r *running) exec(tb testing.TB, query string, args ...any) {
	tb.Helper()
	err := r.write(&change{ctx: tb.Context(), do: func(q querier) error { return run(q, query, args...) }})
	if err != nil {
		tb.Fatal(err)
	}
}

func TestAFoundedWorldIsKept(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	r.wantFounded(t)
	want := charterOf("fen")
	want.Motd, want.Match, want.Private, want.Round = "mind the <gap> & \"quotes\" ä", 5*time.Minute, true, 7
	want.Invited = []game.Subject{{Account: key("b"), Name: "fern"}}
	want.Banned = []game.Subject{{Source: "192.0.2.0/24", Name: "moss~2"}}
	want.Placed = []game.Placed{{Account: key("b"), Round: 6, Place: 2, Of: 3, Best: 44}}
	r.found(t, "fen", "bog")
	if err := r.Charter(want); err != nil {
		t.Fatal(err)
	}
	late := charterOf("late")
	late.Founded = late.Founded.Add(-time.Hour)
	if err := r.Charter(late); err != nil {
		t.Fatal(err)
	}
	r.save(t, "fen", 1, 2, 3)
	r.stop()

	now := r.clock.now()
	r = begin(t, folder)
	r.wantFounded(t, "late", "bog", "fen")
	fen := r.founded(t)[2]
	if !reflect.DeepEqual(fen.Charter, want) || fen.Saved.UnixMilli() != now.UnixMilli() {
		t.Errorf("kept is %+v", fen)
	}
	if bog := r.founded(t)[1]; !bog.Saved.IsZero() {
		t.Errorf("never saved: %v", bog.Saved)
	}
	r.wantLoaded(t, "fen", 3)
	if shot, err := r.Load("bog"); shot != nil || err != nil {
		t.Errorf("a world without snapshots: %v, %v", shot, err)
	}
	if _, err := os.Stat(folder + "/" + shotsFolder); err == nil {
		t.Error("there are files of a founded world")
	}
}

func TestAForgottenWorld(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		r.arrive(t, key("a"), "otter")
		r.found(t, "fen", "bog")
		r.save(t, "fen", 1)
		r.save(t, "bog", 2)
		r.record(t, "fen", game.Result{Account: key("a"), Best: 5})
		for range 2 {
			if err := r.Forget("fen"); err != nil {
				t.Fatal(err)
			}
		}
		r.wantFounded(t, "bog")
		if shot, err := r.Load("fen"); shot != nil || err != nil {
			t.Errorf("loaded %v, %v", shot, err)
		}
		if err := r.Save("fen", shotOf(t, 3)); err == nil || !strings.Contains(err.Error(), "no such world") {
			t.Errorf("saved with %v", err)
		}
		r.wantFounded(t, "bog")
		if top, err := r.Top(t.Context(), "fen", game.Ever, 5); err != nil || len(top) != 1 || top[0].Best != 5 {
			t.Errorf("its results: %v, %v", top, err)
		}
		r.found(t, "fen")
		if shot, err := r.Load("fen"); shot != nil || err != nil {
			t.Errorf("the next one of its name has %v, %v", shot, err)
		}
		r.wantLoaded(t, "bog", 2)
	})
}

// Rows as somebody may have made them by hand.
func TestChartersEditedByHand(t *testing.T) {
	good := func(change func(*game.Charter)) string {
		c := charterOf("fen")
		change(&c)
		text, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	unchanged := func(*game.Charter) {}
	for want, row := range map[string][2]string{
		"charter cannot be read":                {"fen", "{"},
		"cannot unmarshal":                      {"fen", `{"Name": "fen", "Width": "256"}`},
		"cannot unmarshal number 1e400":         {"fen", `{"Name": "fen", "Width": 1e400}`},
		"is no name of a world":                 {"../fen", good(unchanged)},
		"of a world called":                     {"bog", good(unchanged)},
		"has no charter":                        {"meadow", good(func(c *game.Charter) { c.Name = "meadow" })},
		"width is 8192, allowed are 16 to":      {"fen", good(func(c *game.Charter) { c.Width = 8192 })},
		"number of invitations is 257":          {"fen", good(func(c *game.Charter) { c.Invited = make([]game.Subject, 257) })},
		"allowed are 0 to 1048576":              {"fen", good(func(c *game.Charter) { c.Invited = make([]game.Subject, 1_000_000) })},
		"the message of the day is \\\"\\\\x1b": {"fen", good(func(c *game.Charter) { c.Motd = "\x1b[2J" })},
	} {
		t.Run(want, func(t *testing.T) {
			both(t, func(t *testing.T, r *running) {
				r.found(t, "good")
				r.exec(t, "INSERT INTO worlds (name, charter, founded) VALUES (?, ?, 0)", row[0], row[1])
				nameable := game.CheckWorldName(row[0]) == nil && row[0] != game.Meadow
				if nameable { // nobody else gets its name
					r.wantFounded(t, "broken "+row[0], "good")
				} else {
					r.wantFounded(t, "good")
				}
				if said := r.log.String(); !strings.Contains(said, want) || len(said) > 2000 {
					t.Errorf("the log says: %.3000s", said)
				}
				if nameable {
					if err := r.Charter(charterOf(row[0])); err == nil || !strings.Contains(err.Error(), "mend its row") {
						t.Errorf("it is overwritten: %v", err)
					}
				}
				var text string
				if err := r.readers.QueryRow("SELECT charter FROM worlds WHERE name = ?", row[0]).Scan(&text); err != nil || text != row[1] {
					t.Errorf("the row has changed: %.100q, %v", text, err)
				}
			})
		})
	}
}

func TestACharterMendedByHand(t *testing.T) {
	r := begin(t, t.TempDir())
	r.exec(t, `INSERT INTO worlds (name, charter, founded) VALUES ('fen', '{"Name": "fen"}', 0)`)
	r.wantFounded(t, "broken fen")
	r.exec(t, `UPDATE worlds SET charter = '{"Name":"fen","Width":64,"Height":48,"Round":1,"Unknown":[1,{"a":2}]}'`)
	r.wantFounded(t, "fen")
	r.save(t, "fen", 1)
	r.wantLoaded(t, "fen", 1)
}

func TestChartersThatAreNotKept(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		for _, change := range []func(*game.Charter){
			func(c *game.Charter) { c.Name = "../fen" },
			func(c *game.Charter) { c.Name = game.Meadow },
			func(c *game.Charter) { c.Height = game.MaxFounded + 1 },
			func(c *game.Charter) { c.Founded = time.Date(20000, 1, 1, 0, 0, 0, 0, time.UTC) },
		} {
			c := charterOf("fen")
			change(&c)
			if err := r.Charter(c); err == nil {
				t.Errorf("%+v is kept", c)
			}
		}
		r.wantFounded(t)
	})
}

// The fullest charter is not too long to be read.
func TestTheFullestCharter(t *testing.T) {
	c := charterOf("a-very-long-name-of-2026")
	long := strings.Repeat("<", 64)
	c.Founder, c.Motd, c.Bots = long, strings.Repeat("<", 8*game.MostMotd), strings.Repeat("<", 200)
	c.Crown = game.Subject{Account: long, Source: long, Name: long[:32]}
	for range 256 {
		c.Invited, c.Banned = append(c.Invited, c.Crown), append(c.Banned, c.Crown)
	}
	for range 1024 {
		c.Placed = append(c.Placed, game.Placed{Account: long, Round: 1 << 40, Place: 1 << 40, Of: 1 << 40, Best: 1 << 40})
	}
	r := begin(t, "")
	if err := r.Charter(c); err != nil {
		t.Fatal(err)
	}
	if got := r.founded(t); len(got) != 1 || !reflect.DeepEqual(got[0].Charter, c) {
		t.Errorf("%d are kept", len(got))
	}
}

// Who deletes a world's row by hand, without foreign keys, leaves its snapshots.
func TestSnapshotsOfNoWorldAreCleanedUp(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	r.found(t, "fen", "bog")
	r.save(t, "fen", 1, 2)
	r.save(t, "bog", 1, 2)
	r.stop()
	byHand(t, folder, "PRAGMA foreign_keys = 0; DELETE FROM worlds WHERE name = 'fen'")
	r = begin(t, folder)
	r.found(t, "fen")
	if shot, err := r.Load("fen"); shot != nil || err != nil {
		t.Errorf("the next one of its name has %v, %v", shot, err)
	}
	r.save(t, "fen", 3)
	clean(t, r)
	var n int
	if err := r.readers.QueryRow("SELECT count(*) FROM shots").Scan(&n); err != nil || n != 3 {
		t.Errorf("%d snapshots are kept, %v", n, err)
	}
	r.wantLoaded(t, "fen", 3)
	r.wantLoaded(t, "bog", 2)
}

// Damage that the look at a start did not reach.
func TestFoundedOfADamagedDatabase(t *testing.T) {
	folder := t.TempDir()
	r := begin(t, folder)
	r.found(t, "fen", "bog")
	r.stop()
	s, _, err := openFor(t, folder)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var page int
	if err := s.readers.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = 'worlds'").Scan(&page); err != nil {
		t.Fatal(err)
	}
	damage(t, filepath.Join(folder, "thicket.db"), func(b []byte) []byte {
		copy(b[(page-1)*4096:], "\xff\xff\xff\xff")
		return b
	})
	all, err := s.Founded()
	if err == nil || !strings.Contains(err.Error(), "damaged") || !strings.Contains(err.Error(), "put back a copy") {
		t.Errorf("founded are %v, %v", all, err)
	}
}

// FuzzCharter has a row hold anything: it is refused, or it is a charter that can
// be kept again.
func FuzzCharter(f *testing.F) {
	full, err := json.Marshal(charterOf("fen"))
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range []string{string(full), `{"Name":"fen","Width":64,"Height":48,"Round":1}`, "null", "[]", `{"Name":"fen","Placed":[{}]}`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := readCharter("fen", []byte(text), int64(len(text)))
		if err != nil {
			return
		}
		again, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		if c, err = readCharter("fen", again, int64(len(again))); err != nil || c.Name != "fen" || c.Cells() > game.MaxFounded*game.MaxFounded {
			t.Fatalf("%+v cannot be read again: %v", c, err)
		}
	})
}

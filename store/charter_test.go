package store

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"thicket/game"
)

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

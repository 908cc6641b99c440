package sshd

import (
	"errors"
	"maps"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	type flags = map[string]string
	for line, want := range map[string]struct {
		what  string
		flags flags
		json  bool
	}{
		"who":                                 {},
		"  who \t --json ":                    {json: true},
		"top --limit 3 --world=meadow --json": {flags: flags{"--limit": "3", "--world": "meadow"}, json: true},
		"top --limit -3":                      {flags: flags{"--limit": "-3"}},
		"map --color --zoom 8":                {flags: flags{"--color": "", "--zoom": "8"}},
		"kick otter":                          {what: "otter"},
		"kick -otter-":                        {what: "-otter-"},
		"kick -- --otter":                     {what: "--otter"},
		"kick --json otter":                   {what: "otter", json: true},
		"kick --why being rude to fern":       {flags: flags{"--why": "being rude to fern"}, what: ""},
		"kick otter --why being  rude --json": {what: "otter", flags: flags{"--why": "being rude"}, json: true},
		"kick otter --why=being rude --json":  {what: "otter", flags: flags{"--why": "being rude"}, json: true},
		"ban otter --why being rude --for 7d": {what: "otter", flags: flags{"--why": "being rude", "--for": "7d"}},
		"ban 10.0.0.0/8 --for=1h":             {what: "10.0.0.0/8", flags: flags{"--for": "1h"}},
		"say hello  there,   --all of you":    {what: "hello  there,   --all of you"},
		"say --json hello":                    {what: "hello", json: true},
		"say hello --json":                    {what: "hello ", json: true},
		"say hello--json":                     {what: "hello--json"},
		"say -- --json is a flag":             {what: "--json is a flag"},
		"help":                                {},
		"help kick":                           {what: "kick"},
		"bots wander=1,graze=2":               {what: "wander=1,graze=2"},
	} {
		c, err := parse(line, true)
		if want.what == "" && c != nil && c.takes != "" && !c.mayLack {
			if err == nil {
				t.Errorf("%q lacks something", line)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", line, err)
			continue
		}
		got := strings.TrimLeft(c.what, " ")
		if got != want.what || c.json != want.json || !maps.Equal(c.flags, want.flags) {
			t.Errorf("%q is %q %q, as JSON: %v", line, got, c.flags, c.json)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, line := range []string{"top --limit 3 --world=meadow", "kick otter --why being rude --json", "say -- hello", "ban 10.0.0.0/8 --for 7d", "-- --", "\xff --why=\x00"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		c, err := parse(line, true)
		if err == nil {
			if c.help || c.verb == nil || c.takes == "" {
				return
			}
			_, _ = targetOf(c.what)
			_, _ = duration(c.flags["--for"])
			line, _ = c.why()
		} else {
			if !errors.As(err, new(*UsageError)) {
				t.Fatalf("%q: %v", line, err)
			}
			line = err.Error()
		}
		plainText(t, line)
	})
}

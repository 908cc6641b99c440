package game

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A scenario is a file of sections, each under a line "== name". First, what
// it shows. Then what is given:
//
//	numbers    of the configuration that are not the rules': a field and its value
//	map        as drawWith reads it
//	bacteria   a second map: '*' is a wild bacterium, a letter one of that walker's
//	walkers    what they have: "a spores 3", "a hearts 1", "a faces up", "a key" (an account)
//	commands   see command
//
// Then, written by -update: the answers, with what players are told below
// them, both maps afterwards and who is there. Nothing lands by chance in a
// scenario, and generations pass only where they are asked for.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/scenarios/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("scenarios: %v, %v", files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := playScenario(t, string(text))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got != string(text) && !*update {
				t.Errorf("played:\n%s\nwritten:\n%s", got, text)
			}
		})
	}
}

// playScenario plays the first part of a scenario and gives all of it back
// with the answers.
func playScenario(t *testing.T, text string) string {
	given, _, _ := strings.Cut(text, "== answers\n")
	parts := sections(given)
	s := drawGiven(t, parts)
	var b strings.Builder
	b.WriteString(given + "== answers\n")
	for line := range strings.Lines(parts["commands"]) {
		b.WriteString(s.perform(t, strings.Fields(line)))
	}
	b.WriteString("== map afterwards\n" + s.String())
	if strings.Contains(given, "*") || parts["bacteria"] != "" || s.grid.live > 0 {
		b.WriteString("== bacteria afterwards\n" + s.bacteria())
	}
	b.WriteString("== walkers afterwards\n" + s.census())
	if err := check(s.World); err != nil {
		t.Error(err)
	}
	return b.String()
}

// sections are the parts of a scenario by their names.
func sections(text string) map[string]string {
	parts := map[string]string{}
	for part := range strings.SplitSeq("\n"+text, "\n== ") {
		name, body, _ := strings.Cut(part, "\n")
		parts[name] = body
	}
	return parts
}

// drawGiven makes the world that a scenario starts with.
func drawGiven(t *testing.T, parts map[string]string) *sketch {
	rows := strings.Fields(parts["map"])
	if len(rows) == 0 || parts["commands"] == "" {
		t.Fatal("a scenario needs a map and commands")
	}
	cfg := sized(len(rows[0]), len(rows))
	cfg.WhenFew, cfg.WhenSome, cfg.Elsewhere = 1<<40, 1<<40, 1<<40
	for line := range strings.Lines(parts["numbers"]) {
		setNumber(t, &cfg, strings.Fields(line))
	}
	s := drawWith(t, cfg, rows...)
	s.breed(strings.Fields(parts["bacteria"])...)
	for line := range strings.Lines(parts["walkers"]) {
		s.equip(t, strings.Fields(line))
	}
	return s
}

// setNumber sets a field of a configuration: "Digestion 500ms", "Crowd 4",
// "Generations default".
func setNumber(t *testing.T, cfg *Config, fields []string) {
	f := reflect.ValueOf(cfg).Elem().FieldByName(fields[0])
	if !f.IsValid() {
		t.Fatalf("the configuration has no %q", fields[0])
	}
	if fields[1] == "default" {
		f.Set(reflect.ValueOf(DefaultConfig()).FieldByName(fields[0]))
		return
	}
	if f.Type() == reflect.TypeFor[time.Duration]() {
		d, err := time.ParseDuration(fields[1])
		if err != nil {
			t.Fatal(err)
		}
		f.SetInt(int64(d))
		return
	}
	f.SetInt(int64(atoi(t, fields[1])))
}

// equip gives a walker what a scenario says that it has.
func (s *sketch) equip(t *testing.T, fields []string) {
	who := s.find(s.ids[fields[0][0]])
	switch fields[1] {
	case "spores":
		who.spores = uint8(atoi(t, fields[2]))
	case "hearts":
		s.players[who.player].hearts = uint8(atoi(t, fields[2]))
	case "key":
		s.colonies[s.ours(who)].account = keyOf(fields[0][0])
	case "faces":
		who.facing = direction(t, fields[2])
	default:
		t.Fatalf("a walker has no %q", fields[1])
	}
}

func direction(t *testing.T, name string) Dir {
	i := slices.Index(dirNames[:], name)
	if i < 0 {
		t.Fatalf("%q is no direction", name)
	}
	return Dir(i)
}

func pattern(t *testing.T, name string) Pattern {
	for p, s := range shapes {
		if s.name == name {
			return Pattern(p)
		}
	}
	t.Fatalf("%q is no pattern", name)
	return NoPattern
}

func atoi(t *testing.T, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// census lists who is in the world, in the order of their letters.
func (s *sketch) census() string {
	var lines []string
	for i := range s.walkers {
		if who := &s.walkers[i]; who.here {
			lines = append(lines, s.describeAll(who)+"\n")
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// describeAll tells how a walker is; of meals, stings and cells only if there
// are any.
func (s *sketch) describeAll(who *walker) string {
	line := fmt.Sprintf("%c at %v facing %v", s.letters[who.id], who.at(), who.facing)
	if who.dozing {
		line += ", dozes"
	}
	line += s.describeWho(who)
	if who.kind == Bot {
		line += fmt.Sprintf(": %d spores", who.spores)
	} else {
		p := &s.players[who.player]
		line += fmt.Sprintf(": %d hearts, %d spores", p.hearts, who.spores)
		line += amount(int(p.owed), "to digest") + amount(int(p.meals), "meals") + amount(int(p.stings), "stings")
	}
	if number := s.ours(who); number != 0 {
		c := &s.colonies[number]
		line += amount(c.biomass, "biomass") + amount(c.best, "best biomass")
	}
	return line
}

// describeWho tells what is not plain about who a player is.
func (s *sketch) describeWho(who *walker) string {
	if who.kind == Bot {
		return ""
	}
	line, p := "", &s.players[who.player]
	if p.away {
		line += ", away"
	}
	if p.name != string(s.letters[who.id]) {
		line += ", called " + p.name
	}
	if look := s.colonies[p.colony].look; who.look != (Look{}) || look != who.look {
		line += fmt.Sprintf(", looks %v, cells %v", who.look, look)
	}
	return line
}

func amount(n int, of string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %d %s", n, of)
}

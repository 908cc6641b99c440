package game

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A scenario is a file of sections, each under a line "== name": what it
// shows, a map, commands; then, written by -update, the answers, the map
// afterwards and who is on it. A command is a stamp, a letter and what it
// does: a direction, stir, leave, "stands x,y"; or a stamp and advance. "x5"
// at its end does it five times.
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
	rest := given
	_, rest, _ = strings.Cut(rest, "== map\n")
	drawing, commands, ok := strings.Cut(rest, "== commands\n")
	if !ok {
		t.Fatal("a scenario needs a map and commands")
	}
	s := drawWorld(t, strings.Fields(drawing)...)
	var b strings.Builder
	b.WriteString(given + "== answers\n")
	for line := range strings.Lines(commands) {
		line = strings.TrimSpace(line)
		fields := strings.Fields(line)
		times := 1
		if last := fields[len(fields)-1]; last[0] == 'x' {
			fields = fields[:len(fields)-1]
			times = atoi(t, last[1:])
		}
		for range times {
			fmt.Fprintf(&b, "%s: %s\n", strings.Join(fields, " "), s.command(t, fields))
		}
	}
	b.WriteString("== map afterwards\n" + s.String() + "== walkers afterwards\n" + s.census())
	return b.String()
}

// command does one line of a scenario and tells the answer.
func (s *sketch) command(t *testing.T, fields []string) string {
	c := Command{At: Stamp(atoi(t, fields[0]))}
	if fields[1] == "advance" {
		s.Apply(c)
		return fmt.Sprintf("it is %d, dozing: %q", s.Now(), s.dozing())
	}
	letter := fields[1][0]
	c.Walker = s.ids[letter]
	switch fields[2] {
	case "stir":
		c.Op = OpStir
	case "leave":
		c.Op = OpLeave
	case "stands":
		x, y, _ := strings.Cut(fields[3], ",")
		id := s.stand(letter, Point{atoi(t, x), atoi(t, y)})
		return fmt.Sprintf("in slot %d", id.Slot())
	default:
		c.Op, c.Dir = OpStep, direction(t, fields[2])
	}
	return s.tell(s.Apply(c))
}

func (s *sketch) tell(o Outcome) string {
	where := fmt.Sprintf("at %v facing %v", o.At, o.Facing)
	switch o.Verdict {
	case Done:
		return where
	case Tree:
		return where + ", blocked by a tree"
	case Rim:
		return where + ", blocked by the rim"
	case Walker:
		if o.By == 0 {
			return where + ", blocked by somebody"
		}
		return where + ", blocked by " + string(s.letters[o.By])
	case Limited:
		return where + ", limited"
	case Gone:
		return "gone"
	}
	return fmt.Sprintf("verdict %d", o.Verdict)
}

// census lists who is in the world, in the order of their letters.
func (s *sketch) census() string {
	var lines []string
	for i := range s.walkers {
		who := &s.walkers[i]
		if !who.here {
			continue
		}
		line := fmt.Sprintf("%c at %v facing %v", s.letters[who.id], who.at(), who.facing)
		if who.dozing {
			line += ", dozes"
		}
		lines = append(lines, line+"\n")
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// dozing is the letters of those who doze.
func (s *sketch) dozing() string {
	var letters []byte
	for i := range s.walkers {
		if who := &s.walkers[i]; who.here && who.dozing {
			letters = append(letters, s.letters[who.id])
		}
	}
	slices.Sort(letters)
	return string(letters)
}

func direction(t *testing.T, name string) Dir {
	i := slices.Index(dirNames[:], name)
	if i < 0 {
		t.Fatalf("%q is no direction", name)
	}
	return Dir(i)
}

func atoi(t *testing.T, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

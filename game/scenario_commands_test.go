package game

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// perform does one line of a scenario's commands, several times if it ends in
// "x5", and tells what came of it. Of generations and of time that passes only
// the last answer is told.
func (s *sketch) perform(t *testing.T, fields []string) string {
	times, last := 1, fields[len(fields)-1]
	if last[0] == 'x' {
		times = atoi(t, last[1:])
	}
	world := fields[1] == "generation" || fields[1] == "advance"
	if times > 1 && !world {
		fields = fields[:len(fields)-1]
	}
	var b strings.Builder
	var told string
	for i := range times {
		answer := s.command(t, fields)
		if answer[0] != '\n' {
			answer = " " + answer
		}
		told += s.told()
		if !world || i == times-1 {
			fmt.Fprintf(&b, "%s:%s\n%s", strings.Join(fields, " "), answer, told)
			told = ""
		}
	}
	return b.String()
}

// command does a line of a scenario and tells the answer. A line is a stamp and
// what the world does: advance, generation (exactly one), look (draws the
// bacteria), who (lists the walkers), results (takes them); or a stamp, a letter
// and what that walker does: a direction, stir, chop, leave, drop, "plant glider",
// enters, returns (enters by its key), "returns fern 3" (called and looking so),
// "stands 3,4", "dresses fern 3".
func (s *sketch) command(t *testing.T, fields []string) string {
	c := Command{At: Stamp(atoi(t, fields[0]))}
	switch fields[1] {
	case "advance":
		s.Apply(c)
		return fmt.Sprintf("it is %d, dozing: %q", s.Now(), s.dozing())
	case "generation":
		s.pass(c.At)
		s.generate()
		return fmt.Sprintf("generation %d, %d living", s.generation, s.grid.live)
	case "look":
		return "\n" + strings.TrimSuffix(s.bacteria(), "\n")
	case "results":
		return s.results()
	case "who":
		return "\n" + strings.TrimSuffix(s.census(), "\n")
	}
	letter := fields[1][0]
	c.Walker = s.ids[letter]
	switch fields[2] {
	case "stir":
		c.Op = OpStir
	case "leave":
		c.Op = OpLeave
	case "chop":
		c.Op = OpChop
	case "plant":
		c.Op, c.Pattern = OpPlant, pattern(t, strings.Join(fields[3:], " "))
	case "drop":
		c.Op = OpAway
	case "dresses":
		c.Op, c.Name, c.Look.Glyph = OpDress, fields[3], uint8(atoi(t, fields[4]))
	case "enters":
		return s.enters(c.At, letter, string(letter), "", Look{})
	case "returns":
		name, look := string(letter), Look{}
		if len(fields) > 3 {
			name, look.Glyph = fields[3], uint8(atoi(t, fields[4]))
		}
		return s.enters(c.At, letter, name, keyOf(letter), look)
	case "stands":
		x, y, _ := strings.Cut(fields[3], ",")
		id := s.stand(letter, Point{atoi(t, x), atoi(t, y)})
		return fmt.Sprintf("in slot %d", id.Slot())
	default:
		c.Op, c.Dir = OpStep, direction(t, fields[2])
	}
	return s.tell(c, s.Apply(c))
}

// keyOf is the account of a letter's player.
func keyOf(letter byte) string { return "key of " + string(letter) }

// results takes what accounts have done.
func (s *sketch) results() string {
	told := "none"
	s.TakeResults(func(r Result) {
		told = strings.TrimPrefix(told, "none")
		told += fmt.Sprintf("\n    %s: best %d, %d meals, %d stings", r.Account, r.Best, r.Meals, r.Stings)
	})
	return told
}

// enters lets the walker of a letter enter as everybody does.
func (s *sketch) enters(at Stamp, letter byte, name, account string, look Look) string {
	kind := Bot
	if letter >= 'a' {
		kind = Player
	}
	out := s.EnterAs(at, kind, name, account, look)
	if out.Verdict != Done {
		return "the world is full"
	}
	s.ids[letter], s.letters[out.Walker] = out.Walker, letter
	return fmt.Sprintf("at %v", out.At)
}

// tell is an answer in words.
func (s *sketch) tell(c Command, o Outcome) string {
	where := fmt.Sprintf("at %v facing %v", o.At, o.Facing)
	if o.Verdict == Gone {
		return "gone"
	}
	if o.Verdict != Done {
		where += ", " + s.why(o.Verdict, o.By)
		if c.Op != OpStep && o.Where != (Point{}) {
			where += fmt.Sprintf(" at %v", o.Where)
		}
	}
	if o.Strokes > 0 {
		where += fmt.Sprintf(", stroke %d", o.Strokes)
	}
	return where
}

// why tells what a verdict means.
func (s *sketch) why(v Verdict, by WalkerID) string {
	switch {
	case v == Walker && by == 0:
		return "blocked by somebody"
	case v == Walker:
		return "blocked by " + string(s.letters[by])
	}
	return map[Verdict]string{
		Tree: "blocked by a tree", Rim: "blocked by the rim", Limited: "limited",
		Bacteria: "blocked by bacteria", Glade: "no trees in the glade", Poor: "too few spores",
		NoTree: "no tree", Early: "too early", Unknown: "unknown",
	}[v]
}

// told takes the notices since the last time, a line each.
func (s *sketch) told() string {
	var b strings.Builder
	s.TakeNotices(func(to WalkerID, n Notice) {
		fmt.Fprintf(&b, "    %c is told: %s; %d hearts, %d spores\n", s.letters[to], s.notice(n), n.Hearts, n.Spores)
	})
	return b.String()
}

// notice is a notice in words.
func (s *sketch) notice(n Notice) string {
	by := n.Name
	if by == "" {
		by = "nobody"
	}
	switch n.Kind {
	case Refused:
		why := s.why(n.Verdict, 0)
		if n.Verdict == Walker && n.Name != "" {
			why = "blocked by " + n.Name
		}
		if n.Verdict == Poor {
			return why
		}
		return fmt.Sprintf("%s at %v", why, n.Where)
	case Planted:
		return fmt.Sprintf("planted %v", n.Pattern)
	case Chopped:
		return fmt.Sprintf("felled the tree at %v", n.Where)
	case Stung:
		return "stung by " + by
	case Collapsed:
		return fmt.Sprintf("collapsed at %v by %s", n.Where, by)
	case Felled:
		return by + " collapsed by a cell of theirs"
	case Bitten:
		return fmt.Sprintf("%s ate a cell at %v", by, n.Where)
	case Returned:
		return s.card(n.Away)
	}
	return map[NoticeKind]string{Mended: "a heart mended", Fed: "a spore of the prize"}[n.Kind]
}

// card is what happened to a colony, in words.
func (s *sketch) card(a *Away) string {
	state := ""
	if a.Wild {
		state = ", wild"
	}
	return fmt.Sprintf("back after %d: %d cells were, %d are%s; eaten by%s; stung%s",
		a.For, a.Was, a.Is, state, tallied(&a.Eaten), tallied(&a.Stung))
}

func tallied(t *Tally) string {
	line := ""
	for i, name := range t.Names {
		if name != "" {
			line += fmt.Sprintf(" %s %d", name, t.Counts[i])
		}
	}
	line += strings.TrimPrefix(amount(t.Others, "others")+amount(t.Bots, "bots"), ",")
	if line == "" {
		return " nobody"
	}
	return line
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

package game

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// The bounds of what a charter holds beside what its founder chooses.
const (
	mostPlaced  = 1024 // places of rounds that are still to be told
	longAccount = 64   // bytes of an account, or of a block of addresses
	longName    = 32   // bytes of a name with its suffix
	longBots    = 200  // bytes of a specification of bots
	longMotd    = 8 * MostMotd
	lastYear    = 9999 // that a time can be written down with
	mostOfAll   = 1 << 40
)

// Validate tells what is wrong with c, naming the value and what is allowed; nil:
// nothing. It bounds all that c holds and lets no text through that would do
// anything to a terminal. Whether its bots are known, and how many cells wide the
// message of the day is, are others' questions.
func (c *Charter) Validate() error {
	if err := CheckWorldName(c.Name); err != nil {
		return err
	}
	if c.Name == Meadow {
		return fmt.Errorf("the %s was founded by nobody and has no charter", Meadow)
	}
	if year := c.Founded.Year(); !c.Founded.IsZero() && (year < 1970 || year > lastYear) {
		return fmt.Errorf("the year of founding is %d, allowed are 1970 to %d", year, lastYear)
	}
	if err := c.validNumbers(); err != nil {
		return err
	}
	return c.validTexts()
}

// within is a number and what is allowed of it.
type within struct {
	name             string
	value, low, high int
}

func (n within) allowed() bool { return n.low <= n.value && n.value <= n.high }

func allWithin(numbers ...within) error {
	for _, n := range numbers {
		if !n.allowed() {
			return fmt.Errorf("%s is %d, allowed are %d to %d", n.name, n.value, n.low, n.high)
		}
	}
	return nil
}

func (c *Charter) validNumbers() error {
	if c.Match != 0 && (c.Match < MinMatch || c.Match > MaxMatch) {
		return fmt.Errorf("the length of a match is %v, allowed are %v to %v, or 0 for an endless world", c.Match, MinMatch, MaxMatch)
	}
	return allWithin(c.numbers()...)
}

// numbers are those of c, with what is allowed of each.
func (c *Charter) numbers() []within {
	return []within{
		{"width", c.Width, MinSide, MaxFounded},
		{"height", c.Height, MinSide, MaxFounded},
		{"trees", c.Trees, 0, MaxTrees},
		{"generations a second", c.Generations, 0, MaxGenerations},
		{"round", c.Round, 1, mostOfAll},
		{"number of invitations", len(c.Invited), 0, mostListed},
		{"number of bans", len(c.Banned), 0, mostListed},
		{"number of places to be told", len(c.Placed), 0, mostPlaced},
	}
}

// written is something written and how many bytes of it are allowed.
type written struct {
	name, value string
	most        int
}

// allPrinted lets through what can be printed: letters, marks, digits, signs and
// the plain space.
func allPrinted(texts ...written) error {
	for _, t := range texts {
		if len(t.value) > t.most {
			return fmt.Errorf("%s is %.40q and has %d bytes, allowed are 0 to %d", t.name, t.value, len(t.value), t.most)
		}
		if !utf8.ValidString(t.value) {
			return fmt.Errorf("%s is %.40q, allowed is text in UTF-8", t.name, t.value)
		}
		for _, r := range t.value {
			if !unicode.IsPrint(r) {
				return fmt.Errorf("%s is %.40q with the character %U, allowed is what can be printed", t.name, t.value, r)
			}
		}
	}
	return nil
}

func (c *Charter) validTexts() error {
	err := allPrinted(
		written{"the founder", c.Founder, longAccount},
		written{"the specification of bots", c.Bots, longBots},
		written{"the message of the day", c.Motd, longMotd},
	)
	if err != nil {
		return err
	}
	if err := c.Crown.valid("the crown"); err != nil {
		return err
	}
	for _, s := range c.Invited {
		if err := s.valid("an invitation"); err != nil {
			return err
		}
	}
	for _, s := range c.Banned {
		if err := s.valid("a ban"); err != nil {
			return err
		}
	}
	for _, p := range c.Placed {
		if err := p.valid(); err != nil {
			return err
		}
	}
	return nil
}

func (s Subject) valid(of string) error {
	return allPrinted(
		written{"the account of " + of, s.Account, longAccount},
		written{"the addresses of " + of, s.Source, longAccount},
		written{"the name of " + of, s.Name, longName},
	)
}

func (p Placed) valid() error {
	if err := allPrinted(written{"the account of a place", p.Account, longAccount}); err != nil {
		return err
	}
	return allWithin(
		within{"round of a place", p.Round, 1, mostOfAll},
		within{"players of a place", p.Of, 1, mostOfAll},
		within{"place", p.Place, 1, p.Of},
		within{"best biomass of a place", p.Best, 0, mostOfAll},
	)
}

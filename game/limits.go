package game

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// limits are what players may found.
type limits struct{ worlds, cells, own int }

func limitsOf(c LobbyConfig) limits {
	given := func(n, otherwise int) int {
		if n == 0 {
			return otherwise
		}
		return n
	}
	return limits{given(c.MaxWorlds, 1000), given(c.MaxCells, 64_000_000), given(c.MaxOwn, 3)}
}

// check tells in words why no world can be founded as c says, nil if one can: what
// Validate bounds, and what only a founder can do wrong. What its bots are is another
// question.
func (c *Charter) check() error {
	if err := CheckWorldName(c.Name); err != nil {
		return Denied(err.Error())
	}
	for _, n := range c.numbers() {
		if !n.allowed() {
			return denied("%s: allowed are %d to %d, not %d", n.name, n.low, n.high, n.value)
		}
	}
	if c.Match != 0 && (c.Match < MinMatch || c.Match > MaxMatch || c.Match%time.Minute != 0) {
		return denied("a match has 1 to 60 whole minutes, or 0 for none; not %v", c.Match)
	}
	return c.checkTexts()
}

// mostSpec is how many bytes of a specification of bots are looked at.
const mostSpec = 1024

// checkTexts says of what people have written what is wrong with it, in their words.
func (c *Charter) checkTexts() error {
	switch {
	case c.Founder == "":
		return denied("only who has a key can found a world")
	case c.Crown != (Subject{}) && c.Crown.Name == "":
		return denied("who founds a world needs a name")
	case len(c.Bots) > mostSpec:
		return denied("bots: more than %d bytes say what they are", mostSpec)
	case utf8.RuneCountInString(c.Motd) > 4*MostMotd || allPrinted(written{"", c.Motd, longMotd}) != nil:
		return denied("a message of the day has at most %d cells of plain text", MostMotd)
	}
	for _, s := range slices.Concat(c.Invited, c.Banned) {
		if s.valid("") != nil {
			return denied("%.20q is nobody who can be invited or banned", s.Name)
		}
	}
	if err := c.validTexts(); err != nil {
		return Denied(err.Error())
	}
	return nil
}

// refuses is why no more worlds can be founded as c says, nil if one can. The
// caller holds the mutex.
func (l *Lobby) refuses(c *Charter) error {
	if h := l.worlds[c.Name]; h != nil {
		return h.refuses()
	}
	worlds, cells, own := 0, 0, []string(nil)
	for _, h := range l.worlds {
		other := h.charter.Load()
		if other == nil || h.state == closing {
			continue
		}
		worlds++
		cells += other.Cells()
		if other.Founder == c.Founder {
			own = append(own, h.name)
		}
	}
	left := l.limits.cells - cells
	switch {
	case len(own) >= l.limits.own:
		slices.Sort(own)
		return denied("you have %s already (%s): before you found another, one has to close", inWords(len(own)), strings.Join(own, ", "))
	case worlds >= l.limits.worlds:
		return denied("the server has no room for more worlds (%d)", l.limits.worlds)
	case c.Cells() > left:
		return denied("%dx%d is %d cells more than is left on this server (%d)", c.Width, c.Height, c.Cells()-left, left)
	}
	return nil
}

// reserve takes a name, and the room that is needed, for a world to be made.
func (l *Lobby) reserve(c *Charter) (h *hosted, err error) {
	l.locked(func() {
		if l.over {
			err = errStopped
			return
		}
		if err = l.refuses(c); err == nil {
			h = l.host(c.Name)
			h.charter.Store(c)
		}
	})
	return h, err
}

// refuses is why no world can be founded that is called as this one. The caller
// holds the mutex.
func (h *hosted) refuses() error {
	switch h.state {
	case unloaded:
		return denied("there is a world %s already, but it cannot be loaded now", h.name)
	case closing:
		return denied("%s is closing: wait a moment, or choose another name", h.name)
	}
	return denied("there is a world %s already: join it, or choose another name", h.name)
}

// inWords counts worlds in words.
func inWords(n int) string {
	words := [...]string{"no worlds", "one world", "two worlds", "three worlds", "four worlds", "five worlds"}
	if n < len(words) {
		return words[n]
	}
	return fmt.Sprintf("%d worlds", n)
}

// CheckBots is what a specification of bots means for a world of so many cells; ""
// is none. Error: in words, why it is wrong.
func (l *Lobby) CheckBots(spec string, cells int) (string, error) {
	switch {
	case spec == "" || l.herder == nil:
		return "0", nil
	case len(spec) > mostSpec:
		return "", denied("bots: more than %d bytes say what they are", mostSpec)
	}
	return l.herder.Check(spec, cells)
}

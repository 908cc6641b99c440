package game

import (
	"strings"
	"testing"
	"time"
)

// fullCharter holds as much as a charter may.
func fullCharter() Charter {
	c := NewCharter("a-very-long-name-of-2026")
	c.Founder, c.Founded = "SHA256:"+strings.Repeat("x", 43), time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
	c.Width, c.Height, c.Trees, c.Generations = MaxFounded, MaxFounded, MaxTrees, MaxGenerations
	c.Match, c.Private, c.Motd = MaxMatch, true, strings.Repeat("ä", MostMotd)
	c.Crown = Subject{Account: c.Founder, Name: "mossy-otter~2"}
	for range mostListed {
		c.Invited = append(c.Invited, c.Crown)
		c.Banned = append(c.Banned, Subject{Source: "2001:db8::/64", Name: "fern"})
	}
	for range mostPlaced {
		c.Placed = append(c.Placed, Placed{Account: c.Founder, Round: 3, Place: 2, Of: 2})
	}
	return c
}

func TestChartersThatAreGood(t *testing.T) {
	small := NewCharter("fen")
	small.Width, small.Height, small.Trees, small.Generations, small.Match = MinSide, MinSide, 0, 0, MinMatch
	for _, c := range []Charter{NewCharter("fen"), small, fullCharter()} {
		if err := c.Validate(); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

func TestChartersThatAreRefused(t *testing.T) {
	for want, change := range map[string]func(*Charter){
		`"../fen" is no name of a world; allowed are 2 to 24`:  func(c *Charter) { c.Name = "../fen" },
		"the meadow was founded by nobody":                     func(c *Charter) { c.Name = Meadow },
		"founding is 10000, allowed are 1970 to 9999":          func(c *Charter) { c.Founded = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) },
		"founding is 1969, allowed":                            func(c *Charter) { c.Founded = time.Date(1969, 1, 1, 0, 0, 0, 0, time.UTC) },
		"width is 513, allowed are 16 to 512":                  func(c *Charter) { c.Width++ },
		"height is -1, allowed are 16 to 512":                  func(c *Charter) { c.Height = -1 },
		"trees is 51, allowed are 0 to 50":                     func(c *Charter) { c.Trees++ },
		"generations a second is 31, allowed are 0 to 30":      func(c *Charter) { c.Generations++ },
		"a match is 59s, allowed are 1m0s to 1h0m0s, or 0":     func(c *Charter) { c.Match = MinMatch - time.Second },
		"a match is 1h0m1s, allowed":                           func(c *Charter) { c.Match += time.Second },
		"round is 0, allowed are 1":                            func(c *Charter) { c.Round = 0 },
		"the founder is":                                       func(c *Charter) { c.Founder += "xxxxxxxxxxxxxxx" },
		"bots is \"\\x1b[2J\" with the character U+001B":       func(c *Charter) { c.Bots = "\x1b[2J" },
		"the message of the day is \"\\xff\", allowed is text": func(c *Charter) { c.Motd = "\xff" },
		"has 1121 bytes, allowed are 0 to 1120":                func(c *Charter) { c.Motd = strings.Repeat("x", 1121) },
		"the character U+202E":                                 func(c *Charter) { c.Motd = "abc\u202edef" },
		"the character U+200B":                                 func(c *Charter) { c.Crown.Name = "ab\u200bc" },
		"the account of the crown is":                          func(c *Charter) { c.Crown.Account = "a\nb" },
		"number of invitations is 257, allowed are 0 to 256":   func(c *Charter) { c.Invited = append(c.Invited, Subject{}) },
		"number of bans is 257, allowed":                       func(c *Charter) { c.Banned = append(c.Banned, Subject{}) },
		"number of places to be told is 1025, allowed":         func(c *Charter) { c.Placed = append(c.Placed, c.Placed[0]) },
		"the name of an invitation is":                         func(c *Charter) { c.Invited[255].Name = strings.Repeat("x", 33) },
		"the addresses of a ban is":                            func(c *Charter) { c.Banned[255].Source = strings.Repeat("x", 65) },
		"place is 3, allowed are 1 to 2":                       func(c *Charter) { c.Placed[1023].Place = 3 },
		"place is 0, allowed are 1 to 2":                       func(c *Charter) { c.Placed[1023].Place = 0 },
		"players of a place is 0, allowed":                     func(c *Charter) { c.Placed[0].Of = 0 },
		"round of a place is -1, allowed":                      func(c *Charter) { c.Placed[0].Round = -1 },
		"best biomass of a place is -1, allowed":               func(c *Charter) { c.Placed[0].Best = -1 },
		"the account of a place is":                            func(c *Charter) { c.Placed[0].Account = "\u009b" },
	} {
		c := fullCharter()
		change(&c)
		if err := c.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, refused with %v", want, err)
		}
	}
}

package sshd

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"thicket/game"
	"thicket/tui/screen"
)

const joinHelp = `Who has a key founds a world by joining one that is not there, and wears its
crown; the flags are for that alone. A key has three at most. A world nobody has
visited for a day closes. Its name has 2 to 24 of a-z, 0-9 and -.
`

// foundingFlags say as what a world is founded.
var foundingFlags = []option{
	{name: "--size", value: "WxH", about: "cells, 16x16 to 512x512 (256x256)"},
	{name: "--trees", value: "PERCENT", about: "of the cells, 0 to 50 (6)"},
	{name: "--generations", value: "N", about: "a second, 0 to 30 (4); 0: bacteria stand still"},
	{name: "--bots", value: "SPEC", about: "such as wander=12,graze=6,sow=2, or a number, or 0; one for 64 cells at most, and 500"},
	{name: "--private", about: "only who is invited comes in, or sees it"},
	{name: "--match", value: "TIME", about: "in rounds of so many minutes, 1m to 60m (endless)"},
}

// founding is what a world is founded as when nothing is chosen.
func (s *Server) founding(world string) game.Charter {
	c := game.NewCharter(world)
	s.stock(&c)
	return c
}

// stock gives a world that is too small for the usual bots as many as it can have.
func (s *Server) stock(c *game.Charter) {
	if _, err := s.cfg.Worlds.CheckBots(c.Bots, c.Cells()); err != nil {
		c.Bots = strconv.Itoa(game.MostBots(c.Cells()))
	}
}

// charter is what a world is founded as by the flags of a call.
func (s *Server) charter(c *call) (game.Charter, error) {
	charter := game.NewCharter(c.what)
	var err error
	if charter.Trees, err = c.number("--trees", charter.Trees, 0, game.MaxTrees); err != nil {
		return charter, err
	}
	if charter.Generations, err = c.number("--generations", charter.Generations, 0, game.MaxGenerations); err != nil {
		return charter, err
	}
	if text, given := c.flags["--size"]; given {
		if charter.Width, charter.Height, err = size(text); err != nil {
			return charter, err
		}
	}
	if text, given := c.flags["--match"]; given {
		if charter.Match, err = match(text); err != nil {
			return charter, err
		}
	}
	_, charter.Private = c.flags["--private"]
	spec, given := c.flags["--bots"]
	if !given {
		s.stock(&charter)
		return charter, nil
	}
	if charter.Bots, err = s.cfg.Worlds.CheckBots(spec, charter.Cells()); err != nil {
		return charter, misuse("--bots: %s", screen.Clean(err.Error(), maxBotsWords))
	}
	return charter, nil
}

// maxBotsWords is how many cells of what is wrong with a specification of bots are
// told.
const maxBotsWords = 400

// size reads "200x100".
func size(text string) (width, height int, err error) {
	w, h, ok := strings.Cut(text, "x")
	width, errW := strconv.Atoi(w)
	height, errH := strconv.Atoi(h)
	if !ok || errW != nil || errH != nil || min(width, height) < game.MinSide || max(width, height) > game.MaxFounded {
		allowed := fmt.Sprintf("%dx%d to %dx%d", game.MinSide, game.MinSide, game.MaxFounded, game.MaxFounded)
		return 0, 0, misuse("--size is \"%s\", allowed are %s", printable(text), allowed)
	}
	return width, height, nil
}

// match reads how long a round is, in whole minutes.
func match(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d < game.MinMatch || d > game.MaxMatch || d%time.Minute != 0 {
		return 0, misuse("--match is \"%s\", allowed are 1m to 60m, in whole minutes", printable(text))
	}
	return d, nil
}

package sshd

import (
	"context"
	"fmt"
	"strconv"

	"thicket/game"
)

// The lines that top may be asked for, and is if nothing is said.
const maxTop, usualTop = 100, 10

// rank is a line of top.
type rank struct {
	Rank   int    `json:"rank"`
	Name   string `json:"name"`
	Best   int    `json:"best_biomass"`
	Meals  int    `json:"meals"`
	Stings int    `json:"stings"`
}

// runTop tells who is best.
func runTop(ctx context.Context, x *session, c *call) error {
	world, err := x.world(c)
	if err != nil {
		return err
	}
	period, err := periodOf(c)
	if err != nil {
		return err
	}
	limit, err := c.number("--limit", usualTop, 1, maxTop)
	if err != nil {
		return err
	}
	best, err := x.srv.cfg.People.Top(ctx, world, period, limit)
	if err != nil {
		return fmt.Errorf("read a ranking: %w", err)
	}
	if c.json {
		list := []rank{}
		for _, s := range best {
			list = append(list, rank{s.Rank, s.Name, s.Best, s.Meals, s.Stings})
		}
		return c.out.encode(list)
	}
	if len(best) == 0 {
		c.out.say("Nobody stands in the ranking of %s yet (%s).\n", world, period)
		return nil
	}
	var lines [][]string
	for _, s := range best {
		lines = append(lines, []string{strconv.Itoa(s.Rank), s.Name, strconv.Itoa(s.Best), strconv.Itoa(s.Meals), strconv.Itoa(s.Stings)})
	}
	c.out.columns([]string{">rank", "name", ">best biomass", ">meals", ">stings"}, lines)
	return nil
}

// runMe tells what is kept of who asks.
func runMe(ctx context.Context, x *session, c *call) error {
	me, err := x.srv.cfg.People.Me(ctx, x.visitor())
	if err != nil {
		return fmt.Errorf("look up who asks: %w", err)
	}
	if c.json {
		return c.out.encode(struct {
			Name        string `json:"name"`
			Fingerprint string `json:"fingerprint"`
			Guest       bool   `json:"guest"`
			Admin       bool   `json:"admin"`
			Best        int    `json:"best_biomass"`
			Meals       int    `json:"meals"`
			Stings      int    `json:"stings"`
		}{me.Name, x.who.fingerprint, x.who.guest, x.admin(), me.Best, me.Meals, me.Stings})
	}
	key := x.who.fingerprint
	if x.who.guest {
		key = "none: you are a guest"
	}
	c.out.say("name          %s\nfingerprint   %s\n", me.Name, key)
	if x.admin() {
		c.out.say("admin         yes\n")
	}
	c.out.say("best biomass  %d\nmeals         %d\nstings        %d\n", me.Best, me.Meals, me.Stings)
	return nil
}

func periodOf(c *call) (game.Period, error) {
	text, given := c.flags["--period"]
	if !given {
		return game.Ever, nil
	}
	for p := range game.Period(game.Periods) {
		if text == p.String() {
			return p, nil
		}
	}
	return 0, misuse("--period is \"%s\", allowed are day, week and all", printable(text))
}

// number is the value of a flag that is a whole number within bounds.
func (c *call) number(flag string, usual, low, high int) (int, error) {
	text, given := c.flags[flag]
	if !given {
		return usual, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		return 0, misuse("%s is \"%s\", allowed are %d to %d", flag, printable(text), low, high)
	}
	return n, nil
}

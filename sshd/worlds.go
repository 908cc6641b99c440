package sshd

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"thicket/game"
	"thicket/tui/screen"
)

// worldLine is a line of worlds.
type worldLine struct {
	Name       string `json:"name"`
	Mode       string `json:"mode"`
	Width      int    `json:"width"`
	Height     int    `json:"height"`
	Players    int    `json:"players"`
	Bots       int    `json:"bots"`
	Generation uint64 `json:"generation"`
	Live       int    `json:"live_cells"`
	Crown      string `json:"crown"` // "" nobody wears it
	Private    bool   `json:"private"`
	Asleep     bool   `json:"asleep"`        // nobody has been in it for a while
	Match      int    `json:"match_seconds"` // of a round; 0: endless
	Round      int    `json:"round"`         // of a match; 0: endless
	Motd       string `json:"motd"`          // the message of the day
}

// runWorlds lists the worlds.
func runWorlds(_ context.Context, x *session, c *call) error {
	list := []worldLine{}
	for _, w := range x.seen() {
		if w.Frame == nil && w.Charter == nil {
			continue // being rebuilt
		}
		list = append(list, worldLineOf(w))
	}
	if c.json {
		return c.out.encode(list)
	}
	if len(list) == 0 {
		c.out.say("No world can be entered now.\n")
		return nil
	}
	var lines [][]string
	for _, w := range list {
		lines = append(lines, []string{
			w.Name, w.modeWords(), fmt.Sprintf("%dx%d", w.Width, w.Height), strconv.Itoa(w.Players), strconv.Itoa(w.Bots),
			strconv.FormatUint(w.Generation, 10), strconv.Itoa(w.Live), cmp.Or(w.Crown, "-"),
		})
	}
	c.out.columns([]string{"name", "mode", ">size", ">players", ">bots", ">generation", ">live cells", "crown"}, lines)
	return nil
}

// worldLineOf is a world as worlds tells of it.
func worldLineOf(w game.Listing) worldLine {
	line := worldLine{Name: w.Name, Mode: "endless", Asleep: w.Asleep}
	if c := w.Charter; c != nil {
		line.Width, line.Height, line.Crown, line.Private = c.Width, c.Height, c.Crown.Name, c.Private
		line.Motd = screen.Clean(c.Motd, game.MostMotd)
		if c.Match > 0 {
			line.Mode, line.Match, line.Round = "match", int(c.Match.Seconds()), c.Round
		}
	}
	if f := w.Frame; f != nil {
		line.Width, line.Height, line.Generation, line.Live = f.Width, f.Height, f.Generation, f.Live
		if !w.Asleep {
			line.Players, line.Bots = f.Present(), f.Bots
		}
	}
	return line
}

// modeWords are a world's mode and what else is to know of it before going there.
func (w worldLine) modeWords() string {
	words := w.Mode
	if w.Match > 0 {
		words += fmt.Sprintf(" %dm", w.Match/60)
	}
	if w.Private {
		words += ", private"
	}
	if w.Asleep {
		words += ", asleep"
	}
	return words
}

// world is the name of the one that a call means, the meadow if it names none. It
// fails for one that who asks may not see, as for one that is not there.
func (x *session) world(c *call) (string, error) {
	world, given := c.flags["--world"]
	if !given {
		return game.Meadow, nil
	}
	_, err := x.look(world)
	return world, err
}

// look is a world that who asks may see.
func (x *session) look(world string) (game.Listing, error) {
	if w, there := x.lookUp(world); there && x.sees(w) {
		return w, nil
	}
	return game.Listing{}, x.unknown(world)
}

// mostNamed is how many worlds are named to who asks for another.
const mostNamed = 8

// unknown is that there is no world of a name, for who may not see it as well.
func (x *session) unknown(world string) error {
	var names []string
	all := x.seen()
	for _, w := range all[:min(len(all), mostNamed)] {
		names = append(names, w.Name)
	}
	if len(all) > mostNamed {
		names = append(names, "...")
	}
	return failed("there is no world \"%s\"; there is: %s", printable(world), strings.Join(names, ", "))
}

// frame is the newest frame of a world that who asks may see.
func (x *session) frame(world string) (*game.Frame, error) {
	w, err := x.look(world)
	if err == nil && w.Frame == nil {
		return nil, failed("the world %s is being rebuilt; try again in a moment", world)
	}
	return w.Frame, err
}

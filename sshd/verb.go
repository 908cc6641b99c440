package sshd

import (
	"context"
	"strings"
)

// verb is a command that can be given.
type verb struct {
	name    string
	takes   string   // what stands behind it, as the usage has it; "" nothing
	then    string   // what may stand behind that; "" nothing
	mayLack bool     // what stands behind it may be missing
	text    bool     // it is all that follows
	flags   []option // besides --json and --help
	admin   bool     // is for admins
	about   string   // one line
	more    string   // lines for its own help; may be empty
	run     func(ctx context.Context, x *session, c *call) error
	// play says where a command that plays begins, instead of run; it needs a
	// terminal and has no --json.
	play func(x *session, c *call) (destination, error)
}

// option is a flag that a command has.
type option struct {
	name  string // --world
	value string // as the usage has it; "" for a flag without
	text  bool   // the value goes on until the next flag
	about string
}

var (
	worldFlag  = option{name: "--world", value: "W", about: "the name of a world (worlds lists them)"}
	periodFlag = option{name: "--period", value: "day|week|all", about: "what is ranked: today, this week (both UTC), or all (the default)"}
	limitFlag  = option{name: "--limit", value: "N", about: "how many lines at most, 1 to 100 (10)"}
	zoomFlag   = option{name: "--zoom", value: "N", about: "cells that a character is wide (the default fits 80 columns): " + allowedZooms()}
	colorFlag  = option{name: "--color", about: "with colours, for a terminal"}
	forFlag    = option{name: "--for", value: "TIME", about: "how long, such as 30m, 24h or 7d; 1m to 3650d (for good)"}
	whyFlag    = option{name: "--why", value: "TEXT", text: true, about: "the reason that they read; it ends at the next flag"}
)

// verbs are all commands, those for admins last.
func verbs() []*verb {
	return append([]*verb{
		{name: "help", takes: "COMMAND", mayLack: true, about: "this text, or more about a command", run: runHelp},
		{name: "join", takes: "WORLD", flags: foundingFlags, about: "play in a world; founds one that is not there", more: joinHelp, play: joins},
		{name: "watch", takes: "WORLD", then: "NAME", mayLack: true, about: "look on: a world (meadow), or a player in it", more: watchHelp, play: watches},
		{name: "stats", about: "how the server does", more: statsHelp, run: runStats},
		{name: "top", flags: []option{worldFlag, periodFlag, limitFlag}, about: "the best of a world (meadow)", run: runTop},
		{name: "worlds", about: "the worlds there are", run: runWorlds},
		{name: "who", flags: []option{worldFlag}, about: "who plays, in all worlds or in one", run: runWho},
		{name: "map", flags: []option{worldFlag, zoomFlag, colorFlag}, about: "a world (meadow) in letters", more: mapHelp, run: runMap},
		{name: "me", about: "who you are here, and what you have done in all worlds", run: runMe},
		{name: "version", about: "the server's version", run: runVersion},
	}, adminVerbs()...)
}

// findVerb is the command of a name, for who may give it.
func findVerb(name string, admin bool) (*verb, error) {
	if name == "--help" || name == "-h" {
		name = "help"
	}
	var names []string
	for _, v := range verbs() {
		switch {
		case v.name == name && v.admin && !admin:
			return nil, failed("%s is for admins", name)
		case v.name == name:
			return v, nil
		case admin || !v.admin:
			names = append(names, v.name)
		}
	}
	return nil, misuse("\"%s\" is no command; there are: %s", printable(name), strings.Join(names, ", "))
}

// usage is a command's line as it is typed behind ssh HOST.
func (v *verb) usage() string { return strings.Join(v.usageWords(), " ") }

// usageWords is that line in pieces between which it may be broken.
func (v *verb) usageWords() []string {
	parts := []string{v.name}
	switch {
	case v.mayLack:
		parts = append(parts, "["+strings.TrimSpace(v.takes+v.optional())+"]")
	case v.takes != "" && !v.text:
		parts = append(parts, v.takes+v.optional())
	}
	for _, f := range v.flags {
		parts = append(parts, "["+f.usage()+"]")
	}
	if v.play == nil {
		parts = append(parts, "[--json]")
	}
	if v.text {
		parts = append(parts, v.takes)
	}
	return parts
}

// optional is what may stand behind what a command takes, with a blank.
func (v *verb) optional() string {
	if v.then == "" {
		return ""
	}
	return " [" + v.then + "]"
}

func (f option) usage() string {
	return strings.TrimSpace(f.name + " " + f.value)
}

func (v *verb) option(name string) *option {
	for i := range v.flags {
		if v.flags[i].name == name {
			return &v.flags[i]
		}
	}
	return nil
}

func (v *verb) flagNames() string {
	var names []string
	for _, f := range v.flags {
		names = append(names, f.name)
	}
	if v.play == nil {
		names = append(names, "--json")
	}
	return strings.Join(append(names, "--help"), ", ")
}

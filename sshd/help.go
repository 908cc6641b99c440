package sshd

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

const helpHead = `thicket: a forest that everybody walks in, over SSH

  ssh HOST                 play (needs a terminal)
  ssh NAME@HOST            play under that name
  ssh NAME+WORLD@HOST      in another world than the meadow
  ssh -t HOST join WORLD   the same; founds a world that is not there
  ssh -t HOST watch WORLD  look on
  ssh HOST COMMAND         for scripts; ssh HOST help COMMAND says more

`

const helpTail = `
Each takes --json, but join and watch. Exit code 0; 1: it could not be done; 2:
wrong usage.
Your SSH key is your account; without one you play as a guest.
`

// runHelp says what there is, or more about one command.
func runHelp(_ context.Context, x *session, c *call) error {
	if c.what == "" {
		return x.help(c.out)
	}
	v, err := findVerb(c.what, x.admin())
	if err != nil {
		return err
	}
	return x.helpOf(v, c.out)
}

// help lists the commands for who asks.
func (x *session) help(out *answer) error {
	list := verbs()
	if !x.admin() {
		list = slices.DeleteFunc(list, func(v *verb) bool { return v.admin })
	}
	if out.json {
		all := struct {
			Version  string     `json:"version"`
			Commands []helpLine `json:"commands"`
		}{Version: x.srv.version()}
		for _, v := range list {
			all.Commands = append(all.Commands, v.helpLine())
		}
		return out.encode(all)
	}
	out.say("%s", helpHead)
	for i, v := range list {
		if v.admin && !list[i-1].admin {
			out.say("\n")
		}
		out.say("  %-9s %-12s %s\n", v.name, v.takesWords(), v.about)
	}
	out.say("%s", helpTail)
	return nil
}

// helpLine is what help --json tells of a command.
type helpLine struct {
	Name  string     `json:"name"`
	Usage string     `json:"usage"`
	About string     `json:"about"`
	Admin bool       `json:"admin"`
	Flags []helpFlag `json:"flags"`
}

type helpFlag struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	About string `json:"about"`
}

func (v *verb) helpLine() helpLine {
	line := helpLine{v.name, v.usage(), v.about, v.admin, []helpFlag{}}
	flags := v.flags
	if v.play == nil {
		flags = append(slices.Clip(flags), option{name: "--json", about: "as JSON"})
	}
	for _, f := range flags {
		line.Flags = append(line.Flags, helpFlag{f.name, f.value, f.about})
	}
	return line
}

// takesWords is what a command takes, as short as the list of all has it.
func (v *verb) takesWords() string {
	switch {
	case v.mayLack:
		return "[" + v.takes + "]"
	case strings.Contains(v.takes, "|"):
		first, _, _ := strings.Cut(v.takes, "|")
		return first + "|..."
	}
	return v.takes
}

// helpOf says all there is to say about one command.
func (x *session) helpOf(v *verb, out *answer) error {
	line, host := v.helpLine(), "ssh HOST"
	if out.json {
		return out.encode(line)
	}
	if v.play != nil {
		host = "ssh -t HOST"
	}
	words := v.usageWords()
	out.say("%s\n\n%s\n", capital(v.about)+".", wrapped("  "+host+" "+words[0]+" ", words[1:]))
	for i, f := range line.Flags {
		if i == 0 {
			out.say("\n")
		}
		name := strings.TrimSpace(f.Name + " " + f.Value)
		out.say("%s\n", wrapped(fmt.Sprintf("  %-22s ", name), strings.Fields(f.About)))
	}
	if v.more != "" {
		out.say("\n%s", v.more)
	}
	return nil
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// wrapped are words behind a head, in lines of 80 columns.
func wrapped(head string, words []string) string {
	var b strings.Builder
	b.WriteString(head)
	column := len(head)
	for i, word := range words {
		switch {
		case column+1+len(word) > 80:
			b.WriteString("\n" + strings.Repeat(" ", len(head)))
			column = len(head)
		case i > 0:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
	}
	return strings.TrimRight(b.String(), " ")
}

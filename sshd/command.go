package sshd

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"thicket/game"
	"thicket/tui"
)

// Exit statuses, as scripts see them.
const (
	exitDone   = 0
	exitFailed = 1 // could not
	exitUsage  = 2 // wrong usage
)

const help = `thicket: a forest that everybody walks in, over SSH

  ssh HOST            play (needs a terminal)
  ssh NAME@HOST       play under that name
  ssh HOST help       this text
  ssh HOST version    the server's version

Your looks, and a name if your user name tells none, follow from your SSH key;
without one you play as a guest.
`

// shell is what a client without a command gets.
func shell(terminal bool) command {
	if terminal {
		return play
	}
	return func(_ context.Context, x *session) int {
		x.print(help)
		return exitUsage
	}
}

// execute is what a client with a command gets.
func execute(line string) command {
	return func(_ context.Context, x *session) int {
		words := strings.Fields(line)
		switch {
		case len(words) == 1 && words[0] == "help":
			x.print(help)
			return exitDone
		case len(words) == 1 && words[0] == "version":
			x.print(fmt.Sprintf("thicket %s %s\n", x.srv.cfg.Version, runtime.Version()))
			return exitDone
		}
		x.complain("\"%s\" is not a command here; there are: help, version", printable(line))
		return exitUsage
	}
}

// play hands the terminal to the game.
func play(ctx context.Context, x *session) int {
	if w := x.who.world; w != "" && w != game.Meadow {
		x.complain("there is no world \"%s\"; there is: %s", printable(w), game.Meadow)
		return exitFailed
	}
	if !x.srv.seat() {
		x.complain("the forest is full (places: %d); come back in a little while", x.srv.cfg.MaxPlayers)
		return exitFailed
	}
	defer x.srv.counters.players.Add(-1)

	s := x.settings()
	began := time.Now()
	x.log.Info("session began", "guest", x.who.guest, "key", x.who.fingerprint,
		"client", x.client, "term", s.Term, "width", s.Size.Width, "height", s.Size.Height)
	err := x.srv.cfg.Play(ctx, x.terminal, s)
	ended := []any{"after", time.Since(began).Round(time.Millisecond), "bytes", x.terminal.own.Load()}
	if cause := context.Cause(ctx); cause != nil {
		ended = append(ended, "cause", cause)
	}
	if err == nil {
		x.log.Info("session ended", ended...)
		return exitDone
	}
	x.log.Info("session failed", append(ended, "error", err)...)
	switch {
	case ctx.Err() != nil, errors.Is(err, tui.ErrBroke): // told, or nobody is there
	case errors.Is(err, game.ErrFull):
		x.complain("%v; come back in a little while", game.ErrFull)
	default:
		x.complain("the session ended with an error; connect again to go on")
	}
	return exitFailed
}

// print writes text for the client's stdout.
func (x *session) print(text string) {
	_, _ = x.terminal.Write([]byte(x.lines(text)))
}

// complain writes one line for the client's stderr.
func (x *session) complain(format string, args ...any) {
	_, _ = x.terminal.Error([]byte(x.lines("thicket: " + fmt.Sprintf(format, args...) + "\n")))
}

// lines ends lines as the client needs it: one with a terminal has it in raw
// mode.
func (x *session) lines(text string) string {
	if x.resizes == nil {
		return text
	}
	return strings.ReplaceAll(text, "\n", "\r\n")
}

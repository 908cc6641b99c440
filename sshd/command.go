package sshd

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"
)

// Exit statuses, as scripts see them.
const (
	exitDone   = 0
	exitFailed = 1 // could not
	exitUsage  = 2 // wrong usage
)

const help = `thicket: a world of walkers, trees and bacteria, over SSH

  ssh HOST            play (needs a terminal); your SSH key is your account
  ssh NAME@HOST       play under that name
  ssh HOST help       this text
  ssh HOST version    the server's version

Without a key you play as a guest: nothing outlives your connection.
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
	if w := x.who.world; w != "" && w != onlyWorld {
		x.complain("there is no world \"%s\"; there is: %s", printable(w), onlyWorld)
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
	x.log.Info("session failed", append(ended, "err", err)...)
	if ctx.Err() == nil {
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

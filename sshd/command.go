package sshd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Exit statuses, as scripts see them.
const (
	exitDone   = 0
	exitFailed = 1 // could not
	exitUsage  = 2 // wrong usage
)

// shell is what a client without a command gets.
func shell(terminal bool) command {
	if terminal {
		return func(ctx context.Context, x *session) int {
			to, err := x.asked()
			if err != nil {
				return x.fail(err)
			}
			return play(ctx, x, to)
		}
	}
	return func(_ context.Context, x *session) int {
		out := newAnswer(x.stdout(), false)
		_ = x.help(out)
		_ = out.flush()
		return exitUsage
	}
}

// execute is what a client with a command gets.
func execute(line string) command {
	return func(ctx context.Context, x *session) int {
		c, err := parse(line, x.admin())
		if c != nil {
			x.verb = c.name
		}
		if err != nil {
			return x.fail(err)
		}
		c.out = newAnswer(x.stdout(), c.json)
		switch {
		case c.help:
			err = x.helpOf(c.verb, c.out)
		case c.play != nil:
			return x.playAt(ctx, c.play, c)
		default:
			err = c.run(ctx, x, c)
		}
		if broken := c.out.flush(); broken != nil {
			return exitFailed // nobody reads any more
		}
		if err != nil && ctx.Err() == nil {
			return x.fail(err)
		}
		if err != nil {
			return exitFailed
		}
		return exitDone
	}
}

// fail tells the client why a command did not do its work, in words if there
// are any for them; all else is the operator's. It returns the exit status.
func (x *session) fail(err error) int {
	switch {
	case errors.As(err, new(*UsageError)):
		x.complain("%v\nTry: %s", err, strings.TrimSpace("ssh HOST help "+x.verb))
		return exitUsage
	case errors.As(err, new(failure)):
		x.complain("%v", err)
	default:
		x.log.Error("a command failed", "error", err)
		x.complain("that could not be done, and has been noted; try again later")
	}
	return exitFailed
}

// stdout is where answers go.
func (x *session) stdout() io.Writer {
	if x.resizes == nil {
		return x.terminal
	}
	return linesOf{x.terminal}
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

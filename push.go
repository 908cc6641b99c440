package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"thicket/push"
)

// pushes are the labs.
type pushes struct {
	Bots     pushBots     `cmd:"" help:"How many bots can one world carry? Measured in this process."`
	Sessions pushSessions `cmd:"" help:"How many SSH sessions can one server carry? The server is a process of its own."`
}

// ramping is how to push, and what is written of it; both labs take it.
type ramping struct {
	Factor float64       `default:"2" placeholder:"X" help:"From one load to the next, ${factors} (default ${default})."`
	Hold   time.Duration `default:"10s" placeholder:"TIME" help:"How long each load is measured, ${holds} (default ${default})."`
	Limit  time.Duration `default:"100ms" placeholder:"TIME" help:"The knee is the largest load with p99 within this and 99 % of the steps done, ${limits} (default ${default})."`
	JSON   string        `name:"json" placeholder:"FILE" help:"Write the figures as JSON."`
	Plot   string        `placeholder:"FILE.svg" help:"Draw p50 and p99 against the load."`
}

// between is the ramp from one load to another.
func (r *ramping) between(from, to int) push.Ramp {
	return push.Ramp{From: from, To: to, Factor: r.Factor, Hold: r.Hold, Limit: r.Limit}
}

// validate names the value that is wrong and what is allowed.
func (r *ramping) validate(from, to int) error {
	if err := r.between(from, to).Validate(); err != nil {
		return fmt.Errorf("--%w", err)
	}
	if r.JSON != "" && r.JSON == r.Plot {
		return fmt.Errorf("--json and --plot are both %q, two files are needed", r.JSON)
	}
	return nil
}

// push pushes a lab and tells what was measured, also if it was stopped on the way.
func (r *ramping) push(ctx context.Context, io streams, ramp push.Ramp, setup string, open func(context.Context) (push.Lab, error)) (err error) {
	for _, file := range []string{r.JSON, r.Plot} { // not after an hour
		if err := writable(file); err != nil {
			return err
		}
	}
	lab, err := open(ctx)
	switch {
	case ctx.Err() != nil && err != nil: // what became of the parts is of no interest
		return fmt.Errorf("stopped before anything was measured: %w", context.Cause(ctx))
	case err != nil:
		return err
	}
	defer func() {
		if closing := lab.Close(); err == nil { // else it only says the same again
			err = closing
		}
	}()
	progress, end := follow(io.err, lab.Kind(), ramp)
	report, err := push.Push(ctx, ramp, lab, progress)
	end()
	if len(report.Loads) == 0 {
		return err
	}
	report.Setup = setup
	tell(io.out, report, err == nil)
	return errors.Join(err, r.write(report))
}

// follow tells on w how a push goes on; what it gives ends that.
func follow(w io.Writer, kind string, ramp push.Ramp) (push.Progress, func()) {
	file, is := w.(*os.File)
	if !is || !term.IsTerminal(file.Fd()) || os.Getenv("TERM") == "dumb" {
		return push.NewLines(w, kind), func() {}
	}
	line := push.NewLine(w, func() int {
		if width, _, err := term.GetSize(file.Fd()); err == nil && width > 0 {
			return width
		}
		return 80
	}, kind, ramp)
	return line, line.Clear
}

// tell prints the table, the plot and the knee; why it ended early unless that is an
// error, which is said elsewhere.
func tell(w io.Writer, r push.Report, ended bool) {
	w = colorprofile.NewWriter(w, os.Environ()) // no colours where w shows none
	fmt.Fprintf(w, "%s\n%s\n\n%s\n%s\n%s\n", r.Setup, r.Machine, r.Table(), r.Plot(), r.Sentence())
	if r.Ended != "" && ended {
		fmt.Fprintf(w, "It was %s.\n", r.Ended)
	}
}

// write writes the files that were asked for.
func (r *ramping) write(report push.Report) error {
	text, err := report.JSON()
	if err != nil {
		return err
	}
	return errors.Join(writeWhole(r.JSON, text), writeWhole(r.Plot, report.SVG()))
}

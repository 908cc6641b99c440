// Thicket is a forest that one walks in over SSH, together with everybody
// else. This is its one program: it reads flags, builds the parts, runs them
// and stops them from the edge inwards.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"thicket/push"
)

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // could not
	exitUsage  = 2 // a flag, a key or a value is wrong; nothing was started
)

// commands are what the program can do.
type commands struct {
	Serve       serve       `cmd:"" default:"withargs" help:"Run the server (the default command)."`
	Push        pushes      `cmd:"" help:"Find out how far one world can be pushed."`
	Version     versionCmd  `cmd:"" help:"Tell version, commit and Go version."`
	Healthcheck healthcheck `cmd:"" help:"Exit 0 if the server on this machine is healthy."`
}

// usageError is a mistake of who called, not of the program.
type usageError struct{ error }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program without the process around it; it returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	err := dispatch(ctx, args, stdout, stderr)
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, new(usageError)):
		fmt.Fprintf(stderr, "thicket: %v\nTry: thicket --help\n", err)
		return exitUsage
	}
	fmt.Fprintf(stderr, "thicket: %v\n", err)
	return exitFailed
}

// helped ends the parsing after --help has printed.
type helped struct{}

func dispatch(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if _, ok := p.(helped); !ok {
				panic(p)
			}
			err = nil
		}
	}()
	parser, err := kong.New(&commands{},
		kong.Name("thicket"),
		kong.Description("A forest that everybody walks in, over SSH. Every flag can also be an environment variable (--max-players is THICKET_MAX_PLAYERS), and those of serve a key of the file that --config names; a flag wins over the environment, the environment over the file."),
		defaults(),
		kong.DefaultEnvars("THICKET"),
		kong.Configuration(loadFile),
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { panic(helped{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Help(printHelp),
	)
	if err != nil {
		return err
	}
	call, err := parser.Parse(joinNegative(args))
	if err != nil {
		return usageError{explain(err)}
	}
	call.BindTo(ctx, (*context.Context)(nil))
	call.Bind(streams{stdout, stderr})
	return call.Run()
}

// defaults are what the flags' defaults and help texts are made with: what several
// commands share, the user's data folder, what a push allows.
func defaults() kong.Vars {
	return kong.Vars{
		"data": dataFolder(), "world": "1000x1000", "bots": "wander=400,graze=60,sow=25,hunt=15", "fps": "12",
		"factors": push.FactorAllowed, "holds": push.HoldAllowed, "limits": push.LimitAllowed, "keys": push.KeysAllowed, "sizes": push.SizeAllowed,
	}
}

// joinNegative makes "--bots -1" "--bots=-1", so that the complaint is about
// the number and not about a flag "-1".
func joinNegative(args []string) []string {
	var joined []string
	for _, arg := range args {
		last := len(joined) - 1
		number := len(arg) > 1 && arg[0] == '-' && arg[1] >= '0' && arg[1] <= '9'
		if number && last >= 0 && strings.HasPrefix(joined[last], "--") && !strings.Contains(joined[last], "=") {
			joined[last] += "=" + arg
			continue
		}
		joined = append(joined, arg)
	}
	return joined
}

// explain adds what is allowed where the parser only knows that something is
// no number.
func explain(err error) error {
	for _, n := range slices.Concat(new(serve).numbers(), new(pushBots).numbers()) {
		if strings.HasPrefix(err.Error(), "--"+n.flag+": expected") {
			return fmt.Errorf("%w; allowed are %d to %d", err, n.low, n.high)
		}
	}
	for flag, allowed := range map[string]string{
		"drain": "1s to 10m", "factor": push.FactorAllowed, "hold": push.HoldAllowed, "limit": push.LimitAllowed, "keys": push.KeysAllowed,
	} {
		if strings.HasPrefix(err.Error(), "--"+flag+": expected") {
			return fmt.Errorf("%w; allowed are %s", err, allowed)
		}
	}
	return err
}

// printHelp prints the help of a command; that of the whole program ends with
// the help of the command it runs by default.
func printHelp(options kong.HelpOptions, call *kong.Context) error {
	if err := kong.DefaultHelpPrinter(options, call); err != nil || call.Selected() != nil {
		return err
	}
	serve, err := kong.Trace(call.Kong, []string{"serve"})
	if err != nil {
		return err
	}
	fmt.Fprintln(call.Stdout)
	return kong.DefaultHelpPrinter(options, serve)
}

// streams are where a command writes to.
type streams struct{ out, err io.Writer }

package main

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"

	"thicket/game"
	"thicket/push"
)

// pushBots is the lab of bots.
type pushBots struct {
	From    botCount `default:"1000" placeholder:"N" help:"Bots at first, such as 1000, 100k or 2M (default ${default})."`
	To      botCount `default:"2M" placeholder:"N" help:"Bots at last (default ${default})."`
	ramping `embed:""`
	Viewers int       `default:"100" placeholder:"N" help:"Players who stand in the world and look, 0 to 10000 (default ${default})."`
	World   worldSize `default:"4000x4000" placeholder:"WxH" help:"Size of the world, 16x16 to 8192x8192 (default ${default})."`
	FPS     int       `name:"fps" default:"${fps}" placeholder:"N" help:"World frames a second, 1 to 30 (default ${default})."`
	Seed    uint64    `default:"1" placeholder:"N" help:"Seed of the world and of the bots (default ${default})."`
}

func (p *pushBots) numbers() []number {
	return []number{{"viewers", p.Viewers, 0, 10_000}, {"fps", p.FPS, game.MinFPS, game.MaxFPS}}
}

// Validate names the value that is wrong and what is allowed.
func (p *pushBots) Validate() error {
	if err := firstOutside(p.numbers()); err != nil {
		return err
	}
	if err := p.validate(int(p.From), int(p.To)); err != nil {
		return err
	}
	server := serve{World: p.World, Trees: rulebook().Trees}
	if most := server.mostBots(); int(p.To) > most {
		return fmt.Errorf("--to is %d, allowed are %d in a world of %dx%d with %d %% trees, half of its open cells",
			p.To, most, p.World.width, p.World.height, server.Trees)
	}
	return nil
}

// Run pushes.
func (p *pushBots) Run(ctx context.Context, io streams) error {
	setup := fmt.Sprintf("bots that step once a second in a world of %dx%d (seed %d), %d viewers at 80x24, %d frames a second",
		p.World.width, p.World.height, p.Seed, p.Viewers, p.FPS)
	return p.push(ctx, io, p.between(int(p.From), int(p.To)), setup, func(ctx context.Context) (push.Lab, error) {
		return push.NewBots(ctx, push.BotsConfig{
			Width: p.World.width, Height: p.World.height, Viewers: p.Viewers, FPS: p.FPS, Seed: p.Seed,
		})
	})
}

// pushSessions is the lab of sessions.
type pushSessions struct {
	From    sessionCount `default:"100" placeholder:"N" help:"Sessions at first (default ${default})."`
	To      sessionCount `default:"5000" placeholder:"N" help:"Sessions at last (default ${default})."`
	ramping `embed:""`
	Target  string       `placeholder:"HOST:PORT" help:"The server (default: one of its own, in a process of its own). Give it a --max-players that is large enough, and --max-per-source 0."`
	Mine    bool         `name:"i-run-this-server" help:"The target is not this machine, and it is yours."`
	Size    terminalSize `default:"80x24" placeholder:"WxH" help:"Size of the terminals, ${sizes} (default ${default})."`
	Keys    float64      `default:"1" placeholder:"X" help:"Steps a second of each session, ${keys} (default ${default})."`
	Chaff   bool         `help:"Send 50 small requests a second for two seconds after each key, as OpenSSH 9.5 and newer pings."`
	World   worldSize    `default:"${world}" placeholder:"WxH" help:"Own server: size of the meadow, 16x16 to 8192x8192 (default ${default})."`
	Bots    botSpec      `default:"${bots}" placeholder:"SPEC" help:"Own server: bots by strategy (default ${default})."`
	FPS     int          `name:"fps" default:"${fps}" placeholder:"N" help:"Own server: world frames a second, 1 to 30 (default ${default})."`
}

// mostSessions is as many players as a server can be told to let in.
const mostSessions = 100_000

// Validate names the value that is wrong and what is allowed.
func (p *pushSessions) Validate() error {
	from, to := int(p.From), int(p.To)
	if err := firstOutside([]number{{"from", from, 1, mostSessions}, {"to", to, from, mostSessions}, {"fps", p.FPS, game.MinFPS, game.MaxFPS}}); err != nil {
		return err
	}
	if err := p.validate(from, to); err != nil {
		return err
	}
	if !(p.Keys >= 0 && p.Keys <= push.MaxKeys) { // NaN is neither
		return fmt.Errorf("--keys is %v, allowed are %s", p.Keys, push.KeysAllowed)
	}
	if p.Target != "" {
		return validAddress("target", p.Target, ":2222")
	}
	server := serve{World: p.World, Trees: rulebook().Trees, Bots: p.Bots}
	return server.validBots()
}

// Run pushes.
func (p *pushSessions) Run(ctx context.Context, io streams) error {
	target, err := p.address(ctx)
	if err != nil {
		return err
	}
	server, setup := []string(nil), fmt.Sprintf("the server at %s, whose CPU and memory are not known", p.Target)
	if target == "" {
		if server, err = p.server(); err != nil {
			return err
		}
		setup = fmt.Sprintf("a server with a meadow of %dx%d (seed %d), %d bots, %d frames a second",
			p.World.width, p.World.height, serverSeed, p.Bots.Total(), p.FPS)
	}
	setup = fmt.Sprintf("sessions of %dx%d that step %v times a second, %s", p.Size.width, p.Size.height, p.Keys, setup)
	if p.Chaff {
		setup += ", with chaff"
	}
	return p.push(ctx, io, p.between(int(p.From), int(p.To)), setup, func(ctx context.Context) (push.Lab, error) {
		return push.NewSessions(ctx, push.SessionsConfig{
			Target: target, Server: server, Width: p.Size.width, Height: p.Size.height, Keys: p.Keys, Chaff: p.Chaff,
		})
	})
}

// serverSeed is that of our own server, so that each run has the same meadow.
const serverSeed = 1

// server is the command line of a server of our own: it keeps nothing and lets
// everybody in.
func (p *pushSessions) server() ([]string, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program, to start a server: %w", err)
	}
	return []string{
		program, "serve", "--ephemeral", "--ssh=127.0.0.1:0", "--http=", "--log=text", "--log-level=warn",
		"--seed=" + strconv.Itoa(serverSeed),
		fmt.Sprintf("--world=%dx%d", p.World.width, p.World.height), "--bots=" + describe(p.Bots.Spec), "--fps=" + strconv.Itoa(p.FPS),
		"--max-players=" + strconv.Itoa(min(2*int(p.To)+100, mostSessions)), "--max-per-source=0",
	}, nil
}

// address is the target's address in numbers, so that what was looked at is what is
// pushed; "" if there is no target. Nobody pushes somebody else's server by mistake:
// all addresses of the target have to be this machine's, unless one says otherwise.
func (p *pushSessions) address(ctx context.Context) (string, error) {
	if p.Target == "" {
		return "", nil
	}
	host, port, _ := net.SplitHostPort(reachable(p.Target)) // validated
	all, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return "", fmt.Errorf("look up --target %s: %w", p.Target, err)
	}
	var chosen netip.Addr
	for _, ip := range all {
		ip = ip.Unmap()
		if !ip.IsLoopback() && !p.Mine {
			return "", usageError{fmt.Errorf("--target is %q, which is %s and not this machine; allowed is loopback, or, if that server is yours, --i-run-this-server", p.Target, ip)}
		}
		if !chosen.IsValid() || ip.Is4() && !chosen.Is4() { // of 127.0.0.0/8 there are many addresses to come from
			chosen = ip
		}
	}
	return net.JoinHostPort(chosen.String(), port), nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"github.com/alecthomas/kong"

	"thicket/bots"
	"thicket/game"
	"thicket/sshd"
	"thicket/tui"
	"thicket/web"
)

// serve is the server's flags.
type serve struct {
	SSH          string          `name:"ssh" default:":2222" placeholder:"ADDRESS" help:"SSH listen address (default ${default})."`
	HTTP         string          `name:"http" placeholder:"ADDRESS" help:"HTTP listen address for /healthz (default none)."`
	Data         string          `default:"${data}" placeholder:"FOLDER" help:"Where the host key is kept (default ${default})."`
	Ephemeral    bool            `help:"Keep everything in memory instead of in the data folder."`
	World        worldSize       `default:"1000x1000" placeholder:"WxH" help:"Size of the meadow, 16x16 to 8192x8192 (default ${default})."`
	Trees        int             `default:"6" placeholder:"PERCENT" help:"Trees, in percent of the cells, 0 to 50 (default ${default})."`
	Generations  int             `default:"4" placeholder:"N" help:"Generations of the bacteria a second, 0 to 30 (default ${default}; 0: they stand still)."`
	Seed         uint64          `default:"0" help:"Seed of the world; 0: random, said in the log."`
	Bots         botSpec         `default:"wander=400,graze=60,sow=25,hunt=15" placeholder:"SPEC" help:"Bots by strategy: wander, graze, sow, hunt; a bare number wanders (default ${default}; 0: none)."`
	FPS          int             `name:"fps" default:"12" placeholder:"N" help:"World frames a second, 1 to 30 (default ${default})."`
	MaxPlayers   int             `default:"5000" placeholder:"N" help:"Players at the same time, 1 to 100000 (default ${default})."`
	MaxPerSource int             `default:"16" placeholder:"N" help:"Connections per IPv4 address or IPv6 /64 (default ${default}; 0: no limit, behind a proxy that hides addresses)."`
	Drain        time.Duration   `default:"10s" placeholder:"TIME" help:"Time to say goodbye at shutdown, 1s to 10m (default ${default})."`
	Log          string          `default:"text" placeholder:"text|json" help:"Form of the log (default ${default})."`
	LogLevel     string          `default:"info" placeholder:"LEVEL" help:"Least level of the log: debug, info, warn or error (default ${default})."`
	Config       kong.ConfigFlag `placeholder:"FILE" help:"YAML file with flags as keys."`
}

// number is a flag that is a whole number within bounds.
type number struct {
	flag             string
	value, low, high int
}

func (s *serve) numbers() []number {
	return []number{
		{"trees", s.Trees, 0, game.MaxTrees},
		{"generations", s.Generations, 0, game.MaxGenerations},
		{"fps", s.FPS, game.MinFPS, game.MaxFPS},
		{"max-players", s.MaxPlayers, 1, 100_000},
		{"max-per-source", s.MaxPerSource, 0, 1_000_000},
	}
}

// Validate names the value that is wrong and what is allowed.
func (s *serve) Validate() error {
	for _, n := range s.numbers() {
		if n.value < n.low || n.value > n.high {
			return fmt.Errorf("--%s is %d, allowed are %d to %d", n.flag, n.value, n.low, n.high)
		}
	}
	if s.Drain < time.Second || s.Drain > 10*time.Minute {
		return fmt.Errorf("--drain is %v, allowed are 1s to 10m", s.Drain)
	}
	if err := validAddresses(s.SSH, s.HTTP); err != nil {
		return err
	}
	if s.Data == "" && !s.Ephemeral {
		return errors.New("--data is empty and there is no home folder: name a folder, or use --ephemeral")
	}
	if most := s.World.width * s.World.height * (100 - s.Trees) / 200; s.Bots.Total() > most {
		return fmt.Errorf("--bots is %d in all, allowed are %d in a world of %dx%d with %d %% trees, half of its open cells",
			s.Bots.Total(), most, s.World.width, s.World.height, s.Trees)
	}
	return validLog(s.Log, s.LogLevel)
}

// Run serves until ctx is done.
func (s *serve) Run(ctx context.Context, io streams) error {
	log := newLog(io.err, s.Log, s.LogLevel)
	slog.SetDefault(log) // of the libraries
	if s.Seed == 0 {
		s.Seed = rand.Uint64()
	}
	lobby, err := game.NewLobby(s.world(), s.FPS, nil, log)
	if err != nil {
		return err
	}
	swarms, err := s.swarms()
	if err != nil {
		return err
	}
	server, err := sshd.New(s.edge(lobby, log))
	if err != nil {
		return err
	}
	log.Info("the meadow is there", "width", s.World.width, "height", s.World.height,
		"trees_percent", s.Trees, "generations", s.Generations, "seed", s.Seed, "bots", s.Bots.Total(), "fps", s.FPS)
	page, err := s.page(lobby)
	if err != nil {
		_ = server.Close()
		return err
	}
	s.invite(io, server)
	return runParts(ctx, lobby, swarms, server, page, log)
}

func (s *serve) world() game.Config {
	cfg := game.DefaultConfig()
	cfg.Width, cfg.Height = s.World.width, s.World.height
	cfg.Trees, cfg.Generations, cfg.Seed = s.Trees, s.Generations, s.Seed
	return cfg
}

func (s *serve) swarms() ([]*bots.Swarm, error) {
	var swarms []*bots.Swarm
	for i, share := range s.Bots.Spec {
		if share.Bots == 0 {
			continue
		}
		swarm, err := bots.New(share.Strategy, share.Bots, s.Seed+uint64(i))
		if err != nil {
			return nil, err
		}
		swarms = append(swarms, swarm)
	}
	return swarms, nil
}

// edge is the SSH server's configuration: everybody plays in the meadow.
func (s *serve) edge(lobby *game.Lobby, log *slog.Logger) sshd.Config {
	keyFile := filepath.Join(s.Data, "host_key")
	if s.Ephemeral {
		keyFile = ""
	}
	version, commit := build()
	return sshd.Config{
		Address: s.SSH, HostKeyFile: keyFile,
		MaxPlayers: s.MaxPlayers, MaxPerSource: s.MaxPerSource, Drain: s.Drain,
		Log: log, Version: version + " " + commit,
		Play: func(ctx context.Context, t tui.Terminal, how tui.Settings) error {
			how.World = game.Meadow
			how.Enter = func(ctx context.Context, j game.Join) (tui.Place, error) {
				client, err := lobby.Enter(ctx, game.Meadow, j)
				if err != nil {
					return nil, err
				}
				return client, nil
			}
			return tui.Run(ctx, t, how)
		},
	}
}

// page is the HTTP server, nil if none is asked for.
func (s *serve) page(lobby *game.Lobby) (*web.Server, error) {
	if s.HTTP == "" {
		return nil, nil
	}
	return web.New(s.HTTP, lobby.Degraded)
}

// invite says where to connect, ready to be pasted.
func (s *serve) invite(io streams, server *sshd.Server) {
	host, port, _ := net.SplitHostPort(server.Addr().String())
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() || ip.IsLoopback() {
		host = "localhost"
	}
	connect := fmt.Sprintf("ssh -p %s %s", port, host)
	if s.Log == "json" { // whatever the level is
		newLog(io.err, s.Log, "info").Info("ready", "connect", connect, "host_key", server.Fingerprint())
		return
	}
	fmt.Fprintf(io.out, "Play: %s   (host key %s)\n", connect, server.Fingerprint())
}

// runParts runs everything until ctx is done, then stops it from the edge
// inwards: sessions say goodbye first, bots leave, the rooms end last. A swarm
// that cannot go on is no reason to stop: people play without it.
func runParts(ctx context.Context, lobby *game.Lobby, swarms []*bots.Swarm, server *sshd.Server, page *web.Server, log *slog.Logger) error {
	inside, endRooms := context.WithCancel(context.WithoutCancel(ctx))
	var rooms, herd sync.WaitGroup
	rooms.Go(func() { _ = lobby.Run(inside) })
	botsCtx, endBots := context.WithCancel(inside)
	for _, swarm := range swarms {
		herd.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					log.Error("a swarm broke", "panic", p, "stack", string(debug.Stack()))
				}
			}()
			err := swarm.Run(botsCtx, func(ctx context.Context, j game.Join) (*game.Client, error) {
				return lobby.Enter(ctx, game.Meadow, j)
			})
			if err != nil {
				log.Error("a swarm ended", "error", err)
			}
		})
	}
	if page != nil {
		rooms.Go(func() {
			if err := page.Run(inside); err != nil {
				log.Error("the HTTP server ended", "error", err)
			}
		})
	}
	err := server.Run(ctx)
	endBots()
	herd.Wait()
	endRooms()
	rooms.Wait()
	log.Info("the server is down")
	return err
}

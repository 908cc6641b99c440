package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"thicket/game"
	"thicket/sshd"
	"thicket/store"
	"thicket/tui"
	"thicket/web"
)

// parts are what the server is built of.
type parts struct {
	log    *slog.Logger
	store  *store.Store
	lobby  *game.Lobby
	herd   *herd
	server *sshd.Server
	page   *web.Server // nil if none is asked for
	drain  time.Duration
}

// heapGrowth is by how many percent the heap grows between two collections, unless the
// environment says otherwise (GOGC). A collection takes a third of a second where
// thousands play, on two full processors, and answers are slow that long: at the
// runtime's 100 % that was one in a hundred of them.
const heapGrowth = 150

// Run serves until ctx is done or an admin says so.
func (s *serve) Run(ctx context.Context, io streams) error {
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(heapGrowth))
	}
	log := newLog(io.err, s.Log, s.LogLevel)
	slog.SetDefault(log) // of the libraries
	if s.Seed == 0 {
		s.Seed = rand.Uint64()
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	p, err := s.build(log, stop)
	if err != nil {
		return err
	}
	log.Info("the meadow is there", "width", s.World.width, "height", s.World.height,
		"trees_percent", s.Trees, "generations", s.Generations, "seed", s.Seed, "bots", s.Bots.Total(), "fps", s.FPS)
	s.invite(io, p.server)
	return p.run(ctx)
}

// build makes the parts; nothing runs yet. What was opened is closed if one of
// them cannot be had.
func (s *serve) build(log *slog.Logger, stop func()) (*parts, error) {
	p := &parts{log: log, drain: s.Drain}
	if err := s.fill(p, stop); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

func (s *serve) fill(p *parts, stop func()) (err error) {
	if p.store, err = store.Open(s.folder(), p.log); err != nil {
		return err
	}
	if p.lobby, err = game.NewLobby(s.lobby(p)); err != nil {
		return err
	}
	if err = s.settle(p.lobby.Config()); err != nil {
		return err
	}
	p.herd = newHerd(s.Bots.Spec, s.mostBots(), s.Seed, p.enter, p.log)
	if p.server, err = sshd.New(s.edge(p, stop)); err != nil || s.HTTP == "" {
		return err
	}
	p.page, err = web.New(s.HTTP, p.degraded)
	return err
}

// lobby is what the worlds are made of.
func (s *serve) lobby(p *parts) game.LobbyConfig {
	none := func(limit int) int { // 0 is the lobby's own default
		if limit == 0 {
			return -1
		}
		return limit
	}
	return game.LobbyConfig{
		Meadow: s.world(), FPS: s.FPS, Keeper: p.store, Herder: &herder{seed: s.Seed, log: p.log}, Log: p.log,
		MaxWorlds: none(s.MaxWorlds), MaxCells: none(int(s.MaxCells)),
	}
}

// settle takes the meadow as it is: one that was kept may be another than the
// one asked for.
func (s *serve) settle(meadow game.Config) error {
	s.World = worldSize{meadow.Width, meadow.Height}
	s.Trees, s.Seed = meadow.Trees, meadow.Seed
	return s.validBots()
}

// enter brings a client into the meadow.
func (p *parts) enter(ctx context.Context, j game.Join) (*game.Client, error) {
	return p.lobby.Enter(ctx, game.Meadow, j)
}

// folder is the data folder, "" to keep everything in memory.
func (s *serve) folder() string {
	if s.Ephemeral {
		return ""
	}
	return s.Data
}

// edge is the SSH server's configuration.
func (s *serve) edge(p *parts, stop func()) sshd.Config {
	keyFile := ""
	if s.folder() != "" {
		keyFile = filepath.Join(s.folder(), "host_key")
	}
	version, commit := build()
	return sshd.Config{
		Address: s.SSH, HostKeyFile: keyFile,
		MaxPlayers: s.MaxPlayers, MaxPerSource: s.MaxPerSource, Drain: s.Drain,
		Log: p.log, Version: version + " " + commit,
		People: p.store, Worlds: p.lobby, Admins: s.Admin,
		Bots: p.herd.change, Stop: stop, Degraded: p.degraded,
		Play: tui.Run,
	}
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

// run runs everything until ctx is done, then stops it from the edge inwards:
// sessions say goodbye first, bots leave, the rooms end, and last what they
// left is written. A disk that hangs holds that up for a bounded time only.
func (p *parts) run(ctx context.Context) error {
	base := context.WithoutCancel(ctx)
	running := []*part{
		start(base, "writing to the data folder", p.store.Run),
		start(base, "saving the worlds", func(ctx context.Context) { _ = p.lobby.Run(ctx) }),
		start(base, "the bots", p.herd.run),
		start(base, "the HTTP server", p.servePage),
	}
	err := p.server.Run(ctx)
	for _, part := range slices.Backward(running) {
		if late := part.end(p.drain); late != nil {
			return errors.Join(err, late) // closing would wait for the same
		}
	}
	p.close()
	p.log.Info("the server is down")
	return err
}

// part is something that runs beside the SSH server.
type part struct {
	name string
	stop context.CancelFunc
	done chan struct{} // closed when it has ended
}

// start runs f in a goroutine.
func start(ctx context.Context, name string, f func(context.Context)) *part {
	ctx, stop := context.WithCancel(ctx)
	p := &part{name, stop, make(chan struct{})}
	go func() {
		defer close(p.done)
		f(ctx)
	}()
	return p
}

// end stops a part and waits for it, at most for a while.
func (p *part) end(atMost time.Duration) error {
	p.stop()
	over := time.NewTimer(atMost)
	defer over.Stop()
	select {
	case <-p.done:
		return nil
	case <-over.C:
		return fmt.Errorf("%s did not end within %v: what was not written yet is lost; look at the disk", p.name, atMost)
	}
}

func (p *parts) servePage(ctx context.Context) {
	if p.page == nil {
		return
	}
	if err := p.page.Run(ctx); err != nil {
		p.log.Error("the HTTP server ended", "error", err)
	}
}

// degraded says, in words, what is not as it should be.
func (p *parts) degraded() []string { return append(p.lobby.Degraded(), p.store.Degraded()...) }

// close closes what was opened and does not close itself.
func (p *parts) close() {
	if p.server != nil {
		_ = p.server.Close()
	}
	if p.store != nil {
		if err := p.store.Close(); err != nil {
			p.log.Error("the data folder was not closed well", "error", err)
		}
	}
}

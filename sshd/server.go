package sshd

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"runtime"
	"sync"
	"time"

	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"

	"thicket/game"
	"thicket/tui"
)

// Config is what a Server is made of. Play is needed; every other zero value
// means what its comment says.
type Config struct {
	// Address to listen on, host:port; empty: ":2222".
	Address string
	// HostKeyFile holds the host key. It is made once, with mode 0600, in a
	// folder that is made with 0700 if need be. Empty: a key that lives as
	// long as the Server.
	HostKeyFile string
	// MaxPlayers is how many sessions may play or look on at the same time; 0:
	// 5000.
	MaxPlayers int
	// MaxPerSource is how many connections an IPv4 address or an IPv6 /64 may
	// have; 0: no limit for a single source, also not for its handshakes.
	MaxPerSource int
	// Drain is how long sessions have to leave when Run ends; 0: 10 s.
	Drain time.Duration
	// Log for the operator; nil: none.
	Log *slog.Logger
	// Play runs a player's session until the player leaves, the client is
	// gone (then Read and Write fail) or ctx is cancelled, with a cause fit
	// for the player's eyes. It puts the terminal back before it returns. A
	// panic in it ends that session alone. A line that dies in silence is
	// noticed by the next write or Ping, or by the kernel's keepalive.
	Play func(ctx context.Context, t tui.Terminal, s tui.Settings) error
	// People knows accounts, results and bans; Worlds what is played in. Both
	// are needed.
	People People
	Worlds Worlds
	// Admins are the fingerprints of the keys that may give admin commands.
	Admins []string
	// Bots changes the meadow's swarms to a specification, as --bots takes it, and
	// says what there is then; nil: nobody can. A specification that is wrong is a
	// UsageError.
	Bots func(spec string) (string, error)
	// Stop asks for the server to be stopped, as a signal does. It does not
	// wait; nil: nobody can.
	Stop func()
	// Degraded says, in words, what does not work now; nil: nothing is known.
	Degraded func() []string
	// Version that the version command tells, a blank and the commit may
	// follow; empty: "dev".
	Version string

	limits limits // zero: defaultLimits
}

// validate fills in what is zero, and refuses what cannot work.
func (c *Config) validate() error {
	if c.Play == nil {
		return errors.New("ssh server: Play is missing")
	}
	if c.People == nil || c.Worlds == nil {
		return errors.New("ssh server: People or Worlds is missing")
	}
	for _, key := range c.Admins {
		if err := game.CheckAccount(key); err != nil {
			return fmt.Errorf("ssh server: an admin: %w", err)
		}
	}
	if c.MaxPlayers < 0 || c.MaxPerSource < 0 || c.Drain < 0 {
		return fmt.Errorf("ssh server: MaxPlayers %d, MaxPerSource %d, Drain %v: none may be negative",
			c.MaxPlayers, c.MaxPerSource, c.Drain)
	}
	if c.Address == "" {
		c.Address = ":2222"
	}
	if c.MaxPlayers == 0 {
		c.MaxPlayers = 5000
	}
	if c.Drain == 0 {
		c.Drain = 10 * time.Second
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Version == "" {
		c.Version = "dev"
	}
	if c.limits == (limits{}) {
		c.limits = defaultLimits()
	}
	return nil
}

// Server serves the game over SSH. Its methods may be called from any
// goroutine.
type Server struct {
	cfg      Config
	log      *slog.Logger
	ssh      *ssh.Server
	key      gossh.Signer
	listener net.Listener
	maskKey  [32]byte

	base     context.Context // of all sessions
	stop     context.CancelCauseFunc
	accepted gate // connections that are being handled
	sessions gate // commands that are running

	sources  *sources
	counters counters
	admins   map[string]bool // by fingerprint
	roster   roster
	began    time.Time
	rates    rates
	echoes   echoes
	painters *tui.Gate

	mu      sync.Mutex
	open    map[*conn]struct{}
	closing bool // no connection is registered any more
}

// New makes a Server: it reads or makes the host key and takes the port, so
// that a key or a port that cannot be had is one clear error before anything
// runs. It starts nothing; Run does. A Server that is not to run needs Close.
func New(cfg Config) (*Server, error) {
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	s := &Server{
		cfg:      cfg,
		log:      slog.New(patient{Handler: cfg.Log.Handler()}),
		sources:  newSources(cfg.MaxPerSource, cfg.limits),
		open:     map[*conn]struct{}{},
		admins:   map[string]bool{},
		began:    time.Now(),
		painters: tui.NewGate(runtime.GOMAXPROCS(0), cfg.MaxPlayers),
	}
	for _, key := range cfg.Admins {
		s.admins[key] = true
	}
	s.base, s.stop = context.WithCancelCause(context.Background())
	_, _ = rand.Read(s.maskKey[:]) // never fails

	key, made, err := hostKey(cfg.HostKeyFile)
	if err != nil {
		return nil, err
	}
	s.key = key
	if made && cfg.HostKeyFile != "" {
		s.log.Warn("made a new host key", "file", cfg.HostKeyFile, "fingerprint", s.Fingerprint())
	}
	if s.ssh, err = s.wish(); err != nil {
		return nil, fmt.Errorf("ssh server: %w", err)
	}
	if s.listener, err = net.Listen("tcp", cfg.Address); err != nil {
		return nil, fmt.Errorf("ssh server: %w", err)
	}
	return s, nil
}

// wish sets up the library: who may come in, and that nothing but our own
// session handler ever runs.
func (s *Server) wish() (*ssh.Server, error) {
	return wish.NewServer(
		wish.WithVersion("thicket"),
		func(srv *ssh.Server) error { srv.AddHostKey(s.key); return nil },
		// Anybody may come in. With "none" as a method OpenSSH would not
		// even offer a key, so those without one get a method that asks
		// nothing.
		wish.WithPublicKeyAuth(func(ssh.Context, ssh.PublicKey) bool { return true }),
		wish.WithKeyboardInteractiveAuth(func(ssh.Context, gossh.KeyboardInteractiveChallenge) bool { return true }),
		ssh.WrapConn(s.admit),
		func(srv *ssh.Server) error {
			srv.HandshakeTimeout = s.cfg.limits.handshake
			srv.ServerConfigCallback = s.handshake
			srv.ConnectionFailedCallback = s.failed
			srv.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.serveSession, "default": s.rejectChannel}
			srv.RequestHandlers = map[string]ssh.RequestHandler{"default": s.refuseGlobal}
			srv.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
			return nil
		},
	)
}

// handshake sets up one connection's handshake, to learn when it succeeds.
func (s *Server) handshake(ctx ssh.Context) *gossh.ServerConfig {
	return &gossh.ServerConfig{
		AuthLogCallback: func(_ gossh.ConnMetadata, _ string, err error) {
			if c, ok := ctx.Value(connKey{}).(*conn); ok && err == nil {
				c.authed()
			}
		},
	}
}

// failed notes a handshake that came to nothing.
func (s *Server) failed(nc net.Conn, err error) {
	s.log.Debug("handshake failed", "source", s.mask(sourceOf(nc.RemoteAddr())), "error", printable(err.Error()))
}

// refused notes a connection that was closed before its handshake.
func (s *Server) refused(why refusal, from netip.Prefix) {
	s.counters.refuse(why)
	s.log.Debug("refused a connection", "reason", string(why), "source", s.mask(from))
}

// Addr is the address that the Server listens on.
func (s *Server) Addr() net.Addr { return s.listener.Addr() }

// Fingerprint is the host key's, as ssh shows it: SHA256:...
func (s *Server) Fingerprint() string { return gossh.FingerprintSHA256(s.key.PublicKey()) }

// Close releases the port of a Server that does not run. It does not end Run.
func (s *Server) Close() error { return s.listener.Close() }

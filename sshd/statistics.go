package sshd

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"strings"
	"time"
)

const statsHelp = `Rates are those of the last five seconds. The echo is the time from a key to
handing its answer to the terminal, of the last one to two minutes: half of them
(p50) and all but a hundredth (p99) took at most so long. Sessions are those that
play or look on; players are in a world, whichever.
`

// troubleWords is all that people who are no admins are told of trouble: the
// whole text names the operator's folders.
const troubleWords = "not everything works or can be kept now"

// figures are what stats tells.
type figures struct {
	Version   string   `json:"version"`
	Uptime    int64    `json:"uptime_seconds"`
	Players   int      `json:"players"`
	Sessions  int      `json:"sessions"`
	Bots      int      `json:"bots"`
	Worlds    int      `json:"worlds"`
	Steps     float64  `json:"steps_per_second"`
	Mailbox   int      `json:"mailbox_depth"` // of all worlds
	EchoP50   float64  `json:"echo_p50_ms"`
	EchoP99   float64  `json:"echo_p99_ms"`
	Frames    float64  `json:"frames_per_second"` // of all worlds
	Bytes     float64  `json:"bytes_per_second"`
	Goroutine int      `json:"goroutines"`
	RSS       uint64   `json:"rss_bytes"`
	Degraded  []string `json:"degraded"`
}

// figures are of now.
func (s *Server) figures() figures {
	now, old := s.read(), s.rates.since()
	echo := s.echoes.quantiles(0.5, 0.99)
	f := figures{
		Version: s.version(), Uptime: int64(time.Since(s.began).Seconds()),
		Sessions:  s.Stats().Players,
		Steps:     round(now.rate(old, func(r reading) uint64 { return r.steps })),
		Frames:    round(now.rate(old, func(r reading) uint64 { return r.frames })),
		Bytes:     round(now.rate(old, func(r reading) uint64 { return r.bytes })),
		EchoP50:   milliseconds(echo[0]),
		EchoP99:   milliseconds(echo[1]),
		Goroutine: runtime.NumGoroutine(), RSS: residentBytes(), Degraded: []string{},
	}
	all := s.cfg.Worlds.Totals()
	f.Players, f.Bots, f.Mailbox, f.Worlds = all.Players, all.Bots, all.Mailbox, len(s.cfg.Worlds.Worlds())
	if s.cfg.Degraded != nil {
		f.Degraded = append(f.Degraded, s.cfg.Degraded()...)
	}
	return f
}

func round(v float64) float64 { return math.Round(v*10) / 10 }

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// runStats tells how the server does.
func runStats(_ context.Context, x *session, c *call) error {
	f := x.srv.figures()
	if len(f.Degraded) > 0 && !x.admin() {
		f.Degraded = []string{troubleWords}
	}
	if c.json {
		return c.out.encode(f)
	}
	say := c.out.say
	say("version    %s\n", f.Version)
	say("up         %v\n", time.Duration(f.Uptime)*time.Second)
	say("players    %d (sessions: %d)\n", f.Players, f.Sessions)
	say("bots       %d\n", f.Bots)
	say("worlds     %d\n", f.Worlds)
	say("steps      %.1f a second\n", f.Steps)
	say("mailbox    %d\n", f.Mailbox)
	say("echo       p50 %.3f ms, p99 %.3f ms\n", f.EchoP50, f.EchoP99)
	say("frames     %.1f a second\n", f.Frames)
	say("output     %.1f bytes a second\n", f.Bytes)
	say("goroutines %d\n", f.Goroutine)
	say("memory     %d MiB\n", f.RSS>>20)
	say("degraded   %s\n", cmp.Or(strings.Join(f.Degraded, "; "), "nothing"))
	return nil
}

// runVersion tells which server this is.
func runVersion(_ context.Context, x *session, c *call) error {
	if c.json {
		_, commit, _ := strings.Cut(x.srv.cfg.Version, " ")
		return c.out.encode(struct {
			Version string `json:"version"`
			Commit  string `json:"commit"`
			Go      string `json:"go"`
		}{x.srv.version(), commit, runtime.Version()})
	}
	c.out.say("thicket %s %s\n", x.srv.cfg.Version, runtime.Version())
	return nil
}

// version is the server's, without its commit.
func (s *Server) version() string {
	version, _, _ := strings.Cut(s.cfg.Version, " ")
	return version
}

package push

import (
	"context"
	"errors"
	"fmt"
	"net"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// sampled: every so many sessions one is followed by a terminal emulator as well.
const sampled = 256

// Bounds of sessions: columns and rows of a terminal, and steps a second.
const (
	MinColumns, MaxColumns = 40, 500
	MinRows, MaxRows       = 12, 200
	MaxKeys                = 8 // a walker may act 12 times

	// The same in words.
	SizeAllowed = "40x12 to 500x200"
	KeysAllowed = "0 to 8"
)

// SessionsConfig says what NewSessions opens, and how.
type SessionsConfig struct {
	// Target is the server, host:port; "": one is started by Server and stopped by
	// Close. A target must take as many players as there are sessions (a large enough
	// --max-players) and, if it is not on this machine, as many connections from one
	// source (--max-per-source 0).
	Target string
	// Server is the command line of the server, which must take any free port and say
	// on its first line which: thicket serve --ssh 127.0.0.1:0 --ephemeral ...
	Server []string
	// Width and Height are the terminals' columns and rows.
	Width, Height int
	// Keys are the steps a second of each session, 0 to MaxKeys.
	Keys float64
	// Chaff sends 50 small requests a second for two seconds after each key, see
	// session.chaff.
	Chaff bool
}

func (c SessionsConfig) validate() error {
	switch {
	case c.Target == "" && len(c.Server) == 0:
		return errors.New("push sessions: neither a target nor a server")
	case c.Width < MinColumns || c.Width > MaxColumns || c.Height < MinRows || c.Height > MaxRows:
		return fmt.Errorf("push sessions: %dx%d, allowed are %s", c.Width, c.Height, SizeAllowed)
	case !(c.Keys >= 0 && c.Keys <= MaxKeys):
		return fmt.Errorf("push sessions: %v steps a second, allowed are %s", c.Keys, KeysAllowed)
	}
	return nil
}

// sessions is the lab.
type sessions struct {
	cfg    SessionsConfig
	target string
	spread bool  // over 127.0.0.0/8
	host   *host // nil: the target is somebody else's
	began  time.Time
	beat   time.Duration // from one key to the next

	ctx     context.Context // until Close
	cancel  context.CancelFunc
	running sync.WaitGroup
	fingers []*finger
	counts  *counts
	all     []*session // by slot

	own, server meter
	since       time.Time

	collects int // the percentage by which the heap grew between collections before

	mu      sync.Mutex
	differs error // of the sample
}

// seldom is by how many percent the generator's heap grows between collections: what
// they hold up would be taken for the server's doing.
const seldom = 400

// NewSessions is the lab of how many sessions a server carries: real SSH connections,
// each a guest at a terminal who steps so many times a second in directions of chance
// and whose screen is followed. The server is another process.
func NewSessions(ctx context.Context, cfg SessionsConfig) (Lab, error) {
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	l := &sessions{cfg: cfg, target: cfg.Target, began: time.Now(), counts: newCounts()}
	if cfg.Target == "" {
		var err error
		if l.host, err = startHost(ctx, cfg.Server); err != nil {
			return nil, err
		}
		l.target, l.server.pid = l.host.address, l.host.cmd.Process.Pid
	}
	if name, _, err := net.SplitHostPort(l.target); err != nil {
		return nil, fmt.Errorf("push sessions: the target: %w", err)
	} else if ip := net.ParseIP(name); ip.To4() != nil {
		l.spread = ip.IsLoopback()
	}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	if cfg.Keys > 0 {
		l.beat = time.Duration(float64(time.Second) / cfg.Keys)
		for range 2 { // so that one that writes does not hold up all
			f := &finger{lab: l, more: make(chan *session)}
			l.fingers = append(l.fingers, f)
			l.running.Go(func() { f.run(l.ctx) })
		}
	}
	l.running.Go(func() { watch(l.ctx, l.counts.late) })
	l.collects = debug.SetGCPercent(seldom)
	l.Start()
	return l, nil
}

// Kind is "sessions".
func (l *sessions) Kind() string { return "sessions" }

// clock is the time since the lab began.
func (l *sessions) clock() time.Duration { return time.Since(l.began) }

// tell notes that a sample's terminal shows something else than its follower says.
func (l *sessions) tell(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.differs == nil {
		l.differs = err
	}
}

// Grow opens sessions, 64 at a time, until n are there; those that were lost are
// opened anew.
func (l *sessions) Grow(ctx context.Context, n int, now func(int)) error {
	began := time.Now()
	l.all = append(l.all, make([]*session, max(n-len(l.all), 0))...)
	var missing []int
	for slot, s := range l.all {
		if s == nil || s.gone() {
			missing = append(missing, slot)
		}
	}
	group, opened := errgroup.WithContext(ctx)
	group.SetLimit(opening)
	for i, slot := range missing {
		now(n - len(missing) + i)
		if opened.Err() != nil {
			break
		}
		group.Go(func() error {
			s, err := l.open(opened, slot)
			if err != nil {
				return fmt.Errorf("session %d: %w", slot+1, err)
			}
			if l.all[slot] != nil {
				l.all[slot].replace()
			}
			l.all[slot] = s
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	now(n)
	return rest(ctx, time.Second+min(time.Since(began)/10, 5*time.Second))
}

// rest waits until what came with the newcomers is over.
func rest(ctx context.Context, while time.Duration) error {
	timer := time.NewTimer(while)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// there are the sessions that were opened.
func (l *sessions) there() []*session {
	return slices.DeleteFunc(slices.Clone(l.all), func(s *session) bool { return s == nil })
}

// follow has a finger press the keys of a session.
func (l *sessions) follow(s *session) {
	if len(l.fingers) == 0 {
		return
	}
	if l.cfg.Chaff {
		l.running.Go(s.chaff)
	}
	select {
	case l.fingers[s.slot%len(l.fingers)].more <- s:
	case <-l.ctx.Done():
	}
}

// Start begins to count anew.
func (l *sessions) Start() {
	for _, s := range l.there() {
		s.base.bytes, s.base.paints = s.bytes.Load(), s.paints.Load()
	}
	l.since = time.Now()
	l.own.start()
	l.server.start()
	l.counts.reset(l.clock())
}

// young is how long a step may have no answer before it counts as due and not done.
const young = time.Second

// Take is what was counted. Steps that were due within the last second and have no
// answer yet do not count as due. Sessions that were lost belong to the load, and their
// steps are due and not done.
func (l *sessions) Take() Load {
	seconds := time.Since(l.since).Seconds()
	load := Load{Load: len(l.all), Seconds: seconds}
	before := l.clock() - young
	since, late := l.counts.fill(&load)
	var paints, bytes int64
	for i, s := range l.there() {
		p := s.paints.Load() - s.base.paints
		fps := float64(p) / seconds
		if i == 0 || fps < load.Slowest {
			load.Slowest = fps
		}
		load.Fastest = max(load.Fastest, fps)
		paints, bytes = paints+p, bytes+s.bytes.Load()-s.base.bytes
		load.Due += int64(s.unanswered(since, before))
	}
	load.FPS = float64(paints) / max(seconds*float64(len(l.there())), 1e-9)
	load.Bytes = float64(bytes) / seconds
	load.Generator, _ = l.own.take()
	if l.host != nil {
		load.Cores, load.RSS = l.server.take()
	}
	load.Note = l.note(load, late)
	return load
}

// Err is that the lab's server has ended, nil if it has not.
func (l *sessions) Err() error {
	if l.host == nil {
		return nil
	}
	return l.host.err()
}

// Close ends all sessions, and the server if it is the lab's.
func (l *sessions) Close() error {
	l.cancel()
	for _, s := range l.there() {
		_ = s.conn.Close()
	}
	l.running.Wait()
	debug.SetGCPercent(l.collects)
	l.mu.Lock()
	err := l.differs
	l.mu.Unlock()
	if l.host != nil {
		err = errors.Join(err, l.host.stop())
	}
	return err
}

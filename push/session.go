package push

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"

	"thicket/game"
)

// stretch is how many steps lead the same way on average, if nothing is in the way.
const stretch = 16

// giveUp is how long a key may go unanswered.
const giveUp = 10 * time.Second

// session is the client side of one session: somebody at a terminal who presses a
// step key now and then.
//
// One key at most is on its way. A key is answered by the end of the first paint
// after which the first row shows the cell that the step leads to, or which
// highlights that cell as being in the way. Nothing else does either: another
// player's step moves neither, and no step leads twice in a row into what is in the
// way, so the highlight is always painted anew. A key that is due while another is on
// its way is pressed when that is answered, and its latency counts from when it was
// due. What carries the walker off (it collapsed) leaves a key without an answer that
// could be told: such a key counts as neither due nor done. So does one that went
// unanswered while the walker was stung, since a sting takes the highlight's place.
type session struct {
	lab     *sessions
	slot    int
	conn    ssh.Conn
	channel ssh.Channel
	sample  *sample // nil: this one is not of the sample
	phase   time.Duration

	entered chan struct{} // closed when a paint has shown the position
	over    chan struct{} // closed when the connection has ended

	bytes  atomic.Int64
	paints atomic.Int64

	mu      sync.Mutex
	placed  bool
	at      game.Point // as the screen shows it
	next    int        // the number of the next key to press
	owed    int        // how many are due and have not been pressed
	waits   bool       // the key before next is on its way:
	due     time.Duration
	pressed time.Duration
	dir     game.Dir
	stung   bool
	wall    game.Dir // what the last step bumped into,
	bumped  bool     // if it did
	ended   bool
	away    bool // another one has its place, and its keys

	base struct{ bytes, paints int64 } // at the lab's Start; the lab's caller's
}

// arrows are the keys that step.
var arrows = [4][]byte{
	game.Up: []byte("\x1b[A"), game.Down: []byte("\x1b[B"),
	game.Left: []byte("\x1b[D"), game.Right: []byte("\x1b[C"),
}

// dueAt is when the key of a number is due: a beat of the session's own, with a
// jitter of a tenth either way.
func (s *session) dueAt(key int) time.Duration {
	mixed := (uint64(s.slot)<<32 + uint64(key)) * 0x9e3779b97f4a7c15
	jitter := float64(mixed>>40)/float64(1<<24)*0.2 - 0.1
	return s.phase + time.Duration((float64(key)+jitter)*float64(s.lab.beat))
}

// run follows the stream until the connection ends.
func (s *session) run() {
	defer s.end()
	f := newFollower(s.lab.cfg.Width, s.lab.cfg.Height)
	b := make([]byte, 4096)
	for {
		n, err := s.channel.Read(b)
		if err != nil {
			return
		}
		now := s.lab.clock()
		s.bytes.Add(int64(n))
		for rest := b[:n]; len(rest) > 0; {
			all := rest
			var painted bool
			rest, painted = f.follow(all)
			s.sample.feed(all[:len(all)-len(rest)])
			if painted {
				s.painted(f, now)
			}
		}
	}
}

// painted looks at what the screen shows after a paint.
func (s *session) painted(f *follower, now time.Duration) {
	s.paints.Store(f.paints)
	if s.sample != nil {
		s.sample.compare(f)
	}
	if !f.placed {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.placed {
		s.placed = true
		close(s.entered)
	}
	if !s.waits {
		s.at = f.at
		return
	}
	switch {
	case f.at == s.at.Step(s.dir):
		s.bumped = false
		s.answer(now, false)
	case f.at != s.at:
		s.bumped, s.waits = false, false
	case f.bumped == f.own.beside(s.dir) && f.own != nowhere:
		s.wall, s.bumped = s.dir, true
		s.answer(now, true)
	default:
		s.stung = s.stung || f.bumped != nowhere && f.bumped == f.own
		return
	}
	s.at = f.at
	s.goOn(now)
}

// begin gives the number of the first key.
func (s *session) begin(now time.Duration) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.dueAt(s.next) < now {
		s.next++
	}
	return s.next
}

func (s *session) answer(now time.Duration, blocked bool) {
	s.waits = false
	s.lab.counts.answered(s.due, now, blocked)
}

// strike is called when a key is due; it is false when the session is to have no more. Of
// one that has ended keys are due all the same, and nothing comes of them.
func (s *session) strike(now time.Duration) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.away {
		return false
	}
	free := !s.waits && s.owed == 0
	s.owed++
	switch {
	case s.ended:
		s.forgo()
		return true
	case s.waits && s.stung && now-s.pressed > time.Second:
		s.waits, s.bumped = false, false
	case s.waits && now-s.pressed > giveUp:
		s.waits, s.bumped = false, false
		s.lab.counts.miss(s.due)
	}
	s.goOn(now)
	if free { // else it waited for the server, not for this process
		s.lab.counts.late(s.lab.clock() - s.due)
	}
	return true
}

// forgo counts the keys that wait as missed.
func (s *session) forgo() {
	if s.waits {
		s.waits = false
		s.lab.counts.miss(s.due)
	}
	for ; s.owed > 0; s.owed-- {
		s.lab.counts.miss(s.dueAt(s.next))
		s.next++
	}
}

// replace ends the keys of a session that has ended: another one has its place.
func (s *session) replace() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.away = true
}

// goOn presses the next key if it is due and none is on its way.
func (s *session) goOn(now time.Duration) {
	for s.owed > 0 && !s.waits && !s.ended {
		s.due = s.dueAt(s.next)
		s.next++
		s.owed--
		if now-s.due > giveUp {
			s.lab.counts.miss(s.due)
			continue
		}
		s.turn()
		s.waits, s.stung, s.pressed = true, false, now
		if _, err := s.channel.Write(arrows[s.dir]); err != nil {
			s.ended = true
		}
	}
}

// turn chooses where the next step leads: mostly on, and never into what the last one
// bumped into.
func (s *session) turn() {
	for s.bumped && s.dir == s.wall || rand.N(stretch) == 0 {
		s.dir = game.Dir(rand.N(4))
	}
}

// unanswered is how many keys that were due from one moment up to another have no answer
// yet.
func (s *session) unanswered(since, before time.Duration) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.waits && s.due >= since && s.due < before {
		n++
	}
	for i := range s.owed {
		if due := s.dueAt(s.next + i); due >= since && due < before {
			n++
		}
	}
	return n
}

func (s *session) end() {
	s.mu.Lock()
	s.ended = true
	s.forgo()
	s.mu.Unlock()
	_ = s.conn.Close()
	s.sample.close()
	if s.lab.ctx.Err() == nil {
		s.lab.counts.lost.Add(1)
	}
	close(s.over)
}

// serve answers what the server asks beside the terminal, as ssh does.
func (s *session) serve(global, own <-chan *ssh.Request, channels <-chan ssh.NewChannel) {
	for global != nil || own != nil || channels != nil {
		var ok bool
		var asked *ssh.Request
		select {
		case asked, ok = <-global:
			if !ok {
				global = nil
			}
		case asked, ok = <-own:
			if !ok {
				own = nil
			}
		case offered, ok := <-channels:
			if !ok {
				channels = nil
				continue
			}
			_ = offered.Reject(ssh.Prohibited, "")
			continue
		}
		if ok && asked.WantReply {
			_ = asked.Reply(false, nil)
		}
	}
}

// gone tells whether the connection has ended.
func (s *session) gone() bool {
	select {
	case <-s.over:
		return true
	default:
		return false
	}
}

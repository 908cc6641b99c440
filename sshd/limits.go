package sshd

import "time"

// What a client may send. None of it costs more than a few kilobytes for each
// connection.
const (
	maxColumns, maxRows         = 500, 200 // a 4K screen in a small font; a painter holds both sizes of it
	defaultColumns, defaultRows = 80, 24   // for a client that says 0 x 0: `ssh -tt` without a terminal
	maxTerm                     = 32       // the longest terminfo name in use has 24
	maxPtyPayload               = 2048     // OpenSSH sends about 300 bytes, nearly all of it modes
	maxEnv                      = 8        // LANG, a few LC_*, COLORTERM, NO_COLOR and ours
	maxEnvSize                  = 256      // NAME=value
	maxCommand                  = 1024     // the longest of ours has below 200
	maxUser                     = 256      // bytes of the SSH user name that are looked at
	maxLogged                   = 64       // characters of a client's text in a log line or an answer

	// A refused request costs a packet each way. A usual client is refused
	// two or three (agent, no-more-sessions, an odd variable); 64 is a probe.
	maxRefusals = 64

	// Some clients keep asking for a "no": OpenSSH for a sign of life, PuTTY
	// for each half of its window. That is no probe, up to this rate.
	chatterPerSecond, chatterBurst = 10, 64

	// crypto/ssh keeps two buffers as large as the largest packet that a session
	// ever sent: with a whole screen at once they would be 18 KiB, for paints of a
	// few hundred bytes. A packet of a piece and its frills fits into 2 KiB. A line
	// of 56 kbit/s, the slowest on which one could play, carries it within write.
	maxPiece = 2000
)

// limits are the durations and counts that a test shortens.
type limits struct {
	handshake time.Duration // from connecting to being authenticated
	start     time.Duration // from then to a shell or a command
	write     time.Duration // a piece written without progress
	ping      time.Duration // a ping without an answer
	arrive    time.Duration // for the disk to find who somebody is
	keep      time.Duration // for the disk to keep a ban
	linger    time.Duration // for the client's own goodbye after ours
	resize    time.Duration // between two sizes handed on
	silent    time.Duration // sent, yet not acknowledged by the client's kernel
	abandon   time.Duration // for goroutines to end once their connection is closed

	waiting          int // unauthenticated connections in all
	waitingPerSource int // and from one source
}

func defaultLimits() limits {
	return limits{
		handshake: 10 * time.Second, // three round trips and a key agreement; a modem manages
		start:     10 * time.Second, // one more round trip
		write:     5 * time.Second,  // as in other game servers; nobody plays at that pace
		ping:      45 * time.Second, // three keepalives of 15 s
		arrive:    10 * time.Second, // a disk that is slow, not one that hangs
		keep:      10 * time.Second, // the same
		linger:    time.Second,      // one slow round trip
		resize:    100 * time.Millisecond,
		silent:    30 * time.Second,
		abandon:   2 * time.Second,

		waiting:          256,
		waitingPerSource: 8,
	}
}

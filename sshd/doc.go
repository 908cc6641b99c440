// Package sshd is the edge of the game: it serves SSH, decides who somebody
// is, keeps every connection within limits, and hands a player's terminal to
// Config.Play. It knows nothing of the game beyond a walker's Look.
//
// # Who owns what
//
//   - The Server owns the listener, the connections and the counters. The
//     tables behind them (sources, gates, open connections) are each guarded
//     by a short mutex, with no call-out inside; the counters are atomics.
//   - A connection (conn) carries its own limits: until it has authenticated
//     the handshake's deadline runs, from then until its command begins the
//     start timer, and while the command runs the watchdogs of its terminal.
//     A client that is silent while nothing is written to it is left alone; a
//     dead line the kernel's keepalive finds.
//   - A session has two goroutines: one takes the client's requests for as
//     long as the channel lives (crypto/ssh stalls the whole connection when
//     nobody does), the other runs the command. What the first gathers (pty,
//     environment) is settled before the second starts; after that only
//     window sizes pass between them, through a channel in which the newest
//     replaces an older one.
//
// # What blocks
//
// Only a terminal's Write, Ping and Read wait for a client. Write is given
// five seconds of no progress and Ping 45 seconds; then the connection is
// closed, because nothing less frees a writer that waits for a window: not a
// deadline, not closing the channel. Nothing here sends to anybody else's
// channel, so a slow client holds up itself alone.
//
// # How it stops
//
// Run returns when its context ends: the listener closes, every session's
// context is cancelled with a cause that says why, sessions have Config.Drain
// to put terminals back and leave, then all connections are closed and their
// goroutines waited for. A session also ends, alone, when its client goes
// away, breaks a limit, or when Play returns or panics.
package sshd

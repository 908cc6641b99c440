// Package sshd is the edge of the game: it serves SSH, decides who somebody
// is and who is kept out, keeps every connection within limits, hands a
// player's terminal to Config.Play, and answers the commands of scripts and
// admins. What is kept of people it asks [People], what happens in the worlds
// [Worlds]; it changes neither a world nor a rule.
//
// # Who somebody is
//
// The key that the connection was authenticated with, and nothing else: a key
// that was merely offered names nobody, and a certificate is its key. Admins
// are keys, too: those of Config.Admins. Who has no key is a guest, and known
// by their address alone.
//
// A session that plays is a visit: it begins with People.Arrive, which finds a
// name, and ends with People.Depart. A command is none. Before either, a ban
// of the key or of the address ends the session with a sentence; a ban that
// comes later ends the visits that it covers.
//
// # Where somebody is
//
// A session begins where its user name or its command says (destination), or in
// the meadow; what can be known before the player arrives is refused then, with
// nothing founded. A world that is not there is founded after they have arrived,
// by who has a key. From then on the session goes where it wants by
// tui.Settings.Worlds, which makes sure of who enters: name, account and admin's
// rights are the server's to say, whatever the session asks for.
//
// An account plays in one place. Within a world the room ends the older of two
// clients; the roster notes where each session is after it has entered, and ends
// the others of the same account that play with game.ErrTakenOver, so that their
// walkers leave and what they wished meanwhile is forgotten. A session that was
// ended so enters nothing any more, hence of many that come at once one is left. Who
// only looks on takes nobody's place and keeps their own. A session that came without
// a place, since it takes its account's over, does so: until then that account's
// player may not turn to looking on.
//
// A private world is not there for who may not see it: no list, map, ranking or
// JSON has it, and asking for it says the same as asking for none. Only joining
// and watching say that it is private, since the world itself says so.
//
// # Who owns what
//
//   - The Server owns the listener, the connections and the counters. The
//     tables behind them (sources, gates, open connections, who plays, recent
//     rates) are each guarded by a short mutex, with no call-out inside; the
//     counters and the histogram of echoes are atomics. One goroutine takes a
//     reading of the counters a second.
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
//   - A visit's profile is kept by one call at a time; nothing is kept once it
//     has ended.
//
// # What people wrote
//
// Names are game.CleanName's. Reasons and what admins say are screen.Clean's;
// any other text of a client is escaped (printable) before a terminal or the
// log gets it. Addresses are masked in the log; admins see them in bans.
//
// # What blocks
//
// Arriving, keeping a profile and rankings wait for a disk, and for their
// session's context at most. So do changes of bans, but for ten seconds and the
// end of the server: they go on when the admin's line ends. Looking for a ban
// does not wait.
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
// away, breaks a limit, or when Play returns or panics; and its player is sent
// away with a cause that is a tui.ErrSent.
package sshd

// Package game is the forest and everything that happens in it. It imports
// the standard library only.
//
// # Who owns what
//
// A [World] is the deterministic machine: grid, walkers, rules, random
// source. It has no goroutine, channel, lock, clock or I/O; the same
// configuration, seed and stamped commands give the same world.
//
// A [Room] is the one goroutine that owns one World. It applies the commands
// of its mailbox in the order in which they came, answers each at once
// (echo), advances the world on its ticker and publishes a [Frame].
//
// A [Client] is the handle that a session or a swarm holds. Step, Plant, Chop and
// Dress belong to one goroutine; the other methods may be called from any.
//
// A [Lobby] is the registry and supervisor of rooms. Its table is guarded by
// a mutex that is never held while something is waited for. Each world is run by a
// goroutine of its own: worlds know nothing of each other.
//
// A scribe is the one goroutine beside each awake world's room that calls the
// [Keeper]. It may wait for a disk; nobody waits for it but the end of
// [Lobby.Run], and the name of a world that closes.
//
// A herd is the goroutine beside each awake founded world that keeps its bots, by
// the [Herder]; those of the meadow are the affair of who runs the lobby.
//
// A [Charter] is what a founded world is. It never changes: the room replaces it,
// and whoever wants to know reads the newest one.
//
// A [Frame] and all that hangs on it is immutable: whoever holds one may read
// it for ever, without asking anybody. So is a [Snapshot].
//
// # What blocks
//
// The room never does: no blocking send, no lock, no disk, no network. What
// happens when the other side is full:
//
//	Step, Plant  dropped and counted; the caller is told
//	News         the viewer's own, which must not wait; the newest frame counts
//	Chop, Stir   the same
//	Dress        refused; the caller is told
//	Speak, Gaze  refused; the caller is told
//	Decree       the same
//	Say          missed by that room; the caller is told
//	Submit       refused; the caller is told
//	Enter        waits for its context
//	Leave, Drop  wait for a place in the mailbox or the room's end: never lost
//	echo         the newest replaces the older one
//	frame        the newest replaces the older one
//	notice       the oldest of 16 gives way and is counted
//	batch back   its client's channel holds all of its batches
//	snapshot     the newest replaces the one that the scribe has not taken
//	charter      the newest replaces the one that the scribe has not taken
//	bots wanted  the newest specification replaces the one that no herd has heard
//	results      the world adds up until the scribe has taken the last ones
//
// # Order
//
// The mailbox is one FIFO of flat typed commands, so a client's join, actions,
// dressing and leave stay in order. Nothing is said about the order between
// clients but this: of two walkers that step into one cell the one whose command
// came first gets it, and of two clients of one account the one that entered last
// has the walker.
//
// # What a slow reader suffers
//
// It misses frames. It never holds a queue of stale ones and never makes
// anybody wait. A slow keeper misses snapshots, never the newest one.
//
// # Worlds that sleep and close
//
// A founded world in which nobody is for Config.Sleep ends its run. Its room, its
// herd and its scribe end; a [Snapshot], the last [Frame] and the counters stay in
// memory, and nothing happens in it. The first who enters wakes it, and whoever
// else comes meanwhile waits for the same room; a herd never wakes its world. The
// scribe of a world that is woken before it has written all goes on where it is, so
// that there is never more than one.
//
// A world that nobody has visited for Config.Close, that falls three times in a
// minute, or that an admin closes, ends its run: its clients are over, and Why says
// why. Its name is free when all its results are recorded and the keeper has
// forgotten it; what cannot be done is tried again. What it counted stays in
// [Lobby.Totals].
//
// # Rounds of a match
//
// From stamp Config.Match on the world of a match stands still: actions are answered
// Ended, but who enters, drops, speaks or decrees does so. When its podium was looked
// at for Config.Podium its room ends, and the lobby makes the next one, of a new
// world on a new seed. All who have keys are in it already: those who were there
// are held, which means that their clients come by themselves as after a fall, and no
// key was pressed; those who were away have the rest of their wait.
//
// # How it stops
//
// A client whose account enters once more, or that is sent away or banned from its
// world, is over: its Over is closed, and what it asks for does nothing. A client that drops leaves the walker of an account
// behind for Config.Wait.
//
// Run of a Lobby blocks until its context is done, then ends all its rooms and
// waits for them, their herds and their scribes. A room that ends does what is in its mailbox and closes its
// Done, which releases everybody who waits for it; then the keeper gets the last
// results and a last snapshot, in which the walkers of accounts wait. A panic in
// a room ends that room's run; the lobby rebuilds the world from its newest
// Snapshot, and its clients enter again where they stood, by their account or by
// the walker that they name, and find what was said. The third fall within a minute
// closes a founded world; the meadow starts afresh. A walker for which nobody comes
// is taken off, of an
// account after Config.Wait; so waits, as if they had dropped, the walker of who
// leaves or is kicked while their room is down: no room is there to be told. A
// panic in the keeper is a failure of what it was asked; one in a herd ends that
// herd.
package game

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
// A [Client] is the handle that a session or a swarm holds. Step belongs to
// one goroutine; the other methods may be called from any.
//
// A [Lobby] is the registry and supervisor of rooms. Its table is guarded by
// a mutex that is never held across a channel operation.
//
// A [Frame] and all that hangs on it is immutable: whoever holds one may read
// it for ever, without asking anybody.
//
// # What blocks
//
// The room never does: no blocking send, no lock, no disk, no network. What
// happens when the other side is full:
//
//	Step, Plant  dropped and counted; the caller is told
//	Chop, Stir   the same
//	Submit       refused; the caller is told
//	Enter        waits for its context
//	Leave        waits for a place in the mailbox or the room's end: never lost
//	echo         the newest replaces the older one
//	frame        the newest replaces the older one
//	notice       the oldest of 16 gives way and is counted
//	batch back   its client's channel holds all of its batches
//
// # Order
//
// The mailbox is one FIFO of flat typed commands, so a client's join, actions
// and leave stay in order. Nothing is said about the order between clients
// but this: of two walkers that step into one cell the one whose command came
// first gets it.
//
// # What a slow reader suffers
//
// It misses frames. It never holds a queue of stale ones and never makes
// anybody wait.
//
// # How it stops
//
// Run of a Lobby blocks until its context is done, then ends its rooms and
// waits for them. A room that ends closes its Done, which releases everybody
// who waits for it. A panic in a room ends that room's run; the lobby
// rebuilds the world from its newest [Snapshot], and its clients enter again
// where they stood. A walker that nobody reclaims then is taken off.
package game

// Package store keeps what survives a restart: accounts, results and bans in
// one SQLite database, and a few snapshots of each world beside it.
//
//	thicket.db              the database (with -wal and -shm while it is open)
//	thicket.db.before-2     a copy from before it was brought to version 2
//	thicket.lock            held by the server that uses the folder
//	worlds/NAME/NUMBER.snap the last three snapshots of a world
//
// # What it promises
//
// When Arrive of an account, Change, Ban, Unban, Record or Save returns nil,
// what it was given is on the disk: the transaction is committed and synced
// (WAL, synchronous=FULL), the snapshot's file and its folder are synced.
// Readers see committed data alone: what a command has shown is there after
// a crash. A snapshot file is whole or is not there.
//
// What cannot be read is never deleted or overwritten. What cannot be written
// locks nobody out: a visit begins all the same, under a name that memory
// keeps; Degraded says what the database does not keep and what to do, Save
// returns it, and it goes on by itself when the disk takes writes again.
//
// # Who owns what
//
// Run's goroutine is the only one that writes the database, and the only one
// that gives names. It takes all changes that wait, up to a limit, does them
// in one transaction and answers each after the commit. A change that fails
// for its own reason (a name is taken) fails alone; a transaction that fails
// takes back, in memory too, what all of its changes did.
// Readers have connections of their own and wait for no writer. The bans in
// force and the visits that last are in memory, behind an atomic pointer and a
// short lock. In memory (no folder) all share one connection.
//
// # What blocks
//
// Banned, Depart and Degraded wait for no disk. Methods with a context that
// write wait for the writer, and for ctx at most. Those that read do so in the
// caller's goroutine: ctx ends a read that computes, not one that hangs in the
// disk. Record waits for the writer, Save and Load for the disk; one snapshot is
// saved at a time, in memory none. The writer's queue is bounded: who finds it
// full waits; only the time of a departure is dropped then, so that the
// account's last visit is told from when it began.
//
// # How it stops
//
// Run does what waits when its context ends, and returns; changes that come
// later are refused. Close comes after it.
package store

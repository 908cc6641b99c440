// Package store keeps what survives a restart: accounts, results, bans and the
// worlds that players founded in one SQLite database, and a few snapshots of the
// meadow beside it.
//
//	thicket.db                the database (with -wal and -shm while it is open)
//	thicket.db.before-3       a copy from before it was brought to version 3
//	thicket.lock              held by the server that uses the folder
//	worlds/meadow/NUMBER.snap the last three snapshots of the meadow
//
// A founded world is a row, its charter in JSON, and two rows with its newest
// snapshots, packed and checked as the files are. A thousand small worlds that
// save every few seconds share the syncs of the database; files would take three
// for each. The meadow, which may be large, has files, and no change waits for it.
//
// # What it promises
//
// When Arrive of an account, Change, Ban, Unban, Record, Charter, Forget or Save
// returns nil, what it was given is on the disk: the transaction is committed and synced
// (WAL, synchronous=FULL), the snapshot's file and its folder are synced.
// Readers see committed data alone: what a command has shown is there after
// a crash. A snapshot is whole or is not there. None comes back with a world that
// was forgotten, or goes to another world of its name: Save writes for the world
// that bore the name when it was called.
//
// What cannot be read is never deleted or overwritten: a damaged snapshot is set
// aside, of a charter nothing more is done with its name. What cannot be written
// locks nobody out: a visit begins all the same, under a name that memory
// keeps; Degraded says what the database does not keep and what to do, Save
// returns it, and it goes on by itself when the disk takes writes again.
//
// # Who owns what
//
// Run's goroutine is the only one that writes the database, and the only one
// that gives names. It takes all changes that wait, up to a limit, does them
// in one transaction and answers each after the commit. Snapshots of founded
// worlds have a queue and transactions of their own, and wait for the changes:
// so a change waits for at most one transaction of them, which is bounded in
// bytes, too, and what fails among them is no trouble of accounts. A change that fails
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
// disk. Record, Charter, Forget and Save of a founded world wait for the writer,
// and so for Run; Save of the meadow, Load and Founded for the disk. Snapshots are
// packed in the caller's goroutine, as many at once as there are processors. The
// writer's queues are bounded: who finds one full waits; only the time of a
// departure is dropped then, so that the account's last visit is told from when it
// began, and that a damaged snapshot is set aside.
//
// # How it stops
//
// Run does what waits when its context ends, and returns; changes that come
// later are refused. Close comes after it.
package store

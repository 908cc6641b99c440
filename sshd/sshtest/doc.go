// Package sshtest is a player at a terminal, for tests, benchmarks and
// pictures: a real SSH connection with a pseudo-terminal, whose output feeds
// a real terminal emulator.
//
// [Dial] speaks SSH itself; [DialOpenSSH] runs the ssh program in a
// pseudo-terminal. Both give a [Player]: it presses keys, looks at the
// screen, and waits for what it wants to see.
//
//	p, err := sshtest.Dial(ctx, addr, sshtest.Options{User: "otter"})
//	...
//	defer p.Close()
//	err = p.WaitText(ctx, "meadow")
//	err = p.Press(sshtest.Right)
//
// # Concurrency
//
// One goroutine per player reads the connection and feeds the emulator, a
// second carries the emulator's answers (device attributes, modes, cursor
// reports) back to the server. All methods may be called from any goroutine.
// A condition of [Player.WaitFor] runs while the screen holds still: it sees
// whole chunks, never the middle of a synchronized update, and must not call
// WaitFor itself. Close ends both goroutines and waits for them.
package sshtest

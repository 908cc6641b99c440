// Package bots runs swarms: any number of walkers without a screen. A bot is
// a client like any other, with the same limits and the same rules; what it
// has is a strategy.
//
// A [Swarm] is a machine without goroutine or clock: a wheel of slots tells
// which bots are due, the strategy what they do, and the steps go into
// batches. Drive runs any number of them in lockstep with a World, for
// simulations; Run runs one beside a Room, in the caller's goroutine, which
// then owns it.
//
// Bots that wander know nothing. Those that look remember where they are and
// what they carry, as the newest answer said, and see the newest shared Frame:
// 20 cells around them, and its atlas. Where nobody watches it is up to a
// second old, for them as for everybody.
//
// Run submits due steps in batches through the room's mailbox and never waits
// for the room while bots are due: when all its batches are on their way, what
// is due stays due, and is left out and counted as missed when it is late by
// an interval; steps that a full mailbox refuses are missed too. When the room's run ends, Run
// enters again and reclaims its bots.
package bots

// Package push is the load lab: how far can one world be pushed?
//
// [Push] brings a [Lab] from load to load, holds each for a while and writes down
// what was measured. There are two labs: [NewBots] carries bots and viewers in this
// process, [NewSessions] is the client side of any number of SSH sessions of a server
// that is another process.
//
// What is promised of the figures:
//
//   - Latency counts from the moment a step was due, not from when the generator came
//     to it: a lab that is late says so in its figures (no coordinated omission).
//   - Of bots it includes the beat at which a swarm looks who is due, every 5 ms, however
//     small the swarm is.
//   - A step is done when the world applied it, blocked ones included; their share is
//     told. What was dropped, limited or left out is not done.
//     Neither due nor done is a key of a session whose walker was carried off meanwhile,
//     or stung with no answer to see.
//   - Steps that have no answer yet when a load ends are in no latency: of bots those more
//     than 100 ms old are due and not done, of sessions those more than 1 s old.
//   - Latencies are counted in HDR histograms, of 3 digits.
//   - Sessions that were lost belong to the load: their steps are due and not done. So are
//     those of bots while their world has fallen.
//   - A load during which the lab ended is not judged.
//   - A generator that is the bottleneck itself says so.
package push

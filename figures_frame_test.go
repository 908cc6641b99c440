package main

import (
	"testing"
	"time"
)

// BenchmarkFigureFrame is a session's whole frame over a real SSH connection on
// loopback: one player who steps once a second among the default bots. The world
// moves, its frame is published, composed, painted, encrypted, written and read by
// the client; what is told is the processor time of the server for each paint, with
// what the world costs and beyond it. Beside it the floor with one session. A
// processor that sleeps between two paints makes each of them dear: with a thousand
// sessions (FigureSessions) either is far cheaper.
//
//	go test -run '^$' -bench FigureFrame -benchtime 1x .     # 15 s
func BenchmarkFigureFrame(b *testing.B) {
	server := startProcess(b)
	world := server.alone(b, time.Second, 2*time.Second)
	crowd := startAudience(b, server.address, 1)
	stop := crowd.stroll(b)
	ours := crowd.watch(b, server, time.Second, 4*time.Second)
	stop()
	crowd.leave()
	server.stop()
	floor := startFloor(b, ours)
	crowd = startAudience(b, floor.address, 1)
	least := crowd.watch(b, floor, time.Second/2, 3*time.Second)
	crowd.leave()
	ours.report(b, world, least)
}

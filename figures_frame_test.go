package main

import (
	"testing"
	"time"
)

// BenchmarkFigureFrame is a session's whole frame over a real SSH connection on
// loopback: players who step once a second among the default bots. The world
// moves, its frame is published, composed, painted, encrypted, written and read by
// the client; what is told is the processor time of the server for each paint, with
// what the world costs and beyond it. Beside it the floor with as many sessions.
// They are fifty, since one drowns in what the world takes, a hundredth of a core:
// more than ten times as much as a session. FigureSessions has thousands.
//
//	go test -run '^$' -bench FigureFrame -benchtime 1x .     # 12 s
func BenchmarkFigureFrame(b *testing.B) {
	const players = 50
	server := startProcess(b)
	world := server.alone(b, 2*time.Second, 3*time.Second)
	crowd := startAudience(b, server.address, players)
	stop := crowd.stroll(b)
	ours := crowd.watch(b, server, time.Second, 4*time.Second)
	stop()
	crowd.leave()
	server.stop()
	floor := startFloor(b, ours)
	crowd = startAudience(b, floor.address, players)
	least := crowd.watch(b, floor, time.Second/2, 2*time.Second)
	crowd.leave()
	ours.report(b, world, least)
}

package main

import (
	"testing"
	"time"

	"thicket/sshd/sshtest"
)

// BenchmarkFigureWait is how long the walker of a broken line is in the world,
// as another player's screen shows.
//
//	go test -run '^$' -bench FigureWait -benchtime 1x .
func BenchmarkFigureWait(b *testing.B) {
	server := startProcess(b, "--world", "16x16", "--trees", "0", "--bots", "0", "--generations", "0")
	enter := func(seed uint64) *sshtest.Player {
		p := server.dial(b, sshtest.Options{Signer: sshtest.KeyFromSeed(seed), Patience: 2 * time.Minute})
		if err := sees(b.Context(), p, nowhere); err != nil {
			b.Fatal(err)
		}
		return p
	}
	looker, dropper := enter(1), enter(2)
	stood, _ := at(dropper)
	_ = dropper.Close()
	dropped := time.Now()
	if err := looker.WaitFor(b.Context(), func(p *sshtest.Player) bool { return glyphAt(p, stood) == "💤" }); err != nil {
		b.Fatal(err)
	}
	if err := looker.WaitFor(b.Context(), func(p *sshtest.Player) bool { return glyphAt(p, stood) != "💤" }); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(time.Since(dropped).Seconds(), "s")
}

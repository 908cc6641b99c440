package main

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// BenchmarkFigureSlow is how old the position is on the screen of a player who
// walks, when their line brings 4 KB/s and what is on its way is kept in a buffer
// of a megabyte, once the first paint is over; among the default bots. Each of four
// walks has a world and a direction of its own, one after the other. Somebody else walks
// beside them on a good line: their echoes are those of others.
//
//	go test -run '^$' -bench FigureSlow -benchtime 1x .     # 5 minutes
func BenchmarkFigureSlow(b *testing.B) {
	for _, size := range []struct{ w, h int }{{80, 24}, {160, 50}} {
		for _, glyphs := range []string{"emoji", "unicode"} {
			b.Run(fmt.Sprintf("%dx%d/%s", size.w, size.h, glyphs), func(b *testing.B) {
				benchSlow(b, sshtest.Options{Width: size.w, Height: size.h, Env: map[string]string{"THICKET_GLYPHS": glyphs, "COLORTERM": "truecolor"}})
			})
		}
	}
}

func benchSlow(b *testing.B, o sshtest.Options) {
	var all, others []time.Duration
	steps, file := 0.0, binary(b)
	for dir := range game.Dir(4) {
		server := startCommand(b, file, "--ssh", "127.0.0.1:0", "--data", b.TempDir(), "--seed", fmt.Sprint(int(dir)+1))
		o.WrapConn = slowly(4000)
		p := server.dial(b, o)
		if err := sees(context.Background(), p, nowhere); err != nil {
			b.Fatal(err)
		}
		witness := server.dial(b, sshtest.Options{Command: "watch meadow figure", Signer: sshtest.KeyFromSeed(9)})
		if err := witness.WaitText(context.Background(), "watching figure"); err != nil {
			b.Fatal(err)
		}
		other := server.dial(b, sshtest.Options{Signer: sshtest.KeyFromSeed(10)})
		time.Sleep(5 * time.Second) // the first paint is over
		var beside errgroup.Group
		beside.Go(func() error {
			took, err := answers(other, 60)
			others = append(others, took...)
			return err
		})
		old, n := ages(b, p, witness, dir, 10*time.Second)
		if err := beside.Wait(); err != nil {
			b.Fatal(err)
		}
		slices.Sort(old)
		b.Logf("%v: p50 %.0f p99 %.0f max %.0f ms, %.1f steps/s, %d bytes", dir, quantile(old, .5), quantile(old, .99), quantile(old, 1), n, p.Bytes())
		all, steps = append(all, old...), steps+n/4
		_, _, _ = p.Close(), witness.Close(), other.Close()
		server.stop() // the next walk has the machine for itself
	}
	slices.Sort(all)
	b.ReportMetric(quantile(all, .5), "age-p50-ms")
	b.ReportMetric(quantile(all, .99), "age-p99-ms")
	b.ReportMetric(quantile(all, 1), "age-max-ms")
	b.ReportMetric(steps, "steps/s")
	slices.Sort(others)
	b.ReportMetric(quantile(others, .5), "others-p50-ms")
	b.ReportMetric(quantile(others, .99), "others-p99-ms")
	b.ReportMetric(quantile(others, 1), "others-max-ms")
}

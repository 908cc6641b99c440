package game

import (
	"fmt"
	"testing"
)

// BenchmarkWild is a generation of a world in which nobody is: wild bacteria live in
// all of its parts, and change few rows of each.
//
//	go test ./game -run '^$' -bench Wild -benchtime 200x
func BenchmarkWild(b *testing.B) {
	for _, side := range []int{1000, 4000} {
		b.Run(fmt.Sprint("side=", side), func(b *testing.B) {
			cfg := DefaultConfig()
			cfg.Width, cfg.Height = side, side
			w := mustWorld(b, cfg)
			b.ReportAllocs()
			for b.Loop() {
				w.generate()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(w.chunks)), "ns/chunk")
		})
	}
}

package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"thicket/game"
)

// saving is a store with founded worlds and snapshots of about 5 KB, as a small world has
// where much has been grown.
type saving struct {
	*running
	worlds []string
	shots  []*game.Snapshot
}

func beginSaving(tb testing.TB, worlds int) *saving {
	tb.Helper()
	s := &saving{running: begin(tb, tb.TempDir())}
	for i := range worlds {
		s.worlds = append(s.worlds, fmt.Sprintf("fen-%d", i))
	}
	var all sync.WaitGroup
	for _, world := range s.worlds {
		all.Go(func() { s.found(tb, world) })
	}
	all.Wait()
	for seed := range uint64(8) {
		cfg := game.DefaultConfig()
		cfg.Width, cfg.Height, cfg.Seed = 280, 280, seed
		w, err := game.NewWorld(cfg)
		if err != nil {
			tb.Fatal(err)
		}
		s.shots = append(s.shots, w.Snapshot())
	}
	file, err := s.pack(s.shots[0])
	if err != nil {
		tb.Fatal(err)
	}
	tb.Logf("a packed snapshot has %d bytes", len(file))
	return s
}

// saveAll has every world save every 3 s until stop; all at once, or one after
// the other. It counts the saves and says how long the slowest took.
func (s *saving) saveAll(tb testing.TB, atOnce bool) (stop func() (saves int, slowest time.Duration)) {
	end := make(chan struct{})
	var all sync.WaitGroup
	var saves, slowest atomic.Int64
	for i, world := range s.worlds {
		all.Go(func() {
			if !atOnce {
				time.Sleep(time.Duration(i) * 3 * time.Second / time.Duration(len(s.worlds)))
			}
			every := time.NewTicker(3 * time.Second)
			defer every.Stop()
			for n := i; ; n++ {
				begun := time.Now()
				if err := s.Save(world, s.shots[n%len(s.shots)]); err != nil {
					tb.Error(err)
					return
				}
				saves.Add(1)
				for took, old := int64(time.Since(begun)), slowest.Load(); took > old && !slowest.CompareAndSwap(old, took); old = slowest.Load() {
				}
				select {
				case <-every.C:
				case <-end:
					return
				}
			}
		})
	}
	return func() (int, time.Duration) {
		close(end)
		all.Wait()
		return int(saves.Load()), time.Duration(slowest.Load())
	}
}

// BenchmarkSaveFounded measures how many snapshots of small worlds 64 savers keep.
func BenchmarkSaveFounded(b *testing.B) {
	s := beginSaving(b, 64)
	b.ResetTimer()
	var next atomic.Int64
	var all sync.WaitGroup
	for _, world := range s.worlds {
		all.Go(func() {
			for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
				if err := s.Save(world, s.shots[int(i)%len(s.shots)]); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "saves/s")
}

// BenchmarkArriveBesideSaves measures how long somebody waits who comes while a
// thousand worlds save every 3 s, one after the other or all at once.
func BenchmarkArriveBesideSaves(b *testing.B) {
	for _, c := range []struct {
		name   string
		worlds int
		atOnce bool
	}{{"alone", 1, false}, {"spread", 1000, false}, {"at-once", 1000, true}} {
		b.Run(c.name, func(b *testing.B) {
			s := beginSaving(b, c.worlds)
			stop := s.saveAll(b, c.atOnce)
			time.Sleep(3 * time.Second)
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				begun := time.Now()
				v := s.arrive(b, key(fmt.Sprint(i)), "otter")
				took = append(took, time.Since(begun))
				s.Depart(v)
				time.Sleep(7 * time.Millisecond)
			}
			slices.Sort(took)
			for _, q := range []int{50, 99} {
				b.ReportMetric(float64(took[len(took)*q/100].Microseconds())/1000, fmt.Sprintf("ms-p%d", q))
			}
			b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "ms-max")
			_, slowest := stop()
			b.ReportMetric(float64(slowest.Milliseconds()), "ms-slowest-save")
		})
	}
}

// BenchmarkLogOfSaves measures how large the database and its log become under a
// thousand worlds that save for a minute, and people who look at the rankings.
func BenchmarkLogOfSaves(b *testing.B) {
	s := beginSaving(b, 1000)
	largest := func(name string) float64 {
		info, err := os.Stat(filepath.Join(s.folder, name))
		if err != nil {
			b.Fatal(err)
		}
		return float64(info.Size()) / (1 << 20)
	}
	for b.Loop() {
		stop := s.saveAll(b, false)
		var log float64
		for range 6000 {
			log = max(log, largest("thicket.db-wal"))
			if _, err := s.Top(b.Context(), "meadow", game.Day, 100); err != nil {
				b.Fatal(err)
			}
			time.Sleep(10 * time.Millisecond)
		}
		saves, slowest := stop()
		b.ReportMetric(float64(saves)/60, "saves/s")
		b.ReportMetric(float64(slowest.Milliseconds()), "ms-slowest-save")
		b.ReportMetric(log, "MiB-log")
		b.ReportMetric(largest("thicket.db"), "MiB-database")
	}
}

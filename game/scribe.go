package game

import (
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// desk is where the rooms of a world, one after the other, put what is to
// outlive them. They never wait at it; only the world's scribe takes from it. A
// nil desk takes nothing.
type desk struct {
	shots   chan *Snapshot // of one: a newer snapshot replaces it
	results chan []Result  // of one: while it is full the world adds up
	left    []Result       // by a room that fell; of who runs the rooms
}

func newDesk() *desk {
	return &desk{shots: make(chan *Snapshot, 1), results: make(chan []Result, 1)}
}

func (d *desk) putShot(s *Snapshot) {
	if d == nil {
		return
	}
	select {
	case <-d.shots: // older, and nobody has wanted it
	default:
	}
	select {
	case d.shots <- s:
	default: // nobody else puts: there is a place
	}
}

// putResults puts what a world has for its accounts, and tells whether it
// could.
func (d *desk) putResults(w *World) bool {
	if d == nil || len(d.results) > 0 {
		return false
	}
	if batch := d.collect(w); len(batch) > 0 {
		select {
		case d.results <- batch:
		default: // nobody else puts: there is a place
		}
	}
	return true
}

func (d *desk) collect(w *World) []Result {
	batch := d.left
	d.left = nil
	w.TakeResults(func(r Result) { batch = append(batch, r) })
	return batch
}

// salvage takes the results of a world whose room fell: what happened since
// its snapshot is lost to the world, but not to who did it.
func (d *desk) salvage(w *World) {
	if d != nil && len(d.left) < mostResults {
		d.left = d.collect(w)
	}
}

// last puts what a world leaves when its room has ended, for good. It waits for
// the scribe.
func (d *desk) last(w *World) {
	if d == nil {
		return
	}
	for i := range w.players {
		if w.accountOf(&w.players[i]) != "" {
			w.Drop(w.now, w.walkers[w.players[i].slot].id)
		}
	}
	if batch := d.collect(w); len(batch) > 0 {
		d.results <- batch
	}
	d.putShot(w.Snapshot())
}

// close ends the scribe when it has done what lies on the desk.
func (d *desk) close() {
	if d != nil {
		close(d.results)
		close(d.shots)
	}
}

// scribe hands what lies on a world's desk to the keeper, and may wait for it.
type scribe struct {
	world  string
	desk   *desk
	keeper Keeper
	log    *slog.Logger

	kept         results // that could not be recorded yet
	save, record duty
}

func newScribe(world string, k Keeper, log *slog.Logger) *scribe {
	return &scribe{
		world: world, desk: newDesk(), keeper: k, log: log,
		kept:   results{places: map[string]int{}},
		save:   duty{is: "saved"},
		record: duty{is: "recorded"},
	}
}

// run hands on what comes until the desk is closed. Results go before the
// snapshot, and those that failed are tried again with each.
func (s *scribe) run() {
	results, shots := s.desk.results, s.desk.shots
	for results != nil || shots != nil {
		select {
		case batch, ok := <-results:
			if !ok {
				results = nil
			}
			s.recordAll(batch)
		case shot, ok := <-shots:
			if !ok {
				shots = nil
				break
			}
			s.recordAll(nil)
			_ = s.save.do(s, func() error { return s.keeper.Save(s.world, shot) })
		}
	}
	if n := len(s.kept.waiting); n > 0 {
		s.log.Error("results are lost", "world", s.world, "accounts", n)
	}
}

// recordAll records a batch and what has failed before.
func (s *scribe) recordAll(batch []Result) {
	for _, r := range batch {
		s.kept.add(r)
	}
	if len(s.kept.waiting) == 0 {
		return
	}
	err := s.record.do(s, func() error { return s.keeper.Record(s.world, s.kept.waiting) })
	if err != nil {
		return
	}
	if s.kept.lost > 0 {
		s.log.Error("results are lost: too many accounts had some", "world", s.world, "results", s.kept.lost)
	}
	s.kept = results{places: map[string]int{}}
}

// degraded says in words what does not work.
func (s *scribe) degraded() (all []string) {
	for _, d := range []*duty{&s.save, &s.record} {
		if why := d.fails(); why != "" {
			all = append(all, fmt.Sprintf("world %s is not being %s: %s", s.world, d.is, why))
		}
	}
	return all
}

// patience is how long a keeper may take before that is said to be a failure.
const patience = 10 * time.Second

// duty is one of the things that a scribe does, and how it goes.
type duty struct {
	is string // done to the world

	mu    sync.Mutex
	err   error     // of the last time
	since time.Time // when the one under way began; zero: there is none
}

// do does it once more. That it fails is logged when it begins, not each time.
func (d *duty) do(s *scribe, f func() error) error {
	d.mu.Lock()
	d.since = time.Now()
	d.mu.Unlock()
	err := guarded(f)
	d.mu.Lock()
	before := d.err
	d.err, d.since = err, time.Time{}
	d.mu.Unlock()
	switch {
	case err != nil && before == nil:
		s.log.Error("a world is not being "+d.is, "world", s.world, "error", err)
	case err == nil && before != nil:
		s.log.Info("a world is again being "+d.is, "world", s.world)
	}
	return err
}

func (d *duty) fails() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.err != nil:
		return d.err.Error()
	case !d.since.IsZero() && time.Since(d.since) > patience:
		return fmt.Sprintf("it takes longer than %v", patience)
	}
	return ""
}

// guarded makes an error of a panic: a keeper that breaks ends no world.
func guarded(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f()
}

package store

import (
	"context"
	"database/sql"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Store is an open data folder.
type Store struct {
	folder string // "": all in memory
	log    *slog.Logger
	now    func() time.Time

	lock    *sql.DB              // keeps other servers out of the folder; nil in memory
	writer  *sql.DB              // one connection
	readers *sql.DB              // the writer's in memory
	often   map[string]*sql.Stmt // the writer's, by text: see prepare

	queue   chan *change
	saves   chan *change  // snapshots of founded worlds, which wait for all else
	stopped chan struct{} // closed when nobody writes any more
	stop    sync.Once

	cleaner cleaner
	trouble trouble
	stays   stays
	bans    atomic.Pointer[banList]
	shots   shots
	ids     ids

	saveTrouble trouble      // of the snapshots of founded worlds
	packers     chan *packer // those that nobody uses now
}

// Open opens a data folder, makes it if need be, and brings an older database
// up to date. An empty folder name keeps everything in memory. Nothing runs
// before Run. Errors say what to do.
func Open(folder string, log *slog.Logger) (*Store, error) {
	s := &Store{
		folder: folder, log: log, now: time.Now,
		queue: make(chan *change, maxQueue), saves: make(chan *change, maxQueue), stopped: make(chan struct{}),
		packers:     newPackers(),
		trouble:     trouble{log: log, of: "accounts, results, bans and the charters of worlds"},
		saveTrouble: trouble{log: log, of: "the founded worlds"},
	}
	s.stays.init()
	if err := s.open(); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Store) open() error {
	if s.folder != "" {
		if err := s.enter(); err != nil {
			return err
		}
	}
	if err := s.openDatabase(); err != nil {
		return err
	}
	if err := s.prepare(); err != nil {
		return err
	}
	list, err := readBans(s.readers, s.now())
	if err != nil {
		return s.advise(err)
	}
	s.bans.Store(list)
	return s.sweepShots()
}

// Run writes what is to be written until ctx is done, then the rest. Whoever
// waits hears what was not kept; see also Degraded.
func (s *Store) Run(ctx context.Context) {
	defer s.stop.Do(func() { close(s.stopped) })
	s.upkeep()
	every := time.NewTicker(upkeepEvery)
	defer every.Stop()
	for {
		select {
		case c := <-s.queue:
			s.commitChanges(c)
		case c := <-s.saves:
			s.commitSaves(c)
		case <-every.C:
			s.upkeep()
		case <-ctx.Done():
			s.finish()
			return
		}
	}
}

// Close closes a Store that does not run any more, or never did.
func (s *Store) Close() error {
	s.stop.Do(func() { close(s.stopped) })
	var first error
	for _, db := range []*sql.DB{s.readers, s.writer, s.lock} {
		if db == nil {
			continue
		}
		if err := db.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// Degraded says, in words, what the database does not take now.
func (s *Store) Degraded() (all []string) {
	for _, t := range []*trouble{&s.trouble, &s.saveTrouble} {
		if words := t.words(); words != "" {
			all = append(all, words)
		}
	}
	return all
}

package store

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"testing"

	"thicket/game"
)

func TestAChangeFailsAlone(t *testing.T) {
	s, _, err := openFor(t, t.TempDir()) // this test is the writer
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	own := errors.New("for its own reason")
	ban := func(target string, then error) *change {
		return &change{ctx: t.Context(), done: make(chan struct{}), do: func(q querier) error {
			if err := run(q, "INSERT INTO bans VALUES (?, '', '', '', 0, 0)", target); err != nil {
				return err
			}
			return then
		}}
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	batch := []*change{ban("a", nil), ban("b", own), ban("a", nil), ban("c", nil), ban("d", nil)}
	batch[4].ctx = gone
	s.commit(&s.trouble, batch)
	for i, fails := range []bool{false, true, true, false, true} {
		<-batch[i].done
		if (batch[i].err != nil) != fails {
			t.Errorf("change %d: %v", i, batch[i].err)
		}
	}
	bans, err := s.Bans(t.Context())
	if err != nil || len(bans) != 2 || bans[0].Target != "a" || bans[1].Target != "c" {
		t.Errorf("kept are %v, %v", bans, err)
	}
	if len(s.Degraded()) != 0 {
		t.Errorf("degraded: %q", s.Degraded())
	}
}

// What a batch did in memory is taken back when it cannot be written.
func TestABatchIsTakenBack(t *testing.T) {
	s, _, err := openFor(t, "")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var undone []int
	batch := []*change{{}, {}, {}}
	for i, c := range batch {
		c.ctx, c.done = t.Context(), make(chan struct{})
		c.do = func(q querier) error {
			if i == 2 {
				return run(q, "PRAGMA query_only = 1; DELETE FROM bans")
			}
			c.undo = func() { undone = append(undone, i) }
			return nil
		}
	}
	batch[0].otherwise = func(querier) error { return nil }
	s.commit(&s.trouble, batch)
	if len(undone) != 2 || undone[0] != 1 || undone[1] != 0 {
		t.Errorf("taken back are %v", undone)
	}
	if batch[0].err != nil || !errors.As(batch[1].err, new(unkept)) || !errors.As(batch[2].err, new(unkept)) {
		t.Errorf("answers: %v, %v, %v", batch[0].err, batch[1].err, batch[2].err)
	}
	if len(s.Degraded()) != 1 {
		t.Errorf("degraded: %q", s.Degraded())
	}
}

// A writer that breaks fails its batch, and goes on with the next.
func TestAWriterThatBreaks(t *testing.T) {
	both(t, func(t *testing.T, r *running) {
		ban := func(target string, then func()) *change {
			return &change{ctx: t.Context(), do: func(q querier) error {
				err := run(q, "INSERT INTO bans VALUES (?, '', '', '', 0, 0)", target)
				then()
				return err
			}}
		}
		breaks := func() { panic("a damaged page") }
		for range 2 {
			if err := r.write(ban("a", breaks)); !errors.As(err, new(unkept)) || !strings.Contains(err.Error(), "a damaged page") {
				t.Errorf("it ends with %v", err)
			}
		}
		c := ban("a", breaks)
		c.otherwise = func(querier) error { panic("another") }
		if err := r.write(c); err == nil || len(r.Degraded()) != 1 {
			t.Errorf("it ends with %v; degraded: %q", err, r.Degraded())
		}
		if err := r.write(ban("b", func() {})); err != nil || len(r.Degraded()) != 0 {
			t.Errorf("the next ends with %v; degraded: %q", err, r.Degraded())
		}
		if bans, err := r.Bans(t.Context()); err != nil || len(bans) != 1 || bans[0].Target != "b" {
			t.Errorf("kept are %v, %v", bans, err)
		}
		if said := r.log.String(); strings.Count(said, "stack=") != 1 || !strings.Contains(said, "write_test.go") {
			t.Errorf("the log says: %s", said)
		}
	})
}

// Who does not wait for the end of an arrival leaves no visit behind.
func TestAnArrivalNobodyWaitsFor(t *testing.T) {
	r := begin(t, "")
	ctx, leave := context.WithCancel(t.Context())
	hold, held := make(chan struct{}), make(chan struct{})
	go func() {
		_ = r.write(&change{ctx: context.Background(), do: func(querier) error {
			close(held)
			<-hold
			return nil
		}})
	}()
	<-held // the writer is busy
	var arrivals sync.WaitGroup
	for _, account := range []string{"", key("a")} {
		arrivals.Go(func() {
			if _, err := r.Arrive(ctx, game.Visitor{Account: account, Name: "otter"}); !errors.Is(err, context.Canceled) {
				t.Errorf("it ends with %v", err)
			}
		})
	}
	leave()
	arrivals.Wait()
	close(hold)
	r.settle(t)
	wantName(t, r.arrive(t, "", "otter"), "otter")
}

// The same, when the caller leaves while the change is done.
func TestAnArrivalLeftInTheMiddle(t *testing.T) {
	s, _, err := openFor(t, "")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, leave := context.WithCancel(t.Context())
	left := make(chan struct{})
	go func() {
		defer close(left)
		if _, err := s.Arrive(ctx, game.Visitor{Name: "otter"}); !errors.Is(err, context.Canceled) {
			t.Errorf("it ends with %v", err)
		}
	}()
	c := <-s.queue
	do := c.do
	c.do = func(q querier) error {
		err := do(q)
		leave()
		<-left
		return err
	}
	s.commit(&s.trouble, []*change{c})
	if owner := s.stays.owner("otter"); owner != "" {
		t.Errorf("otter is still %q", owner)
	}
}

func TestTheQueueIsBounded(t *testing.T) {
	s, _, err := openFor(t, "") // nobody writes
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for range maxQueue {
		tryWrite(s.queue, nil)
	}
	tryWrite(s.queue, nil) // does not wait
	v := game.Visit{Account: key("a")}
	v.ID, _ = s.stays.begin(v.Account, v.Profile, false)
	s.Depart(v)
	if s.stays.has(v.Account) {
		t.Error("they are still here")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Arrive(ctx, game.Visitor{}); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
}

func TestTheEnd(t *testing.T) {
	folder := t.TempDir()
	s, _, err := openFor(t, folder)
	if err != nil {
		t.Fatal(err)
	}
	const many = 2 * maxBatch
	var waiting sync.WaitGroup
	for i := range many {
		waiting.Go(func() {
			if err := s.Record("meadow", []game.Result{{Account: key(string(rune(i))), Best: 1}}); err != nil {
				t.Error(err)
			}
		})
	}
	for len(s.queue) < many {
		runtime.Gosched()
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s.Run(ctx)
	waiting.Wait()
	if top, err := s.Top(t.Context(), "meadow", game.Day, many+1); err != nil || len(top) != many {
		t.Errorf("%d results are kept, %v", len(top), err)
	}
	if err := s.Record("meadow", []game.Result{{Account: key("late"), Best: 1}}); !errors.Is(err, errStopped) {
		t.Errorf("after the end: %v", err)
	}
	if _, err := s.Arrive(t.Context(), game.Visitor{Name: "late"}); !errors.Is(err, errStopped) {
		t.Errorf("after the end: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
}

// Everybody at once: no two bear a name.
func TestManyArriveAtOnce(t *testing.T) {
	r := begin(t, t.TempDir())
	names := make([]string, 200)
	var all sync.WaitGroup
	for i := range names {
		all.Go(func() {
			account := ""
			if i%2 == 0 {
				account = key(string(rune(i)))
			}
			v, err := r.Arrive(t.Context(), game.Visitor{Account: account, Name: "otter"})
			if err != nil {
				t.Error(err)
			}
			names[i] = v.Profile.Name
		})
	}
	all.Wait()
	seen := map[string]bool{}
	for _, name := range names {
		if seen[name] {
			t.Errorf("%s is there twice", name)
		}
		seen[name] = true
	}
}

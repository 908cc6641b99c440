package push

import (
	"math/rand/v2"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"thicket/bots"
	"thicket/game"
	"thicket/tui/screen"
)

const ms = time.Millisecond

// What was due before the counting began does not count, whatever becomes of it.
func TestCountsFromAMomentOn(t *testing.T) {
	c := newCounts()
	c.reset(1000 * ms)
	c.answered(999*ms, 1200*ms, true)
	c.miss(999 * ms)
	c.answered(1000*ms, 1050*ms, false)
	c.answered(1001*ms, 1100*ms, true)
	c.miss(1002 * ms)
	c.late(3 * ms)
	var l Load
	since, late := c.fill(&l)
	if l.Due != 3 || l.Done != 2 || l.Blocked != 1 || l.Max < 98 || l.Max > 100 || since != 1000*ms || late < 2.9 || late > 3.1 {
		t.Errorf("%+v, since %v, late by %v", l, since, late)
	}
}

func TestTallyFromAMomentOn(t *testing.T) {
	tally := newTally()
	one, other := &recorder{tally: &tally}, &recorder{tally: &tally}
	one.Entered(10)
	other.Entered(20)
	one.Entered(9) // after a fall
	if swarms, here := tally.entered(); swarms != 2 || here != 29 {
		t.Errorf("%d swarms, %d bots", swarms, here)
	}
	other.left()
	if swarms, here := tally.entered(); swarms != 1 || here != 9 {
		t.Errorf("%d swarms, %d bots", swarms, here)
	}
	tally.start()
	one.Record(tally.since.Add(-1), bots.Fate{Due: 7, Done: 7, Late: time.Hour})
	one.Record(tally.since, bots.Fate{Due: 5, Done: 4, Blocked: 1, Late: 20 * ms})
	one.Waiting(3)
	one.Waiting(2)
	var l Load
	if tally.take(&l); l.Due != 7 || l.Done != 4 || l.Blocked != 1 || l.Max < 19.9 || l.Max > 20.1 {
		t.Errorf("%+v", l)
	}
}

// channel takes what is written.
type channel struct {
	ssh.Channel
	keys []string
}

func (c *channel) Write(b []byte) (int, error) {
	c.keys = append(c.keys, string(b))
	return len(b), nil
}

// typist is a session at a terminal on which pictures are painted.
type typist struct {
	*session
	channel *channel
	scene   *scene
	screen  *follower
}

// newTypist is one whose keys are due every 100 ms, give or take ten.
func newTypist() *typist {
	lab := &sessions{beat: 100 * ms, began: time.Now(), counts: newCounts()}
	keys := &channel{}
	y := &typist{
		session: &session{lab: lab, channel: keys, phase: 50 * ms, entered: make(chan struct{}), over: make(chan struct{})},
		channel: keys, scene: newScene(rand.New(rand.NewPCG(1, 2)), 60, 20, screen.TrueColor), screen: newFollower(60, 20),
	}
	lab.all = []*session{y.session}
	y.show(screen.Enter(nil), game.Point{X: 50, Y: 50}, nowhere, 0)
	return y
}

// show paints the walker at a place of the world, with a highlight, or none.
func (y *typist) show(out []byte, at game.Point, bumped cell, now time.Duration) {
	y.scene.scr.Clear()
	y.scene.scr.Text(0, 0, drawn, at.String())
	own := cell{30, 10}
	y.scene.scr.Text(own.x, own.y, self, "@^")
	if bumped != nowhere {
		y.scene.scr.Text(bumped.x, bumped.y, bump, "::")
	}
	for rest, painted := y.scene.scr.Paint(out), false; len(rest) > 0; {
		if rest, painted = y.screen.follow(rest); painted {
			y.painted(y.screen, now)
		}
	}
}

// take is what the lab has counted by a moment.
func (y *typist) take(now time.Duration) (l Load) {
	since, _ := y.lab.counts.fill(&l)
	l.Due += int64(y.unanswered(since, now-young))
	return l
}

// A key is answered by the paint that shows its step, or what is in its way; one that
// waited for the one before counts from when it was due, and not as the generator's
// lateness.
func TestKeysAreCounted(t *testing.T) {
	y := newTypist()
	due := func(key int) time.Duration { return y.dueAt(key) }
	y.strike(due(0))
	y.show(nil, y.at, nowhere, due(0)+ms) // somebody else's step
	y.show(nil, y.at.Step(y.dir), nowhere, due(0)+40*ms)
	y.strike(due(1))
	y.show(nil, y.at, cell{30, 10}.beside(y.dir), due(1)+20*ms)
	y.strike(due(2))
	y.strike(due(3)) // has to wait
	if len(y.channel.keys) != 3 {
		t.Errorf("pressed were %q", y.channel.keys)
	}
	y.show(nil, y.at.Step(y.dir), nowhere, due(2)+250*ms)
	y.show(nil, y.at.Step(y.dir), nowhere, due(3)+300*ms)
	l := y.take(due(4))
	if len(y.channel.keys) != 4 || l.Due != 4 || l.Done != 4 || l.Blocked != 1 || l.Max < 299 || l.Max > 301 || l.P50 < 39 || l.P50 > 251 {
		t.Errorf("%+v", l)
	}
	if n := y.lab.counts.lateness.h.TotalCount(); n != 3 {
		t.Errorf("the generator's lateness was taken %d times, not of the three keys that waited for nobody", n)
	}
	y.strike(due(4))
	y.show(nil, game.Point{X: 9, Y: 9}, nowhere, due(4)+ms) // carried off
	y.strike(due(5))
	if l := y.take(due(5) + young - ms); l.Due != 4 {
		t.Errorf("%d are due while the last has a second", l.Due)
	}
	if l := y.take(due(5) + young + ms); l.Due != 5 || l.Done != 4 {
		t.Errorf("of %d due %d are done", l.Due, l.Done)
	}
}

// Keys of a session that ended are due, and none is done, until another one has its place.
func TestKeysOfALostSession(t *testing.T) {
	y := newTypist()
	y.strike(y.dueAt(0))
	y.strike(y.dueAt(1))
	y.mu.Lock()
	y.ended = true
	y.forgo()
	y.mu.Unlock()
	for key := 2; key < 10; key++ {
		if !y.strike(y.dueAt(key)) {
			t.Fatal("no more keys are due")
		}
	}
	if l := y.take(y.dueAt(10)); l.Due != 10 || l.Done != 0 || len(y.channel.keys) != 1 {
		t.Errorf("%+v, pressed were %q", l, y.channel.keys)
	}
	y.replace()
	if y.strike(y.dueAt(10)) {
		t.Error("it goes on")
	}
}

package sshd

import (
	"context"
	"errors"
	"strings"
	"testing"

	"thicket/game"
	"thicket/sshd/sshtest"
	"thicket/tui"
)

// founded is a forest with a lab that somebody founded, in which nothing moves.
func founded(t *testing.T, change func(*Config)) *running {
	t.Helper()
	r := forest(t, change)
	found(t, r, game.Charter{Name: "lab", Founder: fingerprintOf(90), Crown: game.Subject{Account: fingerprintOf(90), Name: "founder"}})
	return r
}

// found founds a small world.
func found(t *testing.T, r *running, c game.Charter) {
	t.Helper()
	c.Width, c.Height, c.Bots, c.Round = 48, 32, "0", 1
	if err := r.cfg.Worlds.Found(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

// places are where somebody is, and who waits there for a line says so.
func places(t *testing.T, r *running, name string) (worlds []string) {
	t.Helper()
	for _, w := range r.cfg.Worlds.List() {
		if w.Frame == nil {
			t.Fatalf("%s is being rebuilt", w.Name)
		}
		for _, p := range w.Frame.Players {
			if p.Name == name && p.Away {
				worlds = append(worlds, w.Name+" away")
			} else if p.Name == name {
				worlds = append(worlds, w.Name)
			}
		}
	}
	return worlds
}

// stands waits until somebody is in one world and nowhere else.
func stands(t *testing.T, r *running, name, world string) {
	t.Helper()
	var at []string
	eventually(t, name+" is in "+world+" alone", func() bool {
		at = places(t, r, name)
		return len(at) == 1 && at[0] == world
	})
}

// One key, one place: who enters another world leaves the one where they were,
// with their walker.
func TestOneKeyOnePlace(t *testing.T) {
	r := founded(t, nil)
	key := sshtest.KeyFromSeed(1)
	first := plays(t, r, sshtest.Options{User: "otter", Signer: key})
	guest := plays(t, r, sshtest.Options{User: "fern"})

	second := playsIn(t, r, "lab", sshtest.Options{User: "otter+lab", Signer: key})
	contains(t, leaves(t, first, exitDone), "Thicket: you play in another terminal now")
	stands(t, r, "otter", "lab")

	third := playsIn(t, r, "lab", sshtest.Options{User: "otter", Signer: key, Command: "join lab"})
	contains(t, leaves(t, second, exitDone), "Thicket: you play in another terminal now")
	stands(t, r, "otter", "lab")

	plays(t, r, sshtest.Options{User: "otter", Signer: key})
	contains(t, leaves(t, third, exitDone), "Thicket: you play in another terminal now")
	stands(t, r, "otter", "meadow")

	select {
	case <-guest.Over():
		t.Error("a guest was sent away too")
	default:
	}
	if n := r.Stats().Players; n != 2 {
		t.Errorf("%d sessions play", n)
	}
}

// However many terminals of a key come at once: one of them plays in the end, and
// one walker is there.
func TestOnePlaceOfMany(t *testing.T) {
	r := founded(t, nil)
	key := sshtest.KeyFromSeed(1)
	const terminals = 12
	came := make(chan error, terminals)
	for i := range terminals {
		user := []string{"otter", "otter+lab"}[i%2]
		go func() {
			p, err := sshtest.Dial(t.Context(), r.Addr().String(), sshtest.Options{User: user, Signer: key, Blind: true, Patience: patience})
			if err == nil {
				t.Cleanup(func() { _ = p.Close() })
			}
			came <- err
		}()
	}
	for range terminals {
		if err := receive(t, came, "terminal"); err != nil {
			t.Fatal(err)
		}
	}
	for range terminals {
		receive(t, r.played, "session")
	}
	eventually(t, "one session and one walker", func() bool {
		return r.Stats().Players == 1 && len(places(t, r, "otter")) == 1 && !strings.Contains(places(t, r, "otter")[0], "away")
	})
}

// comes begins a session that enters nothing by itself.
func comes(t *testing.T, r *running, user string, key *sshtest.Key) played {
	t.Helper()
	if key == nil {
		return playsAs(t, r, r.dial(t, user))
	}
	return playsAs(t, r, r.dial(t, user, key))
}

// enters has a session enter a world, as its screen does.
func (p played) enters(t *testing.T, world string, watch bool) tui.Place {
	t.Helper()
	place, err := p.s.Worlds.Enter(p.ctx, world, game.Join{Name: "somebody", Account: "SHA256:somebody's", Admin: true, Frames: true, Watch: watch})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(place.Leave)
	return place
}

func (p played) over() bool { return errors.Is(context.Cause(p.ctx), game.ErrTakenOver) }

// A session that goes from world to world takes its place along, and is who it
// is, whatever it says.
func TestGoingElsewhere(t *testing.T) {
	r := founded(t, func(c *Config) { c.Play = untilGone })
	key := sshtest.KeyFromSeed(1)
	a := comes(t, r, "otter", key)
	a.enters(t, "meadow", false).Leave()
	there := a.enters(t, "lab", false)
	stands(t, r, "otter", "lab")

	b := comes(t, r, "otter", key)
	if a.over() || b.over() {
		t.Error("over before anybody entered")
	}
	here := b.enters(t, "lab", false)
	receive(t, there.Over(), "end of the first walker's place")
	if !a.over() || !errors.Is(there.Why(), game.ErrTakenOver) {
		t.Errorf("within a world both are told: %v", there.Why())
	}
	if _, err := a.s.Worlds.Enter(context.Background(), "meadow", game.Join{}); !errors.Is(err, game.ErrTakenOver) || b.over() {
		t.Errorf("who was taken over on their way enters: %v", err)
	}
	stands(t, r, "otter", "lab")
	here.Leave()
	b.enters(t, "meadow", false)
	if _, err := a.s.Worlds.Enter(context.Background(), "lab", game.Join{}); !errors.Is(err, game.ErrTakenOver) {
		t.Errorf("who is over enters: %v", err)
	}
	stands(t, r, "otter", "meadow")
}

// Who looks on takes nobody's place, and nobody takes theirs.
func TestWatchersAndPlaces(t *testing.T) {
	r := founded(t, func(c *Config) { withChief(c); c.Play = untilGone; c.MaxPlayers = 3 })
	key := sshtest.KeyFromSeed(1)
	player := comes(t, r, "otter", key)
	player.enters(t, "meadow", false)

	watcher := commands(t, r, "otter", key, "watch lab")
	if !watcher.s.Watch || watcher.s.World != "lab" || watcher.s.Whom != "" {
		t.Errorf("who watches: %+v", watcher.s)
	}
	watcher.enters(t, "lab", true)
	watcher.enters(t, "meadow", true)
	follower := commands(t, r, "fern", nil, "watch meadow OTTER")
	if !follower.s.Watch || follower.s.World != "meadow" || follower.s.Whom != "otter" {
		t.Errorf("who watches somebody: %+v", follower.s)
	}
	follower.enters(t, "meadow", true)
	stands(t, r, "otter", "meadow")
	if at := places(t, r, "fern"); len(at) > 0 {
		t.Errorf("who looks on is in %q", at)
	}
	if w := (caller{user: "x"}).worldList(t, r); w["meadow"].Players != 1 || w["lab"].Players != 0 {
		t.Errorf("%+v", w)
	}

	// They need a place on the server, whoever plays with their key.
	got := caller{"otter", key}.terminalRefuses(t, r, exitFailed, "watch")
	contains(t, got, "the forest is full (places: 3)")

	// Who goes on playing elsewhere ends none of them.
	again := comes(t, r, "otter", key)
	again.enters(t, "lab", false)
	if !player.over() || watcher.over() {
		t.Error("the wrong one is over")
	}
	// And who plays after having looked on is a player as any other.
	watcher.enters(t, "meadow", false)
	if !again.over() || watcher.over() {
		t.Error("who plays after having looked on does not take their own place over")
	}
	caller{"boss", chief}.tells(t, r, "kick", "fern")
	receive(t, follower.ctx.Done(), "end of who looked on")
	if !errors.Is(context.Cause(follower.ctx), tui.ErrSent) {
		t.Errorf("kicked: %v", context.Cause(follower.ctx))
	}
}

// commands begins a session with a terminal and a command.
func commands(t *testing.T, r *running, user string, key *sshtest.Key, line string) played {
	t.Helper()
	o := sshtest.Options{User: user, Command: line, Blind: true, Patience: patience}
	if key != nil {
		o.Signer = key
	}
	p, err := sshtest.Dial(t.Context(), r.Addr().String(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return receive(t, r.played, "session")
}

// Who watches over a real line sees whom they asked for and is not in the world,
// and leaves as players do.
func TestWatchOverSSH(t *testing.T) {
	r := founded(t, nil)
	playsIn(t, r, "lab", sshtest.Options{User: "otter+lab", Signer: sshtest.KeyFromSeed(1)})
	eyes := playsIn(t, r, "lab", sshtest.Options{User: "fern", Command: "watch lab OTTER"})
	if err := eyes.WaitText(t.Context(), "otter"); err != nil {
		t.Error(err)
	}
	eventually(t, "otter is watched", func() bool {
		w, err := r.cfg.Worlds.Listing("lab")
		return err == nil && w.Frame != nil && len(w.Frame.Players) == 1 && w.Frame.Players[0].Eyes == 1
	})
	if who := (caller{user: "x"}).whoList(t, r); len(who) != 1 || who[0].Name != "otter" {
		t.Errorf("who is %+v", who)
	}
	if n := (caller{user: "x"}).worldList(t, r)["lab"].Players; n != 1 {
		t.Errorf("%d players", n)
	}
	if err := eyes.Press("\x03"); err != nil {
		t.Fatal(err)
	}
	leaves(t, eyes, exitDone)
}

// A terminal that is let into a full server since it takes its account's place over
// gets that place: until then nobody turns it into one of who looks on.
func TestNoPlaceTooMany(t *testing.T) {
	r := founded(t, func(c *Config) { c.Play = untilGone; c.MaxPlayers = 1 })
	key := sshtest.KeyFromSeed(1)
	first := comes(t, r, "otter", key)
	first.enters(t, "meadow", false)
	others := []played{comes(t, r, "otter", key), comes(t, r, "otter", key)}
	look := func(p played) error {
		place, err := p.s.Worlds.Enter(p.ctx, "lab", game.Join{Watch: true, Frames: true})
		if err == nil {
			place.Leave()
		}
		return err
	}
	for _, p := range append(others, first) {
		if err := look(p); !errors.As(err, new(game.Denied)) {
			t.Errorf("looks on in a place that is another's: %v", err)
		}
	}
	stands(t, r, "otter", "meadow")
	others[0].enters(t, "lab", false)
	receive(t, first.ctx.Done(), "end of the first")
	if err := look(others[0]); !errors.As(err, new(game.Denied)) {
		t.Errorf("another has yet to take over: %v", err)
	}
	others[1].enters(t, "lab", false)
	receive(t, others[0].ctx.Done(), "end of the second")
	eventually(t, "one session is left", func() bool { return r.Stats().Players == 1 })
	if err := look(others[1]); err != nil {
		t.Errorf("nobody comes, but %v", err)
	}
	got := caller{"otter", key}.terminalRefuses(t, r, exitFailed, "join meadow")
	contains(t, got, "the forest is full (places: 1)")
}

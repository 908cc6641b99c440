package sshd

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// What a player keeps is there at the next visit; of a guest nothing is.
func TestVisits(t *testing.T) {
	r := serve(t, nil)
	key := newKey(t)
	c := r.dial(t, "otter", key)
	first := playsAs(t, r, c)
	if !first.s.Last.IsZero() || first.s.World != game.Meadow || first.s.Account != gossh.FingerprintSHA256(key.PublicKey()) {
		t.Errorf("the first visit: %+v", first.s)
	}
	wish := game.Profile{Name: "hazel", Look: game.Look{Glyph: 3, Colour: 4}, Theme: "colorblind", Glyphs: "ascii", Hints: 5}
	if kept, err := first.s.Keep(first.ctx, wish); err != nil || kept != wish {
		t.Fatal(kept, err)
	}
	for _, name := range []string{"root", "x", "a\x1b[2J", "otter~2"} {
		bad := wish
		bad.Name = name
		if kept, err := first.s.Keep(first.ctx, bad); err == nil || kept != wish {
			t.Errorf("%q: kept %+v, %v", name, kept, err)
		}
	}
	_ = c.Close()
	receive(t, first.ctx.Done(), "end of the visit")

	again := playsAs(t, r, r.dial(t, "someone", key)).s
	if again.Profile != wish || again.Last.IsZero() || time.Since(again.Last) > time.Hour {
		t.Errorf("the next visit: %+v", again)
	}
	rival := playsAs(t, r, r.dial(t, "hazel")).s
	if rival.Name != "hazel~2" || !rival.Guest || rival.Account != "" {
		t.Errorf("a guest of that name: %+v", rival)
	}
	contains(t, r.log.String(), `"player":"otter","guest":false`, `"player":"hazel","guest":false`, `"player":"hazel~2","guest":true`)
}

// Two players who are here at the same time have two names, whatever they do.
func TestNoNameTwice(t *testing.T) {
	r := serve(t, nil)
	a, b := playsAs(t, r, r.dial(t, "otter")), playsAs(t, r, r.dial(t, "OTTER", newKey(t)))
	if a.s.Name != "otter" || b.s.Name != "OTTER~2" {
		t.Fatalf("they are called %s and %s", a.s.Name, b.s.Name)
	}
	for _, name := range []string{"otter", "Otter"} {
		if kept, err := b.s.Keep(b.ctx, game.Profile{Name: name}); err == nil {
			t.Errorf("%s is called %s too", kept.Name, name)
		}
	}
	if kept, err := b.s.Keep(b.ctx, game.Profile{Name: "fern"}); err != nil || kept.Name != "fern" {
		t.Error(kept, err)
	}
	if kept, err := a.s.Keep(a.ctx, game.Profile{Name: "FERN"}); err == nil {
		t.Error(kept)
	}
}

// A guest's name is free again when they have left.
func TestGuestsNameIsFreed(t *testing.T) {
	r := serve(t, nil)
	c := r.dial(t, "otter")
	p := playsAs(t, r, c)
	if _, err := p.s.Keep(p.ctx, game.Profile{Name: "fern"}); err != nil {
		t.Fatal(err)
	}
	_ = c.Close()
	receive(t, p.ctx.Done(), "end of the visit")
	eventually(t, "fern is free", func() bool {
		return strings.Contains(caller{user: "fern"}.tells(t, r, "me"), "name          fern\n")
	})
	contains(t, caller{user: "otter"}.tells(t, r, "me"), "name          otter\n")
}

// The rankings of a visit are the world's.
func TestRankingsOfAVisit(t *testing.T) {
	key := sshtest.KeyFromSeed(1)
	r := serve(t, func(c *Config) {
		results := []game.Result{{Account: key.Fingerprint(), Best: 9, Meals: 8, Stings: 7}, {Account: fingerprintOf(2), Best: 99}}
		if err := c.People.(game.Keeper).Record(game.Meadow, results); err != nil {
			t.Fatal(err)
		}
	})
	p := playsAs(t, r, r.dial(t, "otter", key))
	top, err := p.s.Top(p.ctx, game.Week)
	if err != nil || len(top) != 2 || top[0].Best != 99 || top[1].Name != "otter" {
		t.Errorf("the ranking: %+v, %v", top, err)
	}
	if line, err := p.s.Placed(p.ctx, game.Ever); err != nil || line != (game.Standing{Rank: 2, Name: "otter", Best: 9, Meals: 8, Stings: 7}) {
		t.Errorf("the own line: %+v, %v", line, err)
	}
	var me struct {
		Name          string
		Best          int `json:"best_biomass"`
		Meals, Stings int
		Guest         bool
		Fingerprint   string
	}
	text := caller{"nobody", key}.tells(t, r, "me", "--json")
	if err := json.Unmarshal([]byte(text), &me); err != nil || me.Name != "otter" || me.Best != 9 || me.Meals != 8 || me.Stings != 7 || me.Guest || me.Fingerprint != key.Fingerprint() {
		t.Errorf("me is %s, %v", text, err)
	}
}

// Commands for scripts are no visits: they take no name.
func TestCommandsAreNoVisits(t *testing.T) {
	r := serve(t, nil)
	key := sshtest.KeyFromSeed(8)
	for range 2 {
		contains(t, caller{"hazel", key}.tells(t, r, "me"), "name          hazel\n", "best biomass  0\n")
	}
	if s := playsAs(t, r, r.dial(t, "hazel")).s; s.Name != "hazel" {
		t.Errorf("a guest is called %s", s.Name)
	}
	contains(t, caller{"hazel", key}.tells(t, r, "me"), "name          hazel~2\n")
}

func TestEchoesAreTold(t *testing.T) {
	r := serve(t, nil)
	p := playsAs(t, r, r.dial(t, "otter"))
	for range 100 {
		p.s.Echoed(20 * time.Millisecond)
	}
	if f := r.figures(); f.EchoP50 < 20 || f.EchoP99 > 23 {
		t.Errorf("%+v", f)
	}
}

// A step of somebody who plays counts as a step and as an echo.
func TestStepsAreCounted(t *testing.T) {
	r := forest(t, nil)
	p := plays(t, r, sshtest.Options{User: "otter"})
	eventually(t, "an echo and steps", func() bool {
		for _, key := range []string{sshtest.Right, sshtest.Left} {
			if err := p.Press(key); err != nil {
				t.Fatal(err)
			}
		}
		f := r.figures()
		return f.EchoP50 > 0 && f.EchoP99 >= f.EchoP50 && f.Steps > 0 && f.Bytes > 0
	})
}

// A key that was offered without its signature names nobody: not in me, not
// in the world, whose walker of that name stays its owner's.
func TestOfferedKeyTakesNothing(t *testing.T) {
	r := forest(t, nil)
	key := sshtest.KeyFromSeed(9)
	victim := plays(t, r, sshtest.Options{User: "otter", Signer: key})
	offers := func() *gossh.Client {
		f := thief{key.PublicKey(), make(chan struct{})}
		c := r.dial(t, "otter", f)
		select {
		case <-f.offered:
		default:
			t.Fatal("the key was not offered")
		}
		return c
	}
	x := session1(t, offers())
	text, err := x.Output("me --json")
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"name":"otter~2","fingerprint":"","guest":true,"admin":false,"best_biomass":0,"meals":0,"stings":0}` + "\n"; string(text) != want {
		t.Errorf("me is %s", text)
	}
	receive(t, r.played, "the victim's session")
	shellOn(t, offers())
	if p := receive(t, r.played, "session"); p.s.Name != "otter~2" || !p.s.Guest || p.s.Account != "" {
		t.Errorf("who offers a key plays as %+v", p.s)
	}
	var who []whoLine
	eventually(t, "both are there", func() bool {
		_ = json.Unmarshal([]byte(caller{user: "x"}.tells(t, r, "who", "--json")), &who)
		return len(who) == 2
	})
	if who[0].Name != "otter" || who[0].Guest || who[0].Away || who[1].Name != "otter~2" || !who[1].Guest {
		t.Errorf("who is %+v", who)
	}
	select {
	case <-victim.Over():
		t.Error("the victim's session has ended")
	default:
	}
}

// The same thief as an admin is none.
func TestOfferedKeyIsNoAdmin(t *testing.T) {
	r := serve(t, withChief)
	x := session1(t, r.dial(t, "boss", thief{chief.PublicKey(), make(chan struct{})}))
	stderr := &buffer{}
	x.Stderr = stderr
	if err := x.Start("say hello"); err != nil {
		t.Fatal(err)
	}
	if s := status(t, x); s != exitFailed || stderr.String() != "thicket: say is for admins\n" {
		t.Errorf("exit status %d: %s", s, stderr)
	}
}

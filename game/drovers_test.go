package game

import (
	"context"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

// Check takes numbers.
func (d *drovers) Check(spec string, cells int) (string, error) {
	n, err := strconv.Atoi(spec)
	if err != nil || n < 0 || n > MostBots(cells) {
		return "", errNoSpec
	}
	return strconv.Itoa(n), nil
}

// Herd keeps as many bots as were asked for; they stand still.
func (d *drovers) Herd(ctx context.Context, world string, enter func(context.Context, Join) (*Client, error), specs <-chan string) {
	d.count(world, 1)
	defer d.count(world, -1)
	var swarm *Client
	var done <-chan struct{}
	most := 0
	for {
		select {
		case spec := <-specs:
			most, _ = strconv.Atoi(spec)
			if d.panics {
				panic("the drovers are lost")
			}
		case <-done:
		case <-ctx.Done():
			if swarm != nil {
				swarm.Leave()
			}
			return
		}
		if swarm != nil {
			swarm.Leave()
		}
		swarm, done = enterBots(ctx, enter, most)
	}
}

func enterBots(ctx context.Context, enter func(context.Context, Join) (*Client, error), most int) (*Client, <-chan struct{}) {
	swarm, err := enter(ctx, Join{Batches: 1})
	if err != nil {
		return nil, nil
	}
	swarm.Submit(&Batch{Op: OpEnter, Steps: make([]BatchStep, most)})
	return swarm, swarm.Done()
}

func (d *drovers) count(world string, n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.herds == nil {
		d.herds = map[string]int{}
	}
	d.herds[world] += n
	d.begun += max(n, 0)
}

func (d *drovers) of(world string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.herds[world]
}

// A herd never wakes its world, and the one after it gets the newest wish.
func TestHerdsWakeNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &drovers{}
		l := manyWorlds(t, LobbyConfig{Herder: d})
		defer runs(t, l)()
		c := lab("lab")
		c.Bots = "3"
		founds(t, l, c)
		for range 5 {
			time.Sleep(11 * time.Minute)
			if !sleeps(l, "lab") || d.of("lab") != 0 {
				t.Fatalf("sleeps %v, %d herds", sleeps(l, "lab"), d.of("lab"))
			}
			ada := visits(t, l, "lab", keyed("ada"))
			time.Sleep(time.Second)
			if f := ada.Frame(); f.Bots != 3 {
				t.Fatalf("%d bots", f.Bots)
			}
			ada.Leave()
		}
	})
}

// amends has a room that does not run yet replace its charter.
func amends(l *Lobby, world string, change func(*Charter)) {
	room := l.worlds[world].room
	next := *room.charter
	change(&next)
	room.amend(&next)
}

func TestNewCharterIsKeptAndHeard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		l := manyWorlds(t, LobbyConfig{Keeper: s, Herder: &drovers{}})
		founds(t, l, lab("lab"))
		amends(l, "lab", func(c *Charter) { c.Motd, c.Bots = "be kind", "9" })
		stop := runs(t, l)
		ada := visits(t, l, "lab", keyed("ada"))
		time.Sleep(time.Second)
		ada.Decree(Decree{Kind: SetBots, Text: "2"})
		time.Sleep(time.Second)
		if f := ada.Frame(); f.Bots != 2 {
			t.Errorf("%d bots", f.Bots)
		}
		ada.Decree(Decree{Kind: SetBots, Text: "4"})
		time.Sleep(time.Second)
		f := ada.Frame()
		if f.Charter.Motd != "be kind" || f.Bots != 4 || f.TalkSince == 0 {
			t.Errorf("%+v, %d bots", f.Charter, f.Bots)
		}
		if v, _ := s.of("lab"); v.charter.Motd != "be kind" {
			t.Errorf("kept: %+v", v.charter)
		}
		fall(ada)
		back := visits(t, l, "lab", keyed("ada"))
		time.Sleep(reclaimWithin + time.Second) // those of before are taken off
		if f := back.Frame(); f.Charter.Motd != "be kind" || f.Bots != 4 {
			t.Errorf("after a fall: %+v, %d bots", f.Charter, f.Bots)
		}
		back.Leave()
		time.Sleep(11 * time.Minute)
		if w, _ := listed(l, "lab"); !w.Asleep || w.Charter.Motd != "be kind" {
			t.Errorf("asleep: %+v", w)
		}
		stop()
		l = manyWorlds(t, LobbyConfig{Keeper: s, Herder: &drovers{}})
		defer runs(t, l)()
		if w, _ := listed(l, "lab"); w.Charter == nil || w.Charter.Motd != "be kind" {
			t.Errorf("after a restart: %+v", w)
		}
	})
}

// A herd that breaks ends nothing else.
func TestHerdThatPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := manyWorlds(t, LobbyConfig{Herder: &drovers{panics: true}})
		defer runs(t, l)()
		founds(t, l, lab("lab"))
		ada := visits(t, l, "lab", keyed("ada"))
		time.Sleep(time.Second)
		ada.Step(Left)
		settle()
		if st, _ := l.Stats("lab"); ada.Echo().Seq != 1 || st.Restarts != 0 {
			t.Errorf("%+v", st)
		}
	})
}

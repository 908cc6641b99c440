package tui

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"thicket/game"
)

// set is what a director of a test looks at: a world whose players do what the
// test says between two looks.
type set struct {
	director
	frame game.Frame
	now   time.Time
	cuts  []time.Duration // when it cut
	shown []game.WalkerID // to whom
}

func newSet(players int) *set {
	s := &set{frame: game.Frame{Width: 1000, Height: 1000}, now: time.Unix(1, 0)}
	for i := range players {
		s.frame.Players = append(s.frame.Players, game.PlayerMark{
			Walker: game.WalkerID(i + 1), Hearts: 3, At: game.Point{X: 50 + 100*i, Y: 50},
		})
	}
	return s
}

// plays lets so much time pass, in which the players do something before each
// look.
func (s *set) plays(while time.Duration, do func(players []game.PlayerMark)) {
	for began := s.now; s.now.Sub(began) < while; s.now = s.now.Add(lookEvery) {
		do(s.frame.Players)
		before := s.shot
		if after := s.look(&s.frame, s.now); after.who != before.who {
			s.cuts, s.shown = append(s.cuts, time.Duration(s.now.UnixNano())), append(s.shown, after.who)
		}
	}
}

func rests([]game.PlayerMark) {}

// Each of these draws the eye from players who do less.
func TestDirectorGoesWhereThingsHappen(t *testing.T) {
	for name, does := range map[string]func(*game.PlayerMark){
		"walks":    func(p *game.PlayerMark) { p.At.X++ },
		"eats":     func(p *game.PlayerMark) { p.Meals++ },
		"grows":    func(p *game.PlayerMark) { p.Biomass += 5 },
		"stings":   func(p *game.PlayerMark) { p.Stings++ },
		"is stung": func(p *game.PlayerMark) { p.Hearts = (p.Hearts + 3) % 4 },
	} {
		t.Run(name, func(t *testing.T) {
			s := newSet(3)
			s.plays(time.Minute, rests)
			s.frame.Players[2].Dozing = true // not them, if they happen to be shown
			s.plays(30*time.Second, rests)
			s.frame.Players[2].Dozing = false
			began := s.now
			s.plays(30*time.Second, func(all []game.PlayerMark) { does(&all[2]) })
			if s.who != 3 {
				t.Fatalf("%d is shown", s.who)
			}
			if took := time.Duration(s.cuts[len(s.cuts)-1]) - time.Duration(began.UnixNano()); took > leastShot+time.Second {
				t.Errorf("it took %v", took)
			}
			before := len(s.cuts)
			s.plays(2*time.Minute, func(all []game.PlayerMark) { does(&all[2]) })
			if len(s.cuts) != before {
				t.Errorf("it cut to %v though nobody else does anything", s.shown[before:])
			}
		})
	}
}

// Who meets others is more worth a look than who walks alone.
func TestDirectorLikesCompany(t *testing.T) {
	s := newSet(4)
	s.frame.Players[3].At = s.frame.Players[2].At.Step(game.Right)
	s.plays(time.Second, rests)
	if s.who != 3 && s.who != 4 {
		t.Errorf("%d is shown", s.who)
	}
}

// Of those who do alike each is shown for as long.
func TestDirectorShowsEverybody(t *testing.T) {
	for name, do := range map[string]func([]game.PlayerMark){
		"all rest": rests,
		"all walk": func(all []game.PlayerMark) {
			for i := range all {
				all[i].At.X++
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSet(5)
			s.plays(3*time.Minute, do)
			for i, cut := range s.cuts[1:] {
				if took := cut - s.cuts[i]; took != mostShot {
					t.Errorf("a shot took %v", took)
				}
			}
			seen := slices.Compact(slices.Sorted(slices.Values(s.shown)))
			if len(seen) != 5 {
				t.Errorf("only %v were shown", seen)
			}
		})
	}
}

// Nobody is shown who sleeps or is not there while somebody is awake; who falls
// asleep, goes or comes changes the shot at the next look.
func TestDirectorShowsWhoIsAwake(t *testing.T) {
	s := newSet(3)
	s.frame.Players[0].Dozing, s.frame.Players[1].Away = true, true
	eats := func(all []game.PlayerMark) { all[0].Meals++; all[1].Biomass++ }
	s.plays(time.Minute, eats)
	if len(s.shown) != 1 || s.who != 3 {
		t.Errorf("%v are shown", s.shown)
	}
	s.frame.Players[1].Away, s.frame.Players[2].Dozing = false, true
	s.plays(lookEvery, rests)
	if s.who != 2 {
		t.Errorf("%d is shown, who is not the one awake", s.who)
	}
	s.frame.Players = slices.Delete(s.frame.Players, 1, 2)
	s.frame.Players[0].Dozing = false
	s.plays(lookEvery, rests)
	if s.who != 1 {
		t.Errorf("%d is shown, who is not the one awake", s.who)
	}
	if len(s.cast) != 2 {
		t.Errorf("%d are remembered of 2", len(s.cast))
	}
}

// Whatever happens: nothing flickers, and nothing stays for long while others do
// more.
func TestDirectorNeverFlickers(t *testing.T) {
	for seed := range uint64(20) {
		s := newSet(6)
		chance := rand.New(rand.NewPCG(seed, 1))
		s.plays(20*time.Minute, func(all []game.PlayerMark) {
			for i := range all {
				p := &all[i]
				switch chance.IntN(8) {
				case 0:
					p.At = game.Point{X: chance.IntN(1000), Y: chance.IntN(1000)}
				case 1:
					p.Meals++
				case 2:
					p.Biomass = chance.IntN(100)
				case 3:
					p.Hearts = uint8(chance.IntN(4))
				}
			}
		})
		for i, cut := range s.cuts[1:] {
			if took := cut - s.cuts[i]; took < leastShot {
				t.Fatalf("seed %d: a shot took %v", seed, took)
			}
		}
		if n := len(s.cuts); n < 30 || n > 120 {
			t.Errorf("seed %d: %d shots in 20 minutes", seed, n)
		}
	}
}

// A look more often than twice a second sees nothing, and one costs nothing
// that has to be collected.
func TestDirectorLooksSeldom(t *testing.T) {
	s := newSet(100)
	s.plays(time.Minute, rests)
	got := testing.AllocsPerRun(100, func() {
		s.now = s.now.Add(lookEvery)
		for i := range s.frame.Players {
			s.frame.Players[i].At.X += i & 1
		}
		s.look(&s.frame, s.now)
	})
	if got != 0 {
		t.Errorf("%v allocations a look", got)
	}
	looks := s.looks
	for range 10 {
		s.now = s.now.Add(lookEvery / 11)
		s.look(&s.frame, s.now)
	}
	if s.looks != looks {
		t.Errorf("it looked %d times in half a second", s.looks-looks)
	}
}

// Where no player is awake the places are shown where something changes, each
// for 15 s.
func TestDirectorFindsPlaces(t *testing.T) {
	cfg := clearing(640, 640)
	cfg.Spores = 99
	w, err := game.NewWorld(cfg)
	if err != nil {
		t.Fatal(err)
	}
	var walks [3]game.Outcome
	for i := range walks {
		walks[i] = w.Enter(0, game.Bot, "", game.Look{})
	}
	reel := game.NewReel(w)
	var d director
	var places []game.Point
	began := time.Unix(1, 0)
	for tenth := range 1200 {
		now := game.Stamp(100 * tenth)
		w.Advance(now)
		for i := range walks { // each in a part of its own
			dir := [3]game.Dir{game.Up, game.Left, game.Right}[i]
			if tenth > 300 {
				dir = game.Dir(tenth % 2 * 3) // up, and right
			}
			if i > 0 || tenth%4 == 0 {
				walks[i] = w.Step(now, walks[i].Walker, dir)
			}
		}
		before := d.shot
		if shot := d.look(reel.Shoot(10), began.Add(time.Duration(tenth)*100*time.Millisecond)); shot != before || tenth == 0 {
			places = append(places, shot.at)
			near := slices.ContainsFunc(walks[:], func(o game.Outcome) bool { return o.At.Distance(shot.at) <= 2*patch })
			if !near {
				t.Errorf("after %d s it shows %v, where nobody is: %v", tenth/10, shot.at, walks)
			}
		}
	}
	if n := len(places); n != 8 {
		t.Errorf("%d places in two minutes: %v", n, places)
	}
	seen := map[string]bool{}
	for _, p := range places {
		seen[fmt.Sprint(p.X/game.ChunkSide, p.Y/game.ChunkSide)] = true
	}
	if len(seen) < 3 {
		t.Errorf("of three places where something happens %d are shown: %v", len(seen), places)
	}
}

// Where nothing happens the picture stands still.
func TestDirectorOfStillWorld(t *testing.T) {
	w, err := game.NewWorld(clearing(100, 60))
	if err != nil {
		t.Fatal(err)
	}
	var d director
	began := time.Unix(1, 0)
	for i := range 240 {
		shot := d.look(w.Frame(), began.Add(time.Duration(i)*lookEvery))
		if shot != (director{}).shot && shot.at != (game.Point{X: 50, Y: 30}) {
			t.Fatalf("it shows %v", shot)
		}
	}
}

package tui

import (
	"time"

	"thicket/game"
)

// How a director cuts. Nobody follows a picture that changes all the time, and
// nobody looks for long at one that does not.
const (
	lookEvery   = 500 * time.Millisecond
	leastShot   = 6 * time.Second  // unless there is nothing left to see
	mostShot    = 20 * time.Second // while somebody else is as interesting
	freshAfter  = time.Minute      // since they were last shown: as if they never were
	nearerThan  = 16               // cells: the sides of the squares in which players are near each other
	muchHotter  = 2                // times as much has to happen elsewhere, and this more:
	hotterStill = 4
)

// What warms a player, in the heat of a step between two looks.
const (
	cooling     = 0.9 // of the heat stays from look to look: half of it for 3 s
	heatCompany = 0.5 // each look with another player near
	heatMeal    = 1
	heatSting   = 4   // that they gave
	heatStung   = 6   // that they got
	heatCell    = 0.2 // that their colony grew by
	heatFresh   = 4   // who was not shown for long is worth a look
	mostOfIt    = 20  // meals, stings and cells between two looks that count
)

// shot is what somebody is shown who looks on: a player, or a place.
type shot struct {
	who game.WalkerID // 0: the place
	at  game.Point
}

// director chooses a shot for those who have named nobody: where things happen.
// Players who are awake come first, those round whom most happens; where none is,
// the places where most changes. A zero one has seen nothing; it has no clock.
type director struct {
	shot
	since   time.Time // when it cut to the shot
	looked  time.Time
	looks   uint32
	cast    map[game.WalkerID]interest
	squares map[game.Point]int // players who are awake, by square
	stage   stage
}

// interest is how much happens round a player, and how they were at the last
// look.
type interest struct {
	at                     game.Point
	biomass, meals, stings int
	hearts                 uint8
	heat                   float64
	shown                  time.Time // last; zero: never
	look                   uint32    // the newest that saw them
}

// look takes a frame and gives what is to be seen now.
func (d *director) look(f *game.Frame, now time.Time) shot {
	if d.looks > 0 && now.Sub(d.looked) < lookEvery {
		return d.shot
	}
	d.looks++
	d.looked = now
	d.measure(f)
	best, current := d.rate(f, now)
	switch {
	case best == nil && current == nil:
		d.scout(f, now)
	case current == nil || best != nil && d.cuts(best, current, now):
		d.stage = stage{}
		d.cut(shot{best.Walker, best.At}, now)
	default:
		d.at = current.At
	}
	return d.shot
}

// awake tells whether something can be expected of a player.
func awake(p *game.PlayerMark) bool { return !p.Dozing && !p.Away }

// square is where a player counts as near others.
func square(p game.Point) game.Point { return game.Point{X: p.X / nearerThan, Y: p.Y / nearerThan} }

// measure brings the heat of all players up to date.
func (d *director) measure(f *game.Frame) {
	if d.cast == nil {
		d.cast, d.squares = map[game.WalkerID]interest{}, map[game.Point]int{}
	}
	clear(d.squares)
	for i := range f.Players {
		if p := &f.Players[i]; awake(p) {
			d.squares[square(p.At)]++
		}
	}
	for i := range f.Players {
		p := &f.Players[i]
		before, known := d.cast[p.Walker]
		d.cast[p.Walker] = before.next(p, known, d.squares[square(p.At)] > 1, d.looks)
	}
	if len(d.cast) > len(f.Players) {
		for id, i := range d.cast {
			if i.look != d.looks {
				delete(d.cast, id)
			}
		}
	}
}

// next is the interest in a player as they are now.
func (i interest) next(p *game.PlayerMark, known, company bool, look uint32) interest {
	heat := i.heat * cooling
	if company {
		heat += heatCompany
	}
	if known {
		heat += i.since(p)
	}
	return interest{
		at: p.At, biomass: p.Biomass, meals: p.Meals, stings: p.Stings, hearts: p.Hearts,
		heat: heat, shown: i.shown, look: look,
	}
}

// since is the heat of what a player did and met since the last look.
func (i interest) since(p *game.PlayerMark) (heat float64) {
	if p.At != i.at {
		heat++
	}
	if p.Hearts < i.hearts {
		heat += heatStung
	}
	more := func(now, before int) float64 { return float64(min(max(now-before, 0), mostOfIt)) }
	return heat + heatMeal*more(p.Meals, i.meals) + heatSting*more(p.Stings, i.stings) + heatCell*more(p.Biomass, i.biomass)
}

// rate finds who is shown, if they are awake, and the best of the others who
// are.
func (d *director) rate(f *game.Frame, now time.Time) (best, current *game.PlayerMark) {
	most := 0.0
	for i := range f.Players {
		p := &f.Players[i]
		switch {
		case !awake(p):
		case p.Walker == d.who:
			current = p
		default:
			i := d.cast[p.Walker]
			appeal := i.appeal(now)
			if best == nil || appeal > most || appeal == most && i.shown.Before(d.cast[best.Walker].shown) {
				best, most = p, appeal
			}
		}
	}
	return best, current
}

// appeal is the heat, and some more of who was not shown for a while.
func (i interest) appeal(now time.Time) float64 {
	if i.shown.IsZero() {
		return i.heat + heatFresh
	}
	return i.heat + heatFresh*min(now.Sub(i.shown).Seconds()/freshAfter.Seconds(), 1)
}

// cuts tells whether another player is to be shown instead of the current one.
func (d *director) cuts(best, current *game.PlayerMark, now time.Time) bool {
	other, here := d.cast[best.Walker], d.cast[current.Walker]
	switch age := now.Sub(d.since); {
	case age < leastShot:
		return false
	case age < mostShot:
		return other.heat > muchHotter*here.heat+hotterStill
	}
	return other.appeal(now) >= here.heat
}

// cut shows something else from now on.
func (d *director) cut(to shot, now time.Time) {
	if left, ok := d.cast[d.who]; ok {
		left.shown = now
		d.cast[d.who] = left
	}
	d.shot, d.since = to, now
}

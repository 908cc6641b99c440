package game

import (
	"math"
	"slices"
	"sort"
)

// fewPlayers is how many are sooner looked through than looked up.
const fewPlayers = 64

// roster finds the players of a frame: thousands of viewers look for some of
// thousands. Frames with the same players share one, which is made by who asks
// first and never changes.
type roster struct {
	of      *PlayerMark // the first of those that it was made of
	slots   []uint64    // of walkers, and where in Frame.Players each is
	places  []uint64    // of those present, in reading order, see placed
	biomass []int       // of those present, the least first
}

// placed packs a place and where in Frame.Players who is there is.
func placed(p Point, n int) uint64 { return packPoint(Point{p.Y, p.X})<<32 | uint64(n) }

func placeOf(v uint64) (p Point, n int) {
	p = unpackPoint(v >> 32)
	return Point{p.Y, p.X}, int(uint32(v))
}

// roster is the frame's; nil where there are so few players that it is not worth
// it.
func (f *Frame) roster() *roster {
	if len(f.Players) < fewPlayers || f.listed == nil {
		return nil
	}
	if r := f.listed.Load(); r != nil && r.of == &f.Players[0] && len(r.slots) == len(f.Players) {
		return r
	}
	r := newRoster(f.Players)
	f.listed.Store(r)
	return r
}

func newRoster(players []PlayerMark) *roster {
	n := len(players)
	r := &roster{of: &players[0], slots: make([]uint64, n), places: make([]uint64, 0, n), biomass: make([]int, 0, n)}
	for i := range players {
		p := &players[i]
		r.slots[i] = uint64(p.Walker.Slot())<<32 | uint64(i)
		if !p.Away {
			r.places, r.biomass = append(r.places, placed(p.At, i)), append(r.biomass, p.Biomass)
		}
	}
	slices.Sort(r.slots)
	slices.Sort(r.places)
	slices.Sort(r.biomass)
	return r
}

// Player is the mark of a player of this world.
func (f *Frame) Player(id WalkerID) (PlayerMark, bool) {
	if r := f.roster(); r != nil {
		i, _ := slices.BinarySearch(r.slots, uint64(id.Slot())<<32)
		if i < len(r.slots) && f.Players[uint32(r.slots[i])].Walker == id {
			return f.Players[uint32(r.slots[i])], true
		}
		return PlayerMark{}, false
	}
	for i := range f.Players {
		if f.Players[i].Walker == id {
			return f.Players[i], true
		}
	}
	return PlayerMark{}, false
}

// Present counts the players who are not away.
func (f *Frame) Present() (n int) {
	if r := f.roster(); r != nil {
		return len(r.places)
	}
	for i := range f.Players {
		if !f.Players[i].Away {
			n++
		}
	}
	return n
}

// Rank is 1 more than how many of those present have more biomass.
func (f *Frame) Rank(biomass int) int {
	if r := f.roster(); r != nil {
		return 1 + len(r.biomass) - sort.SearchInts(r.biomass, biomass+1)
	}
	rank := 1
	for i := range f.Players {
		if p := &f.Players[i]; !p.Away && p.Biomass > biomass {
			rank++
		}
	}
	return rank
}

// Nearest is who of those present is nearest to a cell and out of view; one is left
// out. It is nil if there is nobody.
func (f *Frame) Nearest(to Point, view Rect, but WalkerID) *PlayerMark {
	s := search{frame: f, to: to, view: view, but: but, far: math.MaxInt}
	if r := f.roster(); r != nil {
		s.through(r.places)
		return s.near
	}
	for i := range f.Players {
		if p := &f.Players[i]; !p.Away {
			s.consider(p.At, i)
		}
	}
	return s.near
}

// search looks for somebody near.
type search struct {
	frame *Frame
	to    Point
	view  Rect
	but   WalkerID
	near  *PlayerMark
	far   int // how far that is
}

func (s *search) consider(at Point, n int) {
	if far := s.to.Distance(at); far < s.far && !s.view.Contains(at) && s.frame.Players[n].Walker != s.but {
		s.near, s.far = &s.frame.Players[n], far
	}
}

// through goes through places, row by row away from the cell, as long as there may be
// somebody nearer.
func (s *search) through(places []uint64) {
	from, _ := slices.BinarySearch(places, placed(Point{Y: s.to.Y}, 0))
	for _, p := range places[from:] {
		at, n := placeOf(p)
		if at.Y-s.to.Y >= s.far {
			break
		}
		s.consider(at, n)
	}
	for i := from - 1; i >= 0; i-- {
		at, n := placeOf(places[i])
		if s.to.Y-at.Y >= s.far {
			break
		}
		s.consider(at, n)
	}
}

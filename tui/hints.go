package tui

import "time"

// hint is one thing that a newcomer is told on the last row, until they have
// done it or it has stood there for long enough.
type hint struct {
	number uint8 // of its bit in game.Profile.Hints, which is kept: it never changes; 0: it comes at every login
	says   func(*scene) words
	due    func(*scene) bool
	done   func(*scene) bool // nil: nothing has to be done
	stands time.Duration     // 0: until it is done
}

const glance = 6 * time.Second // to read a hint that asks for nothing

// allHints are in the order of their weight: the first that is due stands.
// What just happened to somebody comes before what they could do next. A new
// one gets the next number, up to 63; that of one which is gone is not used
// again.
var allHints = [...]hint{
	{says: hintBack, due: func(s *scene) bool { return s.back }, done: hasWalked, stands: glance},
	{number: 1, says: fixed(hintStung), due: func(s *scene) bool { return s.stung }, stands: glance},
	{number: 2, says: hintFell, due: func(s *scene) bool { return s.fell }, stands: glance},
	{
		number: 3, says: fixed(hintRest),
		due:  func(s *scene) bool { return s.hearts < rules.Hearts },
		done: func(s *scene) bool { return s.mended },
	},
	{number: 4, says: hintWalk, due: always, done: hasWalked},
	{number: 5, says: fixed(hintWild), due: func(s *scene) bool { return s.inView }, done: hasEaten, stands: glance},
	{number: 6, says: hintFood, due: func(s *scene) bool { return s.food.there() }, done: hasEaten},
	{number: 7, says: fixed(hintNone), due: func(s *scene) bool { return !s.food.there() }, done: hasEaten},
	{
		number: 8, says: hintPlant,
		due:  func(s *scene) bool { return s.meals > 0 && s.spores >= rules.Cost(firstPlant) },
		done: func(s *scene) bool { return s.planted },
	},
	{number: 9, says: hintYours, due: func(s *scene) bool { return s.biomass > 0 }, stands: glance},
	{number: 10, says: fixed(hintGrows), due: func(s *scene) bool { return s.biomass > 0 }, stands: glance},
	{number: 11, says: fixed(hintDied), due: func(s *scene) bool { return s.grown && s.biomass == 0 }, stands: glance},
	{number: 12, says: fixed(hintGuest), due: func(s *scene) bool { return s.planted && s.guest }, stands: glance},
	{number: 13, says: fixed(hintHelp), due: hasPlanted, stands: glance},
}

func always(*scene) bool       { return true }
func hasWalked(s *scene) bool  { return s.walked }
func hasEaten(s *scene) bool   { return s.meals > 0 }
func hasPlanted(s *scene) bool { return s.planted }

// scene is what hints depend on: what a player has done and met, and how they
// are. Equal ones are told equal hints.
type scene struct {
	name                                 string
	guest, back                          bool // back: they were here before
	inView                               bool // the food is
	walked, planted, stung, fell, mended bool
	grown                                bool // there was biomass
	meals                                uint32
	spores, hearts, biomass              int
	food, home                           way
}

// hints are the newcomer's way through allHints. None comes twice.
type hints struct {
	gone  [len(allHints)]bool
	over  uint64 // the bits of those that are gone
	at    int    // the one that stands, or len(allHints)
	since time.Time
	text  words
	shown scene // what the text was made of
}

// next finds the hint that stands now and tells after how long it is over; 0:
// that is not known. While it is covered its time does not run.
func (h *hints) next(s *scene, now time.Time, covered bool) time.Duration {
	for i := range allHints {
		hint := &allHints[i]
		switch {
		case h.gone[i]:
			continue
		case hint.done != nil && hint.done(s):
			h.end(i)
			continue
		case !hint.due(s):
			continue
		}
		if h.at != i || covered || h.since.IsZero() {
			h.since = now
		}
		h.say(i, s)
		left := hint.stands - now.Sub(h.since)
		if hint.stands == 0 || covered {
			return 0
		}
		if left > 0 {
			return left
		}
		h.end(i)
	}
	h.at = len(allHints)
	return 0
}

// remember ends the hints that were over at an earlier login.
func (h *hints) remember(over uint64) {
	h.over = over // also of hints that this program does not have
	for i := range allHints {
		n := allHints[i].number
		h.gone[i] = n > 0 && over>>n&1 != 0
	}
}

// end is the end of a hint.
func (h *hints) end(i int) {
	h.gone[i] = true
	if n := allHints[i].number; n > 0 {
		h.over |= 1 << n
	}
}

// say makes the text, unless it is the one that stands.
func (h *hints) say(i int, s *scene) {
	if h.at != i || h.shown != *s {
		h.at, h.shown, h.text = i, *s, allHints[i].says(s)
	}
}

// stand tells whether there is a hint.
func (h *hints) stand() bool { return h.at < len(allHints) }

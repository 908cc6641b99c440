package game

import "sync/atomic"

// Echo is a room's answer to a client's actions, and how their walker is. It
// is cumulative: the newest one says all.
type Echo struct {
	Seq     uint32 // number of the newest action answered; 0 before the first
	Op      Op     // what that was
	Verdict Verdict
	By      WalkerID // the player who blocked it; 0 if a bot did
	Where   Point    // the cell that the verdict is about, see Outcome
	Strokes uint8    // see Outcome

	At            Point
	Facing, Aside Dir // Aside is to which side their last sideways step went
	Hearts        uint8
	Spores        uint8
	Meals         uint32
	Dropped       uint32 // actions that were not applied so far: limited or dropped
}

// echoSlot holds the newest Echo. One goroutine stores and never waits; any
// may load. It is a seqlock: version is odd while the words are written.
type echoSlot struct {
	version atomic.Uint32
	words   [5]atomic.Uint64
}

func (s *echoSlot) store(e *Echo) {
	words := [len(s.words)]uint64{
		uint64(e.Seq)<<32 | packPoint(e.At),
		uint64(e.Dropped)<<32 | uint64(e.Strokes)<<24 | uint64(e.Op)<<16 |
			uint64(e.Aside&3)<<10 | uint64(e.Facing&3)<<8 | uint64(e.Verdict),
		uint64(e.By),
		uint64(e.Meals)<<32 | packPoint(e.Where),
		uint64(e.Hearts)<<8 | uint64(e.Spores),
	}
	s.version.Add(1)
	for i, word := range words {
		if s.words[i].Load() != word { // to look is ten times cheaper
			s.words[i].Store(word)
		}
	}
	s.version.Add(1)
}

func (s *echoSlot) load() Echo {
	for {
		before := s.version.Load()
		var w [5]uint64
		for i := range w {
			w[i] = s.words[i].Load()
		}
		if before&1 == 0 && s.version.Load() == before {
			return Echo{
				Seq: uint32(w[0] >> 32), At: unpackPoint(w[0]),
				Dropped: uint32(w[1] >> 32), Strokes: uint8(w[1] >> 24), Op: Op(w[1] >> 16),
				Aside: Dir(w[1] >> 10 & 3), Facing: Dir(w[1] >> 8 & 3), Verdict: Verdict(w[1]),
				By: WalkerID(w[2]), Meals: uint32(w[3] >> 32), Where: unpackPoint(w[3]),
				Hearts: uint8(w[4] >> 8), Spores: uint8(w[4]),
			}
		}
	}
}

// packPoint keeps a point in 32 bits; one cell beyond the rim fits.
func packPoint(p Point) uint64 { return uint64(uint16(p.X))<<16 | uint64(uint16(p.Y)) }

func unpackPoint(v uint64) Point { return Point{int(int16(v >> 16)), int(int16(v))} }

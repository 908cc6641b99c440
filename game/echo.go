package game

import "sync/atomic"

// Echo is a room's answer to a client's steps. It is cumulative: the newest
// one says all.
type Echo struct {
	Seq     uint32 // number of the newest step answered; 0 before the first
	At      Point
	Facing  Dir
	Verdict Verdict  // of that step
	By      WalkerID // who blocked it, if a walker did
	Dropped uint32   // steps that were not applied so far: limited or dropped
}

// echoSlot holds the newest Echo. One goroutine stores and never waits; any
// may load. It is a seqlock: version is odd while the words are written.
type echoSlot struct {
	version atomic.Uint32
	words   [3]atomic.Uint64
}

func (s *echoSlot) store(e Echo) {
	s.version.Add(1)
	s.words[0].Store(uint64(e.Seq)<<32 | uint64(uint16(e.At.X))<<16 | uint64(uint16(e.At.Y)))
	s.words[1].Store(uint64(e.Dropped)<<32 | uint64(e.Facing)<<8 | uint64(e.Verdict))
	s.words[2].Store(uint64(e.By))
	s.version.Add(1)
}

func (s *echoSlot) load() Echo {
	for {
		before := s.version.Load()
		place, fate, by := s.words[0].Load(), s.words[1].Load(), s.words[2].Load()
		if before&1 == 0 && s.version.Load() == before {
			return Echo{
				Seq: uint32(place >> 32), At: Point{int(place >> 16 & 0xffff), int(place & 0xffff)},
				Dropped: uint32(fate >> 32), Facing: Dir(fate >> 8), Verdict: Verdict(fate),
				By: WalkerID(by),
			}
		}
	}
}

package game

import "fmt"

// recordAll records a batch and what has failed before.
func (s *scribe) recordAll(batch []Result) {
	for _, r := range batch {
		s.kept.add(r)
	}
	if len(s.kept.waiting) == 0 {
		return
	}
	err := s.record.do(s, func() error { return s.keeper.Record(s.world, s.kept.waiting) })
	if err != nil {
		return
	}
	s.sayOver()
	s.kept = results{places: map[string]int{}}
}

// keepCharter keeps the charter that is newer than what the keeper has.
func (s *scribe) keepCharter() {
	if s.charter != nil && s.write.do(s, func() error { return s.keeper.Charter(*s.charter) }) == nil {
		s.charter, s.unknown = nil, false
	}
}

// sayLost says what is lost when nobody tries again.
func (s *scribe) sayLost() {
	if s == nil {
		return
	}
	if n := len(s.kept.waiting); n > 0 {
		s.log.Error("results are lost", "world", s.world, "accounts", n)
	}
	s.sayOver()
}

// sayOver says how many results found no place, here or before.
func (s *scribe) sayOver() {
	if n := s.kept.lost + s.desk.lost.Swap(0); n > 0 {
		s.log.Error("results are lost: too many accounts had some", "world", s.world, "results", n)
	}
}

// degraded says in words what does not work, "" if all does. That snapshots
// cannot be saved stands for all: one disk takes nothing.
func (s *scribe) degraded() string {
	for _, d := range []*duty{&s.save, &s.record, &s.write, &s.strip} {
		if why := d.fails(); why != "" {
			return fmt.Sprintf("world %s is not being %s: %s", s.world, d.is, why)
		}
	}
	return ""
}

package game

import "slices"

// When it is their turn, records are copied by the page; when one is about to change,
// only the few beside it: bots that step at random would have all pages copied within
// milliseconds.
const (
	page  = 512
	group = page / 32
)

// shadow is a copy, on its way, of the records of all slots as they were at one
// moment: whoever changes one that is not copied yet has it copied first.
type shadow[T any] struct {
	count int      // records at that moment
	pages [][]T    // nil until something of the page is copied
	kept  []uint32 // by page, a bit for each group that is copied
}

func newShadow[T any](count int) shadow[T] {
	n := (count + page - 1) / page
	return shadow[T]{count: count, pages: make([][]T, n), kept: make([]uint32, n)}
}

// keep copies the group of a slot, of which all holds the records. Slots that are newer
// than the shadow have none.
func (s *shadow[T]) keep(all []T, slot uint32) {
	i, bit := int(slot/page), uint32(1)<<(slot%page/group)
	if i < len(s.kept) && s.kept[i]&bit == 0 {
		s.kept[i] |= bit
		s.copy(all, i, int(slot%page/group*group))
	}
}

// copy copies the group that begins at a place in page i.
func (s *shadow[T]) copy(all []T, i, at int) {
	size := min(page, s.count-i*page)
	if s.pages[i] == nil {
		s.pages[i] = make([]T, size)
	}
	if at < size {
		copy(s.pages[i][at:min(at+group, size)], all[i*page+at:])
	}
}

// keepPage copies what is left of page i.
func (s *shadow[T]) keepPage(all []T, i int) {
	if s.kept[i] == 0 {
		s.pages[i] = slices.Clone(all[i*page : min((i+1)*page, s.count)])
	} else {
		for at := range uint32(page / group) {
			s.keep(all, uint32(i*page)+at*group)
		}
	}
	s.kept[i] = ^uint32(0)
}

package game

import (
	"math/bits"
	"slices"
)

// page is how many records are copied at once when it is their turn.
const page = 512

// shadow is a copy, on its way, of the records of all slots as they were at one
// moment: whoever changes one that is not copied yet has it copied first. That one
// alone: bots that step at random would have all pages copied within milliseconds.
type shadow[T any] struct {
	count int                 // records at that moment
	pages [][]T               // nil until something of the page is copied, or it was made ready
	kept  [][page / 64]uint64 // a bit for each record that is copied
}

func pagesOf(records int) int { return (records + page - 1) / page }

// shadowOf is the shadow of so many records. Whole pages that were made ready are used.
func shadowOf[T any](count int, ready [][]T) shadow[T] {
	n := pagesOf(count)
	s := shadow[T]{count: count, pages: make([][]T, n), kept: make([][page / 64]uint64, n)}
	for i := range min(n, len(ready)) {
		s.pages[i] = ready[i][:min(page, count-i*page)]
	}
	return s
}

// keep copies the record of a slot, of which all holds the records. Slots that are
// newer than the shadow have none.
func (s *shadow[T]) keep(all []T, slot uint32) {
	if int(slot) >= s.count {
		return
	}
	word, bit := &s.kept[slot/page][slot%page/64], uint64(1)<<(slot%64)
	if *word&bit == 0 {
		*word |= bit
		s.page(int(slot / page))[slot%page] = all[slot]
	}
}

// peek reads what keep will write, and does nothing with it.
func (s *shadow[T]) peek(slot uint32) (r T) {
	if i := int(slot / page); int(slot) < s.count && s.pages[i] != nil && s.kept[i][slot%page/64]>>(slot%64)&1 == 0 {
		r = s.pages[i][slot%page]
	}
	return r
}

func (s *shadow[T]) page(i int) []T {
	if s.pages[i] == nil {
		s.pages[i] = make([]T, min(page, s.count-i*page))
	}
	return s.pages[i]
}

// keepPage copies what is left of page i.
func (s *shadow[T]) keepPage(all []T, i int) {
	all = all[i*page : min((i+1)*page, s.count)]
	if s.pages[i] == nil {
		s.pages[i] = slices.Clone(all)
	} else {
		for k, word := range s.kept[i] {
			copyBut(word, s.pages[i][min(64*k, len(all)):], all[min(64*k, len(all)):])
		}
	}
	for k := range s.kept[i] {
		s.kept[i][k] = ^uint64(0)
	}
}

// copyBut copies up to 64 records but those whose bit is set.
func copyBut[T any](bit uint64, to, from []T) {
	if bit == 0 {
		copy(to[:min(64, len(to))], from)
		return
	}
	for left := ^bit; left != 0; left &= left - 1 {
		if at := bits.TrailingZeros64(left); at < len(from) {
			to[at] = from[at]
		}
	}
}

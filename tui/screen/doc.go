// Package screen paints character cells on a terminal and sends only what
// changed.
//
// A Screen keeps two pictures of width x height cells: the one being composed
// (Set, Text, Row) and the one that the terminal shows. Paint appends the
// bytes that turn the second into the first, as one run fit for one write, and
// appends nothing when they are equal; rows that were not written to since the
// last one are. It allocates nothing once the buffer that it appends to has
// grown to its size.
//
// What a Screen relies on, and what it does not:
//
//   - Nobody else writes to the terminal between Enter and Leave. After
//     anything else was written, or lost, Resize makes the next Paint start
//     over.
//   - Every move of the cursor is absolute. Terminals disagree about the width
//     of emoji and of symbols, so the column is taken as unknown after each of
//     them, and after the last column: one that draws an emoji one column wide
//     shows a gap, but nothing to the right of it shifts.
//   - Autowrap is off (Enter turns it off).
//   - Erasing fills with the pen's background on some terminals and with the
//     default one on others; it is used only where the two are the same.
//
// Colours are reduced to what the terminal can show when a Palette is built,
// once for all sessions of one Depth. A Palette is immutable and may be shared.
// A Screen belongs to one goroutine; it starts none and does no I/O.
package screen

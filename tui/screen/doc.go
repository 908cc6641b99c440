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
//   - Terminals disagree about the width of emoji and of symbols, so the column
//     is taken as unknown after each of them, and after the last column, and the
//     next move says which one it wants: one that draws an emoji one column wide
//     shows a gap, but nothing to the right of it shifts. A move by a number of
//     columns or rows is made only from where the cursor is known to be.
//   - A line feed goes to the row below; that it may also bring the cursor to
//     column 0, as on a line that maps new lines, does no harm.
//   - What the picture shows may be shifted as a whole (see Shift) with what any
//     terminal since the VT102 knows: scrolling regions, insertion and deletion of
//     lines and of characters. These count columns, not glyphs.
//   - Autowrap is off (Enter turns it off).
//   - Erasing fills with the pen's background on some terminals and with the
//     default one on others; it is used only where the two are the same.
//
// Colours are reduced to what the terminal can show when a Palette is built,
// once for all sessions of one Depth. A Palette is immutable and may be shared.
// A Screen belongs to one goroutine; it starts none and does no I/O.
package screen

package screen

// What the terminal is told on the way in and on the way out.
const (
	beginUpdate = "\x1b[?2026h" // synchronized update: shown as one
	endUpdate   = "\x1b[?2026l"

	enter = "\x1b[?1049h" + // alternate screen, the cursor saved
		"\x1b[?25l" + // cursor hidden
		"\x1b[?7l" + // no autowrap
		"\x1b[?2004h" + // what is pasted comes in brackets
		"\x1b[?2026$p" // are synchronized updates known? (DECRQM)

	leave = "\x1b[m" + // may fall to a glyph of which only some bytes came
		endUpdate +
		"\x1b[m" +
		"\x1b[?2004l" +
		"\x1b[?7h" +
		"\x1b[?25h" +
		"\x1b[?1049l"
)

// Enter appends what takes the terminal over: alternate screen, no cursor, no
// autowrap, bracketed paste, and the question whether it knows synchronized
// updates. If it does it answers with a mode report for mode 2026 (1 or 2 for
// yes); then call Synchronized.
func Enter(dst []byte) []byte { return append(dst, enter...) }

// Leave appends what puts back everything that Enter and Paint changed. It is
// right after a Paint of which only a part was written.
func Leave(dst []byte) []byte { return append(dst, leave...) }

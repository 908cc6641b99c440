package push

// within reads a byte of a control sequence; it is true at the end of a paint.
func (f *follower) within(c byte) (painted bool) {
	switch {
	case c >= '0' && c <= '9':
		if p := &f.params[f.param]; *p < 10_000 {
			*p = 10**p + int(c-'0')
		}
	case c == ';' || c == ':':
		if f.param++; f.param == len(f.params) {
			f.param, f.state = f.param-1, skipped
		}
		f.params[f.param] = 0
	case c == '?':
		f.private = true
	case c >= '@' && c <= '~':
		skip := f.state == skipped
		f.state = text
		return !skip && f.obey(c)
	case c == 0x1b:
		f.state = escape
	default: // an intermediate byte: none of ours has one
		f.state = skipped
	}
	return false
}

// obey does what a sequence says; it is true at the end of a paint.
func (f *follower) obey(final byte) (painted bool) {
	if f.private {
		return f.switches(final)
	}
	switch final {
	case 'H':
		f.y, f.x = f.row(f.params[0]), 0
		if f.param > 0 {
			f.x = f.column(f.params[1])
		}
	case 'G':
		f.x = f.column(f.params[0])
	case 'd':
		f.y = f.row(f.params[0])
	case 'A':
		f.y = max(f.y-max(f.params[0], 1), 0)
	case 'B':
		f.y = min(f.y+max(f.params[0], 1), f.height-1)
	case 'C':
		f.x = min(f.x+max(f.params[0], 1), f.width-1)
	case 'D':
		f.x = max(f.x-max(f.params[0], 1), 0)
	case 'r':
		if f.last = f.height - 1; f.param > 0 && f.params[1] > 0 {
			f.last = f.row(f.params[1])
		}
	case 'L', 'M', '@', 'P':
		f.own = f.shift(f.own, final)
		f.bumped = f.shift(f.bumped, final)
	case 'm':
		f.dip()
	case 'K':
		if f.y == 0 && f.params[0] == 0 {
			for i := f.x; i < f.width; i++ {
				f.top[i] = ' '
			}
			f.stale = true
		}
	case 'J':
		if f.params[0] == 2 {
			f.wipe()
		}
	}
	return false
}

// shift is where a cell is after rows are inserted or taken out at the cursor within
// the scrolling region (IL, DL), or columns in the cursor's row (ICH, DCH).
func (f *follower) shift(c cell, final byte) cell {
	n := max(f.params[0], 1)
	if final == 'M' || final == 'P' {
		n = -n
	}
	switch rows := final == 'L' || final == 'M'; {
	case c == nowhere:
	case rows && f.y <= c.y && c.y <= f.last:
		if c.y += n; c.y < f.y || c.y > f.last {
			return nowhere
		}
	case !rows && f.y == c.y && f.x <= c.x:
		if c.x += n; c.x < f.x || c.x >= f.width {
			return nowhere
		}
	}
	return c
}

// switches follows modes: a paint is a synchronized update (2026).
func (f *follower) switches(final byte) (painted bool) {
	if f.params[0] != 2026 {
		return false
	}
	switch final {
	case 'h':
		f.paints++
		f.bumped, f.drawn = nowhere, false
	case 'l':
		f.look()
		return true
	}
	return false
}

func (f *follower) column(n int) int { return min(max(n, 1), f.width) - 1 }
func (f *follower) row(n int) int    { return min(max(n, 1), f.height) - 1 }

// dip follows the paper through a rendition (SGR).
func (f *follower) dip() {
	for i := 0; i <= f.param; i++ {
		switch p := f.params[i]; {
		case p == 0 || p == 49:
			f.paper = plain
		case p == 38 || p == 48:
			green, used := colour(f.params[i+1 : f.param+1])
			i += used
			if p == 48 {
				f.paper = shade(green)
			}
		}
	}
}

// shade tells the own walker's paper from that of a highlight.
func shade(green int) paper {
	if green > 0x80 {
		return bright
	}
	return dark
}

// colour is how green the colour is that the parameters after 38 or 48 say, and how
// many of them it takes.
func colour(params []int) (green, used int) {
	switch {
	case len(params) >= 4 && params[0] == 2:
		return params[2], 4
	case len(params) >= 2 && params[0] == 5 && params[1] >= 16 && params[1] < 232:
		return 51 * ((params[1] - 16) / 6 % 6), 2 // of a cube of 6 x 6 x 6
	}
	return 0, min(len(params), 2)
}

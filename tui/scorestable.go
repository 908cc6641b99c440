package tui

import (
	"strconv"

	"thicket/game"
	"thicket/tui/screen"
)

// column is a number of the table of scores. The last ones are left out first
// on a narrow screen.
type column struct {
	title string
	width int
	of    func(*game.Score) int
}

var columns = [...]column{
	{"biomass", 9, biomass},
	{"best", 8, best},
	{"meals", 8, func(s *game.Score) int { return s.Meals }},
	{"stings", 8, func(s *game.Score) int { return s.Stings }},
}

const (
	rankWidth = 6  // with the mark of the own row
	nameLeast = 17 // of a name and a gap: a suffix may be cut off
	nameMost  = 24
)

// table draws lines of scores between the first row of the screen and the last.
type table struct {
	scr   *screen.Screen
	me    string // the own name
	shown []column
	name  int // the width of names, with a gap
	line  int // the row of what comes next, which may be out of sight
	end   int // the row that nothing must reach
}

// drawScores fills the screen with the scores.
func (m *model) drawScores() {
	s, f := &m.scores, m.place.Frame()
	m.glanced = f
	s.list(f)
	me, _ := f.Player(m.place.Walker())
	width, height := m.Size.Width, m.Size.Height
	s.page = height - 2
	s.first = min(max(s.first, 0), s.last())
	t := table{scr: m.screen, me: me.Name, line: 1 - s.first, end: height - 1}
	t.fit(width)
	t.section("Here and now", s.here, biomass)
	t.line++
	t.section("This run", s.run, best)
	m.screen.Text(0, 0, styleTitle, s.title.say(m.World, s.rank(me.Name), len(s.here)).fit(width))
	m.lastRowOver(scoresHelp)
}

// lines is how many there are in all, with the titles of both lists.
func (s *scores) lines() int { return len(s.here) + len(s.run) + 3 }

// fit chooses the columns that a screen has room for.
func (t *table) fit(width int) {
	left, n := width-rankWidth-nameLeast, 0
	for n < len(columns) && left >= columns[n].width {
		left -= columns[n].width
		n++
	}
	t.shown, t.name = columns[:n], min(nameLeast+left, nameMost)
}

// section draws a list under its titles.
func (t *table) section(title string, list []game.Score, by func(*game.Score) int) {
	if t.line > 0 && t.line < t.end {
		t.scr.Text(0, t.line, styleValue, title)
		x := rankWidth + t.name
		for _, c := range t.shown {
			x += c.width
			t.scr.Text(x-len(c.title), t.line, styleLabel, c.title)
		}
	}
	t.line++
	for i := max(0, 1-t.line); i < len(list) && t.line+i < t.end; i++ {
		t.row(t.line+i, rankIn(list, i, by), &list[i])
	}
	t.line += len(list)
}

// row draws one score; the own one is marked.
func (t *table) row(y, rank int, s *game.Score) {
	style, x := styleBox, rankWidth+t.name
	if s.Name == t.me {
		style = styleSelf
		for _, c := range t.shown {
			x += c.width
		}
		for i := range t.scr.Row(y)[:x] {
			t.scr.Set(i, y, screen.Cell{Rune: ' ', Style: style, Width: 1})
		}
		t.scr.Text(0, y, style, ">")
	}
	t.number(rankWidth-1, y, style, rank)
	t.scr.Text(rankWidth, y, style, cut(s.Name, t.name-1))
	x = rankWidth + t.name
	for _, c := range t.shown {
		x += c.width
		t.number(x, y, style, c.of(s))
	}
}

// number writes a number that ends before column x.
func (t *table) number(x, y int, style screen.Style, n int) {
	var room [20]byte
	digits := strconv.AppendInt(room[:0], int64(n), 10)
	t.scr.Text(x-len(digits), y, style, string(digits))
}

// cut is as much of a text as so many columns show.
func cut(text string, width int) string {
	for i, r := range text {
		if width -= screen.RuneWidth(r); width < 0 {
			return text[:i]
		}
	}
	return text
}

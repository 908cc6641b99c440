package tui

import (
	"fmt"
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
	{"biomass", 9, func(s *game.Score) int { return s.Biomass }},
	{"best", 8, func(s *game.Score) int { return s.Best }},
	{"meals", 8, func(s *game.Score) int { return s.Meals }},
	{"stings", 8, func(s *game.Score) int { return s.Stings }},
}

// rankColumns are those of rankings, which know no biomass of now.
var rankColumns = columns[1:]

const (
	rankWidth = 6  // with the mark of the own row
	nameLeast = 17 // of a name and a gap: a suffix may be cut off
	nameMost  = 24
)

var (
	scoresHelp  = words{"left, right: other lists   up, down: scroll   tab, esc: back", "left, right: lists   tab, esc: back"}
	wordsNoMore = say("There are no more lines.")
	rankingsOf  = words{"   Of the meadow: other worlds do not count", "of the meadow"}
	listTitles  = [listings]string{"here and now", "today", "ever"}
)

// table draws lines of scores between the first row of the screen and the last.
type table struct {
	scr   *screen.Screen
	me    string // the own name
	shown []column
	name  int // the width of names, with a gap
	end   int // the row that nothing must reach
}

// drawScores fills the screen with the scores: which lists there are, the
// titles of the columns, and lines.
func (m *model) drawScores() {
	s, f := &m.scores, m.place.Frame()
	m.glanced = f
	m.self(f)
	s.look(f)
	width, height := m.Size.Width, m.Size.Height
	s.page = height - 3
	s.first = min(max(s.first, 0), s.last())
	t := table{scr: m.screen, me: m.Name, end: height - 1}
	t.fit(width, columns[:])
	if s.list != hereNow {
		t.me = m.keeping.kept.Name
		t.fit(width, rankColumns)
	}
	x := t.tabs(s.list)
	title := s.title.say(m.World, s.rank(m.Name), s.count)
	if s.list != hereNow && m.World != game.Meadow {
		title = rankingsOf.long
		m.screen.Text(rankWidth, 1, styleLabel, rankingsOf.short)
	}
	if x+screen.TextWidth(title) <= width {
		m.screen.Text(x, 0, styleLabel, title)
	}
	t.titles(1)
	if s.list != hereNow {
		m.screen.Text(rankWidth, 2, styleMessage, s.ranks[s.list-today].says())
	}
	if lines := s.lines(); s.list == hereNow || s.ranks[s.list-today].err == nil {
		for i := s.first; i < len(lines) && 2+i-s.first < t.end; i++ {
			t.row(2+i-s.first, &lines[i])
		}
	}
	m.lastRowOver(scoresHelp)
}

// scoresTitle is what the first row says of the world, made anew only when it
// changes.
type scoresTitle struct {
	world       string
	rank, count int
	text        string
}

// say brings the title up to date. Whoever is not listed yet has no rank.
func (t *scoresTitle) say(world string, rank, count int) string {
	if t.text == "" || t.world != world || t.rank != rank || t.count != count {
		*t = scoresTitle{world, rank, count, "   " + world}
		if rank > 0 {
			t.text += fmt.Sprintf(": you are %d of %d now", rank, count)
		}
	}
	return t.text
}

// tabs draws which lists there are; the one that is shown stands in brackets.
func (t *table) tabs(shown listing) (x int) {
	x = t.scr.Text(0, 0, styleLabel, "Scores")
	for i, title := range listTitles {
		left, right, style := " ", " ", styleLabel
		if listing(i) == shown {
			left, right, style = "[", "]", styleTitle
		}
		x = t.scr.Text(x+1, 0, style, left)
		x = t.scr.Text(x, 0, style, title)
		x = t.scr.Text(x, 0, style, right)
	}
	return x
}

// fit chooses the columns that a screen has room for.
func (t *table) fit(width int, columns []column) {
	left, n := width-rankWidth-nameLeast, 0
	for n < len(columns) && left >= columns[n].width {
		left -= columns[n].width
		n++
	}
	t.shown, t.name = columns[:n], min(nameLeast+left, nameMost)
}

// titles draws those of the columns.
func (t *table) titles(y int) {
	x := rankWidth + t.name
	for _, c := range t.shown {
		x += c.width
		t.scr.Text(x-len(c.title), y, styleLabel, c.title)
	}
}

// row draws one score; the own one is marked.
func (t *table) row(y int, s *ranked) {
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
	if s.rank > 0 {
		t.number(rankWidth-1, y, style, s.rank)
	}
	room := t.name - 1
	if s.tag != "" {
		room -= len(s.tag) + 1
	}
	x = t.scr.Text(rankWidth, y, style, cut(s.Name, room))
	t.scr.Text(x+1, y, style, s.tag)
	x = rankWidth + t.name
	for _, c := range t.shown {
		x += c.width
		t.number(x, y, style, c.of(&s.Score))
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

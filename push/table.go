package push

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// column is one of the table: two rows of heading, and what stands below.
type column struct {
	head, unit string
	cell       func(Load) string
}

func percent(x float64) string { return fmt.Sprintf("%.1f", 100*x) }

// known is cell where the system tells what a load takes, such as not of a target.
func known(cell func(Load) string) func(Load) string {
	return func(l Load) string {
		if l.RSS == 0 {
			return "-"
		}
		return cell(l)
	}
}

// columns are those of a report. Sessions have a generator apart and may be lost; how
// many steps of theirs were blocked stands below, for there is no room.
func (r Report) columns() []column {
	all := []column{
		{r.Kind, "", func(l Load) string { return thousands(int64(l.Load)) }},
		{"done", "% due", func(l Load) string { return percent(l.Share()) }},
	}
	if r.Kind == "bots" {
		all = append(all, column{"blocked", "%", blocked})
	}
	all = append(all, []column{
		{"p50", "ms", func(l Load) string { return figure(l.P50) }},
		{"p95", "ms", func(l Load) string { return figure(l.P95) }},
		{"p99", "ms", func(l Load) string { return figure(l.P99) }},
		{"max", "ms", func(l Load) string { return figure(l.Max) }},
		{"fps", "mean", func(l Load) string { return figure(l.FPS) }},
		{"fps", "low", func(l Load) string { return figure(l.Slowest) }},
		{"out", "MB/s", func(l Load) string { return figure(l.Bytes / 1e6) }},
		{"CPU", "cores", known(func(l Load) string { return fmt.Sprintf("%.2f", l.Cores) })},
		{"memory", "MiB", known(func(l Load) string { return thousands(l.RSS >> 20) })},
	}...)
	if r.Kind == "bots" {
		return all
	}
	return append(all,
		column{"client", "cores", func(l Load) string { return fmt.Sprintf("%.2f", l.Generator) }},
		column{"lost", "", func(l Load) string { return thousands(l.Lost) }})
}

// Table shows the loads in rows, at most 80 columns wide unless a figure is
// unusually long, and what else has to be known of them below. The paints a
// second (fps) are those of a viewer on average, and of the slowest.
func (r Report) Table() string {
	var b strings.Builder
	columns := r.columns()
	rows := make([][]string, 2, 2+len(r.Loads))
	for _, c := range columns {
		rows[0], rows[1] = append(rows[0], c.head), append(rows[1], c.unit)
	}
	for _, l := range r.Loads {
		var row []string
		for _, c := range columns {
			row = append(row, c.cell(l))
		}
		rows = append(rows, row)
	}
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			line += strings.Repeat(" ", widest(rows, i)-utf8.RuneCountInString(cell)) + cell + " "
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	if r.Kind != "bots" && len(r.Loads) > 0 {
		b.WriteString("steps blocked, %:")
		for _, l := range r.Loads {
			b.WriteString(" " + blocked(l))
		}
		b.WriteString("\n")
	}
	for _, l := range r.Loads {
		for _, note := range l.notes() {
			fmt.Fprintf(&b, "%s: %s\n", thousands(int64(l.Load)), note)
		}
	}
	return b.String()
}

// blocked is the share of blocked steps of those that were done.
func blocked(l Load) string { return percent(float64(l.Blocked) / float64(max(l.Done, 1))) }

func widest(rows [][]string, column int) (width int) {
	for _, row := range rows {
		width = max(width, utf8.RuneCountInString(row[column]))
	}
	return width
}

// notes are what has to be known of the figures.
func (l Load) notes() (notes []string) {
	if l.Cut {
		notes = append(notes, fmt.Sprintf("stopped after %s s, and not judged", figure(l.Seconds)))
	}
	if l.Note != "" {
		notes = append(notes, l.Note)
	}
	return notes
}

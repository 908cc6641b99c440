package push

import (
	"fmt"
	"math"

	"charm.land/lipgloss/v2"
	"github.com/NimbleMarkets/ntcharts/v2/canvas"
	"github.com/NimbleMarkets/ntcharts/v2/linechart"
)

// The plot in the terminal, with its heading.
const plotWidth, plotHeight = 80, 15

var (
	lineStyle  = lipgloss.NewStyle().Foreground(lipgloss.Color("#e69f00"))
	limitStyle = lipgloss.NewStyle().Foreground(lipgloss.Color("#cc79a7"))
	kneeStyle  = lipgloss.NewStyle().Foreground(lipgloss.Color("#56b4e9")).Bold(true)
	axisStyle  = lipgloss.NewStyle().Faint(true)
)

// Plot draws p99 against the load, both on logarithmic axes, with the limit, in 15
// rows of 80 columns with styles of ANSI; "" if nothing was measured.
func (r Report) Plot() string {
	if len(r.Loads) == 0 {
		return ""
	}
	p := newPlot(r)
	p.limit(r.Limit)
	var last *canvas.Float64Point
	for _, l := range r.Loads {
		next := p.point(float64(l.Load), l.P99)
		if last != nil {
			p.chart.DrawBrailleLineWithStyle(*last, next, lineStyle)
		}
		last = &next
	}
	for _, l := range r.Loads {
		p.mark(l, r)
	}
	head := fmt.Sprintf("p99 in ms, by %s   ┄ limit %s   ◆ knee   ○ not within", r.Kind, inMS(r.Limit))
	return head + "\n" + p.chart.View() + "\n"
}

// plot is a chart whose coordinates are shares of its axes.
type plot struct {
	x, y  axis
	chart linechart.Model
}

func newPlot(r Report) *plot {
	p := &plot{}
	p.x, p.y = r.axes()
	rows := plotHeight - 1 // one is the heading
	names := map[int]string{}
	for _, tick := range p.y.ticks(6) {
		names[1+p.row(p.y.at(tick), rows-2)] = tickLabel(tick) // the axis itself is row 0
	}
	p.chart = linechart.New(plotWidth, rows, 0, 1, 0, 1, linechart.WithXYSteps(1, 1),
		linechart.WithStyles(axisStyle, axisStyle, lineStyle),
		linechart.WithYLabelFormatter(func(row int, _ float64) string { return names[row] }),
		linechart.WithXLabelFormatter(func(int, float64) string { return "" }))
	p.chart.DrawXYAxisAndLabel()
	free := 0
	for _, tick := range p.x.ticks(9) { // under their place, as far as there is room
		name := shortLabel(tick)
		at := min(max(p.column(p.x.at(tick))-len(name)/2, free), plotWidth-len(name))
		if at >= free {
			p.chart.Canvas.SetStringWithStyle(canvas.Point{X: at, Y: rows - 1}, name, axisStyle)
			free = at + len(name) + 1
		}
	}
	return p
}

// row is where a share of the height stands, of so many rows, from below; as the chart
// rounds its dots, of which a cell has four above each other and two side by side.
func (p *plot) row(share float64, rows int) int {
	return int(math.Round(share*float64(4*rows-1))) / 4
}

// column is where a share of the width stands on the canvas.
func (p *plot) column(share float64) int {
	return p.chart.Origin().X + 1 + int(math.Round(share*float64(2*p.chart.GraphWidth()-1)))/2
}

// cell is where a load and its latency stand on the canvas.
func (p *plot) cell(load, ms float64) canvas.Point {
	rows := p.chart.GraphHeight()
	return canvas.Point{X: p.column(p.x.at(load)), Y: rows - 1 - p.row(p.y.at(max(ms, least)), rows)}
}

func (p *plot) point(load, ms float64) canvas.Float64Point {
	return canvas.Float64Point{X: p.x.at(load), Y: p.y.at(max(ms, least))}
}

// limit draws the line of the limit, under everything else.
func (p *plot) limit(ms float64) {
	from, to := p.cell(p.x.low, ms), p.cell(p.x.high, ms)
	for x := from.X; x <= to.X; x++ {
		p.chart.Canvas.SetCell(canvas.Point{X: x, Y: from.Y}, canvas.NewCellWithStyle('┄', limitStyle))
	}
}

// mark marks what was measured.
func (p *plot) mark(l Load, r Report) {
	sign, style := '●', lineStyle
	switch {
	case l.Load == r.Knee && !l.Cut:
		sign, style = '◆', kneeStyle
	case !l.within(r.Limit):
		sign = '○'
	}
	p.chart.Canvas.SetCell(p.cell(float64(l.Load), l.P99), canvas.NewCellWithStyle(sign, style))
}

package game

import "fmt"

// picture is all that a frame shows, as text: its trees and walkers as a map,
// with a line for each walker and each player.
func picture(f *Frame) string {
	var who string
	rows := drawRows(f.Width, f.Height, func(p Point) byte {
		if f.Tree(p) {
			return '#'
		}
		if m, ok := f.Walker(p); ok {
			who += fmt.Sprintf("%v %+v\n", p, m)
			return '@'
		}
		if number, alive := f.Bacterium(p); alive {
			return '0' + byte(number%64)
		}
		return '.'
	})
	return fmt.Sprintf("%s%s%d bots, players %+v\n", rows, who, f.Bots, f.Players)
}

// all is the whole of a frame.
func all(f *Frame) Rect { return Rect{Max: Point{f.Width, f.Height}} }

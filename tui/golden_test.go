package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// golden compares what the screen shows with a file of testdata.
func (p *player) golden(t *testing.T, name string) {
	t.Helper()
	golden(t, name, p.rows(t))
}

// golden compares rows with a file of testdata.
func golden(t *testing.T, name string, rows []string) {
	t.Helper()
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.TrimRight(row, " "))
		b.WriteByte('\n')
	}
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("%s shows\n%s\nwant\n%s", name, &b, want)
	}
}

var goldenSizes = []Size{{40, 12}, {80, 24}, {200, 60}}

// What a newcomer sees, with somebody else in the forest, in every size and
// every glyph set; then after the first steps.
func TestGoldenScreens(t *testing.T) {
	for _, size := range goldenSizes {
		for _, set := range glyphSets {
			name := fmt.Sprintf("%dx%d-%s", size.Width, size.Height, set.name)
			t.Run(name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					f := newForest(t, wood())
					f.joins(t, game.Join{Name: "fern", Look: game.Look{Glyph: 4}})
					s := settings(f.enter)
					s.Size, s.Environ = size, append(s.Environ, "THICKET_GLYPHS="+set.name)
					p := plays(t, s)
					after(time.Second)
					p.golden(t, name+"-new")
					for range 3 {
						p.press(left)
						after(100 * time.Millisecond)
					}
					after(time.Second)
					p.golden(t, name+"-walked")
				})
			})
		}
	}
}

// What is chosen as a ghost, then a colony of one's own among the wild, then
// the plant bar, in every glyph set.
func TestGoldenPlanting(t *testing.T) {
	for _, set := range glyphSets {
		t.Run(set.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				cfg := clearing(60, 60)
				cfg.Generations = 4
				s := settings(newForest(t, cfg).enter)
				s.Environ = append(s.Environ, "THICKET_GLYPHS="+set.name)
				p := plays(t, s)
				after(100 * time.Millisecond)
				p.press(left + "4")
				after(100 * time.Millisecond)
				p.golden(t, "ghost-"+set.name)
				p.press(" ")
				after(3 * time.Second)
				p.golden(t, "planted-"+set.name)
				after(time.Minute)
				p.press(right)
				after(time.Second)
				p.golden(t, "bar-"+set.name)
			})
		})
	}
}

// Everything that lies over the world, on the smallest screen.
func TestGoldenOverlays(t *testing.T) {
	for _, set := range glyphSets {
		t.Run(set.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := settings(newForest(t, wood()).enter)
				s.Size, s.Environ = Size{MinWidth, MinHeight}, append(s.Environ, "THICKET_GLYPHS="+set.name)
				p := plays(t, s)
				after(100 * time.Millisecond)
				p.press("?")
				p.golden(t, "help-"+set.name)
				p.press("q")
				p.golden(t, "leaving-"+set.name)
				p.press("\x1b")
				p.press("g")
				p.golden(t, "glyphs-"+set.name)
			})
		})
	}
}

// The help is whole on every screen: its frame is closed, and all its texts
// stand in it.
func TestHelpFits(t *testing.T) {
	for _, size := range goldenSizes {
		t.Run(fmt.Sprint(size), func(t *testing.T) { helpFits(t, size) })
	}
}

func helpFits(t *testing.T, size Size) {
	synctest.Test(t, func(t *testing.T) {
		s := settings(newForest(t, wood()).enter)
		s.Size = size
		p := plays(t, s)
		p.press("?")
		rows := p.rows(t)
		all := strings.Join(rows, "\n")
		shown := DefaultKeyMap()
		if size.Width < 80 {
			shown.Profile.SetHelp("p", "you")
			shown.Run[game.Up].SetHelp("shift", "run")
		}
		for _, b := range shown.Shown() {
			if h := b.Help(); !strings.Contains(all, h.Key) || !strings.Contains(all, h.Desc) {
				t.Errorf("%q, %q is not there", h.Key, h.Desc)
			}
		}
		box := helpBox(DefaultKeyMap(), s.Size, glyphSets[0])
		for _, edge := range []string{box[0], box[len(box)-1]} {
			if !strings.HasPrefix(edge, "+-") || !strings.HasSuffix(edge, "-+") || !strings.Contains(all, edge) {
				t.Errorf("the edge %q is not there", edge)
			}
		}
		if len(box) > size.Height-2 {
			t.Errorf("%d rows cover the first or the last row of the screen", len(box))
		}
		if t.Failed() {
			t.Log(all)
		}
	})
}

// A world smaller than the screen lies in its middle, within its rim.
func TestGoldenSmallWorld(t *testing.T) {
	for _, set := range glyphSets {
		t.Run(set.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := settings(newForest(t, clearing(16, 16)).enter)
				s.Environ = append(s.Environ, "THICKET_GLYPHS="+set.name)
				p := plays(t, s)
				after(100 * time.Millisecond)
				p.golden(t, "rim-"+set.name)
			})
		})
	}
}

func TestGoldenTooSmall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		resizes := make(chan Size, 1)
		s := settings(newForest(t, wood()).enter)
		s.Size, s.Resizes = Size{MinWidth, MinHeight}, resizes
		p := plays(t, s)
		p.resize(Size{39, 12})
		resizes <- Size{39, 12}
		after(100 * time.Millisecond)
		p.golden(t, "too-small")
		for _, size := range []Size{{1, 1}, {40, 11}, {5, 40}, {40, 12}} {
			p.resize(size)
			resizes <- size
			after(100 * time.Millisecond)
			if size.Width >= 39 && strings.Contains(p.rows(t)[0], "Too small") != (size.Height < 12) {
				t.Errorf("%v shows %q", size, p.rows(t))
			}
		}
		resizes <- Size{1000, 1000} // more than a screen can hold
		p.resize(Size{1000, 1000})
		after(100 * time.Millisecond)
		p.press(right)
		if err := p.leaves(nil); err != nil {
			t.Error(err)
		}
	})
}

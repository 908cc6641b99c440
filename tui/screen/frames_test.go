package screen_test

import (
	"compress/gzip"
	"encoding/gob"
	"fmt"
	"os"
	"slices"

	"thicket/tui/screen"
)

// recording is 20 s of the game at 12 frames a second, as package tui's tests
// record them: the player stands for the first half and walks for the second,
// among 500 bots.
type recording struct {
	Width, Height int
	Looks         []screen.Look
	First         []screen.Cell
	Changes       [][]struct {
		At   int
		Cell screen.Cell
	}
}

// recordedFrames gives the frames of a recording, each of w*h cells, row by
// row, and the looks of their styles.
func recordedFrames(w, h int, glyphs string) ([][]screen.Cell, []screen.Look) {
	f, err := os.Open(fmt.Sprintf("testdata/%dx%d-%s.frames", w, h, glyphs))
	if err != nil {
		panic(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		panic(err)
	}
	var r recording
	if err := gob.NewDecoder(z).Decode(&r); err != nil {
		panic(err)
	}
	frames := [][]screen.Cell{r.First}
	for _, changes := range r.Changes {
		frame := slices.Clone(frames[len(frames)-1])
		for _, c := range changes {
			frame[c.At] = c.Cell
		}
		frames = append(frames, frame)
	}
	return frames, r.Looks
}

// gameLooks are the looks of the game's styles.
var gameLooks = func() []screen.Look {
	_, looks := recordedFrames(80, 24, "emoji")
	return looks
}()

// A scene is a part of a recording.
type scene struct {
	name     string
	from, to int
	nth      int // takes every nth frame: the more, the more cells change
}

var (
	standing = scene{"standing", 0, 120, 1}
	walking  = scene{"walking", 120, 240, 1}
	lively   = scene{"lively", 0, 120, 2}
)

// reel shows frames forwards and backwards, so that it never jumps.
type reel struct {
	w, h   int
	frames [][]screen.Cell
	at, by int
}

func newReel(w, h int, glyphs string, s scene) *reel {
	r := &reel{w: w, h: h, by: 1}
	frames, _ := recordedFrames(w, h, glyphs)
	for i := s.from; i < s.to; i += s.nth {
		r.frames = append(r.frames, frames[i])
	}
	return r
}

func (r *reel) next() []screen.Cell {
	if r.at+r.by < 0 || r.at+r.by >= len(r.frames) {
		r.by = -r.by
	}
	r.at += r.by
	return r.frames[r.at]
}

// changed is the number of cells that differ, on average, between two frames.
func (r *reel) changed() float64 {
	n := 0
	for i, f := range r.frames[1:] {
		for j, c := range f {
			if c != r.frames[i][j] {
				n++
			}
		}
	}
	return float64(n) / float64(len(r.frames)-1)
}

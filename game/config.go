package game

import (
	"fmt"
	"time"
)

// Config is what a world is made of: its seed and the numbers of the rules. Start from [DefaultConfig]; a zero field means zero, not a default.
type Config struct {
	Width, Height int    // cells, 16 to 8192 each
	Seed          uint64 // of the random source

	Trees              int // percent of the cells that are trees at the start, 0 to 50
	ClumpMin, ClumpMax int // trees in a clump
	Glade              int // no trees within so many cells of the centre

	Actions int // a second that a walker may do
	Burst   int // of them at most at once

	NearMin, NearMax int           // cells between a new player and the one they enter near
	Crowd            int           // players in a square of 64 x 64 from which on nobody enters near it
	Reach            int           // open cells that can be reached from where somebody enters
	BotRoom          int           // cells for each bot where they stand closest at the start
	Doze             time.Duration // without a key until a player dozes
}

// The bounds of a world's sides in cells, of its trees in percent of them, and
// of the frames a second.
const (
	MinSide, MaxSide = 16, 8192
	MaxTrees         = 50
	MinFPS, MaxFPS   = 1, 30
)

// DefaultConfig is the rules' numbers for a world of 1000 x 1000.
func DefaultConfig() Config {
	return Config{
		Width: 1000, Height: 1000,
		Trees: 6, ClumpMin: 60, ClumpMax: 100, Glade: 12,
		Actions: 12, Burst: 4,
		NearMin: 20, NearMax: 40, Crowd: 4, Reach: 400,
		BotRoom: 32,
		Doze:    60 * time.Second,
	}
}

// Validate tells what is wrong with c, naming the value and what is allowed.
func (c Config) Validate() error {
	for _, f := range []struct {
		name             string
		value, low, high int
	}{
		{"width", c.Width, MinSide, MaxSide},
		{"height", c.Height, MinSide, MaxSide},
		{"trees", c.Trees, 0, MaxTrees},
		{"smallest clump", c.ClumpMin, 1, c.ClumpMax},
		{"largest clump", c.ClumpMax, 1, 10_000},
		{"glade", c.Glade, 0, MaxSide},
		{"actions a second", c.Actions, 1, 1000},
		{"burst", c.Burst, 1, 1000},
		{"least distance of entering", c.NearMin, 0, c.NearMax},
		{"largest distance of entering", c.NearMax, 1, MaxSide},
		{"crowd", c.Crowd, 1, 1_000_000},
		{"reach", c.Reach, 1, 1_000_000},
		{"room of a bot", c.BotRoom, 1, 1_000_000},
		{"doze (ms)", int(c.Doze.Milliseconds()), 1, 1 << 40},
	} {
		if f.value < f.low || f.value > f.high {
			return fmt.Errorf("%s is %d, allowed are %d to %d", f.name, f.value, f.low, f.high)
		}
	}
	return nil
}

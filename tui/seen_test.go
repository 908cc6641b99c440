package tui

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"thicket/game"
)

// twins are two models of one player: the second draws every frame as a whole.
type twins struct {
	t       *testing.T
	rng     *rand.Rand
	world   *game.World
	reel    *game.Reel
	walkers []game.WalkerID // the first is the player's
	now     game.Stamp
	heralds [2]*herald
	models  [2]*model
}

func newTwins(t *testing.T, seed uint64) *twins {
	cfg := wood()
	cfg.Width, cfg.Height = 100, 70 // chunks that are cut, and a rim in sight
	world, err := game.NewWorld(cfg)
	if err != nil {
		t.Fatal(err)
	}
	w := &twins{t: t, rng: rand.New(rand.NewPCG(seed, 1)), world: world}
	for i := range 60 {
		kind, name := game.Bot, ""
		if i%3 == 0 {
			kind, name = game.Player, "otter"+string(rune('a'+i))
		}
		w.walkers = append(w.walkers, world.Enter(0, kind, name, game.Look{Glyph: uint8(i)}).Walker)
	}
	w.reel = game.NewReel(world)
	for i := range w.models {
		w.heralds[i] = &herald{me: w.walkers[0], frame: *w.reel.Newest(), echo: game.Echo{Hearts: 3, Spores: 5}}
		w.models[i] = newModel(settings(nil), w.heralds[i], newLine(nil, nil))
	}
	return w
}

// live lets a tenth of a second pass in the world.
func (w *twins) live() {
	w.now += 100
	w.world.Advance(w.now)
	if w.rng.IntN(4) == 0 {
		w.world.Plant(w.now, w.walkers[w.rng.IntN(len(w.walkers))], game.RPentomino)
	}
	for i, id := range w.walkers {
		if w.rng.IntN(3) == 0 {
			out := w.world.Step(w.now, id, game.Dir(w.rng.IntN(4)))
			if i == 0 {
				for _, h := range w.heralds {
					h.echo.Seq, h.echo.At, h.echo.Facing, h.echo.Verdict = h.echo.Seq+1, out.At, out.Facing, out.Verdict
				}
			}
		}
	}
	newest := *w.reel.Shoot(1)
	for i, m := range w.models {
		w.heralds[i].frame = newest
		m.sent = w.heralds[i].echo.Seq
	}
	time.Sleep(time.Second)
}

// meddle does something that a player might.
func (w *twins) meddle() {
	pick, n := w.rng.IntN(40), w.rng.IntN(6)
	for _, m := range w.models {
		switch pick {
		case 0:
			m.overlay = []overlay{nothing, help, leaving, cardOpen, atlasOpen, nothing}[n]
		case 1, 2, 3, 12, 13:
			m.overlay, m.fallen = nothing, false
		case 4:
			m.chosen = game.Pattern(n)
		case 5:
			m.glyphs = n % len(glyphSets)
		case 6:
			m.screen.SetPalette(palettes[theme(n%2)][m.depth]())
		case 7:
			m.resize([]Size{{80, 24}, {41, 13}, {120, 40}, {20, 5}, {81, 24}, {230, 90}}[n])
		case 8:
			m.hearAdmin("The forest rests at noon.")
		case 9:
			m.pop(remark{text: "hare: hello", style: styleValue})
		case 10:
			m.Look = game.Look{Glyph: uint8(n)}
		case 11:
			m.fallen = !m.fallen
		}
	}
}

// agree fails the test unless both show the same, and what it showed was sent.
func (w *twins) agree(step int) {
	w.t.Helper()
	for i, m := range w.models {
		if i == 1 {
			m.seen.forget()
		}
		m.dirty = true
		m.Update(worldMsg{})
		m.paint(nil, math.MaxInt)
	}
	a, b := w.models[0].screen, w.models[1].screen
	for y := range w.models[0].Size.Height {
		if one, whole := a.Row(y), b.Row(y); !slices.Equal(one, whole) {
			at := 0
			for one[at] == whole[at] {
				at++
			}
			w.t.Fatalf("step %d: row %d column %d is %+v, as a whole %+v", step, y, at, one[at], whole[at])
		}
	}
}

// What is drawn onto the picture before is what would be drawn as a whole.
func TestAmendedFramesAreWholeFrames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for seed := range uint64(5) {
			w := newTwins(t, seed)
			amended := 0
			for step := range 600 {
				w.live()
				w.meddle()
				if w.models[0].seen.view != (view{}) {
					amended++
				}
				w.agree(step)
			}
			if amended < 200 {
				t.Errorf("%d of 600 frames could be amended", amended)
			}
		}
	})
}

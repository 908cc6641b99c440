package tui

import (
	"fmt"
	"testing"

	"thicket/game"
	"thicket/tui/screen"
)

func TestShades(t *testing.T) {
	colonies := make([]game.ColonyMark, 4)
	colonies[1].Kind, colonies[2].Kind, colonies[3].Kind = game.Player, game.Player, game.Bot
	colonies[1].Look.Colour, colonies[2].Look.Colour = 3, uint8(len(colours)+5)
	const cells = 1024
	for _, c := range []struct {
		tile game.Tile
		want shade
		as   rune
	}{
		{game.Tile{}, shadeFloor, ' '},
		{game.Tile{Trees: 29}, shadeFloor, ' '},
		{game.Tile{Trees: 31}, shadeTrees, ','},
		{game.Tile{Trees: cells}, shadeTrees + 2, '^'},
		{game.Tile{Wild: 2}, shadeWild, '.'},
		{game.Tile{Wild: 2, Trees: 40}, shadeWild, '.'},
		{game.Tile{Wild: 2, Trees: 200}, shadeTrees + 1, '^'},
		{game.Tile{Wild: 100, Trees: 200, Bots: 1}, shadeWild + 2, ':'},
		{game.Tile{Wild: 2, Bots: 1}, shadeBots, 'o'},
		{game.Tile{Bots: 30, Trees: cells / 2}, shadeBots + 2, 'o'},
		{game.Tile{Owned: 1, Top: 1, TopCells: 1, Wild: 300, Bots: 30}, shadeOthers + 6, '%'},
		{game.Tile{Owned: 500, Top: 2, TopCells: 400}, shadeOthers + 11, '%'},
		{game.Tile{Owned: 1, Top: 9, TopCells: 1}, shadeOwn, '#'},
		{game.Tile{Owned: 90, Top: 9, TopCells: 50}, shadeOwn + 2, '#'},
		{game.Tile{Owned: 1, Top: 3, TopCells: 1}, shade(shades) - 2, '%'},
		{game.Tile{Owned: 500, Top: 3, TopCells: 400}, shade(shades) - 1, '%'},
	} {
		got := shadeOf(c.tile, cells, 9, colonies)
		if got != c.want || got.letter() != c.as {
			t.Errorf("%+v has the shade %d, %q, want %d, %q", c.tile, got, got.letter(), c.want, c.as)
		}
	}
}

// The layers differ from each other wherever there are colours, dense or not.
func TestShadesAreToldApart(t *testing.T) {
	layerOf := func(s shade) shade { return (s + levels - shadeTrees) / levels } // the floor's is 0
	for th := range palettes {
		for _, d := range []screen.Depth{screen.Colors16, screen.Colors256, screen.TrueColor} {
			seen := map[string]shade{}
			for s := shadeFloor; s < shadeOthers; s++ {
				scr := screen.New(4, 1, palettes[th][d]())
				scr.Paint(nil)
				scr.Text(0, 0, pair(s, shadeFloor), "▀")
				got := string(scr.Paint(nil))
				if other, ok := seen[got]; ok && layerOf(other) != layerOf(s) {
					t.Errorf("%s, depth %v: the shade %d looks like %d", themeNames[th], d, s, other)
				}
				seen[got] = s
			}
		}
	}
}

// A shade and its strongest have a letter of the same layer; the strongest is
// that of itself.
func TestStrongestShades(t *testing.T) {
	for s := shadeBeyond; int(s) < shades; s++ {
		most := s.strongest()
		if most < s || most.strongest() != most || int(most) >= shades {
			t.Errorf("the strongest of %d is %d", s, most)
		}
	}
}

// Cells of a bot have the colour of bots, whatever its look is.
func TestColoniesOfBotsLookLikeBots(t *testing.T) {
	all := shadeColours(dark)
	if len(all) != shades {
		t.Fatalf("of %d shades %d have a colour", shades, len(all))
	}
	for look := range uint8(len(colours)) {
		colonies := []game.ColonyMark{{}, {Kind: game.Bot, Look: game.Look{Colour: look}}}
		got := shadeOf(game.Tile{Owned: 500, Top: 1, TopCells: 500}, 1024, 0, colonies)
		if all[got] != all[shadeBots+levels-1] {
			t.Errorf("the colony of a bot of look %d has the shade %d", look, got)
		}
	}
}

// The letters of cells and trees are those of the floor, as far as one
// character can be.
func TestLettersOfTheFloor(t *testing.T) {
	ascii := glyphSets[2]
	if ascii.name != "ascii" || shadeOwn.letter() != ascii.mine.a || shadeOthers.letter() != ascii.foreign.a || shadeBots.letter() != ascii.bot.a {
		t.Errorf("they are %q, %q, %q", shadeOwn.letter(), shadeOthers.letter(), shadeBots.letter())
	}
	for s := shadeTrees; s < shadeWild; s++ {
		if c := s.letter(); c == ascii.mine.a || c == ascii.foreign.a {
			t.Errorf("trees are %q", c)
		}
	}
}

// atlasModel is a model whose atlas of an album is open.
func atlasModel(tb testing.TB, size Size, glyphs string) (*model, *album) {
	m, a := still(tb, size, glyphs)
	m.openAtlas()
	m.atlas.cursor = game.Point{}
	return m, a
}

// In the steady state the atlas and the scores are drawn without an
// allocation.
func TestAtlasAndScoresAllocateNothing(t *testing.T) {
	m, a := atlasModel(t, Size{80, 24}, "emoji")
	for _, letters := range []bool{false, true} {
		for _, o := range []overlay{atlasOpen, scoresOpen} {
			m.atlas.letters = letters
			m.open(o)
			draw := func() {
				a.turn()
				m.compose()
			}
			for range 2 * len(a.frames) {
				draw()
			}
			if got := testing.AllocsPerRun(100, draw); got != 0 {
				t.Errorf("%v allocations to draw overlay %d", got, o)
			}
		}
	}
}

// BenchmarkAtlas draws the atlas of a world, at the farthest zoom and at the
// nearest; "anew" with a frame of which nothing was counted before.
func BenchmarkAtlas(b *testing.B) {
	for _, side := range []int{1000, 8192} {
		cfg := game.DefaultConfig()
		cfg.Width, cfg.Height, cfg.Seed = side, side, 5
		w, err := game.NewWorld(cfg)
		if err != nil {
			b.Fatal(err)
		}
		for range side * side / 2000 {
			w.Apply(game.Command{Op: game.OpEnter, Kind: game.Bot})
		}
		for _, size := range []Size{{80, 24}, {200, 60}} {
			for _, c := range []struct {
				name string
				zoom int
				anew bool
			}{{"all", len(game.TileSides), false}, {"all-anew", len(game.TileSides), true}, {"near", 0, false}} {
				b.Run(fmt.Sprintf("%d/%dx%d/%s", side, size.Width, size.Height, c.name), func(b *testing.B) {
					m, a := atlasModel(b, size, "unicode")
					a.frames, a.at = []*game.Frame{w.Frame()}, 0
					b.ReportAllocs()
					for b.Loop() {
						if c.anew {
							b.StopTimer()
							a.frames[0] = w.Frame()
							b.StartTimer()
						}
						m.atlas.zoom = c.zoom
						m.compose()
					}
				})
			}
		}
	}
}

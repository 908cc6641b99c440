package tui

import (
	"compress/gzip"
	"encoding/gob"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"thicket/bots"
	"thicket/game"
	"thicket/tui/screen"
)

var record = flag.Bool("record", false, "write the recorded frames of the game anew")

// recording is what package screen's benchmarks replay: the looks of the
// styles, the first frame, and of each further one the cells that changed.
type recording struct {
	Width, Height int
	Looks         []screen.Look
	First         []screen.Cell
	Changes       [][]change
	last          []screen.Cell
}

type change struct {
	At   int
	Cell screen.Cell
}

// The recorded frames are the game as it is: 12 frames a second for a player
// among the default bots of the default world, who plants two R-pentominoes,
// stands by for 10 s and then walks for 10 s, 5 steps a second.
func TestRecordedFramesAreTheGames(t *testing.T) {
	for _, size := range []Size{{80, 24}, {160, 50}} {
		for glyphs, name := range map[int]string{0: "emoji", 2: "ascii"} {
			file := filepath.Join("screen", "testdata", fmt.Sprintf("%dx%d-%s.frames", size.Width, size.Height, name))
			now := recordGame(t, size, glyphs)
			if *record {
				saveRecording(t, file, now)
			}
			if then := loadRecording(t, file); !equal(now, then) {
				t.Errorf("%s is not what the game shows; go test ./tui -run Recorded -record writes it anew", file)
			}
		}
	}
}

func recordGame(t *testing.T, size Size, glyphs int) recording {
	t.Helper()
	cfg := game.DefaultConfig()
	cfg.Seed, cfg.Spores = 9, 10
	world, err := game.NewWorld(cfg)
	if err != nil {
		t.Fatal(err)
	}
	herd := bots.Drive(world, defaultSwarms(t)...)
	p := &recorder{world: world, glyphs: glyphSets[glyphs], size: size}
	p.own = world.Apply(game.Command{Op: game.OpEnter, Kind: game.Player, Name: "otter"})
	r := recording{Width: size.Width, Height: size.Height, Looks: looksOf(dark)[:styleCursor]} // without the atlas's
	for i := range 240 {
		now := game.Stamp(i * 1000 / 12)
		herd.Advance(now)
		if i == 0 || i == 2 {
			world.Plant(now, p.own.Walker, game.RPentomino)
			p.own = world.Step(now, p.own.Walker, game.Left)
		}
		if i >= 120 && i*5%12 < 5 {
			p.own = world.Step(now, p.own.Walker, game.Right)
		}
		r.add(p.frame())
	}
	return r
}

// defaultSwarms are the bots of a server that is not told otherwise.
func defaultSwarms(t *testing.T) (swarms []*bots.Swarm) {
	t.Helper()
	spec, err := bots.ParseSpec("wander=400,graze=60,sow=25,hunt=15")
	if err != nil {
		t.Fatal(err)
	}
	for i, share := range spec {
		swarm, err := bots.New(share.Strategy, share.Bots, uint64(i))
		if err != nil {
			t.Fatal(err)
		}
		swarms = append(swarms, swarm)
	}
	return swarms
}

// recorder composes frames as a session does.
type recorder struct {
	world  *game.World
	own    game.Outcome
	camera camera
	glyphs *glyphSet
	size   Size
}

func (p *recorder) frame() []screen.Cell {
	p.camera.width, p.camera.height = p.size.Width/2, p.size.Height-2
	p.camera.follow(p.own.At, p.world.Config().Width, p.world.Config().Height)
	scr := screen.New(p.size.Width, p.size.Height, palettes[dark][screen.TrueColor]())
	f := floor{
		scr: scr, glyphs: p.glyphs, frame: p.world.Frame(), camera: p.camera,
		top: 1, me: p.own.Walker, mine: p.own.Walker,
	}
	f.compose()
	f.own(p.own.At, game.Look{}, p.own.Facing)
	first := statusRow{status: status{
		glyphs: p.glyphs, hearts: rules.Hearts, spores: rules.Spores, rank: 1,
		at: p.own.At, players: 1, world: "meadow", rtt: time.Millisecond,
	}}
	first.draw(scr, 0)
	drawBar(scr, p.size.Height-1, game.RPentomino, rules.Spores)
	var cells []screen.Cell
	for y := range p.size.Height {
		cells = append(cells, scr.Row(y)...)
	}
	return cells
}

func (r *recording) add(frame []screen.Cell) {
	if r.First == nil {
		r.First, r.last = frame, frame
		return
	}
	changes := []change{}
	for i := range frame {
		if frame[i] != r.last[i] {
			changes = append(changes, change{i, frame[i]})
		}
	}
	r.Changes, r.last = append(r.Changes, changes), frame
}

func equal(a, b recording) bool {
	return a.Width == b.Width && a.Height == b.Height && slices.Equal(a.Looks, b.Looks) &&
		slices.Equal(a.First, b.First) && slices.EqualFunc(a.Changes, b.Changes, slices.Equal)
}

func saveRecording(t *testing.T, file string, r recording) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := gzip.NewWriter(f)
	if err := gob.NewEncoder(z).Encode(r); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

func loadRecording(t *testing.T, file string) (r recording) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := gob.NewDecoder(z).Decode(&r); err != nil {
		t.Fatal(err)
	}
	return r
}

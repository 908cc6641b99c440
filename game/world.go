package game

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Stamp is a time of a world: milliseconds since it began.
type Stamp int64

// Stamps that are earlier and later than any other.
const (
	longAgo Stamp = -1 << 50
	never   Stamp = 1 << 50
)

// stamp is a duration as the difference of two stamps.
func stamp(d time.Duration) Stamp { return Stamp(d.Milliseconds()) }

// World is one forest: a deterministic machine. It has no goroutine, channel,
// lock, clock or I/O; every command carries its time, and chance comes from
// the seeded source.
type World struct {
	cfg Config
	grid
	clock
	pcg *rand.PCG
	rng *rand.Rand // draws from pcg

	walkers []walker // by slot
	bellies []belly  // by slot
	free    []uint32 // slots without a walker, the last is taken first
	players []player
	bots    int

	colonies []colony  // by number; 0 is the wild
	vacant   []uint16  // numbers of no colony, the last is taken first
	absences []absence // in no order; colonies say where theirs is
	results  results

	crown  string  // the account of who wears it, "" nobody's: not part of the state
	ends   Stamp   // when the round does; never
	enough int     // open cells that must be in reach of who enters
	saving *saving // the snapshot that is being taken, or nil
	blank  blanks  // that are ready for the next one

	eyes     map[WalkerID]int // that watch a player; of the room, no snapshot has them
	voices   []uint64         // of players, by slot; the same
	roster   uint64           // changes of what is known of players
	founding uint64           // changes of whose the colonies are
	news     []addressed

	company []company          // by chunk, scratch of gather
	rising  []rising           // scratch of a generation
	next    []uint64           // the same: what will be alive in their rows
	stings  []sting            // scratch of a generation
	nearby  []int32            // scratch of wildSpores: squares near players
	cells   []Point            // scratch of Plant and land
	clump   []Point            // scratch of growClump
	stood   []stood            // scratch of copyPlayers
	marks   []Mark             // the same
	lords   []uint16           // scratch of copyHolding
	flood   []Point            // scratch of reaches
	reached map[Point]struct{} // scratch of reaches
	fetched uint64             // by fetch: what is used for nothing would not be read
}

// clock is how far a world is, and when it last did what it does now and then.
type clock struct {
	now        Stamp // of the newest command
	generation uint64
	beats      int64  // generations that were due since the world began
	dropped    uint64 // of them: the world was too late
	looked     Stamp  // at who dozes and who is alone
	peopled    Stamp  // since when players are there, or never
	lookedAt   int    // the slot that was last looked at for being alone
	counted    Stamp  // the biomass
	growing    Stamp  // when the next tree withers or grows again
	marked     Stamp  // the newest milestone
	milestone  Milestone
}

// NewWorld makes the world of a configuration and its seed.
func NewWorld(cfg Config) (*World, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("make world: %w", err)
	}
	w := bareWorld(cfg)
	w.sowTrees()
	for range cfg.Before {
		w.generate()
	}
	return w, nil
}

// bareWorld is the world of cfg without trees.
func bareWorld(cfg Config) *World {
	pcg := rand.NewPCG(cfg.Seed, 0x7468_6963_6b65_7421)
	open := cfg.Width * cfg.Height * (100 - cfg.Trees) / 100
	w := &World{
		cfg: cfg, grid: newGrid(cfg.Width, cfg.Height), pcg: pcg, rng: rand.New(pcg),
		enough:   min(cfg.Reach, open/2),
		colonies: []colony{{wild: true}},
		results:  results{places: map[string]int{}},
		clock:    clock{growing: never, marked: longAgo, peopled: never},
		ends:     never,
	}
	if cfg.Match > 0 {
		w.ends, w.counted = stamp(cfg.Match), stamp(cfg.Match)%stamp(cfg.Count)
	}
	w.company = make([]company, len(w.chunks))
	return w
}

// Config is what the world was made of.
func (w *World) Config() Config { return w.cfg }

// Now is the stamp of the newest command.
func (w *World) Now() Stamp { return w.now }

// Players and Bots count the walkers.
func (w *World) Players() int { return len(w.players) }
func (w *World) Bots() int    { return w.bots }

// Op says what a Command does.
type Op uint8

// The operations, with the fields of Command that they read beside At.
const (
	OpAdvance Op = iota // time passes
	OpEnter             // Kind, Name, Account, Look
	OpLeave             // Walker
	OpStep              // Walker, Dir
	OpStir              // Walker: a key that does nothing in the world was pressed
	OpPlant             // Walker, Pattern
	OpChop              // Walker
	OpAway              // Walker: a player has dropped, their walker waits
	OpDress             // Walker, Name, Look: a player is called or looks otherwise
)

// Command is everything that can happen to a world from outside.
type Command struct {
	At      Stamp
	Walker  WalkerID
	Op      Op
	Dir     Dir
	Kind    Kind
	Look    Look
	Name    string
	Account string // who a player is beyond this visit; "" is a guest
	Pattern Pattern
}

// Apply does one command. A stamp earlier than the world's newest counts as
// the newest: time never runs backwards.
func (w *World) Apply(c Command) Outcome {
	switch c.Op {
	case OpEnter:
		return w.EnterAs(c.At, c.Kind, c.Name, c.Account, c.Look)
	case OpLeave:
		return w.Leave(c.At, c.Walker)
	case OpAway:
		return w.Drop(c.At, c.Walker)
	case OpStep:
		return w.Step(c.At, c.Walker, c.Dir)
	case OpStir:
		return w.Stir(c.At, c.Walker)
	case OpPlant:
		return w.Plant(c.At, c.Walker, c.Pattern)
	case OpChop:
		return w.Chop(c.At, c.Walker)
	case OpDress:
		return w.Dress(c.At, c.Walker, c.Name, c.Look)
	default:
		w.Advance(c.At)
		return Outcome{}
	}
}

// Advance lets time pass up to a stamp.
func (w *World) Advance(at Stamp) {
	w.pass(at)
	if w.now >= w.ends {
		w.finish()
		return
	}
	w.passGenerations()
	w.regrow()
	w.tend()
	w.count()
	const look = 1000 // milliseconds between looks at who dozes and who is alone
	if w.now-w.looked < look {
		return
	}
	w.looked = w.now
	w.reached, w.flood = nil, nil // those who entered together shared them
	for i := range w.players {
		w.doze(&w.players[i])
	}
	w.gather()
}

func (w *World) pass(at Stamp) { w.now = max(w.now, at) }

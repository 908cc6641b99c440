package game

import (
	"slices"
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

	Life
	Colonies
	Plants
	Realm
}

// Realm is the numbers of worlds that players found, of their crowns and of
// what is said in all worlds.
type Realm struct {
	Match  time.Duration // of a round; 0: the world is endless
	Podium time.Duration // between two rounds

	Grace   time.Duration // for who wears the crown to come back
	Keyless time.Duration // without a key until who wears the crown loses it

	Sleep time.Duration // with nobody in it until a world sleeps
	Close time.Duration // without a visit until it closes

	Lines     int           // that a player says at once
	LinesIn   time.Duration // in which they may say as many again
	LinesWide int           // a second that all in a world say together
}

// Life is the numbers of the bacteria that nobody owns and of the passing of
// generations.
type Life struct {
	Generations int // a second; 0: bacteria stand still
	Before      int // generations that a new world has behind it

	NearPlayer        int // cells round an awake player within which squares get more wild spores
	Few, Some         int // living cells of 1000 open ones, below which a square near a player has few, or some
	WhenFew, WhenSome int // a pattern lands in one of so many generations in such a square
	Elsewhere         int // the same in all other squares
	Clear             int // cells from a walker within which none lands
	Dry               int // generations between two looks at what has not changed
	GiftNear, GiftFar int // cells between who enters and the wild pattern that lands for them
}

// Colonies is the numbers of players and their hearts, spores and colonies.
type Colonies struct {
	Hearts     int           // that a player enters with, and has at most
	Spores     int           // that a walker enters with
	MostSpores int           // that a walker carries
	Digestion  time.Duration // between two gains of a spore

	MealShield  time.Duration // after a meal nobody is stung
	StingShield time.Duration // after a sting
	EnterShield time.Duration // after entering or collapsing
	Mend        time.Duration // beside a tree until a heart mends
	Apart       int           // cells between a collapse and where its player enters anew
	Prize       int           // spores for who made somebody collapse
	PrizeEvery  time.Duration // in which the same victim gives one prize

	Wait     time.Duration // of the walker of a player who dropped; whoever drives the world measures it
	Absence  time.Duration // of its owner until a colony turns wild
	Count    time.Duration // between two countings of biomass
	BotFar   int           // cells from every player beyond which a bot is alone
	BotAlone time.Duration // until a bot that is alone enters anew
}

// Plants is the numbers of what is planted and felled.
type Plants struct {
	TreeCost int           // spores
	ShipCost int           // spores; a spaceship has 9 cells
	Wither   time.Duration // that a planted tree stands
	Strokes  int           // that fell a tree
	Stroke   time.Duration // between two strokes
	Regrow   time.Duration // until a felled natural tree stands again
}

// The bounds of a world's sides in cells, of its trees in percent of them, and
// of the frames a second.
const (
	MinSide, MaxSide = 16, 8192
	MaxTrees         = 50
	MinFPS, MaxFPS   = 1, 30
	MaxGenerations   = 30 // a second
)

// DefaultConfig is the rules' numbers for a world of 1000 x 1000.
func DefaultConfig() Config {
	return Config{
		Width: 1000, Height: 1000,
		Trees: 6, ClumpMin: 60, ClumpMax: 100, Glade: 12,
		Actions: 12, Burst: 4,
		NearMin: 20, NearMax: 40, Crowd: 4, Reach: 400,
		BotRoom: 256,
		Doze:    60 * time.Second,
		Life: Life{
			Generations: 4, Before: 240,
			NearPlayer: 96, Few: 5, Some: 30, WhenFew: 4, WhenSome: 20, Elsewhere: 200, Clear: 3,
			Dry: 60, GiftNear: 5, GiftFar: 7,
		},
		Colonies: Colonies{
			Hearts: 3, Spores: 5, MostSpores: 99, Digestion: 500 * time.Millisecond,
			MealShield: time.Second, StingShield: 3 * time.Second, EnterShield: 5 * time.Second,
			Mend: 5 * time.Second, Apart: 40, Prize: 10, PrizeEvery: 5 * time.Minute,
			Wait: 60 * time.Second, Absence: 7 * 24 * time.Hour, Count: 15 * time.Second, BotFar: 128, BotAlone: time.Minute,
		},
		Plants: Plants{
			TreeCost: 3, ShipCost: 7, Wither: 30 * time.Minute,
			Strokes: 3, Stroke: 250 * time.Millisecond, Regrow: 10 * time.Minute,
		},
		Realm: Realm{
			Podium: 20 * time.Second,
			Grace:  60 * time.Second, Keyless: 10 * time.Minute,
			Sleep: 10 * time.Minute, Close: 24 * time.Hour,
			Lines: 3, LinesIn: 3 * time.Second, LinesWide: 10,
		},
	}
}

func ms(d time.Duration) int { return int(d.Milliseconds()) }

// Validate tells what is wrong with c, naming the value and what is allowed.
func (c Config) Validate() error {
	return allWithin(slices.Concat(c.groundNumbers(), c.lifeNumbers(), c.colonyNumbers(), c.plantNumbers(), c.realmNumbers())...)
}

func (c Config) groundNumbers() []within {
	return []within{
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
		{"doze (ms)", ms(c.Doze), 1, 1 << 40},
	}
}

func (c Config) lifeNumbers() []within {
	return []within{
		{"generations a second", c.Generations, 0, MaxGenerations},
		{"generations before", c.Before, 0, 1_000_000},
		{"near a player", c.NearPlayer, 0, MaxSide},
		{"few of 1000", c.Few, 0, 1000},
		{"some of 1000", c.Some, 0, 1000},
		{"chance when few, one in", c.WhenFew, 1, 1 << 40},
		{"chance when some, one in", c.WhenSome, 1, 1 << 40},
		{"chance elsewhere, one in", c.Elsewhere, 1, 1 << 40},
		{"clear of walkers", c.Clear, 0, side},
		{"generations until dry", c.Dry, 1, 1_000_000},
		{"least distance of the gift", c.GiftNear, 1, c.GiftFar},
		{"largest distance of the gift", c.GiftFar, 1, side},
	}
}

func (c Config) colonyNumbers() []within {
	return []within{
		{"hearts", c.Hearts, 1, 250},
		{"spores", c.Spores, 0, c.MostSpores},
		{"most spores", c.MostSpores, 1, 250},
		{"digestion (ms)", ms(c.Digestion), 0, 1 << 40},
		{"shield of a meal (ms)", ms(c.MealShield), 0, 1 << 40},
		{"shield of a sting (ms)", ms(c.StingShield), 0, 1 << 40},
		{"shield of entering (ms)", ms(c.EnterShield), 0, 1 << 40},
		{"mending (ms)", ms(c.Mend), 1, 1 << 40},
		{"apart after a collapse", c.Apart, 0, MaxSide},
		{"prize", c.Prize, 0, 250},
		{"prize every (ms)", ms(c.PrizeEvery), 0, 1 << 40},
		{"wait of a walker (ms)", ms(c.Wait), 0, 1 << 40},
		{"absence (ms)", ms(c.Absence), 0, 1 << 40},
		{"counting (ms)", ms(c.Count), 1, 1 << 40},
		{"a bot's distance from players", c.BotFar, 0, MaxSide},
		{"a bot alone (ms)", ms(c.BotAlone), 0, 1 << 40},
	}
}

func (c Config) plantNumbers() []within {
	return []within{
		{"cost of a tree", c.TreeCost, 0, c.MostSpores},
		{"cost of a spaceship", c.ShipCost, 0, c.MostSpores},
		{"withering (ms)", ms(c.Wither), 1, 1 << 40},
		{"strokes", c.Strokes, 1, 250},
		{"stroke (ms)", ms(c.Stroke), 0, 1 << 40},
		{"growing again (ms)", ms(c.Regrow), 1, 1 << 40},
	}
}

func (c Config) realmNumbers() []within {
	return []within{
		{"match (ms)", ms(c.Match), 0, 1 << 40},
		{"podium (ms)", ms(c.Podium), 0, 1 << 40},
		{"grace (ms)", ms(c.Grace), 0, 1 << 40},
		{"crown without a key (ms)", ms(c.Keyless), 1, 1 << 40},
		{"until a world sleeps (ms)", ms(c.Sleep), 1, 1 << 40},
		{"until a world closes (ms)", ms(c.Close), 1, 1 << 40},
		{"lines at once", c.Lines, 1, 1000},
		{"lines in (ms)", ms(c.LinesIn), 0, 1 << 40},
		{"lines of a world a second", c.LinesWide, 1, 1000},
	}
}

package game

import (
	"errors"
	"time"
)

// Errors of looking somebody up, fit for a player's eyes.
var (
	ErrNobody = errors.New("there is nobody of that name")
	ErrNoBan  = errors.New("there is no such ban")
)

// Visitor is who comes to the server, before it is known what is kept of them.
type Visitor struct {
	Account string // the fingerprint of their key, SHA256:...; "" of a guest
	Name    string // that they would like, clean: see [CleanName]
	Look    Look   // that follows from their key, or from chance
}

// Profile is what a player chose to be, or what was chosen for them.
type Profile struct {
	Name   string // nobody else's on this server; may end in ~2 and so on
	Look   Look
	Theme  string // of colours: "dark", "light", "colorblind"; "" as the client asks for
	Glyphs string // the set of glyphs: "emoji", "unicode", "ascii"; "" as the client can show
	Hints  uint64 // a bit for each hint that is over
	Quiet  bool   // no bell rings for a whisper
}

// Visit is a player's stay at the server.
type Visit struct {
	ID      uint64 // of this stay, for whoever began it
	Account string // "" of a guest
	Profile Profile
	Last    time.Time // when they were here before; zero: never
}

// Period is what a ranking covers.
type Period uint8

// The periods. A day begins at midnight, a week on Monday, both UTC.
const (
	Day Period = iota
	Week
	Ever
	Periods = iota
)

var periodNames = [Periods]string{"day", "week", "all"}

// String is the period's name in commands: day, week or all.
func (p Period) String() string { return periodNames[p%Periods] }

// Standing is a line of a ranking.
type Standing struct {
	Rank   int // from 1; who has as much shares it
	Name   string
	Best   int // best biomass
	Meals  int
	Stings int
}

// Result is what the player of an account has done in a world since the last
// Result of theirs there.
type Result struct {
	Account string
	Best    int // the smaller of the two newest countings of their living cells, at its highest
	Meals   int
	Stings  int // that cells of theirs gave
}

// Keeper keeps what outlives a lobby. It is called from the lobby's own
// goroutines, never from a room's, and may wait for a disk.
type Keeper interface {
	// Load is the newest snapshot of a world, nil if there is none.
	Load(world string) (*Snapshot, error)
	// Save keeps a snapshot of a world.
	Save(world string, s *Snapshot) error
	// Founded are the founded worlds that it has, also those whose charter it cannot
	// read: else somebody would found another of that name.
	Founded() ([]Kept, error)
	// Charter keeps what a founded world is; the newest replaces the older one.
	Charter(c Charter) error
	// Forget drops the charter and the snapshots of a world that closed. What was
	// recorded of it stays.
	Forget(world string) error
	// Record adds up results, at most one of each account. When it returns nil
	// they are kept for good; else they come again. It does not hold on to them.
	Record(world string, results []Result) error
}

// Away is what happened to a player's colony while they were not there.
type Away struct {
	For     Stamp // milliseconds
	Was, Is int   // living cells
	Wild    bool  // it has turned wild: they were away for too long
	Eaten   Tally // cells of it, by who ate them
	Stung   Tally // times that it stung, by whom
}

// Tally counts what some did. It is a plain value.
type Tally struct {
	Names  [4]string // of players, in the order in which they came first
	Counts [4]int    // of each
	Others int       // of other players
	Bots   int       // of all bots
}

// Add counts once for a player, or for a bot, which has no name.
func (t *Tally) Add(name string) {
	if name == "" {
		t.Bots++
		return
	}
	for i := range t.Names {
		if t.Names[i] == "" || t.Names[i] == name {
			t.Names[i] = name
			t.Counts[i]++
			return
		}
	}
	t.Others++
}

// Ban keeps somebody out of the server.
type Ban struct {
	Target string // SHA256:... of a key, or a block of addresses: 192.0.2.0/24
	Name   string // of the player, if it was given by name
	Why    string // clean; may be empty
	By     string // the name of the admin
	Since  time.Time
	Until  time.Time // zero: for good
}

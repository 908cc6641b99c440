package game

import (
	"fmt"
	"time"
)

// The bounds of what a founder chooses.
const (
	MinWorldName, MaxWorldName = 2, 24
	MaxFounded                 = 512 // cells, of each side
	MinMatch, MaxMatch         = time.Minute, time.Hour
	MostMotd                   = 140 // cells of the message of the day, as of a line of chat
	mostBots                   = 500 // of a founded world, and one for 64 cells
	mostListed                 = 256 // invitations, and bans, of a world
)

// Charter is what a world was founded as, and what those who wore its crown have
// made of it since. It never changes: whoever changes something makes another. The
// meadow has none.
type Charter struct {
	Name        string // of the world, see [CheckWorldName]
	Founder     string // their account
	Founded     time.Time
	Width       int // cells, at most MaxFounded, as Height
	Height      int
	Trees       int           // percent
	Generations int           // a second
	Match       time.Duration // of a round; 0: the world is endless
	Private     bool          // only who is invited comes in, or looks on
	Bots        string        // its swarms, as --bots has them; "0" none
	Motd        string        // the message of the day, clean; "" none
	Crown       Subject       // who wears it; zero: nobody
	Invited     []Subject     // with keys
	Banned      []Subject
	Round       int      // of a match, from 1
	Placed      []Placed // who was away when a round ended and has not been told
}

// Subject is somebody to whom a charter does something.
type Subject struct {
	Account string // "" of a guest
	Source  string // of a guest: the block of addresses that they come from
	Name    string // that they bore then
}

// Placed is how somebody placed in a round of a match.
type Placed struct {
	Account string
	Round   int
	Place   int // from 1
	Of      int // players
	Best    int // biomass
}

// NewCharter is what a world is founded as when its founder chooses nothing.
func NewCharter(name string) Charter {
	return Charter{Name: name, Width: 256, Height: 256, Trees: 6, Generations: 4, Bots: "wander=12,graze=6,sow=2", Round: 1}
}

// MostBots is how many bots a founded world of so many cells may have.
func MostBots(cells int) int { return min(mostBots, cells/64) }

// Cells is the world's size.
func (c *Charter) Cells() int { return c.Width * c.Height }

// CheckWorldName tells in words why no world can be called so, nil if one can.
func CheckWorldName(name string) error {
	ok := len(name) >= MinWorldName && len(name) <= MaxWorldName
	for i := range len(name) {
		b := name[i]
		ok = ok && ('a' <= b && b <= 'z' || '0' <= b && b <= '9' || b == '-')
	}
	if !ok {
		return fmt.Errorf("%.40q is no name of a world; allowed are %d to %d of a-z, 0-9 and -", name, MinWorldName, MaxWorldName)
	}
	return nil
}

// Denied is why a player may not do something, in words fit for their eyes.
type Denied string

// Error is the reason.
func (d Denied) Error() string { return string(d) }

func denied(format string, args ...any) error { return Denied(fmt.Sprintf(format, args...)) }

// Listing is a world as a list of them has it.
type Listing struct {
	Name    string
	Charter *Charter // nil: the meadow
	Frame   *Frame   // the newest, or the last before it fell asleep; nil while it is rebuilt
	Asleep  bool
}

// Kept is a founded world as a Keeper has it.
type Kept struct {
	Charter Charter
	Saved   time.Time // when a snapshot of it was last saved
	Broken  error     // its charter cannot be read: only Charter.Name is known
}

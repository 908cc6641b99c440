package game

// NoticeKind says what a player is told.
type NoticeKind uint8

// What players are told, and what a Notice then says beside Hearts and Spores.
const (
	Refused    NoticeKind = iota // a plant or a stroke was not done: Pattern (of a plant), Verdict, Where, Name of who is in the way
	Planted                      // Pattern
	Chopped                      // a tree was felled: Where
	Stung                        // a cell was born under them: Name of its owner, "" if it is wild
	Collapsed                    // they had no heart left and entered anew: Where, and Name as for Stung
	Mended                       // a heart came back
	Felled                       // somebody collapsed by a cell of theirs: Name
	Bitten                       // somebody ate a cell of theirs, told once in 10 s: Name, "" if it was a bot
	Fed                          // one of the spores that they had coming
	Returned                     // a player is back at the colony that they had left: Away
	Said                         // an admin says something to everybody: Text
	Whispered                    // Name said Text to them alone: Voice
	Whispering                   // they said Text to Name alone
	Unheard                      // what they said, Text, was not: Denial; Name of who would have heard a whisper
	Decreed                      // what they decreed is done: Decree, Name, Text
	Refuted                      // what they decreed is not: Decree, Denial, Name
	CrownedYou                   // they wear the crown: Text is why since now, "" as they did before they came
	Dethroned                    // they founded this world, and Name wears its crown now
	Remembered                   // they were away when a round ended: Placed
	Watched                      // somebody begins to watch them: Name, Voice
	notices    = iota
)

// Notice is something that one player is told and must not miss.
type Notice struct {
	Kind    NoticeKind
	Pattern Pattern
	Verdict Verdict
	Hearts  uint8 // left
	Spores  uint8 // carried
	At      Stamp
	Where   Point
	Name    string
	Text    string
	Away    *Away // never changes
	Voice   uint64
	Decree  DecreeKind
	Denial  Denial
	Placed  Placed
}

// addressed is a Notice and whom it is for.
type addressed struct {
	to WalkerID
	Notice
}

// Milestone is something that everybody can read.
type Milestone struct {
	Number uint64 // counted from 1; 0: there was none yet
	Name   string // whose colony passed Cells, or who felled Victim
	Victim string
	Cells  int
}

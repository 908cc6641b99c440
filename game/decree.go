package game

// Speech is what a player says.
type Speech struct {
	Kind SpeechKind
	To   string // of a Whisper: the name of who hears it, without case
	Text string // clean, at most MostSaid cells
}

// SpeechKind is how something is said.
type SpeechKind uint8

// The kinds of speech.
const (
	Talk    SpeechKind = iota // to everybody in the world
	Emote                     // what they do, to everybody: "otter waves"
	Whisper                   // to one player
)

// MostSaid is how many cells a line of chat has.
const MostSaid = 140

// Line is something that everybody in a world can read.
type Line struct {
	Number uint64 // from 1 in a world, without a gap
	At     Stamp
	Kind   LineKind
	Voice  uint64 // of who speaks: the same whatever they are called, and nobody else's; 0: nobody speaks
	Name   string // of who speaks, or whom it is about
	Text   string
}

// LineKind says what a Line tells.
type LineKind uint8

// What lines tell, and which fields they have beside Name.
const (
	Talked     LineKind = iota // Text
	Emoted                     // Text
	Crowned                    // Name wears the crown now; Text is why
	Uncrowned                  // Name laid the crown down, and nobody was there to take it
	SentAway                   // Name was kicked
	Outlawed                   // Name was banned from the world
	Posted                     // the message of the day is Text
	CrownLeft                  // Name wears the crown and went away: it waits for them
	CrownBack                  // Name is back, and wears it still
	RoundEnded                 // Name had the most; Text is their best biomass, in words
)

// Decree is what who wears the crown, or an admin, has done in their world.
type Decree struct {
	Kind    DecreeKind
	Name    string // whom it concerns, without case
	Account string // theirs, if it is known: of Invite and Outlaw
	Text    string // the message of the day, or a specification of bots; clean and checked
}

// DecreeKind is what a decree does.
type DecreeKind uint8

// The decrees, with the fields that they read.
const (
	Kick      DecreeKind = iota // Name: of who plays, else of who looks on
	Outlaw                      // Name, Account of who is not there: a ban from the world
	Pardon                      // Name: lifts the ban
	Post                        // Text: message of the day, "" none
	SetBots                     // Text
	HandOver                    // Name wears the crown from now on
	Abdicate                    // the first in line wears it
	Invite                      // Name, Account
	Disinvite                   // Name
	Open                        // everybody may come in
	Close                       // only who is invited, and who plays there now
	decrees   = iota
)

// Denial is why a decree or a speech had no effect.
type Denial uint8

// The denials.
const (
	NotDenied  Denial = iota
	NoCrown           // they do not wear the crown
	NoSubject         // nobody of that name is there
	Keyless           // only who has a key can be that
	TooFast           // three lines in three seconds
	TooBusy           // all together say too much
	TooMany           // the list is full
	Needless          // it is so already
	Protected         // an admin is meant, or oneself
	Walkerless        // who only looks on cannot do that
	Unfit             // there is no text, or it is too long or not clean
)

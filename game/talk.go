package game

import (
	"hash/maphash"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	mostLines = 32           // of what was said that frames show
	mostText  = 8 * MostSaid // bytes; a cell has a letter and a mark, of 4 bytes each
)

// voices makes of an account what nobody can compute it back from, the same in
// all worlds of this process.
var voices = maphash.MakeSeed()

// talk is what was said in a world, and how much may be said.
type talk struct {
	lines   []Line // the newest, as in frames; never changed in place
	last    uint64 // number of the newest
	wide    int64  // see spend; of all together
	tongues []tongue
}

// tongue is somebody who has spoken lately. Who leaves and enters again has not
// got more to say by that.
type tongue struct {
	voice uint64
	ready int64 // see spend
}

// speak says something for a player, or tells them why not.
func (r *Room) speak(now Stamp, s *seat, what Speech) {
	w := r.world
	if w.Apply(Command{At: now, Op: OpStir, Walker: s.walker}).Verdict != Done {
		if s.index >= 0 { // else they have left
			r.inform(now, s, Notice{Kind: Unheard, Name: what.To, Text: what.Text, Denial: Walkerless})
		}
		return
	}
	p, voice := &w.players[w.find(s.walker).player], r.voice(s)
	denial := r.talk.allow(now, voice, &w.cfg.Realm)
	switch {
	case denial != NotDenied:
	case !fit(what.Text):
		denial = Unfit
	case what.Kind == Whisper:
		denial = r.whisper(p, voice, what)
	case what.Kind == Emote:
		r.announce(Line{Kind: Emoted, Voice: voice, Name: p.name, Text: what.Text})
	default:
		r.announce(Line{Kind: Talked, Voice: voice, Name: p.name, Text: what.Text})
	}
	if denial != NotDenied {
		w.notify(p, Notice{Kind: Unheard, Name: what.To, Text: what.Text, Denial: denial})
	}
	r.deliver()
}

// whisper says something to one player, who must be at their terminal.
func (r *Room) whisper(from *player, voice uint64, what Speech) Denial {
	to := r.world.called(what.To)
	if to == nil || r.seatOf(to) == nil {
		return NoSubject
	}
	if to == from {
		return Needless
	}
	r.world.notify(to, Notice{Kind: Whispered, Name: from.name, Text: what.Text, Voice: voice})
	r.world.notify(from, Notice{Kind: Whispering, Name: to.name, Text: what.Text})
	return NotDenied
}

// announce adds a line that everybody can read.
func (r *Room) announce(l Line) {
	t := &r.talk
	t.last++
	l.Number, l.At = t.last, r.world.now
	kept := t.lines[max(len(t.lines)-mostLines+1, 0):]
	t.lines = append(slices.Clone(kept), l) // frames share the older ones
	r.framer.talk, r.framer.telling = t.lines, true
}

// recall goes on with what was said before this room began; its stamps may be of
// another world.
func (r *Room) recall(before talk) {
	r.talk = talk{lines: before.lines, last: before.last}
	r.framer.talk, r.framer.newest.Talk = before.lines, before.lines
}

// keepTalk keeps what was said for the next room.
func (d *desk) keepTalk(r *Room) {
	if d != nil {
		d.talk = r.talk
	}
}

func (d *desk) lastTalk() (before talk) {
	if d != nil {
		before = d.talk
	}
	return before
}

// voice is that of who speaks: of an account, of a guest's visit, or else of a
// walker.
func (r *Room) voice(s *seat) uint64 {
	type speaker struct {
		account string
		visit   uint64
		world   string
		walker  WalkerID
	}
	who := speaker{account: s.who.Account}
	if who.account == "" {
		who.visit = s.who.Visit
	}
	if who == (speaker{}) {
		who = speaker{world: r.name, walker: s.walker}
	}
	return max(maphash.Comparable(voices, who), 1)
}

// attune notes the voice of who a seat is, where everybody can see it.
func (r *Room) attune(s *seat) {
	w, slot := r.world, int(s.walker.Slot())
	for len(w.voices) <= slot {
		w.voices = append(w.voices, 0)
	}
	w.voices[slot] = r.voice(s)
	w.roster++
}

// voiceOf is the voice of a player, 0 if it is not known.
func (w *World) voiceOf(p *player) uint64 {
	if int(p.slot) >= len(w.voices) {
		return 0
	}
	return w.voices[p.slot]
}

// allow takes a line from what a voice, and all together, may say.
func (t *talk) allow(now Stamp, voice uint64, c *Realm) Denial {
	// Only lines that are said are noted, and of them there are few: so are tongues.
	t.tongues = slices.DeleteFunc(t.tongues, func(o tongue) bool { return o.ready <= int64(now)*int64(c.Lines) })
	i := slices.IndexFunc(t.tongues, func(o tongue) bool { return o.voice == voice })
	own := tongue{voice: voice}
	if i >= 0 {
		own = t.tongues[i]
	}
	if !spend(&own.ready, now, c.Lines, c.LinesIn) {
		return TooFast
	}
	if !spend(&t.wide, now, c.LinesWide, time.Second) {
		return TooBusy
	}
	if i < 0 {
		t.tongues = append(t.tongues, own)
		return NotDenied
	}
	t.tongues[i] = own
	return NotDenied
}

// spend takes one from an allowance of n at once and as many again in a while,
// if there is one left. It is the algorithm of limit in units of 1/n ms: ready is
// when the allowance will be whole again.
func spend(ready *int64, now Stamp, n int, in time.Duration) bool {
	at, one := int64(now)*int64(n), in.Milliseconds()
	next := max(*ready, at)
	if next-at > int64(n-1)*one {
		return false
	}
	*ready = next + one
	return true
}

// fit tells whether a text can be said. What else makes it clean is up to who
// shows it: a room knows no screens.
func fit(text string) bool {
	return text != "" && len(text) <= mostText && utf8.ValidString(text) && !strings.ContainsFunc(text, unicode.IsControl)
}

// called is the player of a name: as it is written, or else without case; nil if
// there is none.
func (w *World) called(name string) *player {
	exactly := func(p player) bool { return p.name == name }
	without := func(p player) bool { return strings.EqualFold(p.name, name) }
	i := slices.IndexFunc(w.players, exactly)
	if i < 0 {
		i = slices.IndexFunc(w.players, without)
	}
	if i < 0 {
		return nil
	}
	return &w.players[i]
}

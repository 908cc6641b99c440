package game

import "slices"

const (
	tellGaze  = 10_000 // milliseconds in which the same watcher is not told of again
	mostGazes = 256    // that are remembered for that
)

// glimpse is that somebody was told who watches them.
type glimpse struct {
	voice uint64 // of who watches
	at    WalkerID
	until Stamp
}

// gaze notes whom a client watches, and tells them when it begins.
func (r *Room) gaze(s *seat, at WalkerID) {
	if s.gaze == at || s.walker == 0 && s.index < 0 {
		return // nothing new, or they have left
	}
	r.avert(s)
	who := r.world.find(at)
	if who == nil || who.kind != Player || at == s.walker {
		return
	}
	s.gaze = at
	r.world.eye(at, 1)
	if r.glimpsed(s, at) {
		return
	}
	r.world.notify(&r.world.players[who.player], Notice{Kind: Watched, Name: r.watcher(s), Voice: r.voice(s)})
	r.deliver()
}

// avert ends a client's watching.
func (r *Room) avert(s *seat) {
	if s.gaze != 0 {
		r.world.eye(s.gaze, -1)
		s.gaze = 0
	}
}

// eye counts who watches a player, or watched one who has left since.
func (w *World) eye(at WalkerID, more int) {
	if w.eyes == nil {
		w.eyes = map[WalkerID]int{}
	}
	if w.eyes[at] += more; w.eyes[at] <= 0 {
		delete(w.eyes, at)
	}
	w.roster++
}

// watcher is what a client is called that watches somebody.
func (r *Room) watcher(s *seat) string {
	if who := r.world.find(s.walker); who != nil && who.kind == Player {
		return r.world.players[who.player].name
	}
	return s.who.Name
}

// glimpsed tells whether somebody was told a moment ago that this client watches
// them, or else notes that they are told now. Of too many nobody is told.
func (r *Room) glimpsed(s *seat, at WalkerID) bool {
	now, voice := r.world.now, r.voice(s)
	r.glimpses = slices.DeleteFunc(r.glimpses, func(g glimpse) bool { return g.until <= now })
	told := slices.ContainsFunc(r.glimpses, func(g glimpse) bool { return g.voice == voice && g.at == at })
	if told || len(r.glimpses) >= mostGazes {
		return true
	}
	r.glimpses = append(r.glimpses, glimpse{voice, at, now + tellGaze})
	return false
}

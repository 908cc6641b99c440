package game

import "slices"

// playersEvery is how often a viewer is woken for players elsewhere, in ms.
const playersEvery = 1000

// tick does the beats that are due: at the first group of viewers time passes
// and a frame is made, then the group is woken. What grows with the world is done a
// part at each beat, so that no step waits for all of it.
func (r *Room) tick() {
	now := r.stamp()
	for from, to := r.beats(); from <= to; from++ {
		group := int(from % int64(r.groups))
		if group == 0 {
			if r.spread() {
				from, to = 0, 0
			}
			r.begin(now, r.advance(now))
			r.evict(now)
			r.reign(now)
			r.conclude()
		}
		r.sweep(from)
		if group == 0 {
			r.shoot()
			r.report(now)
		}
		r.save()
		if f := r.framer.newest; f.Number != r.settled {
			r.wakeGroup(group, f, now)
		}
	}
}

// advance lets time pass in the world, and tells whether there was a generation.
func (r *Room) advance(now Stamp) (grown bool) {
	r.world.Advance(now)
	grown = r.world.generation != r.generations
	r.counters.generations.Add(r.world.generation - r.generations)
	r.counters.dropped.Add(r.world.dropped - r.dropped)
	r.generations, r.dropped = r.world.generation, r.world.dropped
	r.deliver()
	return grown
}

// wakeGroup wakes the viewers of a group who may see a difference. When all
// groups have had their turn at it, and nobody has to wait, it is settled.
func (r *Room) wakeGroup(group int, f *Frame, now Stamp) {
	for i := group; i < len(r.viewers); i += r.groups {
		if s := r.viewers[i]; r.shows(f, s, now) {
			s.seen, s.woken = f.Number, now
			s.announce()
		}
	}
	if group == 0 {
		r.cycle = f.Number
	}
	if group == r.groups-1 {
		if !r.waiting && r.cycle == f.Number {
			r.settled = f.Number
		}
		r.waiting = false
	}
}

// shoot makes a frame: watched chunks of this very tick, the others
// within a second.
func (r *Room) shoot() {
	if !r.framer.quiet() {
		for _, s := range r.viewers {
			r.framer.watch(s.client.watched())
		}
	}
	r.publish()
}

// sweep brings a beat's part of the chunks, watched or not, up to date for the next
// frame. What changes right after its chunk was swept is to be in a frame within a second:
// so all are swept within the beats of a second but those that it may take until then.
func (r *Room) sweep(beat int64) {
	if r.framer.quiet() || r.fps == 1 && beat%int64(r.groups) != 0 { // all have to be of the one frame
		return
	}
	n, beats := int64(len(r.world.chunks)), int64(r.groups*(r.fps-1)+1)
	k := beat % beats
	r.framer.sweep(int(n*(k+1)/beats - n*k/beats))
}

// publish shows the newest frame to everybody, if there is a new one.
func (r *Room) publish() {
	before := r.framer.newest
	if f := r.framer.shoot(); f != before {
		r.frame.Store(f)
		r.counters.frames.Add(1)
	}
}

// shows tells whether a viewer may see a difference since it was last woken:
// in what it watches, or, once a second, in who is where.
func (r *Room) shows(f *Frame, s *seat, now Stamp) bool {
	if f.Number == s.seen {
		return false
	}
	if f.TalkSince > s.seen || f.changedSince(s.seen, s.client.watched()) {
		return true
	}
	if f.PlayersSince <= s.seen {
		return false
	}
	due := now-s.woken >= playersEvery
	r.waiting = r.waiting || !due
	return due
}

// begin begins a snapshot if one is due. It is called after time has passed, and told
// whether a generation has.
func (r *Room) begin(now Stamp, grown bool) {
	play := stamp(snapshotPlay)
	if now >= r.snapAt+play || now >= r.snapAt-play && grown {
		r.snapAt = now + stamp(snapshotEvery)
		r.world.BeginSnapshot()
	}
}

// save takes the snapshot onwards, a part at each beat: chunks within the quarter of a
// second that a generation usually takes, walkers within a second. In the two seconds
// until the next one its pages are made ready.
func (r *Room) save() {
	beats := r.fps * r.groups // of a second
	pages := pagesOf(len(r.world.walkers))/beats + 1
	if r.world.saving == nil {
		r.world.PrepareSnapshot(pages/2 + 1)
	} else if s := r.world.ContinueSnapshot(4*len(r.world.chunks)/beats+1, pages); s != nil {
		r.keep(s)
	}
}

// keep keeps a whole snapshot for when the room falls, and for the disk.
func (r *Room) keep(s *Snapshot) {
	r.snapshot.Store(s)
	r.desk.putShot(s)
}

// report puts results on the desk, once a second.
func (r *Room) report(now Stamp) {
	const every = 1000 // milliseconds
	if now >= r.reportAt && r.desk.putResults(r.world) {
		r.reportAt = now + every
	}
}

// idle tells that nobody has been in a founded world for so long that it sleeps:
// nobody plays, waits or looks on.
func (r *Room) idle() bool {
	if r.home == nil {
		return false
	}
	now := r.stamp()
	if len(r.world.players) > 0 || slices.ContainsFunc(r.viewers, (*seat).visits) {
		r.visited = now
	}
	r.home.empty = now - r.visited
	return r.home.empty >= stamp(r.world.cfg.Sleep)
}

// visits tells that a client is somebody, not a swarm.
func (s *seat) visits() bool { return s.who.Name != "" || s.who.Watch }

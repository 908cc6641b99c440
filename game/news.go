package game

// newsWaiting bounds what nobody takes.
const newsWaiting = 4096

// notify tells a player something; the room hands it on after the command.
func (w *World) notify(p *player, n Notice) {
	if len(w.news) >= newsWaiting {
		return
	}
	who := &w.walkers[p.slot]
	n.At, n.Hearts, n.Spores = w.now, p.hearts, who.spores
	w.news = append(w.news, addressed{who.id, n})
}

// TakeNotices gives what players have to be told since the last time, in
// order. Who drives a world without a room takes them, or they are lost from
// the 4096th on.
func (w *World) TakeNotices(tell func(WalkerID, Notice)) {
	for i := range w.news {
		tell(w.news[i].to, w.news[i].Notice)
	}
	clear(w.news)
	w.news = w.news[:0]
}

// describe writes how a walker is into an echo.
func (w *World) describe(id WalkerID, e *Echo) {
	who := w.find(id)
	if who == nil {
		return
	}
	e.At, e.Facing, e.Aside = who.at(), who.facing, who.swerve.aside(who.facing)
	e.Spores = who.spores
	if who.kind == Player {
		p := &w.players[who.player]
		e.Hearts, e.Meals = p.hearts, p.meals
	}
}

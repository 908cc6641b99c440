package game

// chopping is a player's strokes on the tree ahead.
type chopping struct {
	strokes uint8
	at      Stamp // of the last one
}

// Chop gives the tree ahead of a player a stroke; bots do not chop.
func (w *World) Chop(at Stamp, id WalkerID) Outcome {
	if who := w.find(id); who != nil && who.kind != Player {
		return Outcome{Walker: id, Verdict: Gone}
	}
	who, verdict := w.actor(at, id)
	if verdict != Done {
		return w.denied(who, id, verdict)
	}
	p := &w.players[who.player]
	out := w.outcome(who, Done)
	out.Where = who.at().Step(who.facing)
	out.Verdict = w.choppable(p, out.Where)
	if out.Verdict == Done {
		p.chop.strokes++
		p.chop.at = w.now
		out.Strokes = p.chop.strokes
		if int(p.chop.strokes) == w.cfg.Strokes {
			p.chop = chopping{}
			w.fell(who, out.Where)
		}
	} else if out.Verdict != Early {
		p.chop = chopping{}
		w.notify(p, Notice{Kind: Refused, Verdict: out.Verdict, Where: out.Where})
	}
	return out
}

func (w *World) choppable(p *player, tree Point) Verdict {
	switch {
	case !w.inside(tree.X, tree.Y) || !w.isTree(tree.X, tree.Y):
		return NoTree
	case p.chop.strokes > 0 && w.now-p.chop.at < stamp(w.cfg.Stroke):
		return Early
	}
	return Done
}

// fell takes a tree away. A natural one gives a spore and grows again.
func (w *World) fell(who *walker, at Point) {
	i, _, _ := w.at(at.X, at.Y)
	w.keepChunk(i)
	w.clearTree(at.X, at.Y)
	if !w.uproot(at) {
		w.regrowLater(at, w.now+stamp(w.cfg.Regrow))
		w.feed(who)
	}
	w.notify(&w.players[who.player], Notice{Kind: Chopped, Where: at})
}

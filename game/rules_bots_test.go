package game

import "testing"

// lonelyBots is a world with a player at its left and bots 128 and 129 cells
// away.
func lonelyBots() (w *World, ada, near, lone WalkerID) {
	w = bareWorld(sized(400, 64))
	return w, stand(w, Player, "ada", Point{10, 10}),
		stand(w, Bot, "", Point{138, 10}), stand(w, Bot, "", Point{139, 10})
}

// entered tells whether a bot is not where it stood.
func (w *World) entered(id WalkerID, from Point) bool { return w.find(id).at() != from }

// passSeconds lets seconds pass one by one, as a room does, with a key of the
// player's in each, and tells after how many the bot was moved, or 0.
func passSeconds(w *World, ada, bot WalkerID, from, to int) int {
	at := w.find(bot).at()
	for s := from; s <= to; s++ {
		w.Stir(Stamp(1000*s), ada)
		w.Advance(Stamp(1000 * s))
		if w.entered(bot, at) {
			return s
		}
	}
	return 0
}

// The first look is after a second; 60 s later the bot enters anew.
func TestLoneBotEntersAnew(t *testing.T) {
	w, ada, near, lone := lonelyBots()
	if s := passSeconds(w, ada, lone, 1, 100); s != 61 {
		t.Errorf("after %d s the bot that is 129 cells away entered anew", s)
	}
	if passSeconds(w, ada, near, 101, 200); w.entered(near, Point{138, 10}) {
		t.Error("the bot that is 128 cells away entered anew")
	}
	if d := w.find(lone).at().Distance(w.Centre()); d > 100 {
		t.Errorf("it entered %d cells from the centre", d)
	}
}

// A player who comes near in between ends the count.
func TestBotWithCompanyIsNotAlone(t *testing.T) {
	w, ada, _, lone := lonelyBots()
	passSeconds(w, ada, lone, 1, 40)
	w.Step(40_000, ada, Right)
	passSeconds(w, ada, lone, 41, 42)
	w.Step(42_000, ada, Left)
	if s := passSeconds(w, ada, lone, 43, 200); s != 103 {
		t.Errorf("it entered anew after %d s", s)
	}
}

// While nobody is there bots stay, and the count starts when somebody comes.
func TestBotsStayWhileNobodyIsThere(t *testing.T) {
	w, ada, _, lone := lonelyBots()
	passSeconds(w, ada, lone, 1, 40)
	w.Leave(40_000, ada)
	if s := passSeconds(w, 0, lone, 41, 200); s != 0 {
		t.Errorf("without players it entered anew after %d s", s)
	}
	ada = stand(w, Player, "ada", Point{10, 10})
	if s := passSeconds(w, ada, lone, 201, 300); s != 261 {
		t.Errorf("with a player from 200 s on it entered anew after %d s", s)
	}
}

// A bot enters with five spores and no hearts; there is no record of a player
// for it.
func TestBotHasNoHearts(t *testing.T) {
	w := bareWorld(sized(64, 64))
	id := w.Enter(0, Bot, "", Look{}).Walker
	var e Echo
	w.describe(id, &e)
	if e.Spores != 5 || e.Hearts != 0 || w.Players() != 0 {
		t.Errorf("a bot enters as %+v", e)
	}
}

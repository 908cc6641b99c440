package tui

import (
	"fmt"
	"time"

	"thicket/game"
)

// read takes the notices that have come, and the newest milestone.
func (m *model) read() {
	for {
		n, ok := m.place.Notice()
		if !ok {
			break
		}
		m.dirty = true
		m.note(n)
	}
	if stone := m.place.Frame().Milestone; stone.Number != m.stone && !m.told.ahead(m.now) {
		m.stone = stone.Number
		if !m.looksOn() && (stone.Victim == m.Name || stone.Victim != "" && stone.Name == m.Name) {
			return // told already
		}
		m.tell(milestone(stone, m.playing()))
	}
}

// note takes one notice. What weighs little is told only where the last row
// has nothing else to say.
func (m *model) note(n game.Notice) {
	switch n.Kind {
	case game.Refused:
		m.refused(n)
	case game.Planted:
		m.scene.planted = true
		m.tell(noticed(n))
	case game.Chopped:
		m.chopped = m.now
		m.tell(noticed(n))
	case game.Stung, game.Collapsed:
		m.stung(n)
	case game.Mended:
		m.scene.mended = true
		m.murmur(noticed(n))
	case game.Bitten, game.Fed:
		m.murmur(noticed(n))
	case game.Returned:
		m.returned(n.Away)
	case game.Remembered:
		m.remembered(n.Placed)
	case game.Said:
		m.hearAdmin(n.Text)
	case game.Whispered, game.Whispering, game.Unheard, game.Decreed, game.Refuted, game.CrownedYou, game.Dethroned, game.Watched:
		m.overhear(n)
	default:
		m.tell(noticed(n))
	}
}

// refused tells why something was not done, and shows the cell in the way.
func (m *model) refused(n game.Notice) {
	switch n.Verdict {
	case game.Early, game.Limited: // the stride holds back; it goes on
		return
	case game.Tree, game.Rim, game.Walker, game.Bacteria, game.Glade:
		m.point(n.Where)
	case game.NoTree:
		if !m.chopped.IsZero() && m.now.Sub(m.chopped) < stillChopping {
			return // the key is held; the tree just fell
		}
	}
	m.tell(noticed(n))
}

// stillChopping is how long strokes after a tree's fall are meant for it.
const stillChopping = time.Second

// stung ends a run, and shows where the player stood.
func (m *model) stung(n game.Notice) {
	m.stride.halt()
	m.tell(noticed(n))
	if n.Kind == game.Collapsed {
		m.stride.stop()
		m.scene.fell = true
		return
	}
	m.scene.stung = true
	m.point(m.echo.At)
}

// murmur tells something unless the last row is taken by a message or a hint.
func (m *model) murmur(w words) {
	if !m.told.ahead(m.now) && !m.hints.stand() {
		m.tell(w)
	}
}

// What those are called who have no name.
const (
	wildCell = "a wild cell"
	someBot  = "A bot"
)

// noticed says a notice in words.
func noticed(n game.Notice) words {
	switch n.Kind {
	case game.Refused:
		return refusal(n)
	case game.Planted:
		return say(fmt.Sprintf("Planted: %s. %s left.", n.Pattern, count(int(n.Spores), "spore")))
	case game.Chopped:
		return say("The tree fell. You have " + count(int(n.Spores), "spore") + ".")
	case game.Stung:
		by := "Stung by " + first(n.Name, wildCell)
		return words{fmt.Sprintf("%s: %s left.", by, count(int(n.Hearts), "heart")), by + "."}
	case game.Collapsed:
		return words{"You fell, stung by " + first(n.Name, wildCell) + ": half your spores are gone.", "You fell: half your spores are gone."}
	case game.Mended:
		return say("A heart mended: you have " + fmt.Sprint(n.Hearts) + ".")
	case game.Felled:
		return words{n.Name + " fell to a cell of yours.", "You felled " + n.Name + "."}
	case game.Bitten:
		by := first(n.Name, someBot)
		return words{by + " eats from your colony.", "Bitten by " + by + "."}
	}
	return say(fmt.Sprintf("+1 spore: you have %d.", n.Spores))
}

// refusal says why something was not planted or chopped.
func refusal(n game.Notice) words {
	switch n.Verdict {
	case game.Poor:
		needs := fmt.Sprintf("eeds %s, you have %d.", count(rules.Cost(n.Pattern), "spore"), n.Spores)
		return words{fmt.Sprintf("%s n%s", n.Pattern, needs), "N" + needs}
	case game.NoTree:
		return say("There is no tree ahead to chop.")
	case game.Ended:
		return wordsEnded
	case game.Glade:
		return say("No trees in the glade.")
	case game.Tree, game.Rim, game.Walker, game.Bacteria:
		return inTheWay(n.Verdict, first(n.Name, someBot))
	}
	return say("That cannot be done.")
}

// milestone says what everybody hears of.
func milestone(s game.Milestone, me string) words {
	switch {
	case s.Victim != "":
		return words{s.Name + " felled " + s.Victim + ".", s.Victim + " fell."}
	case s.Name == me:
		return say(fmt.Sprintf("Your colony passed %d.", s.Cells))
	}
	return words{
		fmt.Sprintf("%s's colony passed %d.", s.Name, s.Cells),
		fmt.Sprintf("%s passed %d.", s.Name, s.Cells),
	}
}

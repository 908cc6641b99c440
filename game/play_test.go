package game

import (
	"slices"
	"time"
)

// script is random bytes read as commands: what to do, who, and how long
// after the command before.
type script []byte

const scriptStep = 3 // bytes a command

func (s script) len() int { return len(s) / scriptStep }

// play applies command i of the script.
func (s script) play(p *played, i int) Outcome {
	b := s[i*scriptStep : (i+1)*scriptStep]
	p.at += Stamp(b[2]&63) - 3 // a little backwards at times
	if b[2] == 255 {
		p.at += 30_000
	}
	c := Command{At: p.at, Dir: Dir(b[0] >> 6)}
	if len(p.ids) > 0 {
		c.Walker = p.ids[int(b[1])%len(p.ids)]
	}
	switch b[0] & 31 {
	case 0:
		c.Op, c.Kind = OpEnter, Player
		c.Name, c.Look = string('a'+rune(b[1]&3)), Look{Glyph: b[1], Colour: b[2]}
	case 1:
		c.Op, c.Kind, c.Look = OpEnter, Bot, Look{Glyph: b[1]}
	case 2:
		c.Op = OpLeave
	case 3:
		c.Op = OpStir
	case 4, 5, 6, 7:
		c.Op = OpAdvance
	case 8, 9, 10, 11, 12:
		c.Op, c.Pattern = OpPlant, Pattern(b[2]%10)
	case 13, 14, 15, 16:
		c.Op = OpChop
	case 17, 18:
		c.Op, c.Kind = OpEnter, Player
		c.Account = "key" + string('0'+rune(b[1]&3))
		c.Name = c.Account
	case 19:
		c.Op = OpAway
	case 20:
		c.Op, c.Name, c.Look = OpDress, string('a'+rune(b[1]&3)), Look{Colour: b[2]}
	default:
		c.Op = OpStep
	}
	out := p.Apply(c)
	if c.Op == OpChop { // a tree takes three strokes of the same player
		p.at += 20
		for range 2 {
			c.At += 10
			out = p.Apply(c)
		}
	}
	if c.Op == OpEnter && out.Verdict == Done {
		p.ids = append(p.ids, out.Walker)
	}
	return out
}

// played is a world that a script is played in. It remembers the ids of all
// who ever entered, so that stale ones are used too.
type played struct {
	*World
	ids []WalkerID
	at  Stamp
}

// newPlayed starts in a world of four chunks that are not whole.
func newPlayed(seed uint64) *played {
	cfg := DefaultConfig()
	cfg.Width, cfg.Height, cfg.Trees, cfg.Seed = 90, 70, 20, seed
	cfg.ClumpMin, cfg.ClumpMax, cfg.Reach = 5, 30, 50
	// What takes long takes little here, so that it happens.
	cfg.Generations, cfg.Elsewhere, cfg.Dry = 20, 50, 7
	cfg.MealShield, cfg.StingShield, cfg.EnterShield = 10*time.Millisecond, 100*time.Millisecond, 100*time.Millisecond
	cfg.Spores, cfg.Digestion, cfg.Stroke = 40, 20*time.Millisecond, 10*time.Millisecond
	cfg.Wither, cfg.Regrow, cfg.PrizeEvery = 2*time.Second, time.Second, time.Second
	cfg.Absence = 40 * time.Second
	cfg.Count, cfg.BotFar, cfg.BotAlone, cfg.Mend = time.Second, 20, 2*time.Second, 500*time.Millisecond
	w, err := NewWorld(cfg)
	if err != nil {
		panic(err)
	}
	return &played{World: w}
}

// newCramped starts in the smallest world, nearly full of walkers.
func newCramped(seed uint64) *played {
	cfg := sized(16, 16)
	cfg.Seed = seed
	p := &played{World: bareWorld(cfg)}
	for range 240 {
		p.ids = append(p.ids, p.Enter(0, Bot, "", Look{}).Walker)
	}
	return p
}

// restored continues in another world what p began.
func (p *played) restored(w *World) *played {
	return &played{World: w, ids: slices.Clone(p.ids), at: p.at}
}

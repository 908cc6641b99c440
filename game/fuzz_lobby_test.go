package game

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// FuzzLobby has players of a few worlds do whatever they can do in a lobby. All
// that belongs to a world bears its name: its players, their accounts, what is
// said, and how many bots it has. Nothing of it may ever show in another one.
func FuzzLobby(f *testing.F) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 6 {
		data := make([]byte, 600)
		for i := range data {
			data[i] = byte(random.Uint32())
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		synctest.Test(t, func(t *testing.T) { fuzzLobby(t, data[:min(len(data), 2000)]) })
	})
}

// fuzzed are the names of the worlds; none is the beginning of another.
var fuzzed = [...]string{Meadow, "alder", "birch", "cedar"}

// playground is a lobby that is played by bytes.
type playground struct {
	*testing.T
	lobby   *Lobby
	clients [len(fuzzed)][3]*Client
	said    int
}

func fuzzLobby(t *testing.T, data []byte) {
	cfg := sized(32, 32)
	cfg.Sleep, cfg.Close = 10*time.Second, 30*time.Second
	customs := &customs{shelf: newShelf(), t: t}
	p := &playground{T: t, lobby: manyWorlds(t, LobbyConfig{Meadow: cfg, Keeper: customs, Herder: &drovers{}})}
	stop := runs(t, p.lobby)
	for ; len(data) >= 3 && !t.Failed(); data = data[3:] {
		p.play(data[0], int(data[1])%len(fuzzed), data[2])
		p.check()
	}
	stop()
	customs.check()
}

// play does one command in a world: which of its players does it, and how, is in
// arg.
func (p *playground) play(op byte, world int, arg byte) {
	name, of := fuzzed[world], int(arg)%3
	switch op % 16 {
	case 0:
		p.found(name)
	case 1, 2, 3:
		p.enter(world, of, arg&64 != 0, arg&32 != 0)
	case 4:
		if arg < 40 {
			_ = p.lobby.CloseWorld(name, denied("%s is closed by who looks after it", name))
		}
	case 5:
		time.Sleep(time.Duration(arg) * 100 * time.Millisecond)
	case 6:
		time.Sleep(time.Duration(arg) * time.Millisecond)
	default:
		if c := p.clients[world][of]; c != nil {
			p.act(c, op%16, arg, name, world, of)
		}
	}
	settle()
}

func (p *playground) found(name string) {
	c := lab(name)
	c.Founder, c.Crown.Name, c.Motd, c.Bots = "key of "+name, name+"-0", "welcome to "+name, fmt.Sprint(botsOf(name))
	c.Generations = 4
	if err := p.lobby.Found(p.Context(), c); err != nil && name != Meadow && !strings.Contains(err.Error(), name) {
		p.Errorf("founding %s: %v", name, err)
	}
}

// botsOf is how many bots a world has; after a fall those of before wait beside
// them.
func botsOf(name string) int {
	return map[string]int{Meadow: 0, "alder": 5, "birch": 7, "cedar": 11}[name]
}

func (p *playground) enter(world, of int, guest, watch bool) {
	name := fuzzed[world]
	j := Join{Name: fmt.Sprintf("%s-%d", name, of), Frames: true, Watch: watch, Look: Look{Glyph: uint8(world)}}
	if !guest {
		j.Account = "key of " + j.Name
	}
	c, err := p.lobby.Enter(p.Context(), name, j)
	if err != nil {
		return
	}
	c.Watch(Rect{Max: Point{32, 32}})
	p.clients[world][of] = c
}

func (p *playground) act(c *Client, op, arg byte, name string, world, of int) {
	p.said++
	other := fmt.Sprintf("%s-%d", fuzzed[arg%4], arg/4%3)
	text := fmt.Sprintf("%s said %d", name, p.said)
	switch op {
	case 7, 8:
		c.Step(Dir(arg % 4))
	case 9:
		c.Plant(Pattern(arg%7 + 1))
	case 10:
		c.Speak(Speech{Kind: SpeechKind(arg / 16 % 2), Text: text})
	case 11:
		c.Speak(Speech{Kind: Whisper, To: other, Text: text})
	case 12:
		c.Decree(Decree{Kind: DecreeKind(arg % decrees), Name: other, Account: "key of " + name + "-" + other[len(other)-1:], Text: fmt.Sprint(botsOf(name))})
	case 13:
		c.Leave()
		p.clients[world][of] = nil
	case 14:
		c.Drop()
		p.clients[world][of] = nil
	case 15:
		if arg < 100 {
			fall(c)
		} else {
			c.Gaze(c.Walker() + WalkerID(arg%3))
		}
	}
}

// check looks at all that can be seen of each world.
func (p *playground) check() {
	for _, w := range p.lobby.List() {
		if (w.Charter == nil) != (w.Name == Meadow) || w.Charter != nil && (w.Charter.Name != w.Name || w.Charter.Founder != "key of "+w.Name) {
			p.Errorf("%s has the charter %+v", w.Name, w.Charter)
		}
		if w.Frame != nil {
			p.checkFrame(w.Name, w.Frame)
		}
	}
	for world, clients := range p.clients {
		for _, c := range clients {
			if c != nil {
				p.checkClient(fuzzed[world], c)
			}
		}
	}
}

// foreign tells whether a text names another world than its own.
func foreign(world, text string) bool {
	for _, w := range fuzzed {
		if w != world && strings.Contains(text, w) {
			return true
		}
	}
	return false
}

func (p *playground) checkFrame(world string, f *Frame) {
	if f.Bots != 0 && (world == Meadow || f.Bots%botsOf(world) != 0) {
		p.Errorf("%s has %d bots", world, f.Bots)
	}
	for _, m := range f.Players {
		if foreign(world, m.Name) {
			p.Errorf("%s is in %s", m.Name, world)
		}
	}
	for _, line := range f.Talk {
		if foreign(world, line.Name+line.Text) {
			p.Errorf("in %s everybody reads %+v", world, line)
		}
	}
	if foreign(world, f.Milestone.Name+f.Milestone.Victim) {
		p.Errorf("in %s there is the milestone %+v", world, f.Milestone)
	}
}

func (p *playground) checkClient(world string, c *Client) {
	p.checkFrame(world, c.Frame())
	if why := c.Why(); why != nil && foreign(world, why.Error()) {
		p.Errorf("who was in %s is over: %v", world, why)
	}
	for {
		n, ok := c.Notice()
		if !ok {
			return
		}
		asked := n.Kind == Refuted || n.Kind == Unheard || n.Kind == Decreed // in their own words
		if !asked && foreign(world, n.Name+n.Text) {
			p.Errorf("in %s somebody is told %+v", world, n)
		}
	}
}

// customs is a shelf that looks at what is put on it.
type customs struct {
	*shelf
	t  *testing.T
	mu sync.Mutex
}

func (c *customs) Save(world string, s *Snapshot) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range s.players {
		c.belongs(world, s.players[i].name)
	}
	for i := range s.colonies {
		c.belongs(world, s.colonies[i].account)
	}
	for i := range s.absences {
		c.belongs(world, s.absences[i].account+s.absences[i].name)
	}
	return c.shelf.Save(world, s)
}

func (c *customs) Charter(charter Charter) error {
	c.belongs(charter.Name, charter.Founder)
	return c.shelf.Charter(charter)
}

func (c *customs) Record(world string, batch []Result) error {
	for _, r := range batch {
		c.belongs(world, r.Account)
	}
	return c.shelf.Record(world, batch)
}

func (c *customs) belongs(world, what string) {
	if foreign(world, what) {
		c.t.Errorf("of %s is kept: %s", world, what)
	}
}

// check looks at all that is kept in the end.
func (c *customs) check() {
	for world, results := range c.results {
		for account := range results {
			c.belongs(world, account)
		}
	}
}

package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
	"thicket/tui/screen"
)

func TestSlashSpeech(t *testing.T) {
	m, c := enthroned(t)
	m.chat.replyTo = "moss"
	for _, x := range []struct {
		line string
		want game.Speech
	}{
		{"hello  there", game.Speech{Text: "hello  there"}},
		{"//help me", game.Speech{Text: "/help me"}},
		{"/me waves", game.Speech{Kind: game.Emote, Text: "waves"}},
		{"/ME waves", game.Speech{Kind: game.Emote, Text: "waves"}},
		{"/msg fern  psst you", game.Speech{Kind: game.Whisper, To: "fern", Text: "psst you"}},
		{"/w fern psst", game.Speech{Kind: game.Whisper, To: "fern", Text: "psst"}},
		{"/r yes", game.Speech{Kind: game.Whisper, To: "moss", Text: "yes"}},
		{"/msg fern " + strings.Repeat("x", 300), game.Speech{Kind: game.Whisper, To: "fern", Text: strings.Repeat("x", 140)}},
	} {
		c.said = nil
		if got := m.writes(x.line); got != "" || !slices.Equal(c.said, []game.Speech{x.want}) {
			t.Errorf("%.40q says %+v and tells %q", x.line, c.said, got)
		}
	}
	c.full = true
	if got := m.writes("hello"); got != wordsUndone.long || m.chat.writing.String() != "hello" {
		t.Errorf("a full forest is told as %q, and %q is left to write", got, m.chat.writing.String())
	}
}

func TestSlashErrors(t *testing.T) {
	m, c := enthroned(t)
	for line, want := range map[string]string{
		"/dance":         "There is no /dance. /help lists what there is.",
		"/":              "There is no /. /help lists what there is.",
		"/help me":       "Write /help, and no more.",
		"/me":            "Write /me TEXT.",
		"/msg fern":      "Write /msg NAME TEXT.",
		"/w":             "Write /w NAME TEXT.",
		"/r hi":          "Nobody has whispered to you.",
		"/mute a b":      "Write /mute [NAME], and no more.",
		"/mute nobody":   "Nobody here is called nobody.",
		"/mute OTTER":    "That is you.",
		"/kick":          "Write /kick NAME.",
		"/kick two more": "Write /kick NAME, and no more.",
		"/bots":          "Write /bots SPEC, such as /bots graze=6.",
		"/bots many":     "No: a world of 30000 cells has at most 468 bots.",
		"/invite nobody": "nobody: nobody here is called so, and no key bears that name.",
		"/abdicate now":  "Write /abdicate, and no more.",
	} {
		if got := m.writes(line); got != want {
			t.Errorf("%q is answered by %q, not %q", line, got, want)
		}
	}
	c.frame.Charter = nil
	for _, line := range []string{"/kick fern", "/crown", "/crown fern", "/motd hello", "/abdicate", "/bots"} {
		if got := m.writes(line); got != wordsCrownless.long {
			t.Errorf("in the meadow %q is answered by %q", line, got)
		}
	}
	m.fallen = true
	if got := m.writes("hello"); got != wordsUnsaid.long {
		t.Errorf("while there is no world: %q", got)
	}
	if len(c.said)+len(c.decrees) != 0 {
		t.Errorf("said is %+v, decreed %+v", c.said, c.decrees)
	}
}

func TestSlashDecrees(t *testing.T) {
	m, c := enthroned(t)
	for line, want := range map[string]game.Decree{
		"/kick Fern":       {Kind: game.Kick, Name: "Fern"},
		"/ban fern":        {Kind: game.Outlaw, Name: "fern"},
		"/ban gone":        {Kind: game.Outlaw, Name: "gone", Account: "key of gone"},
		"/unban gone":      {Kind: game.Pardon, Name: "gone"},
		"/motd be nice":    {Kind: game.Post, Text: "be nice"},
		"/motd":            {Kind: game.Post},
		"/bots wander=3":   {Kind: game.SetBots, Text: "wander=3,checked"},
		"/crown fern":      {Kind: game.HandOver, Name: "fern"},
		"/abdicate":        {Kind: game.Abdicate},
		"/invite fern":     {Kind: game.Invite, Name: "fern"},
		"/invite gone":     {Kind: game.Invite, Name: "gone", Account: "key of gone"},
		"/uninvite nobody": {Kind: game.Disinvite, Name: "nobody"},
		"/open":            {Kind: game.Open},
		"/private":         {Kind: game.Close},
	} {
		c.decrees = nil
		if got := m.writes(line); got != "" || !slices.Equal(c.decrees, []game.Decree{want}) {
			t.Errorf("%q decrees %+v and tells %q", line, c.decrees, got)
		}
	}
}

// Who goes elsewhere while a name is looked up decrees nothing there; where the
// world has only fallen meanwhile, it is done.
func TestDecreeDoesNotFollow(t *testing.T) {
	for _, c := range []struct {
		world  string
		fallen bool
		want   string
	}{{"elsewhere", false, wordsElsewhere.long}, {game.Meadow, true, wordsNotDone.long}, {game.Meadow, false, ""}} {
		m, before := enthroned(t)
		m.chat.writing.write("/ban gone")
		asked := m.submitLine()
		if got := m.writes("/invite gone"); got != wordsLooking.long {
			t.Errorf("a second question is answered by %q", got)
		}
		m.chat.log = nil
		next := &crier{herald: before.herald}
		m.place, m.World, m.fallen = next, c.world, c.fallen
		m.handle(asked().(accountMsg))
		if got := strings.Join(m.remarks(), ""); got != c.want || len(before.decrees) != 0 || (len(next.decrees) == 1) != (c.want == "") || m.chat.asking {
			t.Errorf("%+v: decreed are %+v, %+v, said is %q", c, before.decrees, next.decrees, got)
		}
	}
}

func TestWhoIsHere(t *testing.T) {
	m, c := enthroned(t)
	for line, want := range map[string]string{
		"/who":   "Here, longest first: otter (crown), Fern, reed (away), moss (guest).",
		"/crown": "otter wears the crown. In line: Fern.",
	} {
		if got := m.writes(line); got != want {
			t.Errorf("%q is answered by %q", line, got)
		}
	}
	c.frame.Players = c.frame.Players[:2]
	if got := m.writes("/crown"); got != "otter wears the crown, and is not here. Nobody is in line." {
		t.Errorf("when they are away: %q", got)
	}
	for i := range 100 {
		c.frame.Players = append(c.frame.Players, game.PlayerMark{Score: game.Score{Name: fmt.Sprint("p", i)}})
	}
	if got := m.writes("/who"); !strings.HasSuffix(got, " and 62 more.") {
		t.Errorf("of many it says %q", got)
	}
}

// The help is whole on every screen, in pages; the crown's commands are for who
// wears it.
func TestSlashHelp(t *testing.T) {
	for _, size := range goldenSizes {
		for _, crown := range []bool{false, true} {
			m, c := enthroned(t)
			c.frame.Players[3].Crown = crown
			m.handle(size)
			m.writes("/help")
			var all string
			for len(m.chat.pages) > 0 {
				page := m.chat.pages[0]
				if len(page) > size.Height-2 || screen.TextWidth(page[0]) > size.Width {
					t.Errorf("%v: a page has %d rows of %d columns", size, len(page), screen.TextWidth(page[0]))
				}
				all += strings.Join(page, "\n") + "\n"
				m.compose()
				m.pressChat(pressed("x"))
			}
			for _, s := range slashes() {
				if want := s.does != "" && (crown || !s.crown); strings.Contains(all, "|"+s.usage()+" ") != want || want && !strings.Contains(all, s.does) {
					t.Errorf("%v, crown %v: %s is listed or not, as it should not be:\n%s", size, crown, s.usage(), all)
				}
			}
			if m.chat.writing.String() != "" || !strings.Contains(all, "//TEXT") {
				t.Error("the key that closes it is text, or something is missing")
			}
		}
	}
}

// pressed is a key by its name.
func pressed(name string) tea.KeyPressMsg {
	if code := map[string]rune{"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "up": tea.KeyUp, "down": tea.KeyDown, "esc": tea.KeyEscape}[name]; code != 0 {
		return tea.KeyPressMsg{Code: code}
	}
	return tea.KeyPressMsg{Text: name}
}

// Nobody mutes without end.
func TestMutesAreBounded(t *testing.T) {
	m, c := enthroned(t)
	for i := range 2 * mostMutes {
		c.frame.Players = append(c.frame.Players, game.PlayerMark{Walker: 1000, Voice: uint64(1 + i), Score: game.Score{Name: fmt.Sprint("p", i)}})
		m.writes(fmt.Sprint("/mute p", i))
	}
	if n := len(m.chat.mutes); n != mostMutes {
		t.Errorf("%d are muted", n)
	}
}

// A disk that does not answer is told of, and asked once at a time.
func TestSlowAccount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _ := enthroned(t)
		m.Worlds = slow{}
		m.chat.writing.write("/ban gone")
		if msg := m.submitLine()().(accountMsg); !errors.Is(msg.err, errSlow) {
			t.Errorf("a slow disk is told as %v", msg.err)
		}
	})
}

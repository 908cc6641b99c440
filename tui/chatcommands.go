package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"thicket/game"
	"thicket/tui/screen"
)

// slash is a command of the chat.
type slash struct {
	name  string // without the slash
	takes takes
	does  string // in few words, "" of another name for one
	crown bool   // it is of who wears the crown
	do    func(m *model, name, text string) tea.Cmd
}

// takes is what follows on a command.
type takes uint8

// What commands take.
const (
	noArgument takes = iota
	maybeName
	oneName
	nameAndText
	someText
	anyText // it may be empty
	someBots
)

// takesNames say it in usages.
var takesNames = [...]string{maybeName: "[NAME]", oneName: "NAME", nameAndText: "NAME TEXT", someText: "TEXT", anyText: "TEXT", someBots: "SPEC"}

// slashes are all commands, in the order of the help.
func slashes() []slash {
	return []slash{
		{"help", noArgument, "lists all commands", false, (*model).slashHelp},
		{"me", someText, "says what you do", false, (*model).slashMe},
		{"who", noArgument, "who is here", false, (*model).slashWho},
		{"msg", nameAndText, "whispers; also /w", false, (*model).slashWhisper},
		{"w", nameAndText, "", false, (*model).slashWhisper},
		{"r", someText, "answers a whisper", false, (*model).slashReply},
		{"mute", maybeName, "hides them, or not", false, (*model).slashMute},
		{"bell", noArgument, "for whispers: on, off", false, (*model).slashBell},
		{"crown", maybeName, "who wears it; to NAME", false, (*model).slashCrown},
		{"kick", oneName, "sends them away", true, decrees(game.Kick)},
		{"ban", oneName, "keeps them out", true, knowing(game.Outlaw)},
		{"unban", oneName, "lets them in again", true, decrees(game.Pardon)},
		{"motd", anyText, "message of the day", true, decrees(game.Post)},
		{"bots", someBots, "changes the bots", true, (*model).slashBots},
		{"abdicate", noArgument, "lays the crown down", true, decrees(game.Abdicate)},
		{"invite", oneName, "to a private world", true, knowing(game.Invite)},
		{"uninvite", oneName, "takes that back", true, decrees(game.Disinvite)},
		{"open", noArgument, "all may come in", true, decrees(game.Open)},
		{"private", noArgument, "only who is invited", true, decrees(game.Close)},
	}
}

// usage is how a command is written.
func (s *slash) usage() string {
	return strings.TrimSpace("/" + s.name + " " + takesNames[s.takes%takes(len(takesNames))])
}

// wants says how a command is written when something else follows on it.
func (s *slash) wants(rest string) words {
	switch {
	case s.takes == someBots:
		return words{"Write " + s.usage() + ", such as /bots graze=6.", "Write it as in /bots graze=6."}
	case s.takes <= oneName && strings.TrimSpace(rest) != "":
		return say("Write " + s.usage() + ", and no more.")
	}
	return say("Write " + s.usage() + ".")
}

// reads splits what follows on a command, and tells whether it is what the
// command takes.
func (t takes) reads(rest string) (name, text string, ok bool) {
	first, more, _ := strings.Cut(rest, " ")
	more = strings.TrimSpace(more)
	switch t {
	case noArgument:
		return "", "", rest == ""
	case maybeName:
		return first, "", more == ""
	case oneName:
		return first, "", first != "" && more == ""
	case nameAndText:
		return first, more, first != "" && more != ""
	case someText, someBots:
		return "", rest, rest != ""
	}
	return "", rest, true
}

// command does what a command says, or tells how it is written.
func (m *model) command(text string) tea.Cmd {
	word, rest, _ := strings.Cut(text, " ")
	for _, s := range slashes() {
		if !strings.EqualFold(word, s.name) {
			continue
		}
		name, text, ok := s.takes.reads(strings.TrimSpace(rest))
		switch {
		case s.crown && m.place.Frame().Charter == nil:
			m.inform(wordsCrownless)
			return nil
		case !ok:
			m.inform(s.wants(rest))
			return nil
		}
		m.chat.writing.clear()
		return s.do(m, name, text)
	}
	unknown := "There is no /" + cut(word, mostWhy)
	m.inform(words{unknown + ". /help lists what there is.", "No such command. /help lists all."})
	return nil
}

func (m *model) slashMe(_, text string) tea.Cmd {
	return m.speak(game.Speech{Kind: game.Emote, Text: text})
}

func (m *model) slashWhisper(name, text string) tea.Cmd {
	return m.speak(game.Speech{Kind: game.Whisper, To: screen.Clean(name, game.MostSaid), Text: text})
}

func (m *model) slashReply(_, text string) tea.Cmd {
	if m.chat.replyTo == "" {
		m.inform(wordsNoReply)
		return nil
	}
	return m.speak(game.Speech{Kind: game.Whisper, To: m.chat.replyTo, Text: text})
}

// slashHelp lays the commands over the world, on pages if they are many. Those
// of the crown are for who wears it, and for admins.
func (m *model) slashHelp(_, _ string) tea.Cmd {
	me, _ := m.place.Frame().Player(m.place.Walker())
	var rows []string
	for _, s := range slashes() {
		if s.does != "" && (me.Crown || m.Admin || !s.crown) {
			rows = append(rows, padded(s.usage(), helpColumn)+s.does)
		}
		if s.name == "crown" {
			rows = append(rows, padded("//TEXT", helpColumn)+"says /TEXT")
		}
	}
	m.chat.pages = paged(rows, m.Size.Height-4)
	return nil
}

const helpColumn = 16 // where it says what a command does

// paged are rows in boxes of so many.
func paged(rows []string, most int) (pages [][]string) {
	n := (len(rows) + most - 1) / most
	for i := range n {
		title := "Chat"
		if n > 1 {
			title = fmt.Sprintf("Chat: %d of %d, any key goes on", i+1, n)
		}
		pages = append(pages, framed(title, rows[i*most:min((i+1)*most, len(rows))], helpWidth))
	}
	return pages
}

// slashBell turns the bell on or off, for good.
func (m *model) slashBell(_, _ string) tea.Cmd {
	m.Quiet = !m.Quiet
	now := wordsBell
	if m.Quiet {
		now = wordsNoBell
	}
	m.inform(now)
	m.later(&m.glyphsDue, glyphsAfter) // with what else is small
	return nil
}

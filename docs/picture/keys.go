package main

import (
	"fmt"
	"strconv"
	"strings"

	"thicket/sshd/sshtest"
)

var keyNames = map[string]string{
	"up": sshtest.Up, "down": sshtest.Down, "left": sshtest.Left, "right": sshtest.Right,
	"shift+up": sshtest.ShiftUp, "shift+down": sshtest.ShiftDown,
	"shift+left": sshtest.ShiftLeft, "shift+right": sshtest.ShiftRight,
	"space": sshtest.Space, "enter": sshtest.Enter, "tab": sshtest.Tab,
	"esc": sshtest.Esc, "backspace": sshtest.Backspace, "ctrl+c": sshtest.CtrlC,
}

// keys is what the terminal sends, one string per key; written in words.
type keys struct{ sent []string }

// UnmarshalText reads words, see the flag's help.
func (k *keys) UnmarshalText(words []byte) error {
	k.sent = nil
	for _, word := range strings.Fields(string(words)) {
		name, count, repeated := strings.Cut(word, "*")
		times := 1
		if repeated {
			n, err := strconv.Atoi(count)
			if err != nil || n < 1 || n > 1000 {
				return fmt.Errorf("%q should be a key and how often, like right*5, at most 1000", word)
			}
			times = n
		}
		for range times {
			k.sent = append(k.sent, spell(name)...)
		}
	}
	return nil
}

// spell gives a named key, or the letters of any other word.
func spell(word string) []string {
	if key, ok := keyNames[word]; ok {
		return []string{key}
	}
	return strings.Split(word, "")
}

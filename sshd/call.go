package sshd

import (
	"fmt"
	"strings"
	"unicode"
)

// UsageError is a mistake of who gave a command, in words fit for their eyes:
// it names what is wrong and what is allowed.
type UsageError struct{ Err error }

// Error is the mistake in words.
func (e *UsageError) Error() string { return e.Err.Error() }

// Unwrap is the error that found the mistake.
func (e *UsageError) Unwrap() error { return e.Err }

func misuse(format string, args ...any) error { return &UsageError{fmt.Errorf(format, args...)} }

// failure is why a command could not do its work, in words fit for the eyes of
// who gave it.
type failure string

func (f failure) Error() string { return string(f) }

func failed(format string, args ...any) error { return failure(fmt.Sprintf(format, args...)) }

// call is a command as somebody gave it.
type call struct {
	*verb
	what  string            // that stood behind the command: "otter" of "kick otter"
	whom  string            // that stood behind that: "otter" of "watch lab otter"
	flags map[string]string // that were given, without --json and --help
	json  bool
	help  bool // was asked for instead
	out   *answer
}

// parse reads a command line. There is no shell here, and the one that the
// client ran has eaten its quotes: words end at blanks, and what may have
// several words says where it ends.
func parse(line string, admin bool) (*call, error) {
	name, rest := cutWord(line)
	v, err := findVerb(name, admin)
	if err != nil {
		return nil, err
	}
	c := &call{verb: v, flags: map[string]string{}}
	if v.text {
		if words := strings.Fields(rest); len(words) > 0 && words[len(words)-1] == "--json" {
			c.json, rest = true, strings.TrimSuffix(strings.TrimSpace(rest), "--json")
		}
	}
	literal := false // after "--", nothing is a flag
	for strings.TrimSpace(rest) != "" {
		word, after := cutWord(rest)
		switch {
		case literal || !strings.HasPrefix(word, "--"):
			after, err = c.take(word, rest, after)
		case word == "--":
			literal = true
		default:
			after, err = c.takeFlag(word, after)
		}
		if err != nil {
			return c, err
		}
		rest = after
	}
	if c.what == "" && !c.help && v.takes != "" && !v.mayLack {
		return c, misuse("%s needs %s; its usage is: %s", v.name, v.takes, v.usage())
	}
	return c, nil
}

// cutWord is the first word of a line, and what follows it.
func cutWord(line string) (word, rest string) {
	line = strings.TrimLeftFunc(line, unicode.IsSpace)
	if i := strings.IndexFunc(line, unicode.IsSpace); i >= 0 {
		return line[:i], line[i:]
	}
	return line, ""
}

// take takes a word that is no flag, or all that follows if that is a text.
func (c *call) take(word, rest, after string) (string, error) {
	switch {
	case c.takes == "":
		return "", misuse("%s takes no \"%s\"; its usage is: %s", c.name, printable(word), c.usage())
	case c.text:
		c.what = rest
		return "", nil
	case c.what != "" && c.then != "" && c.whom == "":
		c.whom = word
		return after, nil
	case c.what != "":
		return "", misuse("\"%s\" is a word too many; the usage is: %s", printable(word), c.usage())
	}
	c.what = word
	return after, nil
}

func (c *call) takeFlag(word, after string) (string, error) {
	name, value, given := strings.Cut(word, "=")
	switch {
	case name == "--json" && c.play == nil, name == "--help":
		if given {
			return "", misuse("%s takes no value", name)
		}
		c.json, c.help = c.json || name == "--json", c.help || name == "--help"
		return after, nil
	}
	f := c.option(name)
	if f == nil {
		return "", misuse("%s has no flag \"%s\"; there are: %s", c.name, printable(name), c.flagNames())
	}
	if _, twice := c.flags[name]; twice {
		return "", misuse("%s is there twice", name)
	}
	switch {
	case f.value == "" && given:
		return "", misuse("%s takes no value", name)
	case f.text:
		value, after = untilFlag(value, after)
	case f.value != "" && !given:
		value, after = cutWord(after)
	}
	if f.value != "" && (value == "" || !given && strings.HasPrefix(value, "--")) {
		return "", misuse("%s needs a value: %s", name, f.about)
	}
	c.flags[name] = value
	return after, nil
}

// untilFlag is a text that goes on until a word looks like a flag.
func untilFlag(text, after string) (value, rest string) {
	for {
		word, next := cutWord(after)
		if word == "" || strings.HasPrefix(word, "--") {
			return strings.TrimSpace(text), after
		}
		text, after = text+" "+word, next
	}
}

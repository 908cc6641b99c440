package bots

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// MaxBots is how many bots one server may be asked for.
const MaxBots = 50_000_000

// Share is how many bots follow one strategy.
type Share struct {
	Strategy string
	Bots     int
}

// Spec is what a server is asked for, a swarm for each share.
type Spec []Share

// ParseSpec reads "wander=400,graze=60"; a bare number means wandering bots.
func ParseSpec(text string) (Spec, error) {
	var spec Spec
	total := 0
	for part := range strings.SplitSeq(text, ",") {
		name, number, found := strings.Cut(strings.TrimSpace(part), "=")
		if !found {
			name, number = "wander", name
		}
		if !slices.Contains(Strategies(), name) {
			return nil, fmt.Errorf("%q is no strategy, there is %s", name, strings.Join(Strategies(), ", "))
		}
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("%q is no number of bots, allowed are 0 to %d", number, MaxBots)
		}
		if slices.ContainsFunc(spec, func(s Share) bool { return s.Strategy == name }) {
			return nil, fmt.Errorf("%q is there twice", name)
		}
		if total += n; n > MaxBots || total > MaxBots {
			return nil, fmt.Errorf("%d bots are too many, allowed are 0 to %d", total, MaxBots)
		}
		spec = append(spec, Share{name, n})
	}
	return spec, nil
}

// Total is the number of bots in all shares.
func (s Spec) Total() int {
	n := 0
	for _, share := range s {
		n += share.Bots
	}
	return n
}

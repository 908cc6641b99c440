package push

import (
	"fmt"
	"strings"
)

const (
	notable = 0.25 // of the echo's p99
	waiting = 25.0 // ms: somebody else has the processor
	full    = 0.9  // of all cores
)

// bottleneck says whether the generator is the bottleneck itself, by its own lateness
// (p99 in ms: of keys from when they were due until they were written, and of timers) or
// because there is no processor left.
func bottleneck(load Load, late float64) (notes []string) {
	if load.Done > 0 && late > notable*load.P99 || late > waiting {
		notes = append(notes, fmt.Sprintf("the generator itself was late: p99 %.1f ms", late))
	}
	if cores := float64(cores()); load.Cores+load.Generator > full*cores {
		note := fmt.Sprintf("the cores, %.0f of them, are full", cores)
		if load.Generator > 0 {
			note += fmt.Sprintf(", the generator takes %.2f", load.Generator)
		}
		notes = append(notes, note)
	}
	return notes
}

// note says what has to be known of a load's figures: bottlenecks, and that a follower
// was wrong.
func (l *sessions) note(load Load, late float64) string {
	notes := bottleneck(load, late)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.differs != nil {
		notes = append(notes, l.differs.Error())
	}
	return strings.Join(notes, "; ")
}

package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A whisper reaches one player and rings, at most once a second and not for who
// wants no bell.
func TestWhispersRing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		otter, fern := two(t)
		moss := otter.forest.talks(t, "moss", nil)
		bells := func() int { return strings.Count(fern.written(), "\a") }
		otter.says(t, "/msg FERN psst")
		otter.mustSee(t, "You whisper to fern: psst")
		fern.mustSee(t, "otter whispers: psst")
		moss.mustNotSee(t, "otter whispers: psst")
		if n := bells(); n != 1 {
			t.Errorf("%d bells", n)
		}
		otter.says(t, "/w fern again")
		if n := bells(); n != 1 {
			t.Errorf("%d bells in one second", n)
		}
		fern.says(t, "/r yes?")
		otter.mustSee(t, "fern whispers: yes?")
		fern.says(t, "/bell")
		fern.mustSee(t, "No bell rings for whispers.")
		after(3 * time.Second)
		otter.says(t, "/w fern still there?")
		fern.mustSee(t, "otter whispers: still there?")
		if n := bells(); n != 1 {
			t.Errorf("%d bells, and none is wanted", n)
		}
		fern.says(t, "/bell")
		fern.mustSee(t, "The bell rings for whispers.")
		after(3 * time.Second)
		otter.says(t, "/w fern hey")
		if n := bells(); n != 2 {
			t.Errorf("%d bells", n)
		}
		if n := strings.Count(otter.written(), "\a"); n != 1 { // for the answer
			t.Errorf("%d bells ring for otter", n)
		}
		if strings.Contains(moss.written(), "\a") {
			t.Error("it rings elsewhere")
		}
	})
}

// Whether a bell rings is kept with the account.
func TestBellIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f, book := newForest(t, clearing(40, 30)), new(ledger)
		fern := f.talks(t, "fern", func(s *Settings) { book.serve(s) })
		fern.says(t, "/bell")
		after(2 * glyphsAfter)
		if asks := book.asks(); len(asks) != 1 || !asks[0].Quiet {
			t.Errorf("to be kept is %+v", asks)
		}
		otter := f.talks(t, "otter", nil)
		moss := f.talks(t, "moss", func(s *Settings) { s.Quiet = true })
		otter.says(t, "/w moss psst")
		if moss.mustSee(t, "otter whispers: psst"); strings.Contains(moss.written(), "\a") {
			t.Error("it rings for who never wanted it")
		}
	})
}

package sshd

import (
	"testing"
	"time"

	"thicket/game"
	"thicket/sshd/sshtest"
)

// A world that is closed is gone, and who was in it is in the meadow; no other
// notices.
func TestClose(t *testing.T) {
	r := founded(t, withChief)
	boss := caller{"boss", chief}
	otter := playsIn(t, r, "lab", sshtest.Options{User: "otter+lab", Signer: sshtest.KeyFromSeed(1)})
	fern := plays(t, r, sshtest.Options{User: "fern"})
	if text := boss.tells(t, r, "close", "lab", "--why", "spring", "\x1b[31mcleaning"); text != "Closed: lab\n" {
		t.Error(text)
	}
	if err := otter.WaitText(t.Context(), "n admin closed the world lab: spring [31mcleaning"); err != nil {
		t.Error(err)
	}
	stands(t, r, "otter", "meadow")
	eventually(t, "the lab is gone", func() bool { _, there := boss.worldList(t, r)["lab"]; return !there })
	contains(t, boss.refuses(t, r, exitFailed, "close", "lab"), `there is no world "lab"; there is: meadow`)
	contains(t, r.log.String(), `"msg":"an admin closed a world"`, `"by":"boss","key":"`+chief.Fingerprint()+`","world":"lab","why":"spring [31mcleaning"`)
	contains(t, boss.refuses(t, r, exitFailed, "close", "meadow"), "meadow")
	select {
	case <-fern.Over():
		t.Error("who is in the meadow was sent away")
	case <-time.After(50 * time.Millisecond):
	}

	found(t, r, game.Charter{Name: "lab", Founder: fingerprintOf(1), Crown: game.Subject{Name: "otter"}})
	if text := boss.tells(t, r, "close", "lab", "--json"); text != `{"world":"lab","why":""}`+"\n" {
		t.Error(text)
	}
}

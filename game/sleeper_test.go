package game

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// However many wake a world at once, all are in the same.
func TestWokenBySeveralAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &drovers{}
		l, stop := asleepLab(t, LobbyConfig{Herder: d})
		defer stop()
		var all sync.WaitGroup
		rooms := make(chan *Room, 20)
		for i := range 20 {
			all.Go(func() {
				c, err := l.Enter(t.Context(), "lab", keyed(fmt.Sprint("player", i)))
				if err != nil {
					t.Error(err)
					return
				}
				rooms <- c.room
			})
		}
		all.Wait()
		first := <-rooms
		for range 19 {
			if room := <-rooms; room != first {
				t.Fatal("two rooms of one world")
			}
		}
		time.Sleep(time.Second)
		if st, _ := l.Stats("lab"); st.Players != 20 || d.of("lab") != 1 {
			t.Errorf("%d players, %d herds", st.Players, d.of("lab"))
		}
	})
}

// Who enters in the moment in which a world falls asleep is in, or wakes it.
func TestEnteringWhileAWorldFallsAsleep(t *testing.T) {
	for early := range 40 {
		synctest.Test(t, func(t *testing.T) {
			l := manyWorlds(t, LobbyConfig{})
			defer runs(t, l)()
			founds(t, l, lab("lab"))
			time.Sleep(10*time.Minute - 100*time.Millisecond + time.Duration(early)*5*time.Millisecond)
			ada := visits(t, l, "lab", keyed("ada"))
			time.Sleep(time.Second)
			if ada.Why() != nil || sleeps(l, "lab") {
				t.Fatalf("after %d: why %v, sleeps %v", early, ada.Why(), sleeps(l, "lab"))
			}
			select {
			case <-ada.Done(): // their room fell asleep under them: they enter again
				ada = visits(t, l, "lab", keyed("ada"))
			default:
			}
			ada.Step(Left)
			settle()
			if ada.Echo().Seq != 1 {
				t.Fatal("nobody answers")
			}
		})
	}
}

// Who may not come in does not wake a world.
func TestWhoIsKeptOutWakesNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := manyWorlds(t, LobbyConfig{})
		defer runs(t, l)()
		c := lab("lab")
		c.Private = true
		founds(t, l, c)
		time.Sleep(11 * time.Minute)
		if _, err := l.Enter(t.Context(), "lab", keyed("eve")); err == nil || !sleeps(l, "lab") {
			t.Errorf("%v, it sleeps: %v", err, sleeps(l, "lab"))
		}
		visits(t, l, "lab", keyed("ada"))
	})
}

// Who comes before the lobby runs waits for a world that sleeps, as for others.
func TestEnteringASleeperBeforeRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		_, stop := asleepLab(t, LobbyConfig{Keeper: s})
		stop()
		time.Sleep(time.Hour)
		l := manyWorlds(t, LobbyConfig{Keeper: s})
		if !sleeps(l, "lab") {
			t.Fatal("it does not sleep")
		}
		in := make(chan error, 1)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		go func() {
			_, err := l.Enter(ctx, "lab", keyed("ada"))
			in <- err
		}()
		settle()
		defer runs(t, l)()
		if err := <-in; err != nil {
			t.Error(err)
		}
	})
}

// Package tui is what a player sees and types: one session for each client.
//
// It is a Bubble Tea program without Bubble Tea's renderer and reader: keys
// come through a filter of our own, and package screen paints cells.
//
//	client's bytes -> reader: filter, decoder -> Program.Send
//	  -> model.Update -> Place.Step
//	Join.Wake, and Join.News by way of the Gate
//	  -> painter: model.Update, model.paint -> client
//
// # Goroutines of a session
//
//	program   has the model handle keys and what commands bring
//	reader    reads what is typed; ends when the terminal is closed
//	painter   has the model look at the world and paint; the only one that may block
//	          on its client; paces the paints
//	pinger    waits for the client's answers for the painter
//	follower  holds the Place, goes to others, gives it back at the end; hands on the
//	          client's new sizes
//
// The model and the screen belong to whoever has the turn (a lock), and that is for
// as long as one message takes: nobody waits for client or world meanwhile. A frame
// is the painter's alone, one wake-up from the room to the client.
//
// Each recovers: a panic ends its session and nothing else. Run waits for
// painter and follower; reader and pinger end when the caller closes the terminal
// after Run.
//
// Who looks on has a Place without a walker: nothing of a player is drawn, and no
// key of theirs acts. Whom they see is chosen by them or by the director, who looks
// at frames twice a second; the world is told of each whom a session watches, so
// that they see it.
//
// What may wait for a disk (keeping a profile, reading rankings, asking whose key
// bears a name) or for a world that is made (founding) is an errand: a tea.Cmd in a
// goroutine of its own, for 5 s at most and no longer than the session, which does
// not wait for it. Of profiles one is kept at a time, of rankings one read, and of
// names one looked up. What is not kept when the session ends is kept then, within
// 2 s, before Run returns.
//
// # From world to world
//
// Only the follower enters and leaves worlds. The model asks it for another one by
// a channel that holds one wish; while a wish is not answered there is no other.
// The follower enters the new world, for 5 s at most, before it leaves the old one:
// who is not let in stays where they are, and hears why. Who is sent away (a game.Denied), or whose world is gone, is
// brought to the meadow, and the lobby says why; where that cannot be the session
// ends with the reason.
//
// A room's run that ends when its round was over is no fall: everybody enters the
// next round anew.
//
// # The end
//
// The follower gives the Place back: with Leave if the player left by a key or
// was sent away (ErrSent), else with Drop, so that their walker may wait for
// them. A Place that is over is not given back, and why it is over is what the
// client is told.
//
// # Paints
//
// Who has something to show pokes the painter, as the world does for an echo: several
// pokes become one. While the painter writes nothing is composed; then the newest state
// is: newest wins, and nothing queues. While an answer of the client is late it
// composes nothing either, so on a slow line at most one paint is on its way.
//
// All sessions of a process paint the world through one Gate, as many at a time as
// there are processors: the others stand in line. Answers to keys go past it. So when
// there is more to paint than the processors can, frames get fewer, for everybody
// alike, and answers stay quick.
//
// What stands on the screen for a while (messages, hints) is over when the one
// alarm of the session rings, which pokes the painter too.
package tui

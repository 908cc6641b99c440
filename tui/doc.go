// Package tui is what a player sees and types: one session for each client.
//
// It is a Bubble Tea program without Bubble Tea's renderer and reader: keys
// come through a filter of our own, and package screen paints cells.
//
//	client's bytes -> reader: filter, decoder -> Program.Send
//	  -> model.Update -> Place.Step
//	Place.Wake -> follower -> Program.Send
//	  -> model.Update: compose, paint -> writer -> client
//
// # Goroutines of a session
//
//	program   owns the model and the screen; never blocks on client or world
//	reader    reads what is typed; ends when the terminal is closed
//	writer    the only one that may block on its client; writes paints, paces them
//	pinger    waits for the client's answers for the writer
//	follower  waits for the world; holds the Place, goes to others, gives it back at the end
//	resizer   hands on the client's new sizes
//
// Each recovers: a panic ends its session and nothing else. Run waits for
// writer, follower and resizer; reader and pinger end when the caller closes
// the terminal after Run.
//
// Who looks on has a Place without a walker: nothing of a player is drawn, and no
// key of theirs acts. Whom they see is chosen by them or by the director, who looks
// at frames twice a second; the world is told of each whom a session watches, so
// that they see it.
//
// What may wait for a disk (keeping a profile, reading rankings, asking whose key
// bears a name) or for a world
// that is made (founding) is an errand: a
// tea.Cmd in a goroutine of its own, for 5 s at most and no longer than the
// session, which does not wait for it. Of profiles one is kept at a time, and of
// rankings one read. What is not kept when the session ends is kept then, within
// 2 s, before Run returns.
//
// # From world to world
//
// Only the follower enters and leaves worlds. The model asks it for another one by
// a channel that holds one wish; while a wish is not answered there is no other.
// The follower enters the new world, for 5 s at most, before it leaves the old one:
// who is not let in stays where they are, and hears why. Meanwhile it tells nothing
// of the old world. Who is sent away (a game.Denied), or whose world is gone, is
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
// There is one paint buffer. While the writer has it nothing is composed;
// when it comes back the newest state is: newest wins, and nothing queues.
// The writer keeps it until an answer of the client that is late has come, so
// on a slow line at most one paint is on its way.
package tui

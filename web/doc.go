// Package web is what a server says over HTTP: today whether it is well.
//
// It holds no state: a Server asks whoever made it. It runs in its own
// goroutines, and nothing of the game waits for it.
package web

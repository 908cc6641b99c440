//go:build !linux

package store

// becomeNobody does nothing: the tests are not run as root.
func becomeNobody() {}

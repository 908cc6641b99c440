// Package store keeps what survives a restart: accounts, results and bans in
// one SQLite database, and a few snapshots of each world beside it.
package store

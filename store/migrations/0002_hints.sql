-- +goose Up

-- A bit for each hint that is over: see game.Profile.
ALTER TABLE accounts ADD COLUMN hints INTEGER NOT NULL DEFAULT 0;

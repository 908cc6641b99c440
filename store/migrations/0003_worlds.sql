-- +goose Up

-- 1: no bell rings for a whisper.
ALTER TABLE accounts ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0;

-- Worlds that players founded. charter is a game.Charter in JSON. No id is ever
-- given twice: what was meant for a world that is forgotten never reaches the
-- next one of its name.
CREATE TABLE worlds (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    name    TEXT    NOT NULL UNIQUE,
    charter TEXT    NOT NULL,
    founded INTEGER NOT NULL
) STRICT;

-- Their snapshots, packed as the meadow's files are: the newest and the one
-- before take turns in slots 0 and 1; from 2 on stand damaged ones, set aside.
-- They have a table of their own so that a save writes one snapshot and nothing
-- else, and no charter is lost with a damaged one. shot is the last column, so
-- that the others are read without it.
CREATE TABLE shots (
    world  INTEGER NOT NULL REFERENCES worlds (id) ON DELETE CASCADE,
    slot   INTEGER NOT NULL,
    number INTEGER NOT NULL,
    saved  INTEGER NOT NULL,
    shot   BLOB    NOT NULL,
    PRIMARY KEY (world, slot)
) STRICT;

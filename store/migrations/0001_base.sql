-- +goose Up

-- Times are milliseconds since 1970, UTC; 0 is never, or for good.
CREATE TABLE accounts (
    id          INTEGER PRIMARY KEY,
    fingerprint TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL UNIQUE COLLATE NOCASE,
    glyph       INTEGER NOT NULL,
    colour      INTEGER NOT NULL,
    theme       TEXT    NOT NULL DEFAULT '',
    glyphs      TEXT    NOT NULL DEFAULT '',
    created     INTEGER NOT NULL,
    visited     INTEGER NOT NULL
);

-- A line for each ranking that an account stands in. period is a game.Period;
-- start is the day since 1970 (UTC) on which it begins, 0 for ever.
CREATE TABLE results (
    account INTEGER NOT NULL REFERENCES accounts (id),
    period  INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    world   TEXT    NOT NULL,
    best    INTEGER NOT NULL,
    meals   INTEGER NOT NULL,
    stings  INTEGER NOT NULL,
    PRIMARY KEY (account, period, start, world)
) WITHOUT ROWID;

CREATE INDEX ranking ON results (world, period, start, best DESC, meals DESC, account);

-- How many lines of a ranking have a best: a rank is the sum of those above,
-- and a count of the few with the same best.
CREATE TABLE bests (
    world  TEXT    NOT NULL,
    period INTEGER NOT NULL,
    start  INTEGER NOT NULL,
    best   INTEGER NOT NULL,
    lines  INTEGER NOT NULL,
    PRIMARY KEY (world, period, start, best)
) WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER result_comes AFTER INSERT ON results BEGIN
    INSERT INTO bests VALUES (new.world, new.period, new.start, new.best, 1)
        ON CONFLICT (world, period, start, best) DO UPDATE SET lines = lines + 1;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER result_goes AFTER DELETE ON results BEGIN
    UPDATE bests SET lines = lines - 1
        WHERE world = old.world AND period = old.period AND start = old.start AND best = old.best;
    DELETE FROM bests
        WHERE world = old.world AND period = old.period AND start = old.start AND best = old.best AND lines = 0;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER result_improves AFTER UPDATE OF best ON results WHEN old.best <> new.best BEGIN
    UPDATE bests SET lines = lines - 1
        WHERE world = old.world AND period = old.period AND start = old.start AND best = old.best;
    DELETE FROM bests
        WHERE world = old.world AND period = old.period AND start = old.start AND best = old.best AND lines = 0;
    INSERT INTO bests VALUES (new.world, new.period, new.start, new.best, 1)
        ON CONFLICT (world, period, start, best) DO UPDATE SET lines = lines + 1;
END;
-- +goose StatementEnd

CREATE TABLE bans (
    target TEXT    PRIMARY KEY,
    name   TEXT    NOT NULL,
    why    TEXT    NOT NULL,
    by     TEXT    NOT NULL,
    since  INTEGER NOT NULL,
    until  INTEGER NOT NULL
) WITHOUT ROWID;

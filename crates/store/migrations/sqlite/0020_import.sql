-- People to be added from a file: checked first, then confirmed, then added row by row.
CREATE TABLE import (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    requested_by TEXT NOT NULL REFERENCES staff (id),
    checked_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    -- Of whoever confirmed it: another password of theirs ends it.
    credential_version INTEGER,
    -- The request that confirmed it, for the record of what is done in its name.
    address TEXT,
    user_agent TEXT,
    request_id TEXT,
    ended_at INTEGER,
    CHECK (ended_at IS NULL OR confirmed_at IS NOT NULL),
    CHECK ((confirmed_at IS NULL) = (credential_version IS NULL))
) STRICT;

CREATE INDEX import_by_requester ON import (requested_by, number);
CREATE INDEX import_under_way ON import (number) WHERE confirmed_at IS NOT NULL AND ended_at IS NULL;

CREATE TABLE import_row (
    import_id TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    -- As a spreadsheet counts.
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'refused', 'added', 'failed', 'left_out')),
    -- The name in the file, and the person as `create_staff` takes them; both are forgotten when the import ends.
    full_name TEXT,
    person TEXT,
    problems TEXT NOT NULL,
    staff_id TEXT REFERENCES staff (id),
    -- Their invitation, which no limit on links by mail counts.
    link_id TEXT REFERENCES link (id),
    PRIMARY KEY (import_id, number),
    CHECK ((state = 'added') = (staff_id IS NOT NULL)),
    CHECK (state <> 'ready' OR person IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_row_by_state ON import_row (import_id, state, number);
CREATE INDEX import_row_by_link ON import_row (link_id) WHERE link_id IS NOT NULL;
CREATE INDEX import_row_by_staff ON import_row (staff_id) WHERE staff_id IS NOT NULL;

-- Mail that somebody waits for goes before that of imports and bulk acts, which queue thousands at once.
ALTER TABLE mail ADD COLUMN is_bulk INTEGER NOT NULL DEFAULT 0 CHECK (is_bulk IN (0, 1));

CREATE INDEX mail_due_first ON mail (due_at, number) WHERE sent_at IS NULL AND failed_at IS NULL AND is_bulk = 0;

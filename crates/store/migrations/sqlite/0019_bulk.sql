-- The same act upon many people: what is done, who began it, and what became of whom.
CREATE TABLE bulk (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- What is done to each.
    act TEXT NOT NULL CHECK (json_valid(act)),
    begun_by TEXT NOT NULL REFERENCES staff (id),
    -- Of whoever began it: another password of theirs ends it.
    credential_version INTEGER NOT NULL,
    -- The request that it was begun or last tried again by.
    address TEXT,
    user_agent TEXT,
    request_id TEXT,
    idempotency_key TEXT,
    request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
    begun_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;

CREATE UNIQUE INDEX bulk_running ON bulk (begun_by) WHERE finished_at IS NULL;
CREATE UNIQUE INDEX bulk_by_key ON bulk (begun_by, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX bulk_newest ON bulk (begun_by, number);

-- Those whom it is about, in the order of their turns.
CREATE TABLE bulk_item (
    bulk_id TEXT NOT NULL REFERENCES bulk (id),
    number INTEGER NOT NULL,
    -- As it was asked for: there need be nobody of this id.
    staff_id TEXT NOT NULL,
    -- As of when it began; NULL if there was nobody of whom whoever began it may know.
    full_name TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'left_out', 'failed')),
    reason TEXT,
    settled_at INTEGER,
    PRIMARY KEY (bulk_id, number),
    CHECK ((state = 'waiting') = (settled_at IS NULL)),
    CHECK ((state IN ('left_out', 'failed')) = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX bulk_item_by_state ON bulk_item (bulk_id, state, number);

-- Links that a bulk act issued do not count against what is sent one by one.
ALTER TABLE link ADD COLUMN bulk_id TEXT REFERENCES bulk (id);

DROP INDEX link_by_requester;
DROP INDEX link_by_time;
CREATE INDEX link_by_requester ON link (requested_by, requested_at) WHERE bulk_id IS NULL;
CREATE INDEX link_by_time ON link (requested_at) WHERE bulk_id IS NULL;

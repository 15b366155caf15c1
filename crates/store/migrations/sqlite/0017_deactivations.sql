-- Deactivations that were asked for: those to come, and what each one did, so that it can be undone.
CREATE TABLE deactivation (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    reason TEXT,
    -- Who becomes the primary provider of those whose primary provider the person is.
    hand_over_to TEXT REFERENCES staff (id),
    requested_by TEXT NOT NULL REFERENCES staff (id),
    requested_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    status_before TEXT CHECK (status_before IN ('active', 'pending')),
    ended_as TEXT CHECK (ended_as IN ('carried_out', 'cancelled', 'replaced', 'refused', 'undone')),
    ended_at INTEGER,
    CHECK ((ended_as IS NULL) = (ended_at IS NULL)),
    CHECK (ended_as NOT IN ('carried_out', 'undone') OR status_before IS NOT NULL)
) STRICT;

CREATE UNIQUE INDEX deactivation_to_come ON deactivation (staff_id) WHERE ended_at IS NULL;
CREATE INDEX deactivation_due ON deactivation (due_at, number) WHERE ended_at IS NULL;
CREATE INDEX deactivation_newest ON deactivation (staff_id, number);

-- Whose primary provider another became with a deactivation.
CREATE TABLE deactivation_hand_over (
    deactivation_id TEXT NOT NULL REFERENCES deactivation (id),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (deactivation_id, staff_id)
) STRICT, WITHOUT ROWID;

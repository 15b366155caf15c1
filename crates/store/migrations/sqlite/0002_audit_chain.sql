-- Who did what to whom, with names as of then, and each row sealed together with the row before it.
-- Rows from before go through the same seal when the database is opened: SQLite cannot compute it.
DROP TRIGGER audit_event_is_never_updated;
DROP TRIGGER audit_event_is_never_deleted;
ALTER TABLE audit_event RENAME TO audit_event_unchained;

CREATE TABLE audit_event (
    -- Without gaps: the writer counts on from the last row.
    number INTEGER PRIMARY KEY CHECK (number > 0),
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    actor TEXT REFERENCES staff (id),
    actor_name TEXT,
    subject TEXT REFERENCES staff (id),
    subject_name TEXT,
    -- The code of the problem; nothing if the act was done.
    refused_as TEXT,
    details TEXT NOT NULL CHECK (json_type(details) = 'object'),
    address TEXT,
    user_agent TEXT,
    request_id TEXT,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    CHECK ((actor IS NULL) = (actor_name IS NULL)),
    CHECK ((subject IS NULL) = (subject_name IS NULL))
) STRICT;

-- The log is read by time, newest first, whatever it is filtered by.
CREATE INDEX audit_event_by_time ON audit_event (at);
CREATE INDEX audit_event_by_actor ON audit_event (actor, at);
CREATE INDEX audit_event_by_subject ON audit_event (subject, at);
CREATE INDEX audit_event_by_event ON audit_event (event, at);
CREATE INDEX audit_event_refused ON audit_event (at) WHERE refused_as IS NOT NULL;

CREATE TRIGGER audit_event_is_never_updated BEFORE UPDATE ON audit_event BEGIN
    SELECT raise(ABORT, 'audit events are never changed');
END;

CREATE TRIGGER audit_event_is_never_deleted BEFORE DELETE ON audit_event BEGIN
    SELECT raise(ABORT, 'audit events are never deleted');
END;

-- REPLACE takes a row's place without waking the trigger for deletions.
CREATE TRIGGER audit_event_is_never_replaced BEFORE INSERT ON audit_event
WHEN EXISTS (SELECT 1 FROM audit_event WHERE number = new.number) BEGIN
    SELECT raise(ABORT, 'audit events are never replaced');
END;

-- What is true of the whole practice: one row.
CREATE TABLE practice (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    link_valid_seconds INTEGER NOT NULL CHECK (link_valid_seconds > 0)
) STRICT;

-- Everyone who has or had an account. The keys are the folded values, unique without regard to case.
CREATE TABLE staff (
    id TEXT PRIMARY KEY NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL UNIQUE,
    email TEXT,
    email_key TEXT UNIQUE,
    cell_phone TEXT,
    home_phone TEXT,
    -- Deferred, so that a whole practice can be added in any order.
    primary_provider_id TEXT REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL
        CHECK (role IN ('billing_staff', 'btg_admin', 'nurse', 'office_manager', 'provider', 'staff')),
    status TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'pending')),
    care_team_role_code TEXT,
    care_team_role_display TEXT,
    care_team_identifier TEXT,
    app_unlock_pin TEXT CHECK (app_unlock_pin GLOB '[0-9][0-9][0-9][0-9]'),
    enable_email_update INTEGER NOT NULL CHECK (enable_email_update IN (0, 1)),
    restricted_to_offices TEXT NOT NULL CHECK (json_type(restricted_to_offices) = 'array'),
    send_daily_billing_report INTEGER NOT NULL CHECK (send_daily_billing_report IN (0, 1)),
    password_hash TEXT,
    credential_version INTEGER NOT NULL DEFAULT 1 CHECK (credential_version > 0),
    version INTEGER NOT NULL CHECK (version > 0),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK ((email IS NULL) = (email_key IS NULL)),
    CHECK ((care_team_role_code IS NULL) = (care_team_role_display IS NULL))
) STRICT;

CREATE INDEX staff_by_role ON staff (role, status);
CREATE INDEX staff_by_primary_provider ON staff (primary_provider_id);

-- What people are ordered and found by: derived from `staff`, narrow enough to be read through.
CREATE TABLE staff_search (
    number INTEGER PRIMARY KEY,
    staff_id TEXT NOT NULL UNIQUE REFERENCES staff (id),
    sort_key TEXT NOT NULL,
    -- Ends in two line feeds, so that three characters begin at each character of a field.
    text TEXT NOT NULL
) STRICT;

-- With the text, so that walking through people in order reads nothing else.
CREATE INDEX staff_search_order ON staff_search (sort_key, staff_id, text);

-- Finds any three characters in a row. The text is folded already.
CREATE VIRTUAL TABLE staff_search_index USING fts5 (
    text,
    content = 'staff_search',
    content_rowid = 'number',
    tokenize = 'trigram case_sensitive 1',
    columnsize = 0
);

-- The same index by its entries: finds one or two characters, as the beginning of three.
CREATE VIRTUAL TABLE staff_search_entry USING fts5vocab (staff_search_index, instance);

-- How many people's texts hold one or two characters, and how many people there are: '' is in each text.
CREATE TABLE staff_search_count (
    fragment TEXT PRIMARY KEY NOT NULL,
    people INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER staff_search_inserted AFTER INSERT ON staff_search BEGIN
    INSERT INTO staff_search_index (rowid, text) VALUES (new.number, new.text);
END;

CREATE TRIGGER staff_search_updated AFTER UPDATE OF text ON staff_search WHEN old.text <> new.text BEGIN
    INSERT INTO staff_search_index (staff_search_index, rowid, text) VALUES ('delete', old.number, old.text);
    INSERT INTO staff_search_index (rowid, text) VALUES (new.number, new.text);
END;

-- Who is signed in. The cookie's value is not here, only its SHA-256.
CREATE TABLE session (
    id_hash BLOB PRIMARY KEY NOT NULL CHECK (length(id_hash) = 32),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_staff ON session (staff_id);

-- Links that set a password. The code is not here, only its SHA-256 and what it is derived with.
CREATE TABLE link (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL CHECK (purpose IN ('password_reset', 'invitation')),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    sent_to TEXT,
    -- As of issue: with another password or address of the person the link is void.
    credential_version INTEGER NOT NULL,
    email_key TEXT,
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    code_hash BLOB NOT NULL UNIQUE CHECK (length(code_hash) = 32),
    requested_by TEXT REFERENCES staff (id),
    idempotency_key TEXT,
    requested_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    opened_at INTEGER,
    ended_as TEXT CHECK (ended_as IN ('used', 'replaced', 'revoked', 'deactivated')),
    ended_at INTEGER,
    UNIQUE (requested_by, idempotency_key),
    CHECK ((ended_as IS NULL) = (ended_at IS NULL))
) STRICT;

CREATE UNIQUE INDEX link_live ON link (staff_id, purpose) WHERE ended_at IS NULL;
CREATE INDEX link_newest ON link (staff_id, purpose, number);

-- Mail that waits, and what became of it. A row holds no secret: the mail is written anew for each try.
CREATE TABLE mail (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('password_reset')),
    link_id TEXT NOT NULL REFERENCES link (id),
    queued_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    sent_at INTEGER,
    failed_at INTEGER,
    CHECK (sent_at IS NULL OR failed_at IS NULL)
) STRICT;

CREATE INDEX mail_due ON mail (due_at, number) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX mail_by_link ON mail (link_id);

-- Who did what to whom.
CREATE TABLE audit_event (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT REFERENCES staff (id),
    subject TEXT REFERENCES staff (id),
    details TEXT NOT NULL CHECK (json_type(details) = 'object'),
    request_id TEXT
) STRICT;

CREATE TRIGGER audit_event_is_never_updated BEFORE UPDATE ON audit_event BEGIN
    SELECT raise(ABORT, 'audit events are never changed');
END;

CREATE TRIGGER audit_event_is_never_deleted BEFORE DELETE ON audit_event BEGIN
    SELECT raise(ABORT, 'audit events are never deleted');
END;

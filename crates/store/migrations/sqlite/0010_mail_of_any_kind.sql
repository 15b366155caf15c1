-- A person's wish for another email address, until its new owner has confirmed it. The codes are not here, only their
-- SHA-256 and what they are derived with: one confirms, from the new address; one objects, from the old.
CREATE TABLE email_change (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    old_email TEXT,
    new_email TEXT NOT NULL,
    -- As of the wish: with another password or address of the person it is void.
    credential_version INTEGER NOT NULL,
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    code_hash BLOB NOT NULL UNIQUE CHECK (length(code_hash) = 32),
    objection_code_hash BLOB NOT NULL UNIQUE CHECK (length(objection_code_hash) = 32),
    requested_by TEXT NOT NULL REFERENCES staff (id),
    idempotency_key TEXT,
    requested_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_as TEXT CHECK (ended_as IN ('confirmed', 'cancelled', 'replaced', 'objected', 'void')),
    ended_at INTEGER,
    UNIQUE (requested_by, idempotency_key),
    CHECK ((ended_as IS NULL) = (ended_at IS NULL))
) STRICT;

CREATE UNIQUE INDEX email_change_live ON email_change (staff_id) WHERE ended_at IS NULL;
CREATE INDEX email_change_newest ON email_change (staff_id, number);

-- A mail carries a link that sets a password, or asks for the confirmation of an address, or tells somebody of an
-- act. Which kinds there are is for the program to know. It still holds no secret.
CREATE TABLE mail_of_any_kind (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    link_id TEXT REFERENCES link (id),
    email_change_id TEXT REFERENCES email_change (id),
    -- What a notice tells: whose account it was, when it was done and by whom; and to whom, at the address that
    -- they had by then.
    staff_id TEXT REFERENCES staff (id),
    done_at INTEGER,
    done_by TEXT REFERENCES staff (id),
    recipient_id TEXT REFERENCES staff (id),
    sent_to TEXT,
    freeze_link_id TEXT REFERENCES freeze_link (id),
    queued_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    sent_at INTEGER,
    failed_at INTEGER,
    CHECK (sent_at IS NULL OR failed_at IS NULL),
    CHECK (link_id IS NOT NULL OR email_change_id IS NOT NULL OR staff_id IS NOT NULL),
    CHECK (link_id IS NULL OR staff_id IS NULL),
    CHECK ((staff_id IS NULL) = (done_at IS NULL)),
    CHECK ((staff_id IS NULL) = (recipient_id IS NULL)),
    CHECK ((staff_id IS NULL) = (sent_to IS NULL)),
    CHECK (staff_id IS NOT NULL OR (done_by IS NULL AND freeze_link_id IS NULL))
) STRICT;

INSERT INTO mail_of_any_kind (
    number, id, kind, link_id, staff_id, done_at, done_by, recipient_id, sent_to, freeze_link_id, queued_at, due_at,
    attempts, reason, sent_at, failed_at
)
SELECT
    number, id, kind, link_id, staff_id, done_at, done_by, recipient_id, sent_to, freeze_link_id, queued_at, due_at,
    attempts, reason, sent_at, failed_at
FROM mail;

DROP TABLE mail;
ALTER TABLE mail_of_any_kind RENAME TO mail;

CREATE INDEX mail_due ON mail (due_at, number) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX mail_by_link ON mail (link_id);
CREATE INDEX mail_by_email_change ON mail (email_change_id) WHERE email_change_id IS NOT NULL;
CREATE INDEX mail_sent ON mail (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX mail_not_sent ON mail (queued_at) WHERE sent_at IS NULL;

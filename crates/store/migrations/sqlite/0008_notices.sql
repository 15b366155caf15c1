-- When an account was frozen by its own person; they are inactive until an administrator reactivates them.
ALTER TABLE staff ADD COLUMN frozen_at INTEGER CHECK (frozen_at IS NULL OR status = 'inactive');

-- Links that freeze an account. The code is not here, only its SHA-256 and what it is derived with. A person may
-- have several at once: each notice carries its own, and whoever has taken an account over must not be able to
-- make an older notice worthless by causing another.
CREATE TABLE freeze_link (
    id TEXT PRIMARY KEY NOT NULL,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    code_hash BLOB NOT NULL UNIQUE CHECK (length(code_hash) = 32),
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    ended_at INTEGER,
    CHECK (used_at IS NULL OR used_at = ended_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX freeze_link_live ON freeze_link (staff_id) WHERE ended_at IS NULL;

-- A mail carries a password reset link, or tells somebody of an act. It still holds no secret.
CREATE TABLE mail_with_notices (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN (
        'password_reset', 'password_reset_completed', 'own_password_changed', 'staff_deactivated',
        'staff_reactivated', 'account_frozen'
    )),
    link_id TEXT REFERENCES link (id),
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
    CHECK ((kind = 'password_reset') = (link_id IS NOT NULL)),
    CHECK ((kind = 'password_reset') = (staff_id IS NULL)),
    CHECK ((staff_id IS NULL) = (done_at IS NULL)),
    CHECK ((staff_id IS NULL) = (recipient_id IS NULL)),
    CHECK ((staff_id IS NULL) = (sent_to IS NULL)),
    CHECK (staff_id IS NOT NULL OR (done_by IS NULL AND freeze_link_id IS NULL))
) STRICT;

INSERT INTO mail_with_notices
    (number, id, kind, link_id, queued_at, due_at, attempts, reason, sent_at, failed_at)
SELECT number, id, kind, link_id, queued_at, due_at, attempts, reason, sent_at, failed_at FROM mail;

DROP TABLE mail;
ALTER TABLE mail_with_notices RENAME TO mail;

CREATE INDEX mail_due ON mail (due_at, number) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX mail_by_link ON mail (link_id);
CREATE INDEX mail_sent ON mail (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX mail_not_sent ON mail (queued_at) WHERE sent_at IS NULL;

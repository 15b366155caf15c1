-- Failed sign-ins of a day, by what was typed as the username. A keyed hash of it: people type their password
-- there by mistake.
CREATE TABLE failed_sign_in (
    account BLOB PRIMARY KEY NOT NULL CHECK (length(account) = 32),
    failures INTEGER NOT NULL CHECK (failures > 0),
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX failed_sign_in_by_time ON failed_sign_in (last_at);

-- Finds the newest links by who asked for them, and of all.
CREATE INDEX link_by_requester ON link (requested_by, requested_at);
CREATE INDEX link_by_time ON link (requested_at);

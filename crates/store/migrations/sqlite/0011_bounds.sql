-- From where people signed in. A keyed hash of the address; of an IPv6 address, of its /64.
CREATE TABLE familiar_address (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    address BLOB NOT NULL CHECK (length(address) = 32),
    last_at INTEGER NOT NULL,
    PRIMARY KEY (staff_id, address)
) STRICT, WITHOUT ROWID;

CREATE INDEX familiar_address_by_address ON familiar_address (address, last_at);
CREATE INDEX familiar_address_by_time ON familiar_address (last_at);

-- Counts how often the mail of a link was sent once more.
CREATE INDEX mail_again ON mail (queued_at) WHERE kind = 'password_reset_again';

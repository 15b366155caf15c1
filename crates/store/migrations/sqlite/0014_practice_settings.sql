-- What the practice decides for itself. No domain means that any will do; the version counts the changes.
ALTER TABLE practice ADD COLUMN allowed_email_domains TEXT NOT NULL DEFAULT '[]'
    CHECK (json_type(allowed_email_domains) = 'array');
ALTER TABLE practice ADD COLUMN idle_minutes INTEGER NOT NULL DEFAULT 15 CHECK (idle_minutes BETWEEN 5 AND 60);
ALTER TABLE practice ADD COLUMN min_password_length INTEGER NOT NULL DEFAULT 15
    CHECK (min_password_length BETWEEN 15 AND 64);
ALTER TABLE practice ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0);

-- Where people work. A closed office stays, since people worked there; its name is free again.
CREATE TABLE office (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    -- The folded name.
    name_key TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT;

CREATE UNIQUE INDEX office_by_name ON office (name_key) WHERE closed_at IS NULL;

CREATE TABLE staff_office (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    office_id TEXT NOT NULL REFERENCES office (id),
    PRIMARY KEY (staff_id, office_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_office_by_office ON staff_office (office_id, staff_id);

-- Whether a person sees and acts upon those only who share an office with them.
ALTER TABLE staff ADD COLUMN restrict_offices INTEGER NOT NULL DEFAULT 0 CHECK (restrict_offices IN (0, 1));

-- Offices were mere names, beside the people who were restricted to them.
INSERT INTO office (id, name, name_key, created_at)
SELECT lower(hex(randomblob(16))), min(trim(named.value)), lower(trim(named.value)), unixepoch()
FROM staff, json_each(staff.restricted_to_offices) AS named
GROUP BY lower(trim(named.value));

INSERT INTO staff_office (staff_id, office_id)
SELECT DISTINCT staff.id, office.id
FROM staff, json_each(staff.restricted_to_offices) AS named
JOIN office ON office.name_key = lower(trim(named.value));

UPDATE staff SET restrict_offices = 1 WHERE json_array_length(restricted_to_offices) > 0;

ALTER TABLE staff DROP COLUMN restricted_to_offices;

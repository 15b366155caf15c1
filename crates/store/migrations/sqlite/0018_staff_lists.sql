-- When somebody signed in last; nothing if they never did. Signing in has been recorded since there is a record.
ALTER TABLE staff ADD COLUMN last_sign_in_at INTEGER;

UPDATE staff SET last_sign_in_at = (
    SELECT max(audit_event.at) FROM audit_event
    WHERE audit_event.actor = staff.id AND audit_event.event = 'signed_in' AND audit_event.refused_as IS NULL
);

-- What people are ordered, found and filtered by stands together, so that an index can hold a filter and an order. A
-- point in time of 0 is none.
ALTER TABLE staff_search ADD COLUMN status TEXT NOT NULL DEFAULT '';
ALTER TABLE staff_search ADD COLUMN role TEXT NOT NULL DEFAULT '';
-- The role's folded name.
ALTER TABLE staff_search ADD COLUMN role_key TEXT NOT NULL DEFAULT '';
ALTER TABLE staff_search ADD COLUMN provider_id TEXT;
-- The provider's sort key; empty if there is no provider.
ALTER TABLE staff_search ADD COLUMN provider_key TEXT NOT NULL DEFAULT '';
ALTER TABLE staff_search ADD COLUMN last_sign_in_at INTEGER NOT NULL DEFAULT 0;
-- When the link runs out that sets their password, if one has not ended.
ALTER TABLE staff_search ADD COLUMN link_expires_at INTEGER NOT NULL DEFAULT 0;
-- When a mail to them was given up, if none has left since.
ALTER TABLE staff_search ADD COLUMN mail_failed_at INTEGER NOT NULL DEFAULT 0;

UPDATE staff_search SET (status, role, provider_id, last_sign_in_at) = (
    SELECT staff.status, staff.role, staff.primary_provider_id, coalesce(staff.last_sign_in_at, 0)
    FROM staff WHERE staff.id = staff_search.staff_id
);

UPDATE staff_search SET role_key = role.name_key FROM role WHERE role.id = staff_search.role;

UPDATE staff_search SET provider_key = provider.sort_key
FROM staff_search AS provider WHERE provider.staff_id = staff_search.provider_id;

UPDATE staff_search SET link_expires_at = live.expires_at
FROM (SELECT staff_id, max(expires_at) AS expires_at FROM link WHERE ended_at IS NULL GROUP BY staff_id) AS live
WHERE live.staff_id = staff_search.staff_id;

-- In the order of names, with the text: walking through people in this order reads nothing else.
DROP INDEX staff_search_order;
CREATE INDEX staff_search_order ON staff_search (sort_key, staff_id, status, text);
-- In the other orders.
CREATE INDEX staff_search_by_role ON staff_search (role_key, sort_key, staff_id);
CREATE INDEX staff_search_by_provider ON staff_search (provider_key, sort_key, staff_id);
CREATE INDEX staff_search_by_sign_in ON staff_search (last_sign_in_at, sort_key, staff_id);
CREATE INDEX staff_search_by_status ON staff_search (status, last_sign_in_at, sort_key, staff_id);
-- By what is filtered, to count and to name those who are few.
CREATE INDEX staff_search_of_role ON staff_search (role, status, last_sign_in_at);
CREATE INDEX staff_search_of_provider ON staff_search (provider_id, status, role, last_sign_in_at);
CREATE INDEX staff_search_of_link ON staff_search (status, link_expires_at);
CREATE INDEX staff_search_of_mail ON staff_search (status, mail_failed_at);
-- By the number, to filter what a search names.
CREATE INDEX staff_search_facts ON staff_search (
    number, status, role, provider_id, last_sign_in_at, link_expires_at, mail_failed_at
);

CREATE TRIGGER staff_search_follows_staff
AFTER UPDATE OF status, role, primary_provider_id, last_sign_in_at ON staff BEGIN
    UPDATE staff_search
    SET status = new.status, role = new.role, provider_id = new.primary_provider_id,
        role_key = (SELECT name_key FROM role WHERE id = new.role),
        provider_key = coalesce(
            (SELECT sort_key FROM staff_search WHERE staff_id = new.primary_provider_id), ''
        ),
        last_sign_in_at = coalesce(new.last_sign_in_at, 0)
    WHERE staff_id = new.id;
END;

CREATE TRIGGER staff_search_finds_role AFTER INSERT ON staff_search BEGIN
    UPDATE staff_search SET role_key = (SELECT name_key FROM role WHERE id = new.role) WHERE number = new.number;
END;

CREATE TRIGGER staff_search_follows_role AFTER UPDATE OF name_key ON role WHEN old.name_key <> new.name_key BEGIN
    UPDATE staff_search SET role_key = new.name_key WHERE role = new.id;
END;

-- A provider may be added after those whose provider they are, or with them.
CREATE TRIGGER staff_search_finds_provider AFTER INSERT ON staff_search BEGIN
    UPDATE staff_search SET provider_key = (SELECT sort_key FROM staff_search WHERE staff_id = new.provider_id)
    WHERE number = new.number
        AND EXISTS (SELECT 1 FROM staff_search WHERE staff_id = new.provider_id);
    UPDATE staff_search SET provider_key = new.sort_key WHERE provider_id = new.staff_id;
END;

CREATE TRIGGER staff_search_follows_provider AFTER UPDATE OF sort_key ON staff_search
WHEN old.sort_key <> new.sort_key BEGIN
    UPDATE staff_search SET provider_key = new.sort_key WHERE provider_id = new.staff_id;
END;

CREATE TRIGGER staff_search_follows_new_link AFTER INSERT ON link WHEN new.ended_at IS NULL BEGIN
    UPDATE staff_search
    SET link_expires_at = (
        SELECT max(link.expires_at) FROM link WHERE link.staff_id = new.staff_id AND link.ended_at IS NULL
    )
    WHERE staff_id = new.staff_id;
END;

CREATE TRIGGER staff_search_follows_ended_link AFTER UPDATE OF ended_at ON link WHEN new.ended_at IS NOT NULL BEGIN
    UPDATE staff_search
    SET link_expires_at = coalesce(
        (SELECT max(link.expires_at) FROM link WHERE link.staff_id = new.staff_id AND link.ended_at IS NULL), 0
    )
    WHERE staff_id = new.staff_id;
END;

-- A mail that had become pointless by the time it could leave was given up too, and concerns nobody.
CREATE TRIGGER staff_search_follows_failed_mail AFTER UPDATE OF failed_at ON mail
WHEN new.failed_at IS NOT NULL
    AND new.reason IS NOT 'link_ended' AND new.reason IS NOT 'person_not_active' AND new.reason IS NOT 'address_changed'
BEGIN
    UPDATE staff_search SET mail_failed_at = new.failed_at
    WHERE staff_id = coalesce(
        new.recipient_id,
        (SELECT staff_id FROM link WHERE id = new.link_id),
        (SELECT staff_id FROM email_change WHERE id = new.email_change_id)
    );
END;

CREATE TRIGGER staff_search_follows_sent_mail AFTER UPDATE OF sent_at ON mail WHEN new.sent_at IS NOT NULL BEGIN
    UPDATE staff_search SET mail_failed_at = 0
    WHERE mail_failed_at <> 0 AND staff_id = coalesce(
        new.recipient_id,
        (SELECT staff_id FROM link WHERE id = new.link_id),
        (SELECT staff_id FROM email_change WHERE id = new.email_change_id)
    );
END;

-- The counts of one or two characters, by status. They are taken from the index, which has each three characters
-- in a row: '' is in each text, and no word holds white space.
DROP TABLE staff_search_count;

CREATE TABLE staff_search_count (
    fragment TEXT NOT NULL,
    status TEXT NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (fragment, status)
) STRICT, WITHOUT ROWID;

INSERT INTO staff_search_count (fragment, status, people)
SELECT '', status, count(*) FROM staff_search GROUP BY status;

INSERT INTO staff_search_count (fragment, status, people)
SELECT substr(entry.term, 1, 1) AS fragment, staff_search.status, count(DISTINCT entry.doc)
FROM staff_search_entry AS entry JOIN staff_search ON staff_search.number = entry.doc
WHERE substr(entry.term, 1, 1) NOT IN (' ', char(9), char(10), char(13))
GROUP BY fragment, staff_search.status;

INSERT INTO staff_search_count (fragment, status, people)
SELECT substr(entry.term, 1, 2) AS fragment, staff_search.status, count(DISTINCT entry.doc)
FROM staff_search_entry AS entry JOIN staff_search ON staff_search.number = entry.doc
WHERE substr(entry.term, 1, 1) NOT IN (' ', char(9), char(10), char(13))
    AND substr(entry.term, 2, 1) NOT IN (' ', char(9), char(10), char(13))
GROUP BY fragment, staff_search.status;

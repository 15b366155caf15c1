-- What about the person changed, if that ended a link; nothing if somebody revoked it. Both are 'revoked' in `ended_as`.
ALTER TABLE link ADD COLUMN ended_with TEXT CHECK (ended_with IN ('password', 'email'));

-- Of links that ended before, nobody is named either who only revoked one before that was kept.
UPDATE link SET ended_with = CASE
    WHEN email_key IS DISTINCT FROM (SELECT staff.email_key FROM staff WHERE staff.id = link.staff_id) THEN 'email'
    WHEN credential_version <> (SELECT staff.credential_version FROM staff WHERE staff.id = link.staff_id) THEN 'password'
END
WHERE ended_as = 'revoked' AND ended_by IS NULL;

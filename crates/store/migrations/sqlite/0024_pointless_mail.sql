-- An invitation that was accepted, or taken back, before its mail could leave concerns nobody either.
DROP TRIGGER staff_search_follows_failed_mail;

CREATE TRIGGER staff_search_follows_failed_mail AFTER UPDATE OF failed_at ON mail
WHEN new.failed_at IS NOT NULL
    AND new.reason IS NOT 'link_ended' AND new.reason IS NOT 'person_not_active'
    AND new.reason IS NOT 'person_not_pending' AND new.reason IS NOT 'address_changed'
BEGIN
    UPDATE staff_search SET mail_failed_at = new.failed_at
    WHERE staff_id = coalesce(
        new.recipient_id,
        (SELECT staff_id FROM link WHERE id = new.link_id),
        (SELECT staff_id FROM email_change WHERE id = new.email_change_id)
    );
END;

-- Whoever was said to have a failed mail for that has the one that truly failed last, unless another left since.
CREATE TEMP TABLE mail_to AS
SELECT coalesce(
    mail.recipient_id,
    (SELECT staff_id FROM link WHERE id = mail.link_id),
    (SELECT staff_id FROM email_change WHERE id = mail.email_change_id)
) AS staff_id, mail.reason, mail.sent_at, mail.failed_at
FROM mail
WHERE mail.sent_at IS NOT NULL OR mail.failed_at IS NOT NULL;

CREATE INDEX temp.mail_to_staff ON mail_to (staff_id);

UPDATE staff_search SET mail_failed_at = coalesce((
    SELECT max(failed.failed_at) FROM mail_to AS failed
    WHERE failed.staff_id = staff_search.staff_id
        AND coalesce(failed.reason, '')
            NOT IN ('link_ended', 'person_not_active', 'person_not_pending', 'address_changed')
        AND NOT EXISTS (
            SELECT 1 FROM mail_to AS sent
            WHERE sent.staff_id = staff_search.staff_id AND sent.sent_at >= failed.failed_at
        )
), 0)
WHERE mail_failed_at <> 0
    AND EXISTS (
        SELECT 1 FROM mail_to AS void
        WHERE void.staff_id = staff_search.staff_id AND void.failed_at = staff_search.mail_failed_at
            AND void.reason = 'person_not_pending'
    );

DROP TABLE mail_to;

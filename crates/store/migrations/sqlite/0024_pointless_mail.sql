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

-- Whoever was said to have a failed mail for that alone has none.
UPDATE staff_search SET mail_failed_at = 0
WHERE mail_failed_at <> 0
    AND EXISTS (
        SELECT 1 FROM link JOIN mail ON mail.link_id = link.id
        WHERE link.staff_id = staff_search.staff_id AND mail.failed_at = staff_search.mail_failed_at
            AND mail.reason = 'person_not_pending'
    );

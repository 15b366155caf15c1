-- Who revoked or replaced a link; nobody if it was used, or ended with something else.
ALTER TABLE link ADD COLUMN ended_by TEXT REFERENCES staff (id);

-- Whether mail flows: when the last one left, and what has not left since.
CREATE INDEX mail_sent ON mail (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX mail_not_sent ON mail (queued_at) WHERE sent_at IS NULL;

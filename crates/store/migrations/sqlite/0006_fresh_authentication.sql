-- When the person of a session last entered their password. It was once so far: when they signed in.
ALTER TABLE session ADD COLUMN authenticated_at INTEGER NOT NULL DEFAULT 0;

UPDATE session SET authenticated_at = created_at;

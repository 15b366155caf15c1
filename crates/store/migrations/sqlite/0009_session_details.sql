-- What a person needs to tell their sessions apart. The public id opens nothing.
ALTER TABLE session ADD COLUMN public_id TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN user_agent TEXT;
ALTER TABLE session ADD COLUMN client_address TEXT;

UPDATE session SET public_id = lower(hex(randomblob(16)));

CREATE UNIQUE INDEX session_by_public_id ON session (public_id);

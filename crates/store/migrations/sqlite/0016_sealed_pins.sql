-- App Unlock PINs as the server's key sealed them. Those that still stand in clear are sealed when the server starts:
-- SQLite cannot do it.
ALTER TABLE staff ADD COLUMN app_unlock_pin_sealed BLOB;

CREATE INDEX staff_pin_in_clear ON staff (id) WHERE app_unlock_pin IS NOT NULL;

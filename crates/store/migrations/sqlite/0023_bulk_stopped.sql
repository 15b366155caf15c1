-- With those whom nobody wanted it done to any more it did not fail: it was stopped.
CREATE TABLE bulk_item_with_stopped (
    bulk_id TEXT NOT NULL REFERENCES bulk (id),
    number INTEGER NOT NULL,
    -- As it was asked for: there need be nobody of this id.
    staff_id TEXT NOT NULL,
    -- As of when it began; NULL if there was nobody of whom whoever began it may know.
    full_name TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'left_out', 'failed', 'stopped')),
    reason TEXT,
    settled_at INTEGER,
    PRIMARY KEY (bulk_id, number),
    CHECK ((state = 'waiting') = (settled_at IS NULL)),
    CHECK ((state IN ('left_out', 'failed', 'stopped')) = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO bulk_item_with_stopped (bulk_id, number, staff_id, full_name, state, reason, settled_at)
SELECT bulk_id, number, staff_id, full_name, CASE reason WHEN 'stopped' THEN 'stopped' ELSE state END, reason,
    settled_at
FROM bulk_item;

DROP TABLE bulk_item;
ALTER TABLE bulk_item_with_stopped RENAME TO bulk_item;

CREATE INDEX bulk_item_by_state ON bulk_item (bulk_id, state, number);

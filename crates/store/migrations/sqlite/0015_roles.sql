-- What people who do the same work may do. The key is the folded name, unique without regard to case.
CREATE TABLE role (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    -- The system role that it was made from; a system role was made from none.
    based_on TEXT REFERENCES role (id),
    version INTEGER NOT NULL CHECK (version > 0),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- Which permissions there are is for the program to know.
CREATE TABLE role_permission (
    role_id TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    permission TEXT NOT NULL,
    PRIMARY KEY (role_id, permission)
) STRICT, WITHOUT ROWID;

INSERT INTO role (id, name, name_key, version, created_at, updated_at) VALUES
    ('billing_staff', 'Billing Staff', 'billing staff', 1, 0, 0),
    ('btg_admin', 'BTG Admin', 'btg admin', 1, 0, 0),
    ('nurse', 'Nurse', 'nurse', 1, 0, 0),
    ('office_manager', 'Office Manager', 'office manager', 1, 0, 0),
    ('provider', 'Provider', 'provider', 1, 0, 0),
    ('staff', 'Staff', 'staff', 1, 0, 0);

INSERT INTO role_permission (role_id, permission) VALUES
    ('btg_admin', 'manage_accounts'),
    ('btg_admin', 'view_audit_log'),
    ('btg_admin', 'manage_practice'),
    ('btg_admin', 'manage_roles'),
    ('office_manager', 'manage_accounts'),
    ('office_manager', 'view_audit_log'),
    ('office_manager', 'manage_practice');

-- The column that checked for the six system roles makes room for one that refers to a role. SQLite adds such a column
-- only without NOT NULL, so triggers see to that.
DROP INDEX staff_by_role;
ALTER TABLE staff RENAME COLUMN role TO system_role;
ALTER TABLE staff ADD COLUMN role TEXT REFERENCES role (id);
UPDATE staff SET role = system_role;
ALTER TABLE staff DROP COLUMN system_role;
CREATE INDEX staff_by_role ON staff (role, status);

CREATE TRIGGER staff_is_added_with_a_role BEFORE INSERT ON staff WHEN new.role IS NULL BEGIN
    SELECT raise(ABORT, 'a person holds a role');
END;

CREATE TRIGGER staff_keeps_a_role BEFORE UPDATE OF role ON staff WHEN new.role IS NULL BEGIN
    SELECT raise(ABORT, 'a person holds a role');
END;

-- Where a person may do more than their role allows (1), or less (0).
CREATE TABLE staff_permission (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    permission TEXT NOT NULL,
    is_added INTEGER NOT NULL CHECK (is_added IN (0, 1)),
    PRIMARY KEY (staff_id, permission)
) STRICT, WITHOUT ROWID;

-- What people may do, in one place for everything that asks. Each permission of a person stands here once.
CREATE VIEW effective_permission (staff_id, permission) AS
SELECT staff.id, role_permission.permission
FROM staff JOIN role_permission ON role_permission.role_id = staff.role
WHERE NOT EXISTS (
    SELECT 1 FROM staff_permission AS own
    WHERE own.staff_id = staff.id AND own.permission = role_permission.permission
)
UNION ALL
SELECT own.staff_id, own.permission FROM staff_permission AS own WHERE own.is_added = 1;

-- The ids of the people whom the problems of a row name, as JSON: whoever may not see one of them any more is not told
-- the name. Of rows that are older it is not known.
ALTER TABLE import_row ADD COLUMN named TEXT;

-- Whoever is let in again is told by their invitation. A notice that said their password still works would be wrong.
DELETE FROM mail WHERE kind = 'staff_reactivated';

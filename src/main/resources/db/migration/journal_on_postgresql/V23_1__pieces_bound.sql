-- The journal is about to become one of pieces, of which what it is now is the first. It ends at a number that
-- is far enough away that instances at work do not reach it before the next two steps are done. Rows that are
-- there already are looked at in a step of their own, beside which calls are taken.
DO $$
DECLARE
  bound BIGINT := ((SELECT MAX(seq) FROM journal_head) / 100000 + 100) * 100000;
BEGIN
  EXECUTE FORMAT('ALTER TABLE journal ADD CONSTRAINT journal_bound CHECK (seq < %s) NOT VALID', bound);
END $$;

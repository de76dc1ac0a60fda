-- Calls are removed from the journal when they are old: from pieces by dropping one, which leaves nothing behind
-- that PostgreSQL would have to clean up, however many calls it held. Pieces are ranges of numbers, since numbers are
-- what calls are looked for by. What is in none of them is in journal_beyond, so an older release, which makes no
-- pieces, goes on appending.
ALTER TABLE journal RENAME TO journal_before;
ALTER INDEX journal_pkey RENAME TO journal_before_pkey;
CREATE TABLE journal (LIKE journal_before INCLUDING ALL EXCLUDING CONSTRAINTS) PARTITION BY RANGE (seq);
DO $$
BEGIN
  IF (SELECT MAX(seq) FROM journal_head) = 0 THEN
    DROP TABLE journal_before;
    CREATE TABLE journal_1_100000 PARTITION OF journal FOR VALUES FROM (1) TO (100001);
  ELSE
    EXECUTE FORMAT('ALTER TABLE journal ATTACH PARTITION journal_before FOR VALUES FROM (MINVALUE) TO (%s)',
        (SELECT SUBSTRING(PG_GET_CONSTRAINTDEF(oid) FROM '\d+') FROM pg_constraint
         WHERE conname = 'journal_bound' AND conrelid = 'journal_before'::regclass));
    ALTER TABLE journal_before DROP CONSTRAINT journal_bound;
  END IF;
END $$;
CREATE TABLE journal_beyond PARTITION OF journal DEFAULT;

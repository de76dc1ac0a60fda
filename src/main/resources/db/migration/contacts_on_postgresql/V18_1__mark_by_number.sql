-- As the head of the journal: every batch updates the row, and while an old transaction is open the newest
-- version is found at the end of an index on the mark, instead of behind all versions since.
ALTER TABLE progress DROP CONSTRAINT progress_pkey, ADD PRIMARY KEY (mark);

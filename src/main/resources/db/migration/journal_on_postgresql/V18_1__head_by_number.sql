-- Every batch updates this row. While a transaction stands open elsewhere, such as that of pg_dump, PostgreSQL
-- keeps every version of it, and who looks for the row by its id walks over all of them, and so does the unique
-- index on the id. By its number, the newest stands at the end of the index. An older release goes on finding
-- it by the id, without an index.
ALTER TABLE journal_head DROP CONSTRAINT journal_head_pkey, ADD PRIMARY KEY (seq);

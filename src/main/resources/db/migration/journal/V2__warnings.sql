-- What was repaired of a call so that it could be taken: names, with commas between. Few calls have
-- any, so they stand beside the journal, and cost the others nothing.

CREATE TABLE call_warning (
  seq        BIGINT       NOT NULL PRIMARY KEY,
  account_id VARCHAR(64)  NOT NULL,
  warnings   VARCHAR(500) NOT NULL
);
CREATE INDEX call_warning_by_account ON call_warning (account_id, seq);

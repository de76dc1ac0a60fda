-- What processing has found out about journaled calls, where the journal is no table but a folder of
-- files: names, with commas between. What was known when they were journaled stands there.

CREATE TABLE call_remark (
  seq        BIGINT       NOT NULL PRIMARY KEY,
  account_id VARCHAR(64)  NOT NULL,
  warnings   VARCHAR(500) NOT NULL
);
CREATE INDEX call_remark_by_account ON call_remark (account_id, seq);

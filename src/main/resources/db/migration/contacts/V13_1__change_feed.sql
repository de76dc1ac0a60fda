-- What has changed, for those who follow it: a row for each account of a batch, in the order in which
-- they became visible. It says what changed, and not what that looks like.
CREATE TABLE change_feed (
  position   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id VARCHAR(64)              NOT NULL,
  written_at TIMESTAMP WITH TIME ZONE NOT NULL,
  changes    VARCHAR                  NOT NULL -- JSON: the settings of calls, then the changes
);
CREATE INDEX change_feed_by_account ON change_feed (account_id, position);

-- The last row that was removed because of its age: one row.
CREATE TABLE change_feed_floor (
  id       INTEGER NOT NULL PRIMARY KEY,
  position BIGINT  NOT NULL
);
INSERT INTO change_feed_floor (id, position) VALUES (1, 0);

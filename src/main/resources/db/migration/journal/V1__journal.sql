-- Where calls are made durable before they are acknowledged. Append-only; nothing random is indexed,
-- because that is what makes an append slow.

CREATE TABLE journal (
  seq        BIGINT                   NOT NULL PRIMARY KEY,
  account_id VARCHAR(64)              NOT NULL,
  key_id     VARCHAR(64)              NOT NULL,
  sender     VARCHAR(16)              NOT NULL,
  type       VARCHAR(16)              NOT NULL,
  message_id VARCHAR(600)             NOT NULL,
  stored_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  settings   VARCHAR,
  body       ${bytes}                 NOT NULL
);

-- The last sequence number: one row. Whoever appends locks it until the commit, so that numbers
-- become visible in their order and the processor can never step over one.
CREATE TABLE journal_head (
  id  INTEGER NOT NULL PRIMARY KEY,
  seq BIGINT  NOT NULL
);
INSERT INTO journal_head (id, seq) VALUES (1, 0);

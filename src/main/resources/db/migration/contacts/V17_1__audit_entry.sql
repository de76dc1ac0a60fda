-- Who changed or erased what. Of the erased themselves nothing stands here: a receipt's number at most.
CREATE TABLE audit_entry (
  id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         TIMESTAMP WITH TIME ZONE NOT NULL,
  actor_kind VARCHAR(16)              NOT NULL, -- user, token, local or inlet
  actor      VARCHAR(200)             NOT NULL,
  address    VARCHAR(64),                       -- where the request came from
  action     VARCHAR(64)              NOT NULL,
  account_id VARCHAR(64),                       -- null for what belongs to no account
  subject    VARCHAR(300),
  details    VARCHAR                  NOT NULL  -- a JSON object
);
CREATE INDEX audit_entry_by_account ON audit_entry (account_id, id);

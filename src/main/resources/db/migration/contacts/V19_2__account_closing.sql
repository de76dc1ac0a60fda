-- Accounts that were closed: what is left to do of that, and the receipt, which stays.
CREATE TABLE account_closing (
  id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id    VARCHAR(64)              NOT NULL,
  name          VARCHAR(256)             NOT NULL, -- the account's
  closed_at     TIMESTAMP WITH TIME ZONE NOT NULL, -- its keys were revoked at this very time
  erase_at      TIMESTAMP WITH TIME ZONE NOT NULL,
  revoked_keys  INTEGER                  NOT NULL,
  reopened_at   TIMESTAMP WITH TIME ZONE,          -- null unless somebody took it back
  erasure_id    BIGINT,                            -- the receipt that counts; null before the erasing begins
  began_at      TIMESTAMP WITH TIME ZONE,
  place         VARCHAR(32),                       -- what is being erased; null before and afterwards
  scanned       BIGINT DEFAULT 0         NOT NULL, -- how far that has been looked through
  up_to         BIGINT DEFAULT 0         NOT NULL, -- the journal's end when the erasing began
  changes_up_to BIGINT DEFAULT 0         NOT NULL, -- the feed's, likewise
  completed_at  TIMESTAMP WITH TIME ZONE
);
CREATE INDEX account_closing_by_account ON account_closing (account_id, id);
CREATE INDEX account_closing_to_do ON account_closing (completed_at, reopened_at);

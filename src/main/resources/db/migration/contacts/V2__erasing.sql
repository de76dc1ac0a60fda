-- Erasing people: the receipts, what keeps the erased from coming back, and what is still to be
-- cleaned. Of the erased themselves nothing stands here but keyed digests.

-- The key of those digests: one random row, made with the first erasure.
CREATE TABLE tombstone_key (
  id     INTEGER  NOT NULL PRIMARY KEY,
  secret ${bytes} NOT NULL
);

CREATE TABLE erasure (
  id           BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id   VARCHAR(64)              NOT NULL,
  erased_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  removed      VARCHAR                  NOT NULL, -- how much of each kind, as JSON
  completed_at TIMESTAMP WITH TIME ZONE           -- null while erasure_work has its row
);
CREATE INDEX erasure_by_account ON erasure (account_id, id);

-- One for each id that an erased person was known by; the latest erasure's when there were several.
CREATE TABLE tombstone (
  digest     VARCHAR(64)              NOT NULL PRIMARY KEY, -- HMAC-SHA256 of account and person
  erasure_id BIGINT                   NOT NULL,
  erased_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  up_to      BIGINT                   NOT NULL  -- the journal's end at that time
);
CREATE INDEX tombstone_by_erasure ON tombstone (erasure_id);

-- What an erasure has still to look through, place by place.
CREATE TABLE erasure_work (
  erasure_id BIGINT      NOT NULL PRIMARY KEY,
  account_id VARCHAR(64) NOT NULL,
  place      VARCHAR(16) NOT NULL,
  scanned    BIGINT      NOT NULL, -- how far the place has been looked through
  up_to      BIGINT      NOT NULL  -- the journal's end at the time of the erasure
);

-- Processed calls of the journal that name somebody who was erased.
CREATE TABLE unclean_call (
  seq        BIGINT  NOT NULL PRIMARY KEY,
  erasure_id BIGINT  NOT NULL,
  entirely   BOOLEAN NOT NULL -- whether to remove it; otherwise only its anonymousId goes
);

-- What was refused, as it was sent: its beginning, for a while.
ALTER TABLE refused_delivery ADD COLUMN settings VARCHAR;
ALTER TABLE refused_delivery ADD COLUMN body ${bytes};

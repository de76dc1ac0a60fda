-- Who is sent changes, and how far that has come.
CREATE TABLE subscription (
  id            VARCHAR(64)              NOT NULL PRIMARY KEY,
  account_id    VARCHAR(64),                                   -- null for all
  url           VARCHAR(2048)            NOT NULL,
  types         VARCHAR(512)             NOT NULL,             -- comma-separated
  batched       BOOLEAN                  NOT NULL,
  sealed        VARCHAR                  NOT NULL,             -- secrets and headers, under the operator's key
  state         VARCHAR(16)              NOT NULL,             -- active, paused or off
  reason        VARCHAR(1000),
  created_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  piece         BIGINT                   NOT NULL,             -- the position in the feed
  place         INTEGER                  NOT NULL,
  failing_since TIMESTAMP WITH TIME ZONE,
  held_by       VARCHAR(64),                                   -- the instance that works for it
  held_until    TIMESTAMP WITH TIME ZONE,
  position      BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE
);

-- Changes that were not delivered, behind others that were.
CREATE TABLE subscription_waiting (
  id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscription_id VARCHAR(64)              NOT NULL REFERENCES subscription ON DELETE CASCADE,
  piece           BIGINT                   NOT NULL,
  place           INTEGER                  NOT NULL,
  lane            INTEGER                  NOT NULL, -- a short hash of whom it is about
  attempts        INTEGER                  NOT NULL,
  since           TIMESTAMP WITH TIME ZONE NOT NULL,
  due             TIMESTAMP WITH TIME ZONE           -- null when it is set aside
);
CREATE INDEX subscription_waiting_by_place ON subscription_waiting (subscription_id, piece, place);

-- What was sent, for some days.
CREATE TABLE subscription_attempt (
  id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscription_id VARCHAR(64)              NOT NULL REFERENCES subscription ON DELETE CASCADE,
  at              TIMESTAMP WITH TIME ZONE NOT NULL,
  webhook_id      VARCHAR(128)             NOT NULL,
  changes         INTEGER                  NOT NULL,
  status          INTEGER,
  problem         VARCHAR(1000),
  millis          BIGINT                   NOT NULL,
  answer          VARCHAR
);
CREATE INDEX subscription_attempt_by_number ON subscription_attempt (subscription_id, id);

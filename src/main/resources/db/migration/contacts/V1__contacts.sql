-- Accounts, their keys, and everything that is made of their calls. Runs on H2 and PostgreSQL alike;
-- what they name differently comes in as a placeholder.

CREATE TABLE account (
  id         VARCHAR(64)              NOT NULL PRIMARY KEY,
  name       VARCHAR(256)             NOT NULL,
  suspended  BOOLEAN                  NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL,
  position   BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE
);

CREATE TABLE api_key (
  id           VARCHAR(64)              NOT NULL PRIMARY KEY,
  account_id   VARCHAR(64)              NOT NULL REFERENCES account,
  name         VARCHAR(256)             NOT NULL,
  prefix       VARCHAR(64)              NOT NULL,
  digest       VARCHAR(64)              NOT NULL UNIQUE, -- SHA-256 of the key, hexadecimal
  permissions  VARCHAR(256)             NOT NULL,        -- call types, comma-separated
  senders      VARCHAR(256)             NOT NULL,        -- comma-separated
  created_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at   TIMESTAMP WITH TIME ZONE,
  revoked_at   TIMESTAMP WITH TIME ZONE,
  last_used_at TIMESTAMP WITH TIME ZONE,
  position     BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE
);
CREATE INDEX api_key_by_account ON api_key (account_id, position);

-- The ids that people are known by: "u:" + userId, or "a:" + anonymousId. These rows never change.
CREATE TABLE person (
  id         BIGINT       NOT NULL PRIMARY KEY, -- in the order they were first heard of
  account_id VARCHAR(64)  NOT NULL,
  person     VARCHAR(514) NOT NULL,
  UNIQUE (account_id, person)
);

-- What the calls about this very id have said. These rows change all the time, so nothing but their
-- key is indexed.
CREATE TABLE person_state (
  id               BIGINT  NOT NULL PRIMARY KEY,
  traits           VARCHAR NOT NULL, -- registers: name, value, micros, messageId, and so on
  fields           VARCHAR NOT NULL, -- the same for reserved traits
  first_identified TIMESTAMP WITH TIME ZONE,
  last_identified  TIMESTAMP WITH TIME ZONE
);

-- Which user an anonymous id belongs to, and which message said so.
CREATE TABLE person_link (
  id         BIGINT                   NOT NULL PRIMARY KEY, -- the anonymous one
  owner_id   BIGINT                   NOT NULL,             -- the user
  stamp_time TIMESTAMP WITH TIME ZONE NOT NULL,
  stamp_id   VARCHAR(600)             NOT NULL
);
CREATE INDEX person_link_by_owner ON person_link (owner_id);

-- The contacts: people who were identified, under the id they are known by, and what they are looked
-- up by.
CREATE TABLE contact (
  id         BIGINT       NOT NULL PRIMARY KEY, -- the person's
  account_id VARCHAR(64)  NOT NULL,
  email      VARCHAR,                           -- lower-case
  name       VARCHAR,
  search     VARCHAR      NOT NULL              -- ids, name and email, lower-case
);
CREATE INDEX contact_by_account ON contact (account_id, id);
CREATE INDEX contact_by_email ON contact (account_id, email);

CREATE TABLE company (
  account_id VARCHAR(64)              NOT NULL,
  group_id   VARCHAR(512)             NOT NULL,
  name       VARCHAR,
  traits     VARCHAR                  NOT NULL,
  fields     VARCHAR                  NOT NULL,
  first_seen TIMESTAMP WITH TIME ZONE NOT NULL,
  last_seen  TIMESTAMP WITH TIME ZONE NOT NULL,
  position   BIGINT GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (account_id, group_id)
);
CREATE INDEX company_by_position ON company (account_id, position);

CREATE TABLE membership (
  account_id VARCHAR(64)  NOT NULL,
  person     VARCHAR(514) NOT NULL,
  group_id   VARCHAR(512) NOT NULL,
  PRIMARY KEY (account_id, person, group_id)
);

CREATE TABLE event (
  seq          BIGINT                   NOT NULL PRIMARY KEY, -- the call's place in the journal
  account_id   VARCHAR(64)              NOT NULL,
  person       VARCHAR(514)             NOT NULL,
  user_id      VARCHAR(512),
  anonymous_id VARCHAR(512),
  message_id   VARCHAR(600)             NOT NULL,
  happened_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  stored_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  name         VARCHAR(1000)            NOT NULL,
  revenue      ${decimal},
  currency     VARCHAR(3),
  worth        VARCHAR,                           -- Segment's "value", as JSON
  properties   VARCHAR                  NOT NULL  -- as sent
);
CREATE INDEX event_by_account ON event (account_id, seq);
CREATE INDEX event_by_person ON event (account_id, person, seq, happened_at);

CREATE TABLE page_view (
  seq          BIGINT                   NOT NULL PRIMARY KEY,
  account_id   VARCHAR(64)              NOT NULL,
  person       VARCHAR(514)             NOT NULL,
  user_id      VARCHAR(512),
  anonymous_id VARCHAR(512),
  message_id   VARCHAR(600)             NOT NULL,
  happened_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  stored_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  kind         VARCHAR(6)               NOT NULL, -- page or screen
  name         VARCHAR,
  category     VARCHAR,
  path         VARCHAR,
  referrer     VARCHAR,
  search       VARCHAR,
  title        VARCHAR,
  url          VARCHAR,
  keywords     VARCHAR,                           -- as JSON
  properties   VARCHAR                  NOT NULL  -- as sent
);
CREATE INDEX page_view_by_account ON page_view (account_id, seq);
CREATE INDEX page_view_by_person ON page_view (account_id, person, seq, happened_at);

-- How far the journal is processed: one row.
CREATE TABLE progress (
  id   INTEGER NOT NULL PRIMARY KEY,
  mark BIGINT  NOT NULL
);
INSERT INTO progress (id, mark) VALUES (1, 0);

-- Which messages were processed: first one by one, in the order of the journal, then, once there are
-- enough of them, as a segment: sliced by the first byte of their keys, each slice sorted.
CREATE TABLE seen_message (
  seq         BIGINT   NOT NULL PRIMARY KEY,
  message_key ${bytes} NOT NULL
);
CREATE TABLE seen_segment (
  last_seq  BIGINT                   NOT NULL PRIMARY KEY,
  sealed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  filter    ${bytes}                 NOT NULL -- a Bloom filter of the segment's keys
);
CREATE TABLE seen_slice (
  last_seq     BIGINT   NOT NULL,
  first_byte   SMALLINT NOT NULL,
  message_keys ${bytes} NOT NULL,
  PRIMARY KEY (last_seq, first_byte)
);

-- Calls that could not be processed.
CREATE TABLE set_aside (
  seq          BIGINT                   NOT NULL PRIMARY KEY,
  account_id   VARCHAR(64)              NOT NULL,
  key_id       VARCHAR(64)              NOT NULL,
  sender       VARCHAR(16)              NOT NULL,
  type         VARCHAR(16)              NOT NULL,
  message_id   VARCHAR(600)             NOT NULL,
  stored_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  settings     VARCHAR,
  body         ${bytes}                 NOT NULL,
  reason       VARCHAR                  NOT NULL
);
CREATE INDEX set_aside_by_account ON set_aside (account_id, seq);

CREATE TABLE refused_delivery (
  id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id  VARCHAR(64)              NOT NULL,
  key_id      VARCHAR(64)              NOT NULL,
  sender      VARCHAR(16)              NOT NULL,
  type        VARCHAR,
  message_id  VARCHAR,
  status      INTEGER                  NOT NULL,
  message     VARCHAR                  NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX refused_delivery_by_account ON refused_delivery (account_id, id);

-- The maintenance switch: one row.
CREATE TABLE maintenance (
  id      INTEGER NOT NULL PRIMARY KEY,
  enabled BOOLEAN NOT NULL,
  message VARCHAR
);
INSERT INTO maintenance (id, enabled) VALUES (1, FALSE);

-- The generated admin password's digest: at most one row.
CREATE TABLE admin_password (
  id     INTEGER     NOT NULL PRIMARY KEY,
  digest VARCHAR(64) NOT NULL
);

-- People with a name, a password and a role. What came before, the one admin password, stays beside them.
CREATE TABLE console_user (
  name           VARCHAR(64)              NOT NULL PRIMARY KEY,
  role           VARCHAR(16)              NOT NULL, -- look, support or admin
  password       VARCHAR(300)             NOT NULL, -- a salted hash, with its kind and rounds
  created_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  disabled_at    TIMESTAMP WITH TIME ZONE,
  last_log_in_at TIMESTAMP WITH TIME ZONE,
  position       BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE
);

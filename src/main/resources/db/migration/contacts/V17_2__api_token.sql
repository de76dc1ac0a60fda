-- What programs come in by, with a role.
CREATE TABLE api_token (
  id           VARCHAR(64)              NOT NULL PRIMARY KEY,
  name         VARCHAR(200)             NOT NULL,
  role         VARCHAR(16)              NOT NULL, -- look, support or admin
  prefix       VARCHAR(64)              NOT NULL,
  digest       VARCHAR(64)              NOT NULL UNIQUE, -- SHA-256 of the secret
  created_by   VARCHAR(200)             NOT NULL,
  created_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at   TIMESTAMP WITH TIME ZONE,
  revoked_at   TIMESTAMP WITH TIME ZONE,
  last_used_at TIMESTAMP WITH TIME ZONE,
  position     BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE
);

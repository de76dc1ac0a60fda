-- Who is logged in to the console: of a session's id only a digest.
CREATE TABLE console_session (
  digest     VARCHAR(64)              NOT NULL PRIMARY KEY,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);

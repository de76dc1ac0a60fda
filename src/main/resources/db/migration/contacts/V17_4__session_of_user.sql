-- Whose session it is; null for the admin password's. An older instance finds no user's session: the digest is of more text.
ALTER TABLE console_session ADD COLUMN user_name VARCHAR(64);
CREATE INDEX console_session_by_user ON console_session (user_name);

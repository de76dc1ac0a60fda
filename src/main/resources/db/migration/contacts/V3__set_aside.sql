-- How often a call that is set aside was tried, replays included; and repeats of it are found by its
-- messageId. An older instance sets calls aside after three attempts, and leaves the column out.

ALTER TABLE set_aside ADD COLUMN attempts INTEGER DEFAULT 3 NOT NULL;

CREATE INDEX set_aside_by_message ON set_aside (account_id, message_id);

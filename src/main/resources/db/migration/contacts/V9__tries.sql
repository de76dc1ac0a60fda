-- Which call the processor has last tried right after a start, and how often: a call that ends the
-- process each time is not tried for ever. An older instance leaves both as they are.

ALTER TABLE progress ADD COLUMN tried_seq BIGINT DEFAULT 0 NOT NULL;

ALTER TABLE progress ADD COLUMN tries INTEGER DEFAULT 0 NOT NULL;

-- Up to where an erasure looks through the feed; null in one that an older instance began.
ALTER TABLE erasure_work ADD COLUMN changes_up_to BIGINT;

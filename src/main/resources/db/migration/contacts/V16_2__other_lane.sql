-- The contact that a change was about before a merge; null when an older version wrote the row.
ALTER TABLE subscription_waiting ADD COLUMN other_lane INTEGER;

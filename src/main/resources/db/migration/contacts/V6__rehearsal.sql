-- The event tester closes Inlet for a moment, whatever the switch says: one rehearsal at a time, which
-- is over at a certain time even if nobody ends it. An older instance does not know of it.

ALTER TABLE maintenance ADD COLUMN rehearsal VARCHAR(64);
ALTER TABLE maintenance ADD COLUMN rehearsal_until TIMESTAMP WITH TIME ZONE;

-- When somebody was active first and last is read from the ends of an index, however much they did.
-- It takes about a second for 300,000 events; calls that arrive meanwhile are processed afterwards.
CREATE INDEX event_by_time ON event (account_id, person, happened_at);

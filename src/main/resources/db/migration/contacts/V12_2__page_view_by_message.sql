-- As for events; in a file of its own, so that no more than one table is locked at a time.
CREATE INDEX page_view_by_message ON page_view (account_id, person, happened_at, message_id);
DROP INDEX page_view_by_time;

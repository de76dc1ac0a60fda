-- Whether something that happened long ago is stored already is looked up by who, when and which message.
-- The index for that also tells when somebody was active first and last, as the shorter one did: so events
-- cost no more to write. It takes some seconds for a million events.
CREATE INDEX event_by_message ON event (account_id, person, happened_at, message_id);
DROP INDEX event_by_time;

-- How far the feed of changes has come to Kafka: one row.
CREATE TABLE kafka_progress (
  id         INTEGER NOT NULL PRIMARY KEY,
  piece      BIGINT,                      -- the position in the feed; null before anything was sent
  place      INTEGER,
  held_by    VARCHAR(64),                 -- the instance that sends
  held_until TIMESTAMP WITH TIME ZONE
);
INSERT INTO kafka_progress (id) VALUES (1);

-- Messages that happened long ago and have another time with each delivery, because the sender's clock is
-- corrected by it: known by their digest, for good. A row for each of an import by an SDK, and none else.
CREATE TABLE old_message (
  high BIGINT NOT NULL,
  low  BIGINT NOT NULL,
  PRIMARY KEY (high, low)
);

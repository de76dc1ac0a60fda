-- Where Kafka takes calls: how far each partition of the topic is moved into the journal, one row for each. It is
-- updated with every batch, and so is found by its number, as the head of the journal is.
CREATE TABLE kafka_partition (
  topic            VARCHAR(249)             NOT NULL,
  topic_id         VARCHAR(36)              NOT NULL,
  partition_number INTEGER                  NOT NULL,
  next_offset      BIGINT                   NOT NULL,
  leader_epoch     INTEGER                  NOT NULL,
  lane_version     INTEGER                  NOT NULL,
  moved_at         TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (topic, partition_number, next_offset)
);

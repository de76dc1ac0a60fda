-- What somebody should look at, while it lasts and for some days.
CREATE TABLE alert (
  id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  matter     VARCHAR(400) UNIQUE,               -- kind and subject; null when it is over
  kind       VARCHAR(32)              NOT NULL,
  subject    VARCHAR(300)             NOT NULL,
  account_id VARCHAR(64),
  text       VARCHAR(1000)            NOT NULL, -- as it was seen last
  began_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  seen_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at   TIMESTAMP WITH TIME ZONE,
  told_begin BOOLEAN                  NOT NULL, -- whether the operator's webhook has it
  told_end   BOOLEAN                  NOT NULL
);

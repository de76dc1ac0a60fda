-- Filters of the deliveries that are saved by a name, for everybody.
CREATE TABLE saved_filter (
  id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       VARCHAR(100)             NOT NULL UNIQUE,
  fields     VARCHAR(8000)            NOT NULL, -- JSON
  created_by VARCHAR(300)             NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL
);

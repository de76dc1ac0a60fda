-- How calls were answered: a row for each stretch of time, account and status. Those of a minute are of one
-- start of an instance; those of an hour or a day are of all.
CREATE TABLE answer_figure (
  account_id VARCHAR(64)              NOT NULL, -- empty for all together
  minutes    INTEGER                  NOT NULL, -- how long the stretch is: 1, 60 or 1440
  begins_at  TIMESTAMP WITH TIME ZONE NOT NULL,
  status     INTEGER                  NOT NULL,
  run        VARCHAR(36)              NOT NULL, -- empty for all
  answers    BIGINT                   NOT NULL,
  times      ${bytes}                 NOT NULL, -- a histogram
  PRIMARY KEY (account_id, minutes, begins_at, status, run)
);
CREATE INDEX answer_figure_by_time ON answer_figure (minutes, begins_at, account_id, status, answers);
-- What else was read, likewise.
CREATE TABLE load_figure (
  minutes   INTEGER                  NOT NULL,
  begins_at TIMESTAMP WITH TIME ZONE NOT NULL,
  run       VARCHAR(36)              NOT NULL,
  repeated  BIGINT                   NOT NULL,
  waiting   BIGINT                   NOT NULL, -- at most, at a time
  PRIMARY KEY (minutes, begins_at, run)
);

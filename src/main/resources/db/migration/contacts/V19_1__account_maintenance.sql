-- Accounts whose calls are answered 503 for a while: a row for each, whether it has ended by itself or not.
CREATE TABLE account_maintenance (
  account_id VARCHAR(64) NOT NULL PRIMARY KEY,
  message    VARCHAR,                  -- what senders are told; null for a general text
  ends_at    TIMESTAMP WITH TIME ZONE  -- null when somebody has to end it
);

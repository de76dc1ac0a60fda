-- Whose events and pages an erasure has still to remove, when there are too many for one transaction.
-- The ids stand here until that is done, and no longer.
CREATE TABLE erasure_person (
  erasure_id BIGINT       NOT NULL,
  number     BIGINT       NOT NULL, -- from 1 on
  person     VARCHAR(514) NOT NULL,
  PRIMARY KEY (erasure_id, number)
);

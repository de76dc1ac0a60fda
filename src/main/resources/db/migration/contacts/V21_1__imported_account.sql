-- Into which accounts something was imported, when an import last began and by whom, and which places the
-- events and pages have whose calls stand in no journal here: they count down from -1 over all accounts.
CREATE TABLE imported_account (
  account_id   VARCHAR(64)              NOT NULL PRIMARY KEY,
  begun_at     TIMESTAMP WITH TIME ZONE NOT NULL,
  begun_by     VARCHAR(300)             NOT NULL,
  lowest_place BIGINT                   NOT NULL
);

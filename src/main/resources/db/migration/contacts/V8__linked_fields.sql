-- How a contact is found is kept up to date without all of its ids. For that, what its linked ids
-- have said of it stands here: registers of the reserved traits that contacts are looked up by, like
-- person_state.fields; null: to be found out when the contact changes next. A user without a row has
-- no linked id that said anything.
--
-- Rows go with their person, also when an older instance erases it. A million people with a million
-- links take this 1 to 10 seconds.
CREATE TABLE linked_fields (
  id     BIGINT  NOT NULL PRIMARY KEY REFERENCES person ON DELETE CASCADE, -- the user
  fields VARCHAR
);
INSERT INTO linked_fields (id)
  SELECT DISTINCT l.owner_id
  FROM person_link l JOIN person_state s ON s.id = l.id
  WHERE s.first_identified IS NOT NULL;

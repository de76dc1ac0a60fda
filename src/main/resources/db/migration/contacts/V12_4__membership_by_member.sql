-- Some members of a company are read in the order of an index, however many it has.
CREATE INDEX membership_by_member ON membership (account_id, group_id, person);
DROP INDEX membership_by_group;

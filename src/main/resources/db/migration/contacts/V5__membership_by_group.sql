-- Who belongs to a company is looked up by the company, too.
CREATE INDEX membership_by_group ON membership (account_id, group_id);

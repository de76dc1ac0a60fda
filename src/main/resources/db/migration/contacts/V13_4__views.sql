-- For tools that read databases: plain columns for what Segment reserves, JSON for the rest. Of a trait that is
-- reserved and no text, such as an array, the column shows its JSON.

CREATE VIEW inlet_contact AS
SELECT
  v.account_id,
  SUBSTRING(v.person FROM 3) AS contact_id,
  CASE WHEN v.person LIKE 'u:%' THEN SUBSTRING(v.person FROM 3) END AS user_id,
  COALESCE(inlet_member(v.fields, 'email'), v.email) AS email,
  COALESCE(inlet_member(v.fields, 'name'), v.name) AS name,
  inlet_member(v.fields, 'firstName') AS first_name,
  inlet_member(v.fields, 'lastName') AS last_name,
  inlet_member(v.fields, 'username') AS username,
  inlet_member(v.fields, 'title') AS title,
  inlet_member(v.fields, 'phone') AS phone,
  inlet_member(v.fields, 'website') AS website,
  inlet_member(v.fields, 'avatar') AS avatar,
  inlet_member(v.fields, 'description') AS description,
  inlet_member(v.fields, 'gender') AS gender,
  inlet_member(v.fields, 'age') AS age,
  inlet_member(v.fields, 'birthday') AS birthday,
  inlet_member(v.fields, 'createdAt') AS created_at,
  inlet_member(v.fields, 'company') AS company,
  COALESCE(inlet_member(inlet_member(v.fields, 'address'), 'street'), inlet_member(v.fields, 'street')) AS street,
  COALESCE(inlet_member(inlet_member(v.fields, 'address'), 'city'), inlet_member(v.fields, 'city')) AS city,
  COALESCE(inlet_member(inlet_member(v.fields, 'address'), 'state'), inlet_member(v.fields, 'state')) AS state,
  COALESCE(inlet_member(inlet_member(v.fields, 'address'), 'postalCode'), inlet_member(v.fields, 'postalCode'))
    AS postal_code,
  COALESCE(inlet_member(inlet_member(v.fields, 'address'), 'country'), inlet_member(v.fields, 'country')) AS country,
  v.traits ${json} AS traits
FROM (
  SELECT c.id, c.account_id, p.person, c.email, c.name,
    inlet_contact_fields(c.id) AS fields, inlet_contact_traits(c.id) AS traits
  FROM contact c JOIN person p ON p.id = c.id
) v;

CREATE VIEW inlet_company AS
SELECT
  v.account_id,
  v.group_id,
  v.name,
  inlet_member(v.fields, 'email') AS email,
  inlet_member(v.fields, 'phone') AS phone,
  inlet_member(v.fields, 'website') AS website,
  inlet_member(v.fields, 'avatar') AS avatar,
  inlet_member(v.fields, 'description') AS description,
  inlet_member(v.fields, 'industry') AS industry,
  inlet_member(v.fields, 'employees') AS employees,
  inlet_member(v.fields, 'plan') AS plan,
  inlet_member(v.fields, 'createdAt') AS created_at,
  COALESCE(inlet_member(inlet_member(v.fields, 'address'), 'street'), inlet_member(v.fields, 'street')) AS street,
  COALESCE(inlet_member(inlet_member(v.fields, 'address'), 'city'), inlet_member(v.fields, 'city')) AS city,
  COALESCE(inlet_member(inlet_member(v.fields, 'address'), 'state'), inlet_member(v.fields, 'state')) AS state,
  COALESCE(inlet_member(inlet_member(v.fields, 'address'), 'postalCode'), inlet_member(v.fields, 'postalCode'))
    AS postal_code,
  COALESCE(inlet_member(inlet_member(v.fields, 'address'), 'country'), inlet_member(v.fields, 'country')) AS country,
  v.first_seen AS first_seen_at,
  v.last_seen AS last_seen_at,
  v.traits ${json} AS traits
FROM (
  SELECT c.account_id, c.group_id, c.name, c.first_seen, c.last_seen,
    inlet_values(c.fields) AS fields, inlet_values(c.traits) AS traits
  FROM company c
) v;

CREATE VIEW inlet_membership AS
SELECT
  m.account_id,
  m.group_id,
  c.name AS company,
  SUBSTRING(COALESCE(o.person, m.person) FROM 3) AS contact_id,
  CASE WHEN m.person LIKE 'u:%' THEN SUBSTRING(m.person FROM 3) END AS user_id,
  CASE WHEN m.person LIKE 'a:%' THEN SUBSTRING(m.person FROM 3) END AS anonymous_id
FROM membership m
  LEFT JOIN company c ON c.account_id = m.account_id AND c.group_id = m.group_id
  LEFT JOIN person p ON p.account_id = m.account_id AND p.person = m.person
  LEFT JOIN person_link l ON l.id = p.id
  LEFT JOIN person o ON o.id = l.owner_id;

CREATE VIEW inlet_event AS
SELECT
  e.account_id,
  e.message_id,
  e.name AS event,
  SUBSTRING(COALESCE(o.person, e.person) FROM 3) AS contact_id,
  e.user_id,
  e.anonymous_id,
  e.happened_at,
  e.stored_at,
  e.revenue,
  e.currency,
  e.worth ${json} AS event_value,
  e.properties ${json} AS properties
FROM event e
  LEFT JOIN person p ON p.account_id = e.account_id AND p.person = e.person
  LEFT JOIN person_link l ON l.id = p.id
  LEFT JOIN person o ON o.id = l.owner_id;

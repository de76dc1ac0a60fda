-- What the views are made of.

-- Registers row by row: a flat JSON array of name, value, microseconds and messageId, again and again.
CREATE FUNCTION inlet_registers(registers VARCHAR)
RETURNS TABLE (name VARCHAR, value JSON, micros BIGINT, message_id VARCHAR) LANGUAGE SQL STABLE AS $$
  SELECT parts[1] #>> '{}', parts[2], (parts[3] #>> '{}')::BIGINT, parts[4] #>> '{}'
  FROM (
    SELECT array_agg(part ORDER BY place) AS parts
    FROM json_array_elements(registers::JSON) WITH ORDINALITY AS all_parts (part, place)
    GROUP BY (place - 1) / 4
  ) AS one
$$;

-- Registers as a JSON object of the values in force.
CREATE FUNCTION inlet_values(registers VARCHAR) RETURNS VARCHAR LANGUAGE SQL STABLE AS $$
  SELECT COALESCE(json_object_agg(name, value ORDER BY name) FILTER (WHERE value::TEXT <> 'null'), '{}')
  FROM inlet_registers(registers)
$$;

-- Of the ids of a contact, by the number of its person, the values that were written last: JSON objects.
CREATE FUNCTION inlet_contact_fields(person_id BIGINT) RETURNS VARCHAR LANGUAGE SQL STABLE AS $$
  SELECT COALESCE(json_object_agg(name, value ORDER BY name) FILTER (WHERE value::TEXT <> 'null'), '{}')
  FROM (
    SELECT DISTINCT ON (r.name) r.name, r.value
    FROM person_state s CROSS JOIN LATERAL inlet_registers(s.fields) AS r
    WHERE s.id = person_id OR s.id IN (SELECT l.id FROM person_link l WHERE l.owner_id = person_id)
    ORDER BY r.name, r.micros DESC, r.message_id COLLATE "C" DESC, r.value::TEXT COLLATE "C" DESC
  ) AS last
$$;
CREATE FUNCTION inlet_contact_traits(person_id BIGINT) RETURNS VARCHAR LANGUAGE SQL STABLE AS $$
  SELECT COALESCE(json_object_agg(name, value ORDER BY name) FILTER (WHERE value::TEXT <> 'null'), '{}')
  FROM (
    SELECT DISTINCT ON (r.name) r.name, r.value
    FROM person_state s CROSS JOIN LATERAL inlet_registers(s.traits) AS r
    WHERE s.id = person_id OR s.id IN (SELECT l.id FROM person_link l WHERE l.owner_id = person_id)
    ORDER BY r.name, r.micros DESC, r.message_id COLLATE "C" DESC, r.value::TEXT COLLATE "C" DESC
  ) AS last
$$;

-- A member of a JSON object: text as such, everything else as JSON.
CREATE FUNCTION inlet_member(object VARCHAR, name VARCHAR) RETURNS VARCHAR LANGUAGE SQL IMMUTABLE AS $$
  SELECT CASE WHEN json_typeof(object::JSON) = 'object' THEN object::JSON ->> name END
$$;

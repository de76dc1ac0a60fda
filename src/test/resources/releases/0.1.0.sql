-- What 0.1.0 left in PostgreSQL when it was killed, as 0.1.0.zip is what it left on H2: by
-- pg_dump --inserts --rows-per-insert=100 --no-owner --no-privileges --no-comments, without most of what pg_dump sets.

SET check_function_bodies = false;

CREATE FUNCTION public.inlet_contact_fields(person_id bigint) RETURNS character varying
    LANGUAGE sql STABLE
    AS $$
  SELECT COALESCE(json_object_agg(name, value ORDER BY name) FILTER (WHERE value::TEXT <> 'null'), '{}')
  FROM (
    SELECT DISTINCT ON (r.name) r.name, r.value
    FROM person_state s CROSS JOIN LATERAL inlet_registers(s.fields) AS r
    WHERE s.id = person_id OR s.id IN (SELECT l.id FROM person_link l WHERE l.owner_id = person_id)
    ORDER BY r.name, r.micros DESC, r.message_id COLLATE "C" DESC, r.value::TEXT COLLATE "C" DESC
  ) AS last
$$;

CREATE FUNCTION public.inlet_contact_traits(person_id bigint) RETURNS character varying
    LANGUAGE sql STABLE
    AS $$
  SELECT COALESCE(json_object_agg(name, value ORDER BY name) FILTER (WHERE value::TEXT <> 'null'), '{}')
  FROM (
    SELECT DISTINCT ON (r.name) r.name, r.value
    FROM person_state s CROSS JOIN LATERAL inlet_registers(s.traits) AS r
    WHERE s.id = person_id OR s.id IN (SELECT l.id FROM person_link l WHERE l.owner_id = person_id)
    ORDER BY r.name, r.micros DESC, r.message_id COLLATE "C" DESC, r.value::TEXT COLLATE "C" DESC
  ) AS last
$$;

CREATE FUNCTION public.inlet_member(object character varying, name character varying) RETURNS character varying
    LANGUAGE sql IMMUTABLE
    AS $$
  SELECT CASE WHEN json_typeof(object::JSON) = 'object' THEN object::JSON ->> name END
$$;

CREATE FUNCTION public.inlet_registers(registers character varying) RETURNS TABLE(name character varying, value json, micros bigint, message_id character varying)
    LANGUAGE sql STABLE
    AS $$
  SELECT parts[1] #>> '{}', parts[2], (parts[3] #>> '{}')::BIGINT, parts[4] #>> '{}'
  FROM (
    SELECT array_agg(part ORDER BY place) AS parts
    FROM json_array_elements(registers::JSON) WITH ORDINALITY AS all_parts (part, place)
    GROUP BY (place - 1) / 4
  ) AS one
$$;

CREATE FUNCTION public.inlet_values(registers character varying) RETURNS character varying
    LANGUAGE sql STABLE
    AS $$
  SELECT COALESCE(json_object_agg(name, value ORDER BY name) FILTER (WHERE value::TEXT <> 'null'), '{}')
  FROM inlet_registers(registers)
$$;

CREATE TABLE public.account (
    id character varying(64) NOT NULL,
    name character varying(256) NOT NULL,
    suspended boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    "position" bigint NOT NULL
);

ALTER TABLE public.account ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.account_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.admin_password (
    id integer NOT NULL,
    digest character varying(64) NOT NULL
);

CREATE TABLE public.api_key (
    id character varying(64) NOT NULL,
    account_id character varying(64) NOT NULL,
    name character varying(256) NOT NULL,
    prefix character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    permissions character varying(256) NOT NULL,
    senders character varying(256) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    "position" bigint NOT NULL
);

ALTER TABLE public.api_key ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.api_key_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.call_remark (
    seq bigint NOT NULL,
    account_id character varying(64) NOT NULL,
    warnings character varying(500) NOT NULL
);

CREATE TABLE public.call_warning (
    seq bigint NOT NULL,
    account_id character varying(64) NOT NULL,
    warnings character varying(500) NOT NULL
);

CREATE TABLE public.change_feed (
    "position" bigint NOT NULL,
    account_id character varying(64) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    changes character varying NOT NULL
);

CREATE TABLE public.change_feed_floor (
    id integer NOT NULL,
    "position" bigint NOT NULL
);

ALTER TABLE public.change_feed ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.change_feed_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.company (
    account_id character varying(64) NOT NULL,
    group_id character varying(512) NOT NULL,
    name character varying,
    traits character varying NOT NULL,
    fields character varying NOT NULL,
    first_seen timestamp with time zone NOT NULL,
    last_seen timestamp with time zone NOT NULL,
    "position" bigint NOT NULL
);

ALTER TABLE public.company ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.company_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.console_session (
    digest character varying(64) NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.contact (
    id bigint NOT NULL,
    account_id character varying(64) NOT NULL,
    email character varying,
    name character varying,
    search character varying NOT NULL
);

CREATE TABLE public.erasure (
    id bigint NOT NULL,
    account_id character varying(64) NOT NULL,
    erased_at timestamp with time zone NOT NULL,
    removed character varying NOT NULL,
    completed_at timestamp with time zone
);

ALTER TABLE public.erasure ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.erasure_person (
    erasure_id bigint NOT NULL,
    number bigint NOT NULL,
    person character varying(514) NOT NULL
);

CREATE TABLE public.erasure_work (
    erasure_id bigint NOT NULL,
    account_id character varying(64) NOT NULL,
    place character varying(16) NOT NULL,
    scanned bigint NOT NULL,
    up_to bigint NOT NULL,
    changes_up_to bigint
);

CREATE TABLE public.event (
    seq bigint NOT NULL,
    account_id character varying(64) NOT NULL,
    person character varying(514) NOT NULL,
    user_id character varying(512),
    anonymous_id character varying(512),
    message_id character varying(600) NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    stored_at timestamp with time zone NOT NULL,
    name character varying(1000) NOT NULL,
    revenue numeric,
    currency character varying(3),
    worth character varying,
    properties character varying NOT NULL
);

CREATE VIEW public.inlet_company AS
 SELECT v.account_id,
    v.group_id,
    v.name,
    public.inlet_member(v.fields, 'email'::character varying) AS email,
    public.inlet_member(v.fields, 'phone'::character varying) AS phone,
    public.inlet_member(v.fields, 'website'::character varying) AS website,
    public.inlet_member(v.fields, 'avatar'::character varying) AS avatar,
    public.inlet_member(v.fields, 'description'::character varying) AS description,
    public.inlet_member(v.fields, 'industry'::character varying) AS industry,
    public.inlet_member(v.fields, 'employees'::character varying) AS employees,
    public.inlet_member(v.fields, 'plan'::character varying) AS plan,
    public.inlet_member(v.fields, 'createdAt'::character varying) AS created_at,
    COALESCE(public.inlet_member(public.inlet_member(v.fields, 'address'::character varying), 'street'::character varying), public.inlet_member(v.fields, 'street'::character varying)) AS street,
    COALESCE(public.inlet_member(public.inlet_member(v.fields, 'address'::character varying), 'city'::character varying), public.inlet_member(v.fields, 'city'::character varying)) AS city,
    COALESCE(public.inlet_member(public.inlet_member(v.fields, 'address'::character varying), 'state'::character varying), public.inlet_member(v.fields, 'state'::character varying)) AS state,
    COALESCE(public.inlet_member(public.inlet_member(v.fields, 'address'::character varying), 'postalCode'::character varying), public.inlet_member(v.fields, 'postalCode'::character varying)) AS postal_code,
    COALESCE(public.inlet_member(public.inlet_member(v.fields, 'address'::character varying), 'country'::character varying), public.inlet_member(v.fields, 'country'::character varying)) AS country,
    v.first_seen AS first_seen_at,
    v.last_seen AS last_seen_at,
    (v.traits)::json AS traits
   FROM ( SELECT c.account_id,
            c.group_id,
            c.name,
            c.first_seen,
            c.last_seen,
            public.inlet_values(c.fields) AS fields,
            public.inlet_values(c.traits) AS traits
           FROM public.company c) v;

CREATE TABLE public.person (
    id bigint NOT NULL,
    account_id character varying(64) NOT NULL,
    person character varying(514) NOT NULL
);

CREATE VIEW public.inlet_contact AS
 SELECT v.account_id,
    SUBSTRING(v.person FROM 3) AS contact_id,
        CASE
            WHEN ((v.person)::text ~~ 'u:%'::text) THEN SUBSTRING(v.person FROM 3)
            ELSE NULL::text
        END AS user_id,
    COALESCE(public.inlet_member(v.fields, 'email'::character varying), v.email) AS email,
    COALESCE(public.inlet_member(v.fields, 'name'::character varying), v.name) AS name,
    public.inlet_member(v.fields, 'firstName'::character varying) AS first_name,
    public.inlet_member(v.fields, 'lastName'::character varying) AS last_name,
    public.inlet_member(v.fields, 'username'::character varying) AS username,
    public.inlet_member(v.fields, 'title'::character varying) AS title,
    public.inlet_member(v.fields, 'phone'::character varying) AS phone,
    public.inlet_member(v.fields, 'website'::character varying) AS website,
    public.inlet_member(v.fields, 'avatar'::character varying) AS avatar,
    public.inlet_member(v.fields, 'description'::character varying) AS description,
    public.inlet_member(v.fields, 'gender'::character varying) AS gender,
    public.inlet_member(v.fields, 'age'::character varying) AS age,
    public.inlet_member(v.fields, 'birthday'::character varying) AS birthday,
    public.inlet_member(v.fields, 'createdAt'::character varying) AS created_at,
    public.inlet_member(v.fields, 'company'::character varying) AS company,
    COALESCE(public.inlet_member(public.inlet_member(v.fields, 'address'::character varying), 'street'::character varying), public.inlet_member(v.fields, 'street'::character varying)) AS street,
    COALESCE(public.inlet_member(public.inlet_member(v.fields, 'address'::character varying), 'city'::character varying), public.inlet_member(v.fields, 'city'::character varying)) AS city,
    COALESCE(public.inlet_member(public.inlet_member(v.fields, 'address'::character varying), 'state'::character varying), public.inlet_member(v.fields, 'state'::character varying)) AS state,
    COALESCE(public.inlet_member(public.inlet_member(v.fields, 'address'::character varying), 'postalCode'::character varying), public.inlet_member(v.fields, 'postalCode'::character varying)) AS postal_code,
    COALESCE(public.inlet_member(public.inlet_member(v.fields, 'address'::character varying), 'country'::character varying), public.inlet_member(v.fields, 'country'::character varying)) AS country,
    (v.traits)::json AS traits
   FROM ( SELECT c.id,
            c.account_id,
            p.person,
            c.email,
            c.name,
            public.inlet_contact_fields(c.id) AS fields,
            public.inlet_contact_traits(c.id) AS traits
           FROM (public.contact c
             JOIN public.person p ON ((p.id = c.id)))) v;

CREATE TABLE public.person_link (
    id bigint NOT NULL,
    owner_id bigint NOT NULL,
    stamp_time timestamp with time zone NOT NULL,
    stamp_id character varying(600) NOT NULL
);

CREATE VIEW public.inlet_event AS
 SELECT e.account_id,
    e.message_id,
    e.name AS event,
    SUBSTRING(COALESCE(o.person, e.person) FROM 3) AS contact_id,
    e.user_id,
    e.anonymous_id,
    e.happened_at,
    e.stored_at,
    e.revenue,
    e.currency,
    (e.worth)::json AS event_value,
    (e.properties)::json AS properties
   FROM (((public.event e
     LEFT JOIN public.person p ON ((((p.account_id)::text = (e.account_id)::text) AND ((p.person)::text = (e.person)::text))))
     LEFT JOIN public.person_link l ON ((l.id = p.id)))
     LEFT JOIN public.person o ON ((o.id = l.owner_id)));

CREATE TABLE public.membership (
    account_id character varying(64) NOT NULL,
    person character varying(514) NOT NULL,
    group_id character varying(512) NOT NULL
);

CREATE VIEW public.inlet_membership AS
 SELECT m.account_id,
    m.group_id,
    c.name AS company,
    SUBSTRING(COALESCE(o.person, m.person) FROM 3) AS contact_id,
        CASE
            WHEN ((m.person)::text ~~ 'u:%'::text) THEN SUBSTRING(m.person FROM 3)
            ELSE NULL::text
        END AS user_id,
        CASE
            WHEN ((m.person)::text ~~ 'a:%'::text) THEN SUBSTRING(m.person FROM 3)
            ELSE NULL::text
        END AS anonymous_id
   FROM ((((public.membership m
     LEFT JOIN public.company c ON ((((c.account_id)::text = (m.account_id)::text) AND ((c.group_id)::text = (m.group_id)::text))))
     LEFT JOIN public.person p ON ((((p.account_id)::text = (m.account_id)::text) AND ((p.person)::text = (m.person)::text))))
     LEFT JOIN public.person_link l ON ((l.id = p.id)))
     LEFT JOIN public.person o ON ((o.id = l.owner_id)));

CREATE TABLE public.journal (
    seq bigint NOT NULL,
    account_id character varying(64) NOT NULL,
    key_id character varying(64) NOT NULL,
    sender character varying(16) NOT NULL,
    type character varying(16) NOT NULL,
    message_id character varying(600) NOT NULL,
    stored_at timestamp with time zone NOT NULL,
    settings character varying,
    body bytea NOT NULL
);

CREATE TABLE public.journal_head (
    id integer NOT NULL,
    seq bigint NOT NULL
);

CREATE TABLE public.kafka_progress (
    id integer NOT NULL,
    piece bigint,
    place integer,
    held_by character varying(64),
    held_until timestamp with time zone
);

CREATE TABLE public.linked_fields (
    id bigint NOT NULL,
    fields character varying
);

CREATE TABLE public.maintenance (
    id integer NOT NULL,
    enabled boolean NOT NULL,
    message character varying,
    rehearsal character varying(64),
    rehearsal_until timestamp with time zone,
    ends_at timestamp with time zone
);

CREATE TABLE public.migration_of_contacts (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);

CREATE TABLE public.migration_of_journal (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);

CREATE TABLE public.old_message (
    high bigint NOT NULL,
    low bigint NOT NULL
);

CREATE TABLE public.page_view (
    seq bigint NOT NULL,
    account_id character varying(64) NOT NULL,
    person character varying(514) NOT NULL,
    user_id character varying(512),
    anonymous_id character varying(512),
    message_id character varying(600) NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    stored_at timestamp with time zone NOT NULL,
    kind character varying(6) NOT NULL,
    name character varying,
    category character varying,
    path character varying,
    referrer character varying,
    search character varying,
    title character varying,
    url character varying,
    keywords character varying,
    properties character varying NOT NULL
);

CREATE TABLE public.person_state (
    id bigint NOT NULL,
    traits character varying NOT NULL,
    fields character varying NOT NULL,
    first_identified timestamp with time zone,
    last_identified timestamp with time zone
);

CREATE TABLE public.progress (
    id integer NOT NULL,
    mark bigint NOT NULL,
    tried_seq bigint DEFAULT 0 NOT NULL,
    tries integer DEFAULT 0 NOT NULL
);

CREATE TABLE public.refused_delivery (
    id bigint NOT NULL,
    account_id character varying(64) NOT NULL,
    key_id character varying(64) NOT NULL,
    sender character varying(16) NOT NULL,
    type character varying,
    message_id character varying,
    status integer NOT NULL,
    message character varying NOT NULL,
    received_at timestamp with time zone NOT NULL,
    settings character varying,
    body bytea,
    cause character varying(40)
);

ALTER TABLE public.refused_delivery ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.refused_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.seen_message (
    seq bigint NOT NULL,
    message_key bytea NOT NULL
);

CREATE TABLE public.seen_segment (
    last_seq bigint NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    filter bytea NOT NULL
);

CREATE TABLE public.seen_slice (
    last_seq bigint NOT NULL,
    first_byte smallint NOT NULL,
    message_keys bytea NOT NULL
);

CREATE TABLE public.set_aside (
    seq bigint NOT NULL,
    account_id character varying(64) NOT NULL,
    key_id character varying(64) NOT NULL,
    sender character varying(16) NOT NULL,
    type character varying(16) NOT NULL,
    message_id character varying(600) NOT NULL,
    stored_at timestamp with time zone NOT NULL,
    settings character varying,
    body bytea NOT NULL,
    reason character varying NOT NULL,
    attempts integer DEFAULT 3 NOT NULL
);

CREATE TABLE public.subscription (
    id character varying(64) NOT NULL,
    account_id character varying(64),
    url character varying(2048) NOT NULL,
    types character varying(512) NOT NULL,
    batched boolean NOT NULL,
    sealed character varying NOT NULL,
    state character varying(16) NOT NULL,
    reason character varying(1000),
    created_at timestamp with time zone NOT NULL,
    piece bigint NOT NULL,
    place integer NOT NULL,
    failing_since timestamp with time zone,
    held_by character varying(64),
    held_until timestamp with time zone,
    "position" bigint NOT NULL
);

CREATE TABLE public.subscription_attempt (
    id bigint NOT NULL,
    subscription_id character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    webhook_id character varying(128) NOT NULL,
    changes integer NOT NULL,
    status integer,
    problem character varying(1000),
    millis bigint NOT NULL,
    answer character varying
);

ALTER TABLE public.subscription_attempt ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.subscription_attempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.subscription ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.subscription_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.subscription_waiting (
    id bigint NOT NULL,
    subscription_id character varying(64) NOT NULL,
    piece bigint NOT NULL,
    place integer NOT NULL,
    lane integer NOT NULL,
    attempts integer NOT NULL,
    since timestamp with time zone NOT NULL,
    due timestamp with time zone,
    other_lane integer
);

ALTER TABLE public.subscription_waiting ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.subscription_waiting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tombstone (
    digest character varying(64) NOT NULL,
    erasure_id bigint NOT NULL,
    erased_at timestamp with time zone NOT NULL,
    up_to bigint NOT NULL
);

CREATE TABLE public.tombstone_key (
    id integer NOT NULL,
    secret bytea NOT NULL
);

CREATE TABLE public.unclean_call (
    seq bigint NOT NULL,
    erasure_id bigint NOT NULL,
    entirely boolean NOT NULL
);

INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES
	('demo', 'Demo', false, '2026-11-30 11:22:53.883839+00', 1);

INSERT INTO public.api_key OVERRIDING SYSTEM VALUE VALUES
	('demo-key', 'demo', 'The documentation''s key', 'seg', '03e71c6d7dc6bd4e89ceaf32f6488ca0aa69b0de784b706cac5818d680e9d97f', 'identify,track,page,screen,group,alias,delete', 'destination,tracking,jitsu,segmentstream', '2026-11-30 11:22:53.895856+00', NULL, NULL, '2026-11-30 11:22:54.180554+00', 1);

INSERT INTO public.change_feed OVERRIDING SYSTEM VALUE VALUES
	(1, 'demo', '2026-11-30 11:22:54.431997+00', '[[],["cu",["u:ada"],["firstName"],"inlet-d1dc9fc6-09f1-476e-888d-e3e090a05a24"],["cm",["u:ada","a:device"],[],"inlet-d1dc9fc6-09f1-476e-888d-e3e090a05a24"]]'),
	(3, 'demo', '2026-11-30 11:22:54.628942+00', '[[],["ev",["4"]],["ev",["5"]],["ev",["6"]]]'),
	(4, 'demo', '2026-11-30 11:22:54.695765+00', '[[],["ev",["7"]]]'),
	(5, 'demo', '2026-11-30 11:22:54.779464+00', '[[],["ev",["8"]]]'),
	(6, 'demo', '2026-11-30 11:22:54.892074+00', '[[],["ev",["9"]]]'),
	(7, 'demo', '2026-11-30 11:22:54.979019+00', '[[],["ev",["10"]],["ev",["11"]]]'),
	(8, 'demo', '2026-11-30 11:22:55.046605+00', '[[],["ev",["12"]]]'),
	(9, 'demo', '2026-11-30 11:22:55.143618+00', '[[],["ev",["13"]]]'),
	(10, 'demo', '2026-11-30 11:22:56.013685+00', '[[],["ce",["0D0Nu2dSd2nE4ZWMH1kzyb2gr17SvdnUCtuHLBj7qEcUo33RmQ=="]]]'),
	(2, 'demo', '2026-11-30 11:22:54.532124+00', '[[],["co",["org"],["name"],"inlet-07718a7a-cd8f-4c53-a381-d5c79ad8f06b"],["ma",["u:ada","org"],[],"inlet-07718a7a-cd8f-4c53-a381-d5c79ad8f06b"],[]]'),
	(11, 'demo', '2026-11-30 11:23:00.76893+00', '[[],["ev",["14"]],["ev",["15"]],["ev",["16"]]]');

INSERT INTO public.change_feed_floor VALUES
	(1, 0);

INSERT INTO public.company OVERRIDING SYSTEM VALUE VALUES
	('demo', 'org', 'Engines', '["name","Engines",1796037774270766,"inlet-07718a7a-cd8f-4c53-a381-d5c79ad8f06b"]', '["name","Engines",1796037774270766,"inlet-07718a7a-cd8f-4c53-a381-d5c79ad8f06b"]', '2026-11-30 11:22:54.270766+00', '2026-11-30 11:22:54.270766+00', 1);

INSERT INTO public.contact VALUES
	(1, 'demo', NULL, 'Ada', 'ada
ada
device');

INSERT INTO public.erasure OVERRIDING SYSTEM VALUE VALUES
	(1, 'demo', '2026-11-30 11:22:56.013685+00', '{"contacts":1,"ids":1,"calls":1}', '2026-11-30 11:22:56.46932+00');

INSERT INTO public.event VALUES
	(4, 'demo', 'u:ada', 'ada', NULL, 'event-0', '2026-03-01 12:00:00+00', '2026-11-30 11:22:54.378663+00', 'Ran', NULL, NULL, NULL, '{}'),
	(5, 'demo', 'u:ada', 'ada', NULL, 'event-1', '2026-03-01 12:00:01+00', '2026-11-30 11:22:54.478212+00', 'Ran', NULL, NULL, NULL, '{}'),
	(6, 'demo', 'u:ada', 'ada', NULL, 'event-2', '2026-03-01 12:00:02+00', '2026-11-30 11:22:54.558451+00', 'Ran', NULL, NULL, NULL, '{}'),
	(7, 'demo', 'u:ada', 'ada', NULL, 'event-3', '2026-03-01 12:00:03+00', '2026-11-30 11:22:54.626389+00', 'Ran', NULL, NULL, NULL, '{}'),
	(8, 'demo', 'u:ada', 'ada', NULL, 'event-4', '2026-03-01 12:00:04+00', '2026-11-30 11:22:54.733031+00', 'Ran', NULL, NULL, NULL, '{}'),
	(9, 'demo', 'u:ada', 'ada', NULL, 'event-5', '2026-03-01 12:00:05+00', '2026-11-30 11:22:54.859894+00', 'Ran', NULL, NULL, NULL, '{}'),
	(10, 'demo', 'u:ada', 'ada', NULL, 'event-6', '2026-03-01 12:00:06+00', '2026-11-30 11:22:54.936602+00', 'Ran', NULL, NULL, NULL, '{}'),
	(11, 'demo', 'u:ada', 'ada', NULL, 'event-7', '2026-03-01 12:00:07+00', '2026-11-30 11:22:54.959962+00', 'Ran', NULL, NULL, NULL, '{}'),
	(12, 'demo', 'u:ada', 'ada', NULL, 'event-8', '2026-03-01 12:00:08+00', '2026-11-30 11:22:55.010156+00', 'Ran', NULL, NULL, NULL, '{}'),
	(13, 'demo', 'u:ada', 'ada', NULL, 'event-9', '2026-03-01 12:00:09+00', '2026-11-30 11:22:55.095288+00', 'Ran', NULL, NULL, NULL, '{}'),
	(14, 'demo', 'u:ada', 'ada', NULL, 'event-10', '2026-03-01 12:00:10+00', '2026-11-30 11:23:00.479978+00', 'Ran', NULL, NULL, NULL, '{}'),
	(15, 'demo', 'u:ada', 'ada', NULL, 'event-17', '2026-03-01 12:00:17+00', '2026-11-30 11:23:00.515445+00', 'Ran', NULL, NULL, NULL, '{}'),
	(16, 'demo', 'u:ada', 'ada', NULL, 'event-11', '2026-03-01 12:00:11+00', '2026-11-30 11:23:00.518243+00', 'Ran', NULL, NULL, NULL, '{}');

INSERT INTO public.journal VALUES
	(1, 'demo', 'demo-key', 'destination', 'identify', 'inlet-d1dc9fc6-09f1-476e-888d-e3e090a05a24', '2026-11-30 11:22:54.180554+00', NULL, '\x7b2274797065223a226964656e74696679222c22757365724964223a22616461222c22616e6f6e796d6f75734964223a22646576696365222c22747261697473223a7b2266697273744e616d65223a22416461227d7d'),
	(2, 'demo', 'demo-key', 'destination', 'group', 'inlet-07718a7a-cd8f-4c53-a381-d5c79ad8f06b', '2026-11-30 11:22:54.270766+00', NULL, '\x7b2274797065223a2267726f7570222c22757365724964223a22616461222c2267726f75704964223a226f7267222c22747261697473223a7b226e616d65223a22456e67696e6573227d7d'),
	(4, 'demo', 'demo-key', 'destination', 'track', 'event-0', '2026-11-30 11:22:54.378663+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d30222c2274696d657374616d70223a22323032362d30332d30315431323a30303a30305a227d'),
	(5, 'demo', 'demo-key', 'destination', 'track', 'event-1', '2026-11-30 11:22:54.478212+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d31222c2274696d657374616d70223a22323032362d30332d30315431323a30303a30315a227d'),
	(6, 'demo', 'demo-key', 'destination', 'track', 'event-2', '2026-11-30 11:22:54.558451+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d32222c2274696d657374616d70223a22323032362d30332d30315431323a30303a30325a227d'),
	(7, 'demo', 'demo-key', 'destination', 'track', 'event-3', '2026-11-30 11:22:54.626389+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d33222c2274696d657374616d70223a22323032362d30332d30315431323a30303a30335a227d'),
	(8, 'demo', 'demo-key', 'destination', 'track', 'event-4', '2026-11-30 11:22:54.733031+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d34222c2274696d657374616d70223a22323032362d30332d30315431323a30303a30345a227d'),
	(9, 'demo', 'demo-key', 'destination', 'track', 'event-5', '2026-11-30 11:22:54.859894+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d35222c2274696d657374616d70223a22323032362d30332d30315431323a30303a30355a227d'),
	(10, 'demo', 'demo-key', 'destination', 'track', 'event-6', '2026-11-30 11:22:54.936602+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d36222c2274696d657374616d70223a22323032362d30332d30315431323a30303a30365a227d'),
	(11, 'demo', 'demo-key', 'destination', 'track', 'event-7', '2026-11-30 11:22:54.959962+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d37222c2274696d657374616d70223a22323032362d30332d30315431323a30303a30375a227d'),
	(12, 'demo', 'demo-key', 'destination', 'track', 'event-8', '2026-11-30 11:22:55.010156+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d38222c2274696d657374616d70223a22323032362d30332d30315431323a30303a30385a227d'),
	(13, 'demo', 'demo-key', 'destination', 'track', 'event-9', '2026-11-30 11:22:55.095288+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d39222c2274696d657374616d70223a22323032362d30332d30315431323a30303a30395a227d'),
	(14, 'demo', 'demo-key', 'destination', 'track', 'event-10', '2026-11-30 11:23:00.479978+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d3130222c2274696d657374616d70223a22323032362d30332d30315431323a30303a31305a227d'),
	(15, 'demo', 'demo-key', 'destination', 'track', 'event-17', '2026-11-30 11:23:00.515445+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d3137222c2274696d657374616d70223a22323032362d30332d30315431323a30303a31375a227d'),
	(16, 'demo', 'demo-key', 'destination', 'track', 'event-11', '2026-11-30 11:23:00.518243+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d3131222c2274696d657374616d70223a22323032362d30332d30315431323a30303a31315a227d'),
	(17, 'demo', 'demo-key', 'destination', 'track', 'event-18', '2026-11-30 11:23:00.712813+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d3138222c2274696d657374616d70223a22323032362d30332d30315431323a30303a31385a227d'),
	(18, 'demo', 'demo-key', 'destination', 'track', 'event-13', '2026-11-30 11:23:00.727337+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d3133222c2274696d657374616d70223a22323032362d30332d30315431323a30303a31335a227d'),
	(19, 'demo', 'demo-key', 'destination', 'track', 'event-12', '2026-11-30 11:23:00.729716+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d3132222c2274696d657374616d70223a22323032362d30332d30315431323a30303a31325a227d'),
	(20, 'demo', 'demo-key', 'destination', 'track', 'event-14', '2026-11-30 11:23:00.773126+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d3134222c2274696d657374616d70223a22323032362d30332d30315431323a30303a31345a227d'),
	(21, 'demo', 'demo-key', 'destination', 'track', 'event-16', '2026-11-30 11:23:00.774482+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d3136222c2274696d657374616d70223a22323032362d30332d30315431323a30303a31365a227d'),
	(22, 'demo', 'demo-key', 'destination', 'track', 'event-19', '2026-11-30 11:23:00.779693+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d3139222c2274696d657374616d70223a22323032362d30332d30315431323a30303a31395a227d'),
	(23, 'demo', 'demo-key', 'destination', 'track', 'event-15', '2026-11-30 11:23:00.78086+00', NULL, '\x7b2274797065223a22747261636b222c22757365724964223a22616461222c226576656e74223a2252616e222c226d6573736167654964223a226576656e742d3135222c2274696d657374616d70223a22323032362d30332d30315431323a30303a31355a227d');

INSERT INTO public.journal_head VALUES
	(1, 23);

INSERT INTO public.kafka_progress VALUES
	(1, NULL, NULL, NULL, NULL);

INSERT INTO public.maintenance VALUES
	(1, false, NULL, NULL, NULL, NULL);

INSERT INTO public.membership VALUES
	('demo', 'u:ada', 'org');

INSERT INTO public.migration_of_contacts VALUES
	(1, '1', 'contacts', 'SQL', 'V1__contacts.sql', -1988098950, 'postgres', '2026-11-30 11:22:50.244949', 452, true),
	(2, '2', 'erasing', 'SQL', 'V2__erasing.sql', 2053746540, 'postgres', '2026-11-30 11:22:50.75943', 257, true),
	(3, '3', 'set aside', 'SQL', 'V3__set_aside.sql', 462986900, 'postgres', '2026-11-30 11:22:51.055447', 5, true),
	(4, '4', 'console session', 'SQL', 'V4__console_session.sql', -1989787080, 'postgres', '2026-11-30 11:22:51.09627', 16, true),
	(5, '5', 'membership by group', 'SQL', 'V5__membership_by_group.sql', 258072878, 'postgres', '2026-11-30 11:22:51.159604', 14, true),
	(6, '6', 'rehearsal', 'SQL', 'V6__rehearsal.sql', 488654640, 'postgres', '2026-11-30 11:22:51.213773', 12, true),
	(7, '7', 'erasing in pieces', 'SQL', 'V7__erasing_in_pieces.sql', -500229868, 'postgres', '2026-11-30 11:22:51.298252', 21, true),
	(8, '7.1', 'event by time', 'SQL', 'V7_1__event_by_time.sql', -1036850871, 'postgres', '2026-11-30 11:22:51.327884', 8, true),
	(9, '7.2', 'page view by time', 'SQL', 'V7_2__page_view_by_time.sql', 1289975626, 'postgres', '2026-11-30 11:22:51.344075', 4, true),
	(10, '8', 'linked fields', 'SQL', 'V8__linked_fields.sql', 1794436489, 'postgres', '2026-11-30 11:22:51.363137', 10, true),
	(11, '9', 'tries', 'SQL', 'V9__tries.sql', -1098480113, 'postgres', '2026-11-30 11:22:51.386442', 9, true),
	(12, '10', 'refusal cause', 'SQL', 'V10__refusal_cause.sql', 34802617, 'postgres', '2026-11-30 11:22:51.401694', 2, true),
	(13, '11', 'call remark', 'SQL', 'V11__call_remark.sql', 1710535233, 'postgres', '2026-11-30 11:22:51.410812', 11, true),
	(14, '12.1', 'event by message', 'SQL', 'V12_1__event_by_message.sql', -2054348484, 'postgres', '2026-11-30 11:22:51.431512', 5, true),
	(15, '12.2', 'page view by message', 'SQL', 'V12_2__page_view_by_message.sql', -1664215069, 'postgres', '2026-11-30 11:22:51.447272', 3, true),
	(16, '12.3', 'old message', 'SQL', 'V12_3__old_message.sql', -394362830, 'postgres', '2026-11-30 11:22:51.461087', 4, true),
	(17, '12.4', 'membership by member', 'SQL', 'V12_4__membership_by_member.sql', -176743033, 'postgres', '2026-11-30 11:22:51.471623', 4, true),
	(18, '13.1', 'change feed', 'SQL', 'V13_1__change_feed.sql', -622399859, 'postgres', '2026-11-30 11:22:51.507353', 21, true),
	(19, '13.2', 'erasing changes', 'SQL', 'V13_2__erasing_changes.sql', 2009553753, 'postgres', '2026-11-30 11:22:51.536143', 2, true),
	(20, '13.3', 'values', 'SQL', 'V13_3__values.sql', 2098158259, 'postgres', '2026-11-30 11:22:51.543661', 75, true),
	(21, '13.4', 'views', 'SQL', 'V13_4__views.sql', -1345618713, 'postgres', '2026-11-30 11:22:51.636266', 18, true),
	(22, '14.1', 'subscription', 'SQL', 'V14_1__subscription.sql', -820226613, 'postgres', '2026-11-30 11:22:51.750222', 38, true),
	(23, '15.5', 'maintenance end', 'SQL', 'V15_5__maintenance_end.sql', -1600545420, 'postgres', '2026-11-30 11:22:51.883345', 2, true),
	(24, '16.1', 'kafka progress', 'SQL', 'V16_1__kafka_progress.sql', 792196833, 'postgres', '2026-11-30 11:22:51.889715', 4, true),
	(25, '16.2', 'other lane', 'SQL', 'V16_2__other_lane.sql', -44894200, 'postgres', '2026-11-30 11:22:51.897807', 1, true);

INSERT INTO public.migration_of_journal VALUES
	(1, '0', '<< Flyway Baseline >>', 'BASELINE', '<< Flyway Baseline >>', NULL, 'postgres', '2026-11-30 11:22:52.44923', 0, true),
	(2, '1', 'journal', 'SQL', 'V1__journal.sql', 632141646, 'postgres', '2026-11-30 11:22:52.483929', 17, true),
	(3, '2', 'warnings', 'SQL', 'V2__warnings.sql', -659213437, 'postgres', '2026-11-30 11:22:52.51124', 18, true);

INSERT INTO public.person VALUES
	(1, 'demo', 'u:ada'),
	(2, 'demo', 'a:device');

INSERT INTO public.person_link VALUES
	(2, 1, '2026-11-30 11:22:54.180554+00', 'inlet-d1dc9fc6-09f1-476e-888d-e3e090a05a24');

INSERT INTO public.person_state VALUES
	(1, '["firstName","Ada",1796037774180554,"inlet-d1dc9fc6-09f1-476e-888d-e3e090a05a24"]', '["firstName","Ada",1796037774180554,"inlet-d1dc9fc6-09f1-476e-888d-e3e090a05a24"]', '2026-11-30 11:22:54.180554+00', '2026-11-30 11:22:54.180554+00'),
	(2, '[]', '[]', NULL, NULL);

INSERT INTO public.progress VALUES
	(1, 16, 1, 1);

INSERT INTO public.seen_message VALUES
	(1, '\xe168a65042ea27abc1c6f076609f0e01'),
	(2, '\x4acb835a726188e01e14e8bb69aab543'),
	(3, '\x27b86999a32aaf96a7c98d8717c98f59'),
	(4, '\xb48b75f03d9ca044e29d1fde0117d5a4'),
	(5, '\x724d14d07ccad2f2524717dee8262ded'),
	(6, '\x3c934b82409c039900f4700dd31228df'),
	(7, '\xd9966c7fc8bbfb11d05a31ccf19e1947'),
	(8, '\x4f3b615f2aeb8ca425b50559e68db943'),
	(9, '\xeba0bfe6455444b0414912ec2b36ec42'),
	(10, '\xc56996001e72da170a0a112729f8727d'),
	(11, '\x3dcb5b94bdd5c4e7c6c1a74ecb544224'),
	(12, '\x96df88d619b32f2b24af6bf4a8774af6'),
	(13, '\xcfcfe94da60b2a8b65a9c473a6107cc5'),
	(14, '\xcf93af7de0792aff3a539ec8c8a0c33c'),
	(15, '\xda48aac9824d7acb5d34cbaf0cf6fda7'),
	(16, '\x95c09311c0415de80fb27031385337d5');

INSERT INTO public.subscription OVERRIDING SYSTEM VALUE VALUES
	('sub_f86884c0503b5c525c4a734f', NULL, 'https://example.com/hook', 'contact.updated,contact.merged,contact.erased,company.updated,membership.added,event.received,page.received,screen.received,own', false, 'ZY2zfGideEfHH7dwEAmASSG+9L/PXhU7bzK+gSmIAwSf4Ka4qznsUxHuHMb/gLmFFYVDaIjNpVBqC/WMFB+F/Sr5IC4PO7mRoAGnLgvjsnAwg1vBZi3w8ArbHg5HHsTqgRHc3aIgLD0pMo9AVYIMofQFVnwqmMRHGfOBwRn+xWvPcrg=', 'paused', NULL, '2026-11-30 11:22:56.536354+00', 10, 2147483647, NULL, NULL, NULL, 1);

INSERT INTO public.tombstone VALUES
	('6b1878d8a9c6036109daf36a3848a4876817ea2b9b953f260cba6c085b3a430b', 1, '2026-11-30 11:22:56.013685+00', 13);

INSERT INTO public.tombstone_key VALUES
	(1, '\x8d82fed82161f8ed95738aeaabbae249b30ab048afa44195174258d8a02146f9');

SELECT pg_catalog.setval('public.account_position_seq', 1, true);

SELECT pg_catalog.setval('public.api_key_position_seq', 1, true);

SELECT pg_catalog.setval('public.change_feed_position_seq', 12, true);

SELECT pg_catalog.setval('public.company_position_seq', 1, true);

SELECT pg_catalog.setval('public.erasure_id_seq', 1, true);

SELECT pg_catalog.setval('public.refused_delivery_id_seq', 1, false);

SELECT pg_catalog.setval('public.subscription_attempt_id_seq', 1, false);

SELECT pg_catalog.setval('public.subscription_position_seq', 1, true);

SELECT pg_catalog.setval('public.subscription_waiting_id_seq', 1, false);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_position_key UNIQUE ("position");

ALTER TABLE ONLY public.admin_password
    ADD CONSTRAINT admin_password_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_position_key UNIQUE ("position");

ALTER TABLE ONLY public.call_remark
    ADD CONSTRAINT call_remark_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.call_warning
    ADD CONSTRAINT call_warning_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.change_feed_floor
    ADD CONSTRAINT change_feed_floor_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.change_feed
    ADD CONSTRAINT change_feed_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY public.company
    ADD CONSTRAINT company_pkey PRIMARY KEY (account_id, group_id);

ALTER TABLE ONLY public.console_session
    ADD CONSTRAINT console_session_pkey PRIMARY KEY (digest);

ALTER TABLE ONLY public.contact
    ADD CONSTRAINT contact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.erasure_person
    ADD CONSTRAINT erasure_person_pkey PRIMARY KEY (erasure_id, number);

ALTER TABLE ONLY public.erasure
    ADD CONSTRAINT erasure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.erasure_work
    ADD CONSTRAINT erasure_work_pkey PRIMARY KEY (erasure_id);

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.journal_head
    ADD CONSTRAINT journal_head_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.journal
    ADD CONSTRAINT journal_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.kafka_progress
    ADD CONSTRAINT kafka_progress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.linked_fields
    ADD CONSTRAINT linked_fields_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.maintenance
    ADD CONSTRAINT maintenance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (account_id, person, group_id);

ALTER TABLE ONLY public.migration_of_contacts
    ADD CONSTRAINT migration_of_contacts_pk PRIMARY KEY (installed_rank);

ALTER TABLE ONLY public.migration_of_journal
    ADD CONSTRAINT migration_of_journal_pk PRIMARY KEY (installed_rank);

ALTER TABLE ONLY public.old_message
    ADD CONSTRAINT old_message_pkey PRIMARY KEY (high, low);

ALTER TABLE ONLY public.page_view
    ADD CONSTRAINT page_view_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_account_id_person_key UNIQUE (account_id, person);

ALTER TABLE ONLY public.person_link
    ADD CONSTRAINT person_link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.person_state
    ADD CONSTRAINT person_state_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.progress
    ADD CONSTRAINT progress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.refused_delivery
    ADD CONSTRAINT refused_delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.seen_message
    ADD CONSTRAINT seen_message_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.seen_segment
    ADD CONSTRAINT seen_segment_pkey PRIMARY KEY (last_seq);

ALTER TABLE ONLY public.seen_slice
    ADD CONSTRAINT seen_slice_pkey PRIMARY KEY (last_seq, first_byte);

ALTER TABLE ONLY public.set_aside
    ADD CONSTRAINT set_aside_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.subscription_attempt
    ADD CONSTRAINT subscription_attempt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subscription
    ADD CONSTRAINT subscription_position_key UNIQUE ("position");

ALTER TABLE ONLY public.subscription_waiting
    ADD CONSTRAINT subscription_waiting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tombstone_key
    ADD CONSTRAINT tombstone_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tombstone
    ADD CONSTRAINT tombstone_pkey PRIMARY KEY (digest);

ALTER TABLE ONLY public.unclean_call
    ADD CONSTRAINT unclean_call_pkey PRIMARY KEY (seq);

CREATE INDEX api_key_by_account ON public.api_key USING btree (account_id, "position");

CREATE INDEX call_remark_by_account ON public.call_remark USING btree (account_id, seq);

CREATE INDEX call_warning_by_account ON public.call_warning USING btree (account_id, seq);

CREATE INDEX change_feed_by_account ON public.change_feed USING btree (account_id, "position");

CREATE INDEX company_by_position ON public.company USING btree (account_id, "position");

CREATE INDEX contact_by_account ON public.contact USING btree (account_id, id);

CREATE INDEX contact_by_email ON public.contact USING btree (account_id, email);

CREATE INDEX erasure_by_account ON public.erasure USING btree (account_id, id);

CREATE INDEX event_by_account ON public.event USING btree (account_id, seq);

CREATE INDEX event_by_message ON public.event USING btree (account_id, person, happened_at, message_id);

CREATE INDEX event_by_person ON public.event USING btree (account_id, person, seq, happened_at);

CREATE INDEX membership_by_member ON public.membership USING btree (account_id, group_id, person);

CREATE INDEX migration_of_contacts_s_idx ON public.migration_of_contacts USING btree (success);

CREATE INDEX migration_of_journal_s_idx ON public.migration_of_journal USING btree (success);

CREATE INDEX page_view_by_account ON public.page_view USING btree (account_id, seq);

CREATE INDEX page_view_by_message ON public.page_view USING btree (account_id, person, happened_at, message_id);

CREATE INDEX page_view_by_person ON public.page_view USING btree (account_id, person, seq, happened_at);

CREATE INDEX person_link_by_owner ON public.person_link USING btree (owner_id);

CREATE INDEX refused_delivery_by_account ON public.refused_delivery USING btree (account_id, id);

CREATE INDEX set_aside_by_account ON public.set_aside USING btree (account_id, seq);

CREATE INDEX set_aside_by_message ON public.set_aside USING btree (account_id, message_id);

CREATE INDEX subscription_attempt_by_number ON public.subscription_attempt USING btree (subscription_id, id);

CREATE INDEX subscription_waiting_by_place ON public.subscription_waiting USING btree (subscription_id, piece, place);

CREATE INDEX tombstone_by_erasure ON public.tombstone USING btree (erasure_id);

ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.linked_fields
    ADD CONSTRAINT linked_fields_id_fkey FOREIGN KEY (id) REFERENCES public.person(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.subscription_attempt
    ADD CONSTRAINT subscription_attempt_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES public.subscription(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.subscription_waiting
    ADD CONSTRAINT subscription_waiting_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES public.subscription(id) ON DELETE CASCADE;


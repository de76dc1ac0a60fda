-- The tables of what is written by hand: with Micronaut in ByHandEndpoint.java, with Express in express/server.mjs.
CREATE TABLE message (id text PRIMARY KEY);
CREATE TABLE contact (id text PRIMARY KEY, traits jsonb NOT NULL);
CREATE TABLE company (id text PRIMARY KEY, traits jsonb NOT NULL);
CREATE TABLE membership (contact text, company text, PRIMARY KEY (contact, company));
CREATE TABLE event (
  id bigserial PRIMARY KEY,
  contact text NOT NULL,
  name text NOT NULL,
  properties jsonb NOT NULL,
  happened timestamptz NOT NULL
);

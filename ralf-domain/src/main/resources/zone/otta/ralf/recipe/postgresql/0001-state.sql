REVOKE CREATE ON SCHEMA public FROM PUBLIC;
CREATE SCHEMA state AUTHORIZATION ralf_owner;
GRANT USAGE ON SCHEMA state TO ralf_append, ralf_read;
SET LOCAL ROLE ralf_owner;
SET LOCAL search_path = state, pg_catalog;

CREATE TABLE state.migration (
  version int PRIMARY KEY CHECK (version >= 1),
  name text COLLATE "C" NOT NULL UNIQUE,
  sha256 text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp());

CREATE TABLE state.store_identity (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  store_id uuid NOT NULL DEFAULT gen_random_uuid(),
  schema_version int NOT NULL,
  system_identifier bigint NOT NULL);
INSERT INTO state.store_identity (schema_version, system_identifier)
  SELECT 1, system_identifier FROM pg_control_system();

-- One row, locked first by every writer: positions are gapless and in commit order.
CREATE TABLE state.journal_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  pos bigint NOT NULL DEFAULT 0 CHECK (pos >= 0)) WITH (fillfactor = 10);
INSERT INTO state.journal_head DEFAULT VALUES;

CREATE TABLE state.stream (
  stream_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE CHECK (name ~ '^[a-z][a-z0-9-]{0,39}(:[A-Za-z0-9._-]{1,80})?$'),
  version bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
  head_hash bytea NOT NULL CHECK (octet_length(head_hash) = 32)) WITH (fillfactor = 50);

CREATE TABLE state.event (
  pos bigint PRIMARY KEY,
  stream_id bigint NOT NULL,
  version bigint NOT NULL CHECK (version >= 1),
  event_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  occurred_us bigint NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  writer name NOT NULL DEFAULT session_user,
  payload json NOT NULL CHECK (octet_length(payload::text) <= 262144),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  UNIQUE (stream_id, version),
  UNIQUE (event_id));

CREATE FUNCTION state.append(p_stream text, p_expected bigint, p_ids uuid[], p_types text[], p_us bigint[], p_payloads text[], p_head bytea)
RETURNS TABLE (result text, version bigint, last_pos bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
DECLARE
  s stream%ROWTYPE;
  n int := cardinality(p_ids);
  h bytea;
  hs bytea[] := '{}';
  t bytea;
  p bytea;
  v_base bigint;
BEGIN
  IF n NOT BETWEEN 1 AND 1000 OR n <> cardinality(p_types) OR n <> cardinality(p_us) OR n <> cardinality(p_payloads) THEN
    RAISE EXCEPTION 'bad batch' USING ERRCODE = '22023';
  END IF;
  PERFORM 1 FROM journal_head FOR UPDATE;
  INSERT INTO stream (name, head_hash)
    SELECT p_stream, sha256(convert_to('ralf-stream/1:' || p_stream, 'UTF8')) WHERE p_expected = 0
    ON CONFLICT (name) DO NOTHING;
  SELECT * INTO s FROM stream st WHERE st.name = p_stream FOR UPDATE;
  IF s.version IS DISTINCT FROM p_expected THEN
    IF s.version >= p_expected + n
       AND (SELECT array_agg(e.event_id ORDER BY e.version) FROM event e WHERE e.stream_id = s.stream_id AND e.version BETWEEN p_expected + 1 AND p_expected + n) = p_ids
       AND (SELECT e.hash FROM event e WHERE e.stream_id = s.stream_id AND e.version = p_expected + n) = p_head THEN
      RETURN QUERY SELECT 'already'::text, p_expected + n, (SELECT e.pos FROM event e WHERE e.stream_id = s.stream_id AND e.version = p_expected + n);
      RETURN;
    END IF;
    RETURN QUERY SELECT 'conflict'::text, coalesce(s.version, 0), NULL::bigint;
    RETURN;
  END IF;
  h := s.head_hash;
  FOR i IN 1..n LOOP
    t := convert_to(p_types[i], 'UTF8');
    p := convert_to(p_payloads[i], 'UTF8');
    h := sha256(h || int8send(s.version + i) || uuid_send(p_ids[i]) || int8send(p_us[i]) || int4send(length(t)) || t || int4send(length(p)) || p);
    hs := hs || h;
  END LOOP;
  IF h IS DISTINCT FROM p_head THEN
    RAISE EXCEPTION 'chain mismatch' USING ERRCODE = '23R01';
  END IF;
  UPDATE stream st SET version = s.version + n, head_hash = h WHERE st.stream_id = s.stream_id;
  UPDATE journal_head SET pos = pos + n RETURNING pos - n INTO v_base;
  INSERT INTO event (pos, stream_id, version, event_id, type, occurred_us, payload, hash)
    SELECT v_base + u.o, s.stream_id, s.version + u.o, u.a, u.b, u.c, u.d::json, u.e
    FROM unnest(p_ids, p_types, p_us, p_payloads, hs) WITH ORDINALITY AS u (a, b, c, d, e, o);
  RETURN QUERY SELECT 'ok'::text, s.version + n, v_base + n;
END $$;

CREATE TABLE state.snapshot (
  stream_id bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  at_hash bytea NOT NULL CHECK (octet_length(at_hash) = 32),
  state json NOT NULL,
  taken_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (stream_id, kind, version),
  FOREIGN KEY (stream_id, version) REFERENCES state.event (stream_id, version));

CREATE TABLE state.metadata (
  scope text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  rev bigint NOT NULL CHECK (rev >= 1),
  value jsonb NOT NULL CHECK (octet_length(value::text) <= 65536),
  updated_by name NOT NULL DEFAULT session_user,
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (scope, key)) WITH (fillfactor = 70);

CREATE TABLE state.plan (
  plan_id uuid PRIMARY KEY,
  subject text COLLATE "C" NOT NULL,
  base_pos bigint NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  body json NOT NULL,
  created_by name NOT NULL DEFAULT session_user,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (plan_id, digest));

CREATE TABLE state.gate_decision (
  decision_id uuid PRIMARY KEY,
  plan_id uuid NOT NULL,
  plan_digest bytea NOT NULL,
  gate text COLLATE "C" NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('approved', 'rejected', 'expired', 'revoked')),
  decided_by text NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  valid_until timestamptz NOT NULL,
  pos bigint NOT NULL REFERENCES state.event (pos),
  FOREIGN KEY (plan_id, plan_digest) REFERENCES state.plan (plan_id, digest));
CREATE UNIQUE INDEX gate_one_approval ON state.gate_decision (plan_id, gate) WHERE outcome = 'approved';

CREATE TABLE state.step_result (
  plan_id uuid NOT NULL REFERENCES state.plan,
  step int NOT NULL CHECK (step >= 0),
  idem_key text COLLATE "C" NOT NULL,
  phase text NOT NULL CHECK (phase IN ('started', 'done', 'failed', 'unknown')),
  output json,
  fence bigint NOT NULL,
  pos bigint NOT NULL,
  PRIMARY KEY (plan_id, step),
  UNIQUE (idem_key));

CREATE TABLE state.lease (
  name text COLLATE "C" PRIMARY KEY,
  holder text NOT NULL,
  fence bigint NOT NULL CHECK (fence >= 1),
  expires_at timestamptz NOT NULL) WITH (fillfactor = 50);

CREATE FUNCTION state.lease_acquire(p_name text, p_holder text, p_ttl interval) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
  INSERT INTO lease AS l VALUES (p_name, p_holder, 1, clock_timestamp() + p_ttl)
  ON CONFLICT (name) DO UPDATE
    SET fence = l.fence + (CASE WHEN l.holder = excluded.holder AND l.expires_at > clock_timestamp() THEN 0 ELSE 1 END),
        holder = excluded.holder,
        expires_at = excluded.expires_at
    WHERE l.expires_at <= clock_timestamp() OR l.holder = excluded.holder
  RETURNING fence
$$;

CREATE TABLE state.anchor (
  anchor_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  pos bigint NOT NULL UNIQUE,
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  streams bigint NOT NULL,
  exported_to text,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp());

CREATE TABLE state.import_batch (
  source_id uuid PRIMARY KEY,
  file_sha256 bytea NOT NULL,
  events bigint NOT NULL,
  first_pos bigint NOT NULL,
  last_pos bigint NOT NULL,
  heads_sha256 bytea NOT NULL,
  finished_at timestamptz NOT NULL DEFAULT clock_timestamp());

CREATE FUNCTION state.deny() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only table %', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON state.event FOR EACH ROW EXECUTE FUNCTION state.deny();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON state.event FOR EACH STATEMENT EXECUTE FUNCTION state.deny();

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA state FROM PUBLIC;
GRANT EXECUTE ON FUNCTION state.append, state.lease_acquire TO ralf_append;
GRANT SELECT ON ALL TABLES IN SCHEMA state TO ralf_read;
GRANT INSERT ON state.snapshot, state.plan, state.gate_decision, state.step_result TO ralf_append;
GRANT INSERT, UPDATE ON state.metadata TO ralf_append;
GRANT UPDATE (phase, output, fence, pos) ON state.step_result TO ralf_append;
RESET ROLE;

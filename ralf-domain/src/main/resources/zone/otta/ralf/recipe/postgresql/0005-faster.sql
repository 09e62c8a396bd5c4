-- Only a superuser may say so: a json is stored as its text, and reading it as one takes no work.
CREATE CAST (json AS text) WITHOUT FUNCTION AS ASSIGNMENT;
SET LOCAL ROLE ralf_owner;
SET LOCAL search_path = state, pg_catalog;
UPDATE state.store_identity SET schema_version = 5;

-- The forms of a name, a type, a payload, a hash, as before, but of the columns' types: a table's
-- constraints are read and planned anew for each statement, those of a type once, and those of a
-- column that an UPDATE leaves alone not at all. Regular expressions without counts are faster.
-- No table is rewritten or read: the types have no constraint yet while they are given to the
-- columns, and what is there had to meet the same ones before; hence NOT VALID.
CREATE DOMAIN state.stream_name AS text COLLATE "C";
CREATE DOMAIN state.event_type AS text COLLATE "C";
CREATE DOMAIN state.event_payload AS json;
CREATE DOMAIN state.chain_hash AS bytea;
ALTER TABLE state.stream
  DROP CONSTRAINT stream_name_check,
  DROP CONSTRAINT stream_head_hash_check,
  ALTER name TYPE state.stream_name,
  ALTER head_hash TYPE state.chain_hash;
ALTER TABLE state.event
  DROP CONSTRAINT event_type_form,
  DROP CONSTRAINT event_payload_check,
  DROP CONSTRAINT event_payload_form,
  DROP CONSTRAINT event_hash_check,
  ALTER type TYPE state.event_type,
  ALTER payload TYPE state.event_payload,
  ALTER hash TYPE state.chain_hash;
ALTER DOMAIN state.stream_name ADD CONSTRAINT stream_name_form
  CHECK (VALUE ~ '^[a-z][a-z0-9-]*(:[A-Za-z0-9._-]+)?$' AND octet_length(split_part(VALUE, ':', 1)) <= 40 AND octet_length(split_part(VALUE, ':', 2)) <= 80) NOT VALID;
ALTER DOMAIN state.event_type ADD CONSTRAINT event_type_form
  CHECK (VALUE ~ '^[a-z][a-z_]*$' AND octet_length(VALUE) <= 40) NOT VALID;
ALTER DOMAIN state.event_payload ADD CONSTRAINT event_payload_form
  CHECK (octet_length(VALUE::text) <= 262144 AND VALUE::text LIKE '{%}' AND strpos(VALUE::text, E'\n') = 0) NOT VALID;
ALTER DOMAIN state.chain_hash ADD CONSTRAINT chain_hash_size
  CHECK (octet_length(VALUE) = 32) NOT VALID;

-- The same hash. No type that may be stored has a backslash, so its octets are its letters.
CREATE OR REPLACE FUNCTION state.chain(p_before bytea, p_version bigint, p_id uuid, p_us bigint, p_type text, p_payload text) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sha256(p_before || int8send(p_version) || uuid_send(p_id) || int8send(p_us)
    || int4send(octet_length(p_type)) || p_type::bytea
    || int4send(octet_length(p_payload)) || convert_to(p_payload, 'UTF8'))
$$;

-- As before: several appends in one transaction, one row of answer for each. The head row first,
-- then the streams as they come, then all events by one statement, each with the hash before it.
CREATE OR REPLACE FUNCTION state.append_events(p_streams text[], p_expected bigint[], p_counts int[], p_ids uuid[], p_types text[], p_us bigint[], p_payloads text[], p_hashes bytea[])
RETURNS TABLE (result text, version bigint, last_pos bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_appends int := cardinality(p_streams);
  v_total int := cardinality(p_ids);
  v_from int := 1;
  v_to int;
  v_base bigint;
  v_stored int := 0;
  v_rows int;
  v_stream bigint;
  v_version bigint;
  v_hash bytea;
  -- Of each append: where it ends, if it is stored.
  v_ends bigint[] := '{}';
  -- Of each event: the hash before it, and, unless there is one append alone, where it belongs.
  v_before bytea[];
  v_stream_ids bigint[];
  v_versions bigint[];
  v_positions bigint[];
BEGIN
  IF v_total NOT BETWEEN 1 AND 10000 OR v_appends > v_total
     OR v_appends <> cardinality(p_expected) OR v_appends <> cardinality(p_counts)
     OR v_total <> cardinality(p_types) OR v_total <> cardinality(p_us) OR v_total <> cardinality(p_payloads) OR v_total <> cardinality(p_hashes)
     OR v_total IS DISTINCT FROM (SELECT sum(c) FROM unnest(p_counts) c WHERE c BETWEEN 1 AND 1000) THEN
    RAISE EXCEPTION 'bad batch' USING ERRCODE = '22023';
  END IF;
  UPDATE journal_head SET pos = pos + v_total RETURNING pos - v_total INTO v_base;
  v_before := NULL::bytea || p_hashes[1:v_total - 1];
  IF v_appends > 1 THEN
    v_stream_ids := array_fill(NULL::bigint, ARRAY[v_total]);
    v_versions := v_stream_ids;
    v_positions := v_stream_ids;
  END IF;
  FOR i IN 1..v_appends LOOP
    v_to := v_from + p_counts[i] - 1;
    v_stream := NULL;
    SELECT st.stream_id, st.version, st.head_hash INTO v_stream, v_version, v_hash FROM stream st WHERE st.name = p_streams[i];
    IF v_stream IS NULL AND p_expected[i] = 0 THEN
      v_version := 0;
      v_hash := sha256(convert_to('ralf-stream/1:' || p_streams[i], 'UTF8'));
      INSERT INTO stream AS st (name, version, head_hash) VALUES (p_streams[i], p_counts[i], p_hashes[v_to]) RETURNING st.stream_id INTO v_stream;
    ELSIF v_version = p_expected[i] THEN
      UPDATE stream st SET version = st.version + p_counts[i], head_hash = p_hashes[v_to] WHERE st.stream_id = v_stream;
    ELSE
      v_from := v_to + 1;
      CONTINUE;
    END IF;
    v_before[v_from] := v_hash;
    IF v_appends > 1 THEN
      FOR j IN v_from..v_to LOOP
        v_stream_ids[j] := v_stream;
        v_versions[j] := v_version + j - v_from + 1;
        v_positions[j] := v_base + v_stored + j - v_from + 1;
      END LOOP;
    END IF;
    v_stored := v_stored + p_counts[i];
    v_ends[i] := v_base + v_stored;
    v_from := v_to + 1;
  END LOOP;
  IF v_appends = 1 THEN
    INSERT INTO event (pos, stream_id, version, event_id, type, occurred_us, payload, hash)
      SELECT v_base + u.o, v_stream, v_version + u.o, u.id, u.type, u.us, u.payload::json, u.hash
      FROM unnest(p_ids, p_types, p_us, p_payloads, p_hashes, v_before) WITH ORDINALITY AS u (id, type, us, payload, hash, before, o)
      WHERE v_stored > 0 AND u.hash = chain(u.before, v_version + u.o, u.id, u.us, u.type, u.payload);
  ELSE
    INSERT INTO event (pos, stream_id, version, event_id, type, occurred_us, payload, hash)
      SELECT u.pos, u.stream, u.version, u.id, u.type, u.us, u.payload::json, u.hash
      FROM unnest(p_ids, p_types, p_us, p_payloads, p_hashes, v_before, v_stream_ids, v_versions, v_positions) AS u (id, type, us, payload, hash, before, stream, version, pos)
      WHERE u.stream IS NOT NULL AND u.hash = chain(u.before, u.version, u.id, u.us, u.type, u.payload);
  END IF;
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  IF v_rows <> v_stored THEN
    RAISE EXCEPTION 'chain mismatch' USING ERRCODE = '23R01';
  END IF;
  IF v_stored < v_total THEN
    UPDATE journal_head SET pos = v_base + v_stored;
  END IF;
  -- Now that all are stored: an append may stand in one batch twice.
  v_to := 0;
  FOR i IN 1..v_appends LOOP
    v_to := v_to + p_counts[i];
    last_pos := v_ends[i];
    IF last_pos IS NOT NULL THEN
      result := 'ok';
      version := p_expected[i] + p_counts[i];
    ELSE
      SELECT n.* INTO result, version, last_pos FROM not_appended(p_streams[i], p_expected[i], p_counts[i], p_hashes[v_to]) n;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;

-- The same root and the same questions as before, stream by stream instead of by sorting all events.
CREATE OR REPLACE FUNCTION state.import_heads(p_first bigint, p_last bigint) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, state, pg_temp AS $$
  SELECT sha256(convert_to('ralf-anchor/1' || E'\n' || 'pos ' || sum(e.version) || E'\n' || 'streams ' || count(*) || E'\n'
      || string_agg(e.version || ' ' || encode(e.hash, 'hex') || ' ' || st.name || E'\n', '' ORDER BY st.name), 'UTF8'))
  FROM (SELECT max(i.pos) AS pos FROM event i WHERE i.pos BETWEEN p_first AND p_last GROUP BY i.stream_id) l
    CROSS JOIN LATERAL (SELECT i.* FROM event i WHERE i.pos = l.pos OFFSET 0) e
    JOIN stream st ON st.stream_id = e.stream_id
$$;

CREATE OR REPLACE FUNCTION state.import_end(p_source uuid, p_file bytea, p_base bigint, p_heads bytea, OUT events bigint, OUT last_pos bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
DECLARE
  v_own xid := pg_current_xact_id()::xid;
  v_whole boolean;
BEGIN
  SELECT h.pos INTO last_pos FROM journal_head h FOR UPDATE;
  events := last_pos - p_base;
  SELECT sum(s.count) = last_pos - p_base AND bool_and(s.own) AND bool_and(s.firsts = 1)
    INTO v_whole
    FROM (SELECT count(*) AS count, bool_and(e.xmin = v_own) AS own, count(*) FILTER (WHERE e.version = 1) AS firsts
          FROM event e WHERE e.pos > p_base GROUP BY e.stream_id) s;
  IF v_whole IS NOT TRUE THEN
    RAISE EXCEPTION 'not the events of one import' USING ERRCODE = '22023';
  END IF;
  IF import_heads(p_base + 1, last_pos) IS DISTINCT FROM p_heads THEN
    RAISE EXCEPTION 'heads differ' USING ERRCODE = '23R01';
  END IF;
  INSERT INTO import_batch (source_id, file_sha256, events, first_pos, last_pos, heads_sha256)
    VALUES (p_source, p_file, events, p_base + 1, last_pos, p_heads);
END $$;
RESET ROLE;

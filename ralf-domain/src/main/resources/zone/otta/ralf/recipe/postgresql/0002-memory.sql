SET LOCAL ROLE ralf_owner;
SET LOCAL search_path = state, pg_catalog;
UPDATE state.store_identity SET schema_version = 2;

-- What no reader would understand must not get in, whoever appends.
ALTER TABLE state.event
  ADD CONSTRAINT event_type_form CHECK (type ~ '^[a-z][a-z_]{0,39}$'),
  ADD CONSTRAINT event_payload_form CHECK (payload::text LIKE '{%}' AND payload::text NOT LIKE E'%\n%');
ALTER TABLE state.snapshot
  ADD CONSTRAINT snapshot_kind_form CHECK (kind ~ '^[a-z][a-z0-9_-]{0,39}$'),
  ADD CONSTRAINT snapshot_state_size CHECK (octet_length(state::text) <= 16777216);

-- As it was put, byte for byte; put_id tells a repeated put from another one of the same value.
ALTER TABLE state.metadata ALTER COLUMN value TYPE json;
ALTER TABLE state.metadata
  ADD COLUMN put_id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD CONSTRAINT metadata_scope_form CHECK (scope ~ '^[a-z][a-z0-9-]{0,39}(:[A-Za-z0-9._-]{1,80})?$'),
  ADD CONSTRAINT metadata_key_form CHECK (key ~ '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$');

CREATE FUNCTION state.chain(p_before bytea, p_version bigint, p_id uuid, p_us bigint, p_type text, p_payload text) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT sha256(p_before || int8send(p_version) || uuid_send(p_id) || int8send(p_us)
    || int4send(octet_length(p_type)) || convert_to(p_type, 'UTF8')
    || int4send(octet_length(p_payload)) || convert_to(p_payload, 'UTF8'))
$$;

-- What an append is that finds its stream elsewhere. The hash covers ids, contents and all before.
CREATE FUNCTION state.not_appended(p_stream text, p_expected bigint, p_count int, p_hash bytea, OUT result text, OUT version bigint, OUT last_pos bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, state, pg_temp AS $$
DECLARE
  v_stream bigint;
BEGIN
  SELECT st.stream_id, st.version INTO v_stream, version FROM stream st WHERE st.name = p_stream;
  IF version - p_count >= p_expected THEN
    SELECT e.pos INTO last_pos FROM event e WHERE e.stream_id = v_stream AND e.version = p_expected + p_count AND e.hash = p_hash;
  END IF;
  IF last_pos IS NOT NULL THEN
    result := 'already';
    version := p_expected + p_count;
  ELSE
    result := 'conflict';
    version := coalesce(version, 0);
  END IF;
END $$;

-- One event. The head row first, as in every function that appends: one lock order, no deadlock,
-- positions in commit order.
CREATE FUNCTION state.append_event(p_stream text, p_expected bigint, p_id uuid, p_type text, p_us bigint, p_payload text, p_hash bytea, OUT result text, OUT version bigint, OUT last_pos bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_stream bigint;
  v_hash bytea;
BEGIN
  UPDATE journal_head SET pos = pos + 1 RETURNING pos INTO last_pos;
  IF p_expected = 0 THEN
    INSERT INTO stream AS st (name, version, head_hash)
      VALUES (p_stream, 1, chain(sha256(convert_to('ralf-stream/1:' || p_stream, 'UTF8')), 1, p_id, p_us, p_type, p_payload))
      ON CONFLICT (name) DO NOTHING
      RETURNING st.stream_id, st.head_hash INTO v_stream, v_hash;
  ELSE
    UPDATE stream st
      SET version = st.version + 1, head_hash = chain(st.head_hash, st.version + 1, p_id, p_us, p_type, p_payload)
      WHERE st.name = p_stream AND st.version = p_expected
      RETURNING st.stream_id, st.head_hash INTO v_stream, v_hash;
  END IF;
  IF v_stream IS NULL THEN
    UPDATE journal_head SET pos = pos - 1;
    SELECT n.* INTO result, version, last_pos FROM not_appended(p_stream, p_expected, 1, p_hash) n;
    RETURN;
  END IF;
  IF v_hash IS DISTINCT FROM p_hash THEN
    RAISE EXCEPTION 'chain mismatch' USING ERRCODE = '23R01';
  END IF;
  INSERT INTO event (pos, stream_id, version, event_id, type, occurred_us, payload, hash)
    VALUES (last_pos, v_stream, p_expected + 1, p_id, p_type, p_us, p_payload::json, v_hash);
  result := 'ok';
  version := p_expected + 1;
END $$;

-- Several appends in one transaction, one row of answer for each: append i takes the next
-- p_counts[i] events of the flat arrays. One that conflicts leaves the others alone.
CREATE FUNCTION state.append_events(p_streams text[], p_expected bigint[], p_counts int[], p_ids uuid[], p_types text[], p_us bigint[], p_payloads text[], p_hashes bytea[])
RETURNS TABLE (result text, version bigint, last_pos bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_total int := cardinality(p_ids);
  v_from int := 1;
  v_to int;
  v_base bigint;
  v_stored int := 0;
  v_rows int;
  v_stream bigint;
  v_version bigint;
  v_before bytea;
BEGIN
  IF v_total NOT BETWEEN 1 AND 10000 OR cardinality(p_streams) > v_total
     OR cardinality(p_streams) <> cardinality(p_expected) OR cardinality(p_streams) <> cardinality(p_counts)
     OR v_total <> cardinality(p_types) OR v_total <> cardinality(p_us) OR v_total <> cardinality(p_payloads) OR v_total <> cardinality(p_hashes)
     OR v_total IS DISTINCT FROM (SELECT sum(c) FROM unnest(p_counts) c WHERE c BETWEEN 1 AND 1000) THEN
    RAISE EXCEPTION 'bad batch' USING ERRCODE = '22023';
  END IF;
  UPDATE journal_head SET pos = pos + v_total RETURNING pos - v_total INTO v_base;
  FOR i IN 1..cardinality(p_streams) LOOP
    v_to := v_from + p_counts[i] - 1;
    v_stream := NULL;
    SELECT st.stream_id, st.version, st.head_hash INTO v_stream, v_version, v_before FROM stream st WHERE st.name = p_streams[i];
    IF v_stream IS NULL AND p_expected[i] = 0 THEN
      v_version := 0;
      v_before := sha256(convert_to('ralf-stream/1:' || p_streams[i], 'UTF8'));
      INSERT INTO stream AS st (name, version, head_hash) VALUES (p_streams[i], p_counts[i], p_hashes[v_to]) RETURNING st.stream_id INTO v_stream;
    ELSIF v_version = p_expected[i] THEN
      UPDATE stream st SET version = st.version + p_counts[i], head_hash = p_hashes[v_to] WHERE st.stream_id = v_stream;
    ELSE
      SELECT n.* INTO result, version, last_pos FROM not_appended(p_streams[i], p_expected[i], p_counts[i], p_hashes[v_to]) n;
      RETURN NEXT;
      v_from := v_to + 1;
      CONTINUE;
    END IF;
    INSERT INTO event (pos, stream_id, version, event_id, type, occurred_us, payload, hash)
      SELECT v_base + v_stored + c.o, v_stream, v_version + c.o, c.id, c.type, c.us, c.payload::json, c.hash
      FROM (SELECT u.*, lag(u.hash, 1, v_before) OVER (ORDER BY u.o) AS before
            FROM unnest(p_ids[v_from:v_to], p_types[v_from:v_to], p_us[v_from:v_to], p_payloads[v_from:v_to], p_hashes[v_from:v_to]) WITH ORDINALITY AS u (id, type, us, payload, hash, o)) c
      WHERE c.hash = chain(c.before, v_version + c.o, c.id, c.us, c.type, c.payload);
    GET DIAGNOSTICS v_rows = ROW_COUNT;
    IF v_rows <> p_counts[i] THEN
      RAISE EXCEPTION 'chain mismatch' USING ERRCODE = '23R01';
    END IF;
    v_stored := v_stored + v_rows;
    result := 'ok';
    version := v_version + v_rows;
    last_pos := v_base + v_stored;
    RETURN NEXT;
    v_from := v_to + 1;
  END LOOP;
  IF v_stored < v_total THEN
    UPDATE journal_head SET pos = v_base + v_stored;
  END IF;
END $$;

-- True if it is kept, null if the event's hash is another.
CREATE FUNCTION state.snapshot_put(p_stream text, p_kind text, p_version bigint, p_at_hash bytea, p_state text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
  INSERT INTO snapshot (stream_id, kind, version, at_hash, state)
    SELECT e.stream_id, p_kind, e.version, e.hash, p_state::json
    FROM stream st JOIN event e ON e.stream_id = st.stream_id AND e.version = p_version AND e.hash = p_at_hash
    WHERE st.name = p_stream
  ON CONFLICT (stream_id, kind, version) DO UPDATE SET at_hash = excluded.at_hash, state = excluded.state, taken_at = clock_timestamp()
  RETURNING true
$$;

CREATE FUNCTION state.metadata_put(p_scope text, p_key text, p_expected bigint, p_value text, p_put uuid, OUT result text, OUT rev bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_put uuid;
BEGIN
  IF p_expected = 0 THEN
    INSERT INTO metadata AS m (scope, key, rev, value, put_id) VALUES (p_scope, p_key, 1, p_value::json, p_put)
      ON CONFLICT (scope, key) DO NOTHING RETURNING m.rev INTO rev;
  ELSE
    UPDATE metadata m SET rev = m.rev + 1, value = p_value::json, put_id = p_put, updated_by = session_user, updated_at = clock_timestamp()
      WHERE m.scope = p_scope AND m.key = p_key AND m.rev = p_expected RETURNING m.rev INTO rev;
  END IF;
  IF rev IS NOT NULL THEN
    result := 'ok';
    RETURN;
  END IF;
  SELECT m.rev, m.put_id INTO rev, v_put FROM metadata m WHERE m.scope = p_scope AND m.key = p_key;
  result := CASE WHEN v_put = p_put THEN 'already' ELSE 'conflict' END;
  rev := coalesce(rev, 0);
END $$;

-- True while the fence is the holder's; null once it is lost.
CREATE FUNCTION state.lease_renew(p_name text, p_holder text, p_fence bigint, p_ttl interval) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
  UPDATE lease l SET expires_at = clock_timestamp() + p_ttl
    WHERE l.name = p_name AND l.holder = p_holder AND l.fence = p_fence AND l.expires_at > clock_timestamp()
  RETURNING true
$$;

-- The row stays: the next holder's fence must be higher.
CREATE FUNCTION state.lease_release(p_name text, p_holder text, p_fence bigint) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
  UPDATE lease l SET expires_at = clock_timestamp()
    WHERE l.name = p_name AND l.holder = p_holder AND l.fence = p_fence AND l.expires_at > clock_timestamp()
  RETURNING true
$$;

-- One statement, so one snapshot: position and heads belong together.
CREATE FUNCTION state.anchor_take(OUT pos bigint, OUT root bytea, OUT streams bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SELECT h.pos, count(st.name),
      sha256(convert_to('ralf-anchor/1' || E'\n' || 'pos ' || h.pos || E'\n' || 'streams ' || count(st.name) || E'\n'
        || coalesce(string_agg(st.version || ' ' || encode(st.head_hash, 'hex') || ' ' || st.name || E'\n', '' ORDER BY st.name), ''), 'UTF8'))
    INTO pos, streams, root
    FROM journal_head h LEFT JOIN stream st ON true GROUP BY h.pos;
  INSERT INTO anchor (pos, root, streams) VALUES (pos, root, streams) ON CONFLICT DO NOTHING;
END $$;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['stream', 'journal_head', 'store_identity', 'lease'] LOOP
    EXECUTE format('CREATE TRIGGER no_delete BEFORE DELETE ON state.%I FOR EACH ROW EXECUTE FUNCTION state.deny()', t);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON state.%I FOR EACH STATEMENT EXECUTE FUNCTION state.deny()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['migration', 'anchor', 'import_batch', 'plan', 'gate_decision'] LOOP
    EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON state.%I FOR EACH ROW EXECUTE FUNCTION state.deny()', t);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON state.%I FOR EACH STATEMENT EXECUTE FUNCTION state.deny()', t);
  END LOOP;
END $$;

-- No login writes a table itself; nothing that was ever released did.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA state FROM ralf_append;
REVOKE UPDATE (phase, output, fence, pos) ON state.step_result FROM ralf_append;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA state FROM PUBLIC;
GRANT EXECUTE ON FUNCTION state.append_event, state.append_events, state.snapshot_put, state.metadata_put, state.lease_renew, state.lease_release, state.anchor_take TO ralf_append;
RESET ROLE;

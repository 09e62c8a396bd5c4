SET LOCAL ROLE ralf_owner;
SET LOCAL search_path = state, pg_catalog;
UPDATE state.store_identity SET schema_version = 3;

-- The past of another journal, in one transaction of the caller's: import_begin, import_events as
-- often as it takes, import_end, COMMIT. None of them permits what appending does not: whole new
-- streams, every hash recomputed. What the batch's row says is found out here; only the source's
-- id and the sum of its bytes are the caller's word.

-- The head row first: whoever imports the same source waits here and then sees that it is there.
CREATE FUNCTION state.import_begin(p_source uuid, p_file bytea, OUT result text, OUT base bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
DECLARE
  v_file bytea;
BEGIN
  SELECT h.pos INTO base FROM journal_head h FOR UPDATE;
  SELECT b.file_sha256 INTO v_file FROM import_batch b WHERE b.source_id = p_source;
  result := CASE WHEN v_file IS NULL THEN 'begun' WHEN v_file = p_file THEN 'already' ELSE 'other' END;
END $$;

-- In the order of the source; a stream's first event makes the stream, so a name that is already
-- there violates its uniqueness: histories are never merged.
CREATE FUNCTION state.import_events(p_streams text[], p_versions bigint[], p_ids uuid[], p_types text[], p_us bigint[], p_payloads text[], p_hashes bytea[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
DECLARE
  v_total int := cardinality(p_ids);
  v_base bigint;
  v_rows int;
BEGIN
  IF v_total NOT BETWEEN 1 AND 10000 OR v_total <> cardinality(p_streams) OR v_total <> cardinality(p_versions)
     OR v_total <> cardinality(p_types) OR v_total <> cardinality(p_us) OR v_total <> cardinality(p_payloads) OR v_total <> cardinality(p_hashes) THEN
    RAISE EXCEPTION 'bad batch' USING ERRCODE = '22023';
  END IF;
  UPDATE journal_head SET pos = pos + v_total RETURNING pos - v_total INTO v_base;
  INSERT INTO stream (name, head_hash)
    SELECT u.stream, sha256(convert_to('ralf-stream/1:' || u.stream, 'UTF8'))
    FROM unnest(p_streams, p_versions) AS u (stream, version) WHERE u.version = 1;
  INSERT INTO event (pos, stream_id, version, event_id, type, occurred_us, payload, hash)
    SELECT v_base + c.o, c.stream_id, c.version, c.id, c.type, c.us, c.payload::json, c.hash
    FROM (SELECT u.*, st.stream_id, st.version + row_number() OVER w AS expected, lag(u.hash, 1, st.head_hash) OVER w AS before
          FROM unnest(p_streams, p_versions, p_ids, p_types, p_us, p_payloads, p_hashes) WITH ORDINALITY AS u (stream, version, id, type, us, payload, hash, o)
          JOIN stream st ON st.name = u.stream
          WINDOW w AS (PARTITION BY st.stream_id ORDER BY u.o)) c
    WHERE c.version = c.expected AND c.hash = chain(c.before, c.version, c.id, c.us, c.type, c.payload);
  GET DIAGNOSTICS v_rows = ROW_COUNT;
  IF v_rows <> v_total THEN
    RAISE EXCEPTION 'chain mismatch' USING ERRCODE = '23R01';
  END IF;
  UPDATE stream st SET version = l.version, head_hash = l.hash
    FROM (SELECT DISTINCT ON (u.stream) u.stream, u.version, u.hash
          FROM unnest(p_streams, p_versions, p_hashes) AS u (stream, version, hash) ORDER BY u.stream, u.version DESC) l
    WHERE st.name = l.stream;
  RETURN v_base + v_total;
END $$;

-- The root of an anchor over these positions alone, recomputed from the events that are there now.
CREATE FUNCTION state.import_heads(p_first bigint, p_last bigint) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, state, pg_temp AS $$
  SELECT sha256(convert_to('ralf-anchor/1' || E'\n' || 'pos ' || sum(h.version) || E'\n' || 'streams ' || count(*) || E'\n'
      || string_agg(h.version || ' ' || encode(h.hash, 'hex') || ' ' || h.name || E'\n', '' ORDER BY h.name), 'UTF8'))
  FROM (SELECT DISTINCT ON (e.stream_id) st.name, e.version, e.hash
        FROM event e JOIN stream st ON st.stream_id = e.stream_id
        WHERE e.pos BETWEEN p_first AND p_last ORDER BY e.stream_id, e.pos DESC) h
$$;

-- xmin: every one of these events was stored by this very transaction.
CREATE FUNCTION state.import_end(p_source uuid, p_file bytea, p_base bigint, p_heads bytea, OUT events bigint, OUT last_pos bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
DECLARE
  v_whole boolean;
BEGIN
  SELECT h.pos INTO last_pos FROM journal_head h FOR UPDATE;
  events := last_pos - p_base;
  SELECT count(*) = last_pos - p_base AND bool_and(e.xmin = pg_current_xact_id()::xid)
      AND count(*) FILTER (WHERE e.version = 1) = count(DISTINCT e.stream_id)
    INTO v_whole FROM event e WHERE e.pos > p_base;
  IF v_whole IS NOT TRUE THEN
    RAISE EXCEPTION 'not the events of one import' USING ERRCODE = '22023';
  END IF;
  IF import_heads(p_base + 1, last_pos) IS DISTINCT FROM p_heads THEN
    RAISE EXCEPTION 'heads differ' USING ERRCODE = '23R01';
  END IF;
  INSERT INTO import_batch (source_id, file_sha256, events, first_pos, last_pos, heads_sha256)
    VALUES (p_source, p_file, events, p_base + 1, last_pos, p_heads);
END $$;

ALTER TABLE state.import_batch
  ADD CONSTRAINT import_batch_file_form CHECK (octet_length(file_sha256) = 32),
  ADD CONSTRAINT import_batch_heads_form CHECK (octet_length(heads_sha256) = 32);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA state FROM PUBLIC;
GRANT EXECUTE ON FUNCTION state.import_begin, state.import_events, state.import_end, state.import_heads TO ralf_append;
RESET ROLE;

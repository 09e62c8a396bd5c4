SET LOCAL ROLE ralf_owner;
SET LOCAL search_path = state, pg_catalog;
UPDATE state.store_identity SET schema_version = 4;

-- Plans, decisions and step results for those that want to look them up; what they are derived
-- from are the events. Nobody who approves or runs anything reads them here.

-- A plan is its contents: the digest is the sum people call it by, the uuid follows from it.
CREATE FUNCTION state.plan_uuid(p_digest bytea) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT encode(set_byte(set_byte(substr(p_digest, 1, 16), 6, get_byte(p_digest, 6) & 15 | 128), 8, get_byte(p_digest, 8) & 63 | 128), 'hex')::uuid
$$;
ALTER TABLE state.plan
  ADD CONSTRAINT plan_id_form CHECK (plan_id = plan_uuid(digest)),
  ADD CONSTRAINT plan_subject_form CHECK (subject ~ '^[a-z][a-z0-9-]{0,39}(:[A-Za-z0-9._-]{1,80})?$'),
  ADD CONSTRAINT plan_base_form CHECK (base_pos >= 0),
  ADD CONSTRAINT plan_body_form CHECK (body::text LIKE '{%}' AND octet_length(body::text) <= 16777216);
CREATE INDEX plan_of_subject ON state.plan (subject, base_pos);

-- One plan is approved again when an approval expired, and run again with another one.
DROP INDEX state.gate_one_approval;
ALTER TABLE state.gate_decision
  ADD COLUMN put_by name NOT NULL DEFAULT session_user,
  ADD COLUMN put_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ADD CONSTRAINT gate_decision_gate_form CHECK (gate ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  ADD CONSTRAINT gate_decision_by_form CHECK (char_length(decided_by) BETWEEN 1 AND 200 AND decided_by !~ '[\x01-\x1f\x7f]'),
  ADD CONSTRAINT gate_decision_reason_form CHECK (char_length(reason) <= 4000);
CREATE INDEX gate_decision_of_plan ON state.gate_decision (plan_id, pos);

-- The key is that of the step in its run: a plan that is run twice has each step twice.
ALTER TABLE state.step_result
  DROP CONSTRAINT step_result_pkey,
  DROP CONSTRAINT step_result_idem_key_key,
  ADD PRIMARY KEY (idem_key),
  ADD COLUMN put_by name NOT NULL DEFAULT session_user,
  ADD COLUMN put_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ADD CONSTRAINT step_result_event_fkey FOREIGN KEY (pos) REFERENCES state.event (pos),
  ADD CONSTRAINT step_result_key_form CHECK (idem_key ~ '^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$'),
  ADD CONSTRAINT step_result_output_size CHECK (octet_length(output::text) <= 65536),
  ADD CONSTRAINT step_result_fence_form CHECK (fence >= 0);
CREATE INDEX step_result_of_plan ON state.step_result (plan_id, pos);
CREATE TRIGGER no_delete BEFORE DELETE ON state.step_result FOR EACH ROW EXECUTE FUNCTION state.deny();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON state.step_result FOR EACH STATEMENT EXECUTE FUNCTION state.deny();

-- 'ok', 'already', or 'conflict' if the plan is another subject's. Made again it keeps its first base.
CREATE FUNCTION state.plan_put(p_subject text, p_base bigint, p_digest bytea, p_body text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
DECLARE
  v_subject text;
BEGIN
  IF sha256(convert_to('ralf/plan/v1' || E'\n' || p_body, 'UTF8')) IS DISTINCT FROM p_digest THEN
    RAISE EXCEPTION 'digest mismatch' USING ERRCODE = '23R01';
  END IF;
  IF p_base > (SELECT h.pos FROM journal_head h) THEN
    RAISE EXCEPTION 'no such position' USING ERRCODE = '22023';
  END IF;
  INSERT INTO plan (plan_id, subject, base_pos, digest, body)
    VALUES (plan_uuid(p_digest), p_subject, p_base, p_digest, p_body::json)
    ON CONFLICT (plan_id) DO NOTHING;
  IF FOUND THEN
    RETURN 'ok';
  END IF;
  SELECT p.subject INTO v_subject FROM plan p WHERE p.plan_id = plan_uuid(p_digest) AND p.digest = p_digest;
  RETURN CASE WHEN v_subject = p_subject THEN 'already' ELSE 'conflict' END;
END $$;

-- 'ok', 'already', 'conflict', 'no plan', 'no event'. No time: it holds for ever.
CREATE FUNCTION state.decision_put(p_id uuid, p_digest bytea, p_gate text, p_outcome text, p_by text, p_reason text, p_until_us bigint, p_event uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
DECLARE
  v_plan uuid;
  v_pos bigint;
  -- Seconds apart: a factor of an interval is a double.
  v_until timestamptz := coalesce('epoch'::timestamptz + p_until_us / 1000000 * interval '1 second' + p_until_us % 1000000 * interval '1 microsecond', 'infinity');
BEGIN
  SELECT p.plan_id INTO v_plan FROM plan p WHERE p.plan_id = plan_uuid(p_digest) AND p.digest = p_digest;
  IF v_plan IS NULL THEN
    RETURN 'no plan';
  END IF;
  SELECT e.pos INTO v_pos FROM event e WHERE e.event_id = p_event;
  IF v_pos IS NULL THEN
    RETURN 'no event';
  END IF;
  INSERT INTO gate_decision (decision_id, plan_id, plan_digest, gate, outcome, decided_by, reason, valid_until, pos)
    VALUES (p_id, v_plan, p_digest, p_gate, p_outcome, p_by, p_reason, v_until, v_pos)
    ON CONFLICT (decision_id) DO NOTHING;
  IF FOUND THEN
    RETURN 'ok';
  END IF;
  PERFORM 1 FROM gate_decision d
    WHERE d.decision_id = p_id AND d.plan_digest = p_digest AND d.gate = p_gate AND d.outcome = p_outcome
      AND d.decided_by = p_by AND d.reason = p_reason AND d.valid_until = v_until AND d.pos = v_pos;
  RETURN CASE WHEN FOUND THEN 'already' ELSE 'conflict' END;
END $$;

-- 'ok', 'already', 'passed' if a later event's stands there, 'conflict', 'no plan', 'no event'.
-- Forward only: a later event of the same stream with no lower fence.
CREATE FUNCTION state.step_put(p_digest bytea, p_step int, p_key text, p_phase text, p_output text, p_fence bigint, p_event uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, state, pg_temp AS $$
DECLARE
  v_plan uuid;
  v_pos bigint;
  v_stream bigint;
  r step_result%ROWTYPE;
BEGIN
  SELECT p.plan_id INTO v_plan FROM plan p WHERE p.plan_id = plan_uuid(p_digest) AND p.digest = p_digest;
  IF v_plan IS NULL THEN
    RETURN 'no plan';
  END IF;
  SELECT e.pos, e.stream_id INTO v_pos, v_stream FROM event e WHERE e.event_id = p_event;
  IF v_pos IS NULL THEN
    RETURN 'no event';
  END IF;
  INSERT INTO step_result AS s (plan_id, step, idem_key, phase, output, fence, pos)
    VALUES (v_plan, p_step, p_key, p_phase, p_output::json, p_fence, v_pos)
    ON CONFLICT (idem_key) DO UPDATE
      SET phase = excluded.phase, output = excluded.output, fence = excluded.fence, pos = excluded.pos,
          put_by = session_user, put_at = clock_timestamp()
      WHERE s.plan_id = excluded.plan_id AND s.step = excluded.step AND s.pos < excluded.pos AND s.fence <= excluded.fence
        AND v_stream = (SELECT e.stream_id FROM event e WHERE e.pos = s.pos);
  IF FOUND THEN
    RETURN 'ok';
  END IF;
  SELECT s.* INTO r FROM step_result s JOIN event e ON e.pos = s.pos
    WHERE s.idem_key = p_key AND s.plan_id = v_plan AND s.step = p_step AND e.stream_id = v_stream;
  RETURN CASE
    WHEN r.pos = v_pos AND r.phase = p_phase AND r.output::text IS NOT DISTINCT FROM p_output AND r.fence = p_fence THEN 'already'
    WHEN r.pos > v_pos AND r.fence >= p_fence THEN 'passed'
    ELSE 'conflict'
  END;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA state FROM PUBLIC;
GRANT EXECUTE ON FUNCTION state.plan_put, state.decision_put, state.step_put TO ralf_append;
RESET ROLE;

package zone.otta.ralf.postgresql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.RunRecords;

/** Run records in PostgreSQL. */
final class PostgresRunRecords implements RunRecords {
  /** The oldest schema that has the functions. */
  static final int SCHEMA = 4;

  private static final String PUT_PLAN = "SELECT state.plan_put(?, ?, ?, ?)";
  private static final String PUT_DECISION = "SELECT state.decision_put(?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String PUT_STEP = "SELECT state.step_put(?, ?, ?, ?, ?, ?, ?)";
  private static final String PLAN =
      "SELECT digest, subject, base_pos, body FROM state.plan WHERE digest = ?";
  private static final String PLANS =
      "SELECT digest, subject, base_pos FROM state.plan WHERE subject = ?"
          + " ORDER BY base_pos DESC, digest LIMIT ?";
  private static final String OF_PLAN =
      " JOIN state.plan p USING (plan_id) JOIN state.event e ON e.pos = r.pos"
          + " JOIN state.stream s ON s.stream_id = e.stream_id WHERE p.digest = ? ORDER BY ";
  private static final String DECISIONS =
      "SELECT s.name, e.pos, e.event_id, r.decision_id, r.gate, r.outcome, r.decided_by, r.reason,"
          + " CASE WHEN isfinite(r.valid_until)"
          + " THEN (extract(epoch FROM r.valid_until) * 1000000)::bigint END"
          + " FROM state.gate_decision r"
          + OF_PLAN
          + "e.pos, r.gate, r.decision_id";
  private static final String STEPS =
      "SELECT s.name, e.pos, e.event_id, r.step, r.idem_key, r.phase, r.output, r.fence"
          + " FROM state.step_result r"
          + OF_PLAN
          + "e.pos, r.step";
  private final Links links;

  PostgresRunRecords(Links links) {
    this.links = links;
  }

  /** One row of an answer. */
  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The values of a statement. */
  @FunctionalInterface
  private interface Values {
    void fill(PreparedStatement statement) throws SQLException;
  }

  @Override
  public Put put(PlanRecord plan) {
    return put(
        PUT_PLAN,
        s -> {
          s.setString(1, plan.subject());
          s.setLong(2, plan.base());
          s.setBytes(3, bytes(plan.digest()));
          s.setString(4, plan.body());
        });
  }

  @Override
  public Put put(GateDecision decision) {
    return put(
        PUT_DECISION,
        s -> {
          s.setObject(1, decision.id());
          s.setBytes(2, bytes(decision.plan()));
          s.setString(3, decision.gate());
          s.setString(4, word(decision.outcome()));
          s.setString(5, decision.decidedBy());
          s.setString(6, decision.reason());
          s.setObject(7, decision.validUntilUs().orElse(null), Types.BIGINT);
          s.setObject(8, decision.event());
        });
  }

  @Override
  public Put put(StepResult result) {
    return put(
        PUT_STEP,
        s -> {
          s.setBytes(1, bytes(result.plan()));
          s.setInt(2, result.step());
          s.setString(3, result.key());
          s.setString(4, word(result.phase()));
          s.setString(5, result.output().orElse(null));
          s.setLong(6, result.fence());
          s.setObject(7, result.event());
        });
  }

  private Put put(String sql, Values values) {
    links.require(SCHEMA);
    return links.changing(
        link -> {
          try (PreparedStatement s = link.jdbc().prepareStatement(sql)) {
            values.fill(s);
            try (ResultSet row = s.executeQuery()) {
              row.next();
              return answer(row.getString(1));
            }
          }
        });
  }

  private static Put answer(String result) {
    return switch (result) {
      case "ok" -> new Put.Stored();
      case "already" -> new Put.AlreadyStored();
      case "passed" -> new Put.Passed();
      case "conflict" -> new Put.Conflict();
      case "no plan" -> new Put.Missing(Put.Part.PLAN);
      case "no event" -> new Put.Missing(Put.Part.EVENT);
      default -> throw new IllegalStateException("a put answers " + result);
    };
  }

  @Override
  public Optional<PlanRecord> plan(Sha256 digest) {
    return list(
            PLAN,
            s -> s.setBytes(1, bytes(digest)),
            row ->
                new PlanRecord(
                    sum(row.getBytes(1)),
                    row.getString(2),
                    row.getLong(3),
                    Objects.requireNonNull(row.getString(4))))
        .stream()
        .findFirst();
  }

  @Override
  public List<PlanHead> plans(String subject, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    return list(
        PLANS,
        s -> {
          s.setString(1, subject);
          s.setInt(2, limit);
        },
        row -> new PlanHead(sum(row.getBytes(1)), row.getString(2), row.getLong(3)));
  }

  @Override
  public List<Recorded<GateDecision>> decisions(Sha256 plan) {
    return list(
        DECISIONS,
        s -> s.setBytes(1, bytes(plan)),
        row ->
            recorded(
                row,
                new GateDecision(
                    uuid(row, 4),
                    plan,
                    row.getString(5),
                    Outcome.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
                    row.getString(7),
                    row.getString(8),
                    Optional.ofNullable(row.getObject(9, Long.class)),
                    uuid(row, 3))));
  }

  @Override
  public List<Recorded<StepResult>> steps(Sha256 plan) {
    return list(
        STEPS,
        s -> s.setBytes(1, bytes(plan)),
        row ->
            recorded(
                row,
                new StepResult(
                    plan,
                    row.getInt(4),
                    row.getString(5),
                    Phase.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
                    Optional.ofNullable(row.getString(7)),
                    row.getLong(8),
                    uuid(row, 3))));
  }

  private <T> List<T> list(String sql, Values values, Row<T> form) {
    links.require(SCHEMA);
    return links.reading(
        link -> {
          try (PreparedStatement s = link.jdbc().prepareStatement(sql)) {
            values.fill(s);
            List<T> all = new ArrayList<>();
            try (ResultSet row = s.executeQuery()) {
              while (row.next()) {
                all.add(understood(form, row));
              }
            }
            return all;
          }
        });
  }

  private <T> T understood(Row<T> form, ResultSet row) throws SQLException {
    try {
      return form.read(row);
    } catch (IllegalArgumentException e) {
      throw MemoryFault.damaged(
          links.access(),
          Text.of(
              "a row is no record that this version knows",
              "eine Zeile ist kein Eintrag, den diese Version kennt"));
    }
  }

  private static <T> Recorded<T> recorded(ResultSet row, T what) throws SQLException {
    return new Recorded<>(what, new StreamName(row.getString(1)), row.getLong(2));
  }

  private static UUID uuid(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(Sha256 sum) {
    return HexFormat.of().parseHex(sum.hex());
  }

  private static Sha256 sum(byte @Nullable [] bytes) {
    return new Sha256(HexFormat.of().formatHex(Objects.requireNonNull(bytes)));
  }
}

package zone.otta.ralf.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
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
  private static final String WITH_PLAN =
      " JOIN state.plan p USING (plan_id) JOIN state.event e ON e.pos = r.pos"
          + " JOIN state.stream s ON s.stream_id = e.stream_id";
  private static final String OF_PLAN = " WHERE p.digest = ?";
  private static final String DECISION =
      "SELECT s.name, e.pos, e.event_id, p.digest, r.decision_id, r.gate, r.outcome, r.decided_by,"
          + " r.reason, CASE WHEN isfinite(r.valid_until)"
          + " THEN (extract(epoch FROM r.valid_until) * 1000000)::bigint END"
          + " FROM state.gate_decision r"
          + WITH_PLAN;
  private static final String BY_GATE = " ORDER BY e.pos, r.gate, r.decision_id";
  private static final String STEP =
      "SELECT s.name, e.pos, e.event_id, p.digest, r.step, r.idem_key, r.phase, r.output, r.fence"
          + " FROM state.step_result r"
          + WITH_PLAN;
  private static final String BY_STEP = " ORDER BY e.pos, r.step, r.idem_key";

  /** All of a memory, also of one whose schema has no functions for them: {@link #plan}. */
  static final String ALL_PLANS =
      "SELECT digest, subject, base_pos, body FROM state.plan ORDER BY base_pos, digest";

  /** The same: {@link #decision}. */
  static final String ALL_DECISIONS = DECISION + BY_GATE;

  /** The same: {@link #step}. */
  static final String ALL_STEPS = STEP + BY_STEP;

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
    return put(c -> put(c, plan));
  }

  static Put put(Connection connection, PlanRecord plan) throws SQLException {
    return put(
        connection,
        PUT_PLAN,
        s -> {
          s.setString(1, plan.subject());
          s.setLong(2, plan.base());
          s.setBytes(3, plan.digest().octets());
          s.setString(4, plan.body());
        });
  }

  @Override
  public Put put(GateDecision decision) {
    return put(c -> put(c, decision));
  }

  static Put put(Connection connection, GateDecision decision) throws SQLException {
    return put(
        connection,
        PUT_DECISION,
        s -> {
          s.setObject(1, decision.id());
          s.setBytes(2, decision.plan().octets());
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
    return put(c -> put(c, result));
  }

  static Put put(Connection connection, StepResult result) throws SQLException {
    return put(
        connection,
        PUT_STEP,
        s -> {
          s.setBytes(1, result.plan().octets());
          s.setInt(2, result.step());
          s.setString(3, result.key());
          s.setString(4, word(result.phase()));
          s.setString(5, result.output().orElse(null));
          s.setLong(6, result.fence());
          s.setObject(7, result.event());
        });
  }

  /** A put over a connection. */
  @FunctionalInterface
  private interface Putting {
    Put on(Connection connection) throws SQLException;
  }

  private Put put(Putting putting) {
    links.require(SCHEMA);
    return links.changing(link -> putting.on(link.jdbc()));
  }

  private static Put put(Connection connection, String sql, Values values) throws SQLException {
    try (PreparedStatement s = connection.prepareStatement(sql)) {
      values.fill(s);
      try (ResultSet row = s.executeQuery()) {
        row.next();
        return answer(row.getString(1));
      }
    }
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
    return list(PLAN, s -> s.setBytes(1, digest.octets()), PostgresRunRecords::plan).stream()
        .findFirst();
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  static PlanRecord plan(ResultSet row) throws SQLException {
    return new PlanRecord(
        sum(row.getBytes(1)),
        row.getString(2),
        row.getLong(3),
        Objects.requireNonNull(row.getString(4)));
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
        DECISION + OF_PLAN + BY_GATE,
        s -> s.setBytes(1, plan.octets()),
        row -> recorded(row, decision(row)));
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  static GateDecision decision(ResultSet row) throws SQLException {
    return new GateDecision(
        uuid(row, 5),
        sum(row.getBytes(4)),
        row.getString(6),
        Outcome.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
        row.getString(8),
        row.getString(9),
        Optional.ofNullable(row.getObject(10, Long.class)),
        uuid(row, 3));
  }

  @Override
  public List<Recorded<StepResult>> steps(Sha256 plan) {
    return list(
        STEP + OF_PLAN + BY_STEP,
        s -> s.setBytes(1, plan.octets()),
        row -> recorded(row, step(row)));
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  static StepResult step(ResultSet row) throws SQLException {
    return new StepResult(
        sum(row.getBytes(4)),
        row.getInt(5),
        row.getString(6),
        Phase.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString(8)),
        row.getLong(9),
        uuid(row, 3));
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

  private static Sha256 sum(byte @Nullable [] bytes) {
    return Sha256.ofOctets(Objects.requireNonNull(bytes));
  }
}

package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.recipe.postgresql.PostgresRecipe;
import zone.otta.ralf.testkit.golden.Golden;

/**
 * A second service's runs after the hand-over, in a lab with a real PostgreSQL: they are in the
 * memory while they go on, nobody else may have one, and the memory may be away.
 */
class SharedMemoryInTheLabTest {
  private static final String UNIT = "postgresql@16-main.service";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final LabSite site = new LabSite(Canary.VALUE);
  private final Operator ralf = new Operator(site);

  @BeforeEach
  void handOver() throws IOException {
    ralf.deploy();
    ralf.ok("journal", "handover", "--yes");
    site.secondCard();
  }

  @AfterEach
  void close() {
    assertThat(ralf.read()).allSatisfy(text -> assertThat(Canary.in(text)).isEmpty());
    site.close();
  }

  private void planned() {
    ralf.ok("plan", LabSite.SECOND);
    ralf.ok("approve", "postgresql-second", "--accept", "N004", "--accept", "P026");
  }

  private void memory(String verb) {
    assertThat(ralf.node("pct", "exec", "20010", "--", "systemctl", verb, UNIT).exit()).isZero();
  }

  private long lines(String type) {
    try (Stream<String> lines = Files.lines(site.root().resolve(".ralf/journal.jsonl"))) {
      return lines.filter(line -> line.contains("\"type\":\"" + type + "\"")).count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As another service asks, by SQL. */
  private String inMemory(String query) {
    String address = site.lab().net().toLoopback("10.10.20.10");
    var login = new Properties();
    login.setProperty("user", PostgresRecipe.LOGIN);
    login.setProperty("password", Canary.VALUE);
    login.setProperty("sslmode", "require");
    login.setProperty("localSocketAddress", site.lab().net().toLoopback("10.10.0.9"));
    try (Connection connection =
            DriverManager.getConnection("jdbc:postgresql://" + address + ":5432/ralf", login);
        ResultSet row = connection.createStatement().executeQuery(query)) {
      return row.next() ? row.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long eventsInMemory(String type) {
    return Long.parseLong(inMemory("SELECT count(*) FROM state.event WHERE type = '" + type + "'"));
  }

  private void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }

  @Test
  void whatARunDoesIsThereWhileItGoesOnAndAwayItIsSpooled()
      throws InterruptedException, ExecutionException {
    planned();
    long before = lines("started");
    // In a thread of its own: the lab's DNS needs those of the common pool.
    var run = new FutureTask<>(() -> ralf.ralf("apply", "postgresql-second"));
    Thread.ofPlatform().start(run);
    until(() -> lines("started") >= before + 3);
    until(() -> eventsInMemory("started") >= before + 3);
    assertThat(run.isDone()).as("it ended").isFalse();
    memory("stop");
    Call.Result ended = run.get();
    assertThat(ended.exit()).as(ended.all()).isEqualTo(Exit.OK);
    assertThat(ended.all()).contains("HINWEIS[RALF-J035]", "events wait", "RALF-J020");

    golden("shared-status-waiting", ralf.ok("status"));
    golden("shared-status-waiting-de", ralf.ok("status", "--lang", "de"));
    memory("start");
    assertThat(ralf.ok("drift", "postgresql-second")).doesNotContain("RALF-J020");
    golden("shared-status", ralf.ok("status"));
    golden("shared-status-json", ralf.ok("status", "postgresql-second", "--format", "json"));
    assertThat(ralf.ok("journal", "verify", "--memory")).contains("; 0 events wait");
    recordsFollowedTheEvents();
  }

  private void recordsFollowedTheEvents() {
    assertThat(
            inMemory(
                "SELECT count(*) FROM state.step_result r JOIN state.event e ON e.pos = r.pos"
                    + " JOIN state.stream s USING (stream_id)"
                    + " WHERE s.name = 'run:2' AND r.phase = 'done' AND r.fence > 0"))
        .isEqualTo(
            inMemory(
                "SELECT count(*) FROM state.event e JOIN state.stream s USING (stream_id)"
                    + " WHERE s.name = 'run:2' AND e.type = 'verified'"))
        .isNotEqualTo("0");
    assertThat(
            inMemory(
                "SELECT string_agg(d.gate || ' ' || d.outcome, ', ' ORDER BY d.pos)"
                    + " FROM state.gate_decision d JOIN state.plan p USING (plan_id)"
                    + " WHERE p.subject = 'service:postgresql-second'"))
        .isEqualTo("2 approved, 3 approved, 4 approved");
    assertThat(
            inMemory(
                "SELECT n.state->>'run' FROM state.snapshot n JOIN state.stream s USING (stream_id)"
                    + " WHERE s.name = 'service:postgresql-second' ORDER BY n.version DESC"))
        .isEqualTo("2");
  }

  @Test
  void oneRunAtATimeOnWhateverMachine() throws IOException {
    planned();
    String lease =
        inMemory(
            "SELECT state.lease_acquire('service:postgresql-second', 'bert@shed, process 8 [1f] x', '1 hour')");
    golden("shared-busy", ralf.refused("RALF-J038", "apply", "postgresql-second"));
    golden(
        "shared-busy-de", ralf.refused("RALF-J038", "apply", "postgresql-second", "--lang", "de"));
    assertThat(lines("opened")).as("twice for each run").isEqualTo(2);
    assertThat(ralf.ok("apply", "postgresql-second", "--help")).contains("--alone");
    inMemory(
        "SELECT state.lease_release('service:postgresql-second', 'bert@shed, process 8 [1f] x', "
            + lease
            + ")");
    ralf.ok("apply", "postgresql-second");
    assertThat(inMemory("SELECT holder FROM state.lease WHERE expires_at > clock_timestamp()"))
        .as("given back")
        .isEmpty();
    assertThat(
            inMemory(
                "SELECT count(*) FROM state.event WHERE type = 'started' AND payload->>'fence' = '2'"))
        .isNotEqualTo("0");

    // A copy of before that smoke test does not know all that is in the memory.
    Path elsewhere = copy();
    ralf.ok("smoke", "postgresql-second");
    in(elsewhere, "snapshot", "postgresql-second", "--name", "there");
    in(elsewhere, "approve", "postgresql-second");
    Call.Result behind = in(elsewhere, "apply", "postgresql-second");
    assertThat(behind.exit()).as(behind.all()).isEqualTo(Exit.BLOCKER);
    assertThat(behind.all()).contains("BLOCKER[RALF-J036]", "service:postgresql-second");
    assertThat(inMemory("SELECT holder FROM state.lease WHERE expires_at > clock_timestamp()"))
        .as("given back")
        .isEmpty();
  }

  @Test
  void aMemoryThatIsAwayCannotBeAskedWhoElseWorks() {
    planned();
    memory("stop");
    Call.Result refused = ralf.ralf("apply", "postgresql-second");
    assertThat(refused.exit()).as(refused.all()).isEqualTo(Exit.UNREACHABLE);
    golden("shared-unasked", refused.all());
    golden("shared-unasked-de", ralf.ralf("apply", "postgresql-second", "--lang", "de").all());
    assertThat(lines("opened")).as("twice for each run").isEqualTo(2);

    assertThat(ralf.ok("apply", "postgresql-second", "--alone")).contains("HINWEIS[RALF-J035]");
    ralf.ok("plan", LabSite.CARD);
    assertThat(ralf.applied("N004")).contains("Gate 4");
    assertThat(ralf.ok("journal", "verify", "--memory")).contains("; 0 events wait");
  }

  /** Without what is another in each run: how much happened, and when. */
  private static void golden(String name, String text) {
    Golden.assertEquals(
        Path.of("src/test/resources/golden", name + ".txt"),
        text.replaceAll("\\d+ (events|Ereignisse) (wait|warten)", "N $1 $2")
            .replaceAll("(\"waiting\": )[1-9]\\d*", "$1N")
            .replaceAll("(_us\": )\\d+", "$1N")
            .replaceAll("\\b[0-9a-f]{12}\\b", "PLAN")
            .replaceAll("(vor )?\\d+ (s|min)( ago)?\\b", "AGO"));
  }

  private Call.Result in(Path folder, String... args) {
    return Call.in(folder).at(InstantSource.system()).together().run(args);
  }

  /** The workspace with its state on another machine. */
  private Path copy() throws IOException {
    Path to = Files.createDirectory(site.root().resolve("elsewhere"));
    for (String part : List.of("ralf.yaml", "secrets", "services", ".ralf")) {
      try (Stream<Path> all = Files.walk(site.root().resolve(part))) {
        for (Path from : all.toList()) {
          Files.copy(
              from, to.resolve(site.root().relativize(from)), StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return to;
  }
}

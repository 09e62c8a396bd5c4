package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.session.Exit;

/**
 * The reference card in the lab, by processes of their own, killed by SIGKILL in each phase and
 * gone on with; then every other command. The login secret is a canary that must be found nowhere.
 */
class WholeWayTest {
  private static final String CARD = LabSite.CARD;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final List<String> KILLED_IN =
      List.of(
          "\"name\":\"container\"",
          "\"name\":\"package postgresql-16\"",
          "\"name\":\"role ralf_append\"");
  @TempDir Path logs;
  private final List<String> printed = new ArrayList<>();

  @Test
  void killedInEveryPhaseItEndsAsIfNothingHadHappened() throws IOException {
    String undisturbed;
    try (LabSite site = new LabSite(Canary.VALUE)) {
      undisturbed = undisturbed(site);
    }
    try (LabSite site = new LabSite(Canary.VALUE);
        ProcessWatch watch = new ProcessWatch()) {
      disturbed(site);
      assertThat(site.dump()).isEqualTo(undisturbed);
      afterwards(site);
      assertThat(site.dump()).isEqualTo(undisturbed);
      assertThat(printed).allSatisfy(text -> assertThat(Canary.in(text)).isEmpty());
      assertThat(Canary.below(site.root(), site.root().resolve("secrets/postgresql"))).isEmpty();
      assertThat(watch.looks()).isGreaterThan(1);
      assertThat(watch.leaks(new Canary(Map.of("the canary", Canary.VALUE)))).isEmpty();
    }
  }

  private String undisturbed(LabSite site) {
    RalfProcess.Ended up =
        ralf(site, "up", CARD, "--approve", hash(site), "--accept", "N004", "--format", "json");
    assertThat(up.code()).as(up.err() + up.out()).isZero();
    String last = up.out().lines().toList().getLast();
    assertThat(last).startsWith("{\"verdict\":\"WARNUNG\"").contains("\"run\":1");
    return site.dump();
  }

  /** Plans, and gives the first 8 characters of the plan's hash. */
  private String hash(LabSite site) {
    RalfProcess.Ended plan = ralf(site, "plan", CARD, "--format", "json");
    assertThat(plan.code()).as(plan.err() + plan.out()).isZero();
    return field(plan.out(), "\"plan\": \"").substring(0, 8);
  }

  private void disturbed(LabSite site) {
    RalfProcess plan = start(site, "plan", CARD);
    awaitFirstCall(site, plan);
    plan.kill();
    assertThat(plan.end().code()).isEqualTo(137);

    String hash = hash(site);
    assertThat(ralf(site, "apply", hash).code()).isEqualTo(Exit.APPROVAL.code());
    assertThat(ralf(site, "approve", hash).code()).isEqualTo(Exit.APPROVAL.code());
    assertThat(ralf(site, "approve", hash, "--accept", "RALF-N004").code()).isZero();
    String[] call = {"apply", hash, "--format", "json"};
    for (String step : KILLED_IN) {
      RalfProcess.Ended killed =
          start(site, call).killAt(l -> l.contains("\"event\":\"started\"") && l.contains(step));
      printed.add(killed.out() + killed.err());
      assertThat(killed.code()).as(step + killed.out() + killed.err()).isEqualTo(137);
      call = new String[] {"apply", "--resume", "1", "--format", "json"};
    }
    RalfProcess.Ended smoke = start(site, call).killAt(l -> l.contains("\"event\":\"smoked\""));
    printed.add(smoke.out() + smoke.err());
    assertThat(smoke.code()).as(smoke.out()).isEqualTo(137);
    assertThat(ralf(site, "status").out()).contains("ralf apply --resume 1");
    RalfProcess.Ended end = ralf(site, call);
    assertThat(end.code()).as(end.err() + end.out()).isZero();
    assertThat(end.out().lines().toList().getLast()).startsWith("{\"verdict\":\"OK\"");
  }

  private void awaitFirstCall(LabSite site, RalfProcess process) {
    Path log = site.root().resolve("lab/access.log");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (size(log) == 0 && process.alive() && System.nanoTime() < end) {
      LockSupport.parkNanos(2_000_000);
    }
    assertThat(size(log)).isPositive();
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every other command on what stands now. */
  private void afterwards(LabSite site) throws IOException {
    RalfProcess.Ended plan = ralf(site, "plan", CARD, "--format", "json");
    assertThat(plan.code()).isZero();
    assertThat(plan.out()).contains("\"create\": 0", "\"change\": 0", "\"destroy\": 0");
    int commands = Integer.parseInt(field(plan.out(), "\"remote_commands\": ").replace(",", ""));
    System.out.println("plan of the existing service: " + commands + " remote commands");
    assertThat(commands).isBetween(1, 6);

    Call call = Call.in(site.root()).at(java.time.InstantSource.system());
    for (String[] args :
        new String[][] {
          {"apply", "postgresql"},
          {"up", CARD, "--verbose"},
          {"smoke", "postgresql"},
          {"drift"},
          {"drift", "postgresql", "--format", "json"},
          {"status", "postgresql", "--format", "json"},
          {"journal", "show"},
          {"journal", "show", "--stream", "run:1", "--format", "json"},
          {"journal", "verify"},
          {"trust"},
          {"check", CARD},
          {"card", "show", CARD, "--format", "json"},
          {"explain", "N014"},
          {"tofu", CARD, "--out", "infra"},
        }) {
      Call.Result result = call.run(args);
      printed.add(result.all());
      assertThat(result.exit()).as(String.join(" ", args) + "\n" + result.all()).isEqualTo(Exit.OK);
    }
    statusIsTheSameEverywhere(site, call);
    otherMemory(site);
  }

  private void statusIsTheSameEverywhere(LabSite site, Call call) throws IOException {
    Path file = site.root().resolve(".ralf/status/postgresql/postgres_phase_5_smoke.json");
    String compact = Files.readString(file).replaceAll("\n *", "").replace("\": ", "\":");
    assertThat(call.run("journal", "show", "--format", "json").out()).contains(compact);
  }

  /** A container with our mark, and a memory that knows nothing of it. */
  private void otherMemory(LabSite site) throws IOException {
    Path other = site.root().resolve("another/state");
    Call call = Call.in(site.root()).at(java.time.InstantSource.system());
    assertThat(call.run("trust", "--yes", "--state", other.toString()).exit()).isEqualTo(Exit.OK);
    Call.Result plan = call.run("plan", CARD, "--state", other.toString());
    assertThat(plan.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(plan.err()).contains("RALF-A008");
    Path stored;
    try (var plans = Files.list(site.root().resolve(".ralf/plans"))) {
      stored = plans.filter(p -> p.toString().endsWith(".json")).findFirst().orElseThrow();
    }
    Call.Result apply = call.run("apply", stored.toString(), "--state", other.toString());
    assertThat(apply.exit()).isEqualTo(Exit.APPROVAL);
    assertThat(apply.err()).contains("RALF-A008");
  }

  private static RalfProcess process(LabSite site, Path logs, String... args) {
    return RalfProcess.start(site.root(), logs, args);
  }

  private RalfProcess start(LabSite site, String... args) {
    return process(site, logs, args);
  }

  private RalfProcess.Ended ralf(LabSite site, String... args) {
    RalfProcess.Ended ended = start(site, args).end();
    printed.add(ended.out() + ended.err());
    return ended;
  }

  private static String field(String json, String name) {
    int from = json.indexOf(name) + name.length();
    int to = json.indexOf(name.endsWith("\"") ? '"' : '\n', from);
    return json.substring(from, to);
  }
}

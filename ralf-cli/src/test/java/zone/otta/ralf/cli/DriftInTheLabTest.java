package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.workspace.json.JsonReader;

/**
 * A dozen things are changed by hand in the lab, its PostgreSQL a real one: drift names each with
 * its old and new value in at most six remote commands, one plan repairs them, and the lab's own
 * dump is as before.
 */
class DriftInTheLabTest {
  private static final String CARD = LabSite.CARD;
  private static final FileOwner RULES = new FileOwner("postgres", "postgres", "0640");
  private final List<String> printed = new ArrayList<>();
  private Call call;

  @Test
  void isNamedAndRepairedAndNothingElse() throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE);
        LabHand hand = new LabHand(site.lab())) {
      call = Call.in(site.root()).at(InstantSource.system());
      up();
      assertThat(run("drift").exit()).as(printed.getLast()).isEqualTo(Exit.OK);
      String before = dump(site);

      byHand(hand);
      Call.Result drift = run("drift", "--format", "json");
      assertThat(drift.exit()).as(drift.all()).isEqualTo(Exit.DRIFT);
      Json.Obj all = (Json.Obj) new JsonReader().read(drift.out()).orThrow(m -> wrong(drift));
      assertThat(((Json.Num) all.get("remote_commands").orElseThrow()).value()).isBetween(1L, 6L);
      assertThat(lines(all)).containsExactlyInAnyOrder(EXPECTED);
      assertThat(run("status").out()).containsPattern("drift: 16 \\(\\d+ s ago\\)");

      hand.sql("postgres", "DROP ROLE mallory;");
      up();
      assertThat(dump(site)).isEqualTo(before);
      assertThat(run("drift").exit()).as(printed.getLast()).isEqualTo(Exit.OK);
      assertThat(printed).allSatisfy(text -> assertThat(Canary.in(text)).isEmpty());
      assertThat(Canary.below(site.root(), site.root().resolve("secrets/postgresql"))).isEmpty();
    }
  }

  private static void byHand(LabHand hand) {
    hand.node("pct", "set", "20010", "--memory", "4096");
    hand.moveName("postgres.otta.zone", "10.10.20.99");
    hand.removePointer("10.20.10.10.in-addr.arpa");
    hand.guest("rm", "/etc/systemd/system/postgresql@16-main.service.d/50-ralf.conf");
    hand.guest("chmod", "0640", LabHand.CLUSTER + "conf.d/50-ralf.conf");
    hand.sql("postgres", "ALTER SYSTEM SET work_mem = '64MB';\n");
    hand.sql("postgres", "ALTER SYSTEM SET max_connections = 50;\n");
    hand.edit(
        "pg_hba.conf",
        RULES,
        t ->
            t.replace(
                "host     all          all           all           reject\n",
                "host all all all scram-sha-256\n"));
    hand.guest("chmod", "0644", LabHand.CLUSTER + "server.key");
    hand.sql("postgres", "ALTER ROLE ralf CREATEDB PASSWORD 'another-one';\n");
    hand.sql("postgres", "ALTER ROLE ralf_read LOGIN;\n");
    hand.sql("postgres", "GRANT CONNECT ON DATABASE ralf TO PUBLIC;\n");
    hand.sql("postgres", "CREATE ROLE mallory SUPERUSER LOGIN;\n");
  }

  private static final String[] EXPECTED = {
    "container memoryMib 2048 4096 PLAN",
    "file /etc/systemd/system/postgresql@16-main.service.d/50-ralf.conf presence present absent PLAN",
    "certificate keyOwner postgres:postgres 0600 postgres:postgres 0644 PLAN",
    "file /etc/postgresql/16/main/conf.d/50-ralf.conf owner postgres:postgres 0644 postgres:postgres 0640 PLAN",
    "file /etc/postgresql/16/main/pg_hba.conf content SUM SUM PLAN",
    "service configurationInEffect true false PLAN",
    "service max_connections 40 50 (/var/lib/postgresql/16/main/postgresql.auto.conf) PLAN",
    "service work_mem 8MB 64MB (/var/lib/postgresql/16/main/postgresql.auto.conf) PLAN",
    "service pg_hba rule 5 host all all all reject host all all all scram-sha-256 PLAN",
    "role ralf_read login false true PLAN",
    "role ralf attributes - createdb PLAN",
    "role ralf logsInWith env:RALF_POSTGRES_RALF_USER_PASSWORD - PLAN",
    "database ralf closed true false PLAN",
    "dns address address 10.10.20.10 10.10.20.99 PLAN",
    "dns pointer presence present absent PLAN",
    "role mallory presence absent superuser, login PERSON",
  };

  private static RuntimeException wrong(Call.Result result) {
    return new IllegalStateException(result.all());
  }

  /** A line per difference, sums aside. */
  private static List<String> lines(Json.Obj all) {
    var lines = new ArrayList<String>();
    Json.Obj service = (Json.Obj) ((Json.Arr) all.get("services").orElseThrow()).items().get(0);
    for (Json item : ((Json.Arr) service.get("differences").orElseThrow()).items()) {
      Json.Obj d = (Json.Obj) item;
      lines.add(
          String.join(
                  " ",
                  text(d, "object"),
                  text(d, "field"),
                  text(d, "recorded"),
                  text(d, "found"),
                  text(d, "remedy"))
              .replaceAll("[0-9a-f]{12}", "SUM"));
    }
    return lines;
  }

  private static String text(Json.Obj object, String name) {
    return ((Json.Str) object.get(name).orElseThrow()).value();
  }

  private Call.Result run(String... args) {
    Call.Result result = call.run(args);
    printed.add(result.all());
    return result;
  }

  /** The whole way, whatever there is to do. */
  private void up() {
    Call.Result plan = run("plan", CARD, "--format", "json");
    Json.Obj json = (Json.Obj) new JsonReader().read(plan.out()).orThrow(m -> wrong(plan));
    Call.Result up =
        run("up", CARD, "--approve", text(json, "plan").substring(0, 8), "--accept", "N004");
    if (up.exit() != Exit.OK) {
      run("drift", "--verbose");
    }
    assertThat(up.exit()).as(up.all() + printed.getLast()).isEqualTo(Exit.OK);
  }

  /** The snapshot that a plan takes first is no trace of what was changed. */
  private static String dump(LabSite site) {
    var lines = new TreeSet<String>();
    site.dump()
        .lines()
        .filter(l -> !l.contains("snap") && !l.contains("parent: ralf-before"))
        .forEach(lines::add);
    return String.join("\n", lines);
  }
}

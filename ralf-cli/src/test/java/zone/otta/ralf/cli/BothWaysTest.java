package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.cli.session.Exit;

/**
 * By pct over SSH and through the API with SSH into the container, the end is the same: also if
 * RALF is killed on the second way, before and after it met the container.
 */
class BothWaysTest {
  private static final List<String> KILLED_IN =
      List.of("\"name\":\"container\"", "\"name\":\"start\"", "\"name\":\"package postgresql-16\"");
  @TempDir Path logs;
  private final List<String> printed = new ArrayList<>();

  @Test
  void bothWaysEndAlike() throws IOException {
    String byPct;
    try (LabSite site = new LabSite(Canary.VALUE)) {
      var operator = new Operator(site);
      operator.deploy();
      assertThat(operator.read()).anyMatch(text -> text.contains("container: extracting archive"));
      byPct = site.dump();
    }
    try (LabSite site = new LabSite(Canary.VALUE, Backend.API)) {
      killed(site);
      assertThat(site.dump()).isEqualTo(byPct);
      afterwards(site);
      assertThat(site.dump()).isEqualTo(byPct);
      String token = Files.readString(site.lab().tokenFile()).strip();
      String secret = token.substring(token.indexOf('=') + 1);
      assertThat(printed)
          .allSatisfy(
              text -> {
                assertThat(Canary.in(text)).isEmpty();
                assertThat(text).doesNotContain(secret);
              });
      assertThat(Canary.below(site.root(), site.root().resolve("secrets/postgresql"))).isEmpty();
    }
  }

  private void killed(LabSite site) {
    RalfProcess.Ended plan = ralf(site, "plan", LabSite.CARD);
    assertThat(plan.code()).as(plan.err() + plan.out()).isZero();
    assertThat(plan.out() + plan.err()).contains("API at https://127.");
    assertThat(ralf(site, "approve", "postgresql", "--accept", "N004").code()).isZero();
    String[] call = {"apply", "postgresql", "--format", "json"};
    for (String step : KILLED_IN) {
      RalfProcess.Ended killed =
          RalfProcess.start(site.root(), logs, call)
              .killAt(l -> l.contains("\"event\":\"started\"") && l.contains(step));
      printed.add(killed.out() + killed.err());
      assertThat(killed.code()).as(step + killed.out() + killed.err()).isEqualTo(137);
      call = new String[] {"apply", "--resume", "1", "--format", "json"};
    }
    RalfProcess.Ended end = ralf(site, call);
    assertThat(end.code()).as(end.err() + end.out()).isZero();
    assertThat(printed)
        .as("what the creation's task wrote into its log")
        .anyMatch(
            text -> text.contains("\"event\":\"printed\"") && text.contains("extracting archive"));
  }

  private void afterwards(LabSite site) throws IOException {
    Path known = site.root().resolve(".ralf/trust/known_hosts");
    assertThat(Files.readString(known)).contains("container-20010 ssh-ed25519 ");
    for (String[] call :
        new String[][] {
          {"drift", "postgresql"},
          {"smoke", "postgresql"},
          {"trust"},
          {"trust", "--container", "20010"},
        }) {
      RalfProcess.Ended ended = ralf(site, call);
      assertThat(ended.code())
          .as(String.join(" ", call) + ended.err() + ended.out())
          .isEqualTo(Exit.OK.code());
    }
  }

  private RalfProcess.Ended ralf(LabSite site, String... args) {
    RalfProcess.Ended ended = RalfProcess.start(site.root(), logs, args).end();
    printed.add(ended.out() + ended.err());
    return ended;
  }
}

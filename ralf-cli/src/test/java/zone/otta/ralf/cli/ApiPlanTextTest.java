package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.lab.Fault;
import zone.otta.ralf.testkit.golden.Golden;

/** What a person reads of a plan made through the API, allowed and not. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiPlanTextTest {
  private static LabSite site;

  @BeforeAll
  static void open() {
    site = new LabSite(Canary.VALUE, Backend.API);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static Call.Result plan(String name, String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "plan";
    args[1] = LabSite.CARD;
    System.arraycopy(options, 0, args, 2, options.length);
    Call.Result result = new Operator(site).ralf(args);
    String text =
        "$ ralf "
            + String.join(" ", args)
            + "\n"
            + result.out()
            + "exit "
            + result.exit().code()
            + "\n";
    Golden.assertEquals(Path.of("src/test/resources/golden", name + ".txt"), stable(text));
    return result;
  }

  /** Without what is another in each lab: folder, hashes, addresses on loopback. */
  private static String stable(String text) {
    return text.replace(site.root().toString(), "ROOT")
        .replaceAll("\\b[0-9a-f]{64}\\b", "HASH")
        .replaceAll("\\b[0-9a-f]{12}\\b", "PLAN")
        .replaceAll("\\b127\\.\\d+\\.(\\d+\\.\\d+):\\d+", "127.N.$1:PORT");
  }

  @Test
  @Order(1)
  void a_plan_names_the_way_it_was_made_by() {
    Call.Result result = plan("plan-api");
    assertThat(result.exit()).isEqualTo(Exit.OK);
    assertThat(result.out())
        .contains("API at https://127.", "19 to create", "Gate 1: OK", "Gate 2: WARNUNG");
    assertThat(plan("plan-api-de", "--lang", "de").out())
        .contains("19 anzulegen", "Weiter: ralf approve");
  }

  @Test
  @Order(2)
  void what_the_token_may_not_do_stops_the_plan_with_the_lines_that_grant_it() {
    site.lab().inject(new Fault.Revoke("VM.PowerMgmt"));
    site.lab().inject(new Fault.Revoke("Datastore.AllocateTemplate"));
    Call.Result result = plan("plan-api-lacking");
    assertThat(result.exit()).isEqualTo(Exit.BLOCKER);
    assertThat(result.out())
        .contains(
            "BLOCKER[RALF-W077]: the token may not do this plan: VM.PowerMgmt is missing on /pool/ralf",
            "Datastore.AllocateTemplate is missing on /storage/local",
            "pveum role modify RALFContainer --append 1 --privs 'VM.PowerMgmt'",
            "Gate 2: BLOCKER")
        .doesNotContain("ralf approve");
    assertThat(plan("plan-api-lacking-de", "--lang", "de").out())
        .contains("das Token darf diesen Plan nicht ausführen: es fehlt VM.PowerMgmt")
        .doesNotContain("missing");
  }
}

package zone.otta.ralf.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

class ResolvedNameTest {
  private static final String FIREWALL = "10.10.0.1:53";
  private static final String HOLE = "10.10.0.2:53";
  private static final List<String> INSIDE =
      List.of("10.10.20.10     STREAM postgres.otta.zone", "10.10.20.10     DGRAM  ");
  private static final Ipv4Address ADDRESS = Ipv4Address.of("10.10.20.10");

  private static SmokeResult judge(Resolution... said) {
    return ResolvedName.judge(
        new DnsName("postgres.otta.zone"), ADDRESS, List.of(said), INSIDE, List.of());
  }

  @Test
  void what_the_container_sees_is_judged_too() {
    SmokeResult none =
        ResolvedName.judge(
            new DnsName("postgres.otta.zone"),
            ADDRESS,
            List.of(right(FIREWALL)),
            List.of(),
            List.of());
    assertThat(none.verdict()).isEqualTo(Verdict.WARNUNG);
    assertThat(none.detail().en())
        .isEqualTo(
            "postgres.otta.zone -> [10.10.20.10]; inside the container: -; see its /etc/resolv.conf");
    List<String> old =
        List.of("10.10.20.9     STREAM postgres.otta.zone", "10.10.20.9     RAW    ");
    assertThat(
            ResolvedName.judge(
                    new DnsName("postgres.otta.zone"),
                    ADDRESS,
                    List.of(right(FIREWALL)),
                    old,
                    List.of())
                .detail()
                .en())
        .contains("inside the container: 10.10.20.9;");
  }

  private static Resolution right(String resolver) {
    return new Resolution.Answered(resolver, List.of(ADDRESS), 300, true);
  }

  private static Resolution none(long seconds, String zone, boolean own) {
    return new Resolution.NoSuchName(HOLE, seconds, Optional.of(zone), own);
  }

  @Test
  void all_say_the_same() {
    assertThat(judge(right(FIREWALL)).detail().en())
        .isEqualTo("postgres.otta.zone -> [10.10.20.10]");
    SmokeResult two = judge(right(FIREWALL), right(HOLE));
    assertThat(two.verdict()).isEqualTo(Verdict.OK);
    assertThat(two.detail().en())
        .isEqualTo("postgres.otta.zone -> [10.10.20.10] @ 10.10.0.1:53, 10.10.0.2:53");
  }

  @Test
  void what_a_resolver_remembers_passes_by_itself_and_says_when() {
    SmokeResult negative = judge(right(FIREWALL), none(42, "otta.zone", false));
    assertThat(negative.verdict()).isEqualTo(Verdict.WARNUNG);
    assertThat(negative.detail().en())
        .contains("10.10.0.2:53: postgres.otta.zone does not exist")
        .contains("42 s more");
    SmokeResult old =
        judge(
            right(FIREWALL),
            new Resolution.Answered(HOLE, List.of(Ipv4Address.of("10.10.20.9")), 17, false));
    assertThat(old.verdict()).isEqualTo(Verdict.WARNUNG);
    assertThat(old.detail().en()).contains("[10.10.20.9], remembered for 17 s more");
  }

  @Test
  void a_secondary_that_is_behind_is_a_warning() {
    SmokeResult behind =
        ResolvedName.judge(
            new DnsName("postgres.otta.zone"),
            ADDRESS,
            List.of(right(FIREWALL)),
            INSIDE,
            List.of(Finding.warning("RALF-W140", Text.same("ns2 has serial 7, not 8"))));
    assertThat(behind.verdict()).isEqualTo(Verdict.WARNUNG);
    assertThat(behind.detail().en())
        .isEqualTo("postgres.otta.zone -> [10.10.20.10]; ns2 has serial 7, not 8");
  }

  @Test
  void what_does_not_pass_by_itself_stops() {
    assertThat(judge(right(FIREWALL), none(42, "otta.zone", true)).verdict())
        .isEqualTo(Verdict.BLOCKER);
    SmokeResult publicly = judge(right(FIREWALL), none(900, "zone", false));
    assertThat(publicly.verdict()).isEqualTo(Verdict.BLOCKER);
    assertThat(publicly.detail().en()).contains("forward this zone");
    assertThat(
            judge(
                    new Resolution.Answered(
                        FIREWALL, List.of(Ipv4Address.of("10.10.20.9")), 300, true))
                .verdict())
        .isEqualTo(Verdict.BLOCKER);
    assertThat(
            judge(
                    right(FIREWALL),
                    new Resolution.Silent(
                        HOLE, Finding.blocker("RALF-W020", Text.same("does not answer"))))
                .detail()
                .en())
        .isEqualTo("postgres.otta.zone -> [10.10.20.10] @ 10.10.0.1:53; does not answer");
  }
}

package zone.otta.ralf.dns.opnsense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.http.TrustedServer;
import zone.otta.ralf.lab.opnsense.OpnsenseRelease;
import zone.otta.ralf.lab.opnsense.OpnsenseTrouble;
import zone.otta.ralf.lab.opnsense.OpnsenseTrouble.Privilege;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.secrets.MemorySecrets;

/** Versions, privileges, and answers that are none. */
class OpnsenseRefusalsTest {
  private static final Step.RegisterAddress STEP =
      new Step.RegisterAddress(
          new Facts.Address(new DnsName("git.otta.zone"), Ipv4Address.of("10.10.20.30"), 300));

  private Optional<OpnsenseStage> stage = Optional.empty();

  private OpnsenseStage stage(OpnsenseRelease release) throws IOException {
    OpnsenseStage made = new OpnsenseStage(release);
    stage = Optional.of(made);
    return made;
  }

  @AfterEach
  void clear() {
    stage.ifPresent(OpnsenseStage::close);
  }

  @ParameterizedTest
  @EnumSource(OpnsenseRelease.class)
  void everyReleaseIsSpokenToInItsOwnSpelling(OpnsenseRelease release) throws IOException {
    OpnsenseStage stage = stage(release);
    try (InternalDns dns = stage.dns()) {
      dns.apply(STEP, OpnsenseDnsTest.mark(1));
      dns.observe(List.of(STEP));
      assertThat(dns.observe(List.of(STEP)).get(0)).isInstanceOf(Observation.Present.class);
      assertThat(dns.abilities().lifetimes())
          .isEqualTo(release.compareTo(OpnsenseRelease.V25_7) >= 0);
      dns.rehearse();
    }
    boolean camel = release == OpnsenseRelease.V24_1;
    assertThat(count(stage, camel ? "_host_" : "Host"))
        .as("one try, and the right spelling is remembered")
        .isEqualTo(camel ? 1 : 0);
    assertThat(count(stage, camel ? "setHostOverride" : "set_host_override")).isEqualTo(1);
  }

  private static long count(OpnsenseStage stage, String part) {
    return stage.firewall.requests().stream().filter(r -> r.contains(part)).count();
  }

  @ParameterizedTest
  @EnumSource(OpnsenseRelease.class)
  void theNarrowPrivilegeListsAndDoesNotApply(OpnsenseRelease release) throws IOException {
    OpnsenseStage stage = stage(release);
    stage.firewall.trouble(new OpnsenseTrouble.Privileges(Privilege.NARROW));
    try (InternalDns dns = stage.dns()) {
      assertThat(dns.observe(List.of(STEP))).containsExactly(new Observation.Absent());
      for (PortException refused :
          List.of(
              failure(dns::rehearse), failure(() -> dns.apply(STEP, OpnsenseDnsTest.mark(1))))) {
        assertRefused(refused, "RALF-W123", "\"Services: Unbound\"");
      }
    }
  }

  @Test
  void withoutAPrivilegeItIsNamed() throws IOException {
    OpnsenseStage stage = stage(OpnsenseRelease.V26_1);
    stage.firewall.trouble(new OpnsenseTrouble.Privileges(Privilege.NONE));
    try (InternalDns dns = stage.dns()) {
      PortException refused = failure(dns::rehearse);
      assertRefused(refused, "RALF-W123", "Services: Unbound DNS: Edit Host and Domain Override");
      assertThat(refused.help().orElseThrow().en()).contains("\"Services: Unbound\"");
      assertThat(dns.observe(List.of(STEP)).get(0)).isInstanceOf(Observation.Unknown.class);
      assertThat(dns.abilities().marks()).isTrue();
    }
  }

  @Test
  void anUnknownKeyIsSaid() throws IOException {
    try (InternalDns dns = stage(OpnsenseRelease.V26_1).stranger()) {
      assertRefused(failure(dns::rehearse), "RALF-W122", "does not know this API key");
    }
  }

  @Test
  void aUserThatMayReadOnlyIsSaid() throws IOException {
    OpnsenseStage stage = stage(OpnsenseRelease.V26_1);
    stage.firewall.trouble(new OpnsenseTrouble.ReadOnly(true));
    try (InternalDns dns = stage.dns()) {
      PortException refused = failure(() -> dns.apply(STEP, OpnsenseDnsTest.mark(1)));
      assertRefused(refused, "RALF-W123", "may read only");
      assertThat(refused.help().orElseThrow().en()).contains("user-config-readonly");
    }
    assertThat(stage.firewall.store().entries()).isEmpty();
  }

  @Test
  void fieldsThatDoNotPassAreNamedAndTheirTextsAreNot() throws IOException {
    OpnsenseStage stage = stage(OpnsenseRelease.V26_1);
    stage.firewall.trouble(new OpnsenseTrouble.Rejects("set_host_override", "server"));
    try (InternalDns dns = stage.dns()) {
      PortException refused = failure(() -> dns.apply(STEP, OpnsenseDnsTest.mark(1)));
      assertRefused(refused, "RALF-W125", "git.otta.zone, because of: server");
      assertThat(refused.what().de()).doesNotContain("gefällt");
    }
    assertThat(count(stage, "reconfigure")).isZero();
  }

  @Test
  void whatIsNoAnswerOfThisApiIsSaid() throws IOException {
    OpnsenseStage stage = stage(OpnsenseRelease.V26_1);
    try (InternalDns dns = stage.dns()) {
      assertThat(answered(dns, stage, 404, "{}").fault()).isEqualTo(Fault.REFUSED);
      assertThat(answered(dns, stage, 302, "<html>").what().en())
          .contains("leads elsewhere (HTTP 302)");
      assertThat(answered(dns, stage, 500, "{}").what().en()).contains("(500)");
      for (String body :
          List.of(
              "<html>",
              "[]",
              "{\"rows\":{}}",
              "{\"rows\":[{}],\"total\":1}",
              "{\"rows\":[],\"total\":7}")) {
        assertThat(answered(dns, stage, 200, body).fault())
            .as(body)
            .isEqualTo(Fault.NOT_UNDERSTOOD);
      }
      stage.firewall.trouble(new OpnsenseTrouble.AlwaysAnswers(503, "<html>"));
      PortException down = failure(dns::rehearse);
      assertThat(down.code().id()).isEqualTo("RALF-W120");
      assertThat(down.fault()).isEqualTo(Fault.UNREACHABLE);
    }
  }

  private static PortException answered(
      InternalDns dns, OpnsenseStage stage, int status, String body) {
    stage.firewall.trouble(new OpnsenseTrouble.AlwaysAnswers(status, body));
    PortException failure = failure(dns::rehearse);
    assertThat(failure.code().id()).as(status + " " + body).isEqualTo("RALF-W124");
    return failure;
  }

  @Test
  void aServerThatNeverAnswersIsWaitedForAsLongAsTheCallMayTake() throws IOException {
    OpnsenseStage stage = stage(OpnsenseRelease.V26_1);
    stage.firewall.trouble(new OpnsenseTrouble.Hangs("search_host_override"));
    DnsEndpoint.Opnsense where = stage.endpoint();
    var settings =
        new OpnsenseSettings(
            where.api().host(),
            where.api().port(),
            where.key(),
            where.secret(),
            stage::pinned,
            true);
    try (var connection = new ApiConnection(settings, stage.secrets(stage.firewall.secret()))) {
      var api = new OverrideApi(connection);
      PortException late = failure(() -> api.read(Deadline.after(Duration.ofMillis(300))));
      assertThat(late.code().id()).isEqualTo("RALF-W120");
      assertThat(late.what().en()).contains("no answer in time");
    }
  }

  @Test
  void anUnboundThatIsSwitchedOffIsSaid() throws IOException {
    OpnsenseStage stage = stage(OpnsenseRelease.V26_1);
    stage.firewall.trouble(new OpnsenseTrouble.Answers("status", 200, "{\"status\":\"disabled\"}"));
    try (InternalDns dns = stage.dns()) {
      assertRefused(failure(dns::rehearse), "RALF-W126", "switched off");
    }
  }

  @Test
  void theCertificateOfAnAuthorityIsBelievedAndAnotherIsNot(@TempDir Path folder)
      throws IOException {
    OpnsenseStage stage = stage(OpnsenseRelease.V26_1);
    OpnsenseStage other = new OpnsenseStage(OpnsenseRelease.V26_1);
    try (InternalDns believing = dns(stage, authority(folder, stage));
        InternalDns doubting = dns(stage, authority(folder, other))) {
      believing.rehearse();
      int before = stage.firewall.requests().size();
      PortException untrusted = failure(doubting::rehearse);
      assertThat(untrusted.code().id()).isEqualTo("RALF-W121");
      assertThat(stage.firewall.requests()).hasSize(before);
    } finally {
      other.close();
    }
  }

  private static Supplier<TrustedServer> authority(Path folder, OpnsenseStage of)
      throws IOException {
    Path file = Files.createTempFile(folder, "ca", ".pem");
    Files.writeString(file, of.firewall.certificate());
    return () -> TrustedServer.ofAuthority(file);
  }

  private static InternalDns dns(OpnsenseStage stage, Supplier<TrustedServer> trust) {
    var secrets =
        new MemorySecrets()
            .with(OpnsenseStage.KEY, stage.firewall.key())
            .with(OpnsenseStage.SECRET, stage.firewall.secret());
    return new OpnsenseDns(stage.endpoint(), secrets, trust, true);
  }

  @Test
  void aLabGoesNowhereElse() throws IOException {
    OpnsenseStage stage = stage(OpnsenseRelease.V26_1);
    DnsEndpoint.Opnsense here = stage.endpoint();
    var web = new DnsEndpoint.Web("192.0.2.1", 443, Optional.empty(), Optional.empty());
    var endpoint =
        new DnsEndpoint.Opnsense(
            web, here.key(), here.secret(), here.unbound(), 300, here.resolvers());
    var secrets =
        new MemorySecrets()
            .with(OpnsenseStage.KEY, "12345678")
            .with(OpnsenseStage.SECRET, "12345678");
    try (InternalDns dns = new OpnsenseDns(endpoint, secrets, stage::pinned, true)) {
      assertRefused(failure(dns::rehearse), "RALF-W007", "192.0.2.1");
    }
  }

  private static PortException failure(Runnable call) {
    PortException thrown = catchThrowableOfType(PortException.class, call::run);
    assertThat(thrown).isNotNull();
    return thrown;
  }

  private static void assertRefused(PortException refused, String code, String said) {
    assertThat(refused.fault()).isEqualTo(Fault.REFUSED);
    assertThat(refused.code().id()).isEqualTo(code);
    assertThat(refused.what().en()).contains(said);
    assertThat(refused.help()).isPresent();
  }
}

package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.cli.phases.Keeping;
import zone.otta.ralf.cli.phases.Naming;
import zone.otta.ralf.cli.phases.Ways;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.lab.Fault;
import zone.otta.ralf.lab.opnsense.EmulatedOpnsense;

/** The service's name as a host override of an emulated OPNsense, over HTTPS on loopback. */
class OpnsenseInTheLabTest {
  private static LabSite site() {
    return new LabSite("unused-here-1", new Ways(Backend.PCT, Keeping.FILE, Naming.OPNSENSE));
  }

  private static EmulatedOpnsense firewall(LabSite site) {
    return site.lab().opnsense().orElseThrow().server();
  }

  @Test
  void aServiceIsRegisteredFoundAndTakenAwayAgain() throws IOException {
    try (LabSite site = site()) {
      var operator = new Operator(site);
      String empty = site.dump();
      assertThat(words(operator.ok("doctor")))
          .contains("otta.zone at OPNsense", "with file:secrets/opnsense-key they are taken")
          .doesNotContain("BLOCKER");
      assertThat(site.dump()).isEqualTo(empty);
      assertThat(operator.ok("plan", LabSite.CARD))
          .contains("postgres.otta.zone A 10.10.20.10")
          .doesNotContain("PTR");
      operator.applied("N004");
      assertThat(firewall(site).store().entries())
          .singleElement()
          .satisfies(
              e ->
                  assertThat(e)
                      .containsEntry("hostname", "postgres")
                      .containsEntry("server", "10.10.20.10")
                      .hasEntrySatisfying(
                          "description",
                          d -> assertThat(d).startsWith("ralf:v1 service=postgresql")));
      assertThat(firewall(site).store().applications()).isEqualTo(1);
      assertThat(operator.ok("smoke", "postgresql")).contains("name resolves to the address");
      operator.ok("drift", "postgresql");
      operator.ok("plan", LabSite.CARD);
      assertThat(firewall(site).store().applications()).isEqualTo(1);
      operator.ok("destroy", "postgresql");
      operator.applied("N020");
      assertThat(firewall(site).store().entries()).isEmpty();
      assertNothingShown(site, operator);
    }
  }

  @Test
  void anOverrideOfSomebodyElseStopsThePlan() {
    try (LabSite site = site()) {
      firewall(site)
          .store()
          .add(Map.of("hostname", "postgres", "domain", "otta.zone", "server", "10.10.0.77"));
      firewall(site).apply();
      var operator = new Operator(site);
      assertThat(operator.ralf("plan", LabSite.CARD).all()).contains("BLOCKER", "10.10.0.77");
      assertThat(firewall(site).store().entries()).hasSize(1);
    }
  }

  @Test
  void aRunThatStoppedGoesOnWhenTheFirewallWorksAgain() {
    try (LabSite site = site()) {
      var operator = new Operator(site);
      operator.ok("plan", LabSite.CARD);
      operator.approve("N004");
      site.lab().inject(Fault.parse("opnsense stale-reload on"));
      Call.Result stopped = operator.ralf("apply", "postgresql");
      assertThat(stopped.exit()).as(stopped.all()).isNotEqualTo(Exit.OK);
      assertThat(stopped.all()).contains("RALF-W126");
      site.lab().inject(Fault.parse("opnsense stale-reload off"));
      operator.ok("apply", "--resume", "1");
      assertThat(sets(site)).isEqualTo(1);
      assertThat(firewall(site).store().applications()).isEqualTo(2);
    }
  }

  private static long sets(LabSite site) {
    return firewall(site).requests().stream().filter(r -> r.contains("set_host_override")).count();
  }

  @Test
  void whatTheFirewallRefusesIsNamedAndNothingOpensItIsShown() throws IOException {
    try (LabSite site = site()) {
      var operator = new Operator(site);
      Path secret = site.root().resolve("secrets/opnsense");
      String right = Files.readString(secret);
      Files.writeString(secret, Canary.VALUE + "\n");
      refused(operator, "RALF-W122", Exit.BLOCKER);
      Files.writeString(secret, right);
      site.lab().inject(Fault.parse("opnsense privileges narrow"));
      refused(operator, "RALF-W123", Exit.BLOCKER);
      site.lab().inject(Fault.parse("opnsense privileges wide"));
      for (String body : List.of("404 {}", "500 " + Canary.VALUE, "200 <html>" + Canary.VALUE)) {
        site.lab().inject(Fault.parse("opnsense always-answers " + body));
        Call.Result doctor = operator.ralf("doctor", "--verbose");
        assertThat(doctor.exit()).as(doctor.all()).isNotEqualTo(Exit.OK);
        assertThat(doctor.all()).contains("RALF-W124");
      }
      site.lab().inject(Fault.parse("opnsense always-answers 0"));
      operator.ok("doctor");
      Path yaml = site.root().resolve("ralf.yaml");
      String port = "port: " + firewall(site).port();
      operator.edit("ralf.yaml", "  " + port + "\n", "  port: " + closedPort() + "\n");
      Call.Result silent = operator.ralf("doctor", "--lang", "de");
      assertThat(silent.exit()).as(silent.all()).isEqualTo(Exit.UNREACHABLE);
      assertThat(silent.all()).contains("RALF-W120");
      Files.writeString(
          yaml,
          Files.readString(yaml)
              .replaceFirst(
                  "  port: \\d+\n  key: file:secrets/opnsense-key",
                  "  " + port + "\n  key: file:secrets/opnsense-key"));
      operator.ok("doctor");
      assertNothingShown(site, operator);
      assertThat(Canary.below(site.root(), Path.of("/none"))).isEmpty();
    }
  }

  private static void refused(Operator operator, String code, Exit exit) {
    Call.Result doctor = operator.ralf("doctor", "--verbose");
    assertThat(doctor.exit()).as(doctor.all()).isEqualTo(exit);
    assertThat(doctor.all()).contains(code);
  }

  @Test
  void itsCertificateIsLearnedOnceAndAnotherIsNotBelieved() throws IOException {
    try (LabSite site = site()) {
      var operator = new Operator(site);
      Path yaml = site.root().resolve("ralf.yaml");
      Files.writeString(yaml, Files.readString(yaml).replaceFirst("  fingerprint: .*\n", ""));
      Call.Result unknown = operator.ralf("doctor");
      assertThat(unknown.exit()).as(unknown.all()).isNotEqualTo(Exit.OK);
      assertThat(words(unknown.all())).contains("RALF-W121", "`ralf trust` shows and keeps it");
      assertThat(firewall(site).requests()).isEmpty();
      assertThat(operator.ok("trust", "--yes")).contains(firewall(site).fingerprint());
      operator.ok("doctor");
      Path pins = site.root().resolve(".ralf/trust/certificates");
      Files.writeString(pins, Files.readString(pins).replaceFirst("SHA256:..", "SHA256:00"));
      operator.refused("RALF-W004", "trust", "--yes");
      assertThat(operator.ralf("doctor").all()).contains("RALF-W121");
    }
  }

  private static String words(String printed) {
    return printed.replaceAll("\\s+", " ");
  }

  private static void assertNothingShown(LabSite site, Operator operator) throws IOException {
    String key = firewall(site).key();
    String secret = firewall(site).secret();
    assertThat(operator.read()).allSatisfy(text -> assertThat(text).doesNotContain(key, secret));
    try (Stream<Path> files = Files.walk(site.root().resolve(".ralf"))) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(file).content().doesNotContain(key, secret));
    }
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

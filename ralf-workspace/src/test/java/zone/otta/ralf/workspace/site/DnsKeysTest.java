package zone.otta.ralf.workspace.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsEndpoint.Server;
import zone.otta.ralf.site.DnsEndpoint.Web;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.workspace.card.Span;

/** The keys of {@code dns} beyond those of RFC 2136: a Pi-hole, and several resolvers. */
class DnsKeysTest {
  private static final Path FOLDER = Path.of("/lab/workspace");
  private static final String PIHOLE =
      "dns:\n  adapter: pihole\n  host: 10.10.0.2\n  password: env:RALF_PIHOLE_PASSWORD\n";

  private static ReadSite read(String text) {
    return SiteReader.read("ralf.yaml", text.getBytes(StandardCharsets.UTF_8), FOLDER);
  }

  private static DnsEndpoint dns(String text) {
    ReadSite read = read(text);
    return read.site().orElseThrow(() -> new AssertionError(read.findings())).dns().orElseThrow();
  }

  private static void isRefused(String text, String code, Span at) {
    ReadSite read = read(text);
    List<Finding> blockers =
        read.findings().stream().filter(f -> f.severity() == Severity.BLOCKER).toList();
    assertThat(read.site()).isEmpty();
    assertThat(blockers.getFirst().code().id()).as(blockers.toString()).isEqualTo(code);
    assertThat(read.map().span(blockers.getFirst().at().orElseThrow())).contains(at);
  }

  @Test
  void a_pihole_has_its_usual_ports_and_the_site_s_resolver() {
    assertThat(dns(PIHOLE))
        .isEqualTo(
            new DnsEndpoint.Pihole(
                new Web("10.10.0.2", 443, Optional.empty(), Optional.empty()),
                SecretReference.env("RALF_PIHOLE_PASSWORD"),
                new Server("10.10.0.2", 53),
                300,
                List.of(new Server("10.10.0.1", 53))));
    assertThat(dns(PIHOLE).secrets()).containsExactly(SecretReference.env("RALF_PIHOLE_PASSWORD"));
    assertThat(dns(PIHOLE).reverseZone()).isEmpty();
    assertThat(dns(PIHOLE).target()).isEqualTo("pihole 10.10.0.2:443");
  }

  @Test
  void all_of_a_pihole_can_be_said() {
    String fingerprint = "SHA256:AB" + ":CD".repeat(31);
    assertThat(
            dns(
                PIHOLE
                    + "  port: 8443\n  dns_port: 5353\n  ttl: 60\n  fingerprint: "
                    + fingerprint
                    + "\n  resolvers: [10.10.0.2, \"10.10.0.1:5300\", ns.otta.zone]\n"))
        .isEqualTo(
            new DnsEndpoint.Pihole(
                new Web("10.10.0.2", 8443, Optional.empty(), Optional.of(fingerprint)),
                SecretReference.env("RALF_PIHOLE_PASSWORD"),
                new Server("10.10.0.2", 5353),
                60,
                List.of(
                    new Server("10.10.0.2", 53),
                    new Server("10.10.0.1", 5300),
                    new Server("ns.otta.zone", 53))));
    assertThat(((DnsEndpoint.Pihole) dns(PIHOLE + "  ca_file: pihole-ca.pem\n")).api().caFile())
        .contains("/lab/workspace/pihole-ca.pem");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "server: ns|RALF-C108|ns",
        "key_name: ralf|RALF-C108|ralf",
        "reverse_zone: 10.10.in-addr.arpa|RALF-C108|10.10.in-addr.arpa",
        "key: env:RALF_K|RALF-C108|env:RALF_K",
        "secret: env:RALF_S|RALF-C108|env:RALF_S",
        "port: 0|RALF-C104|0",
        "dns_port: 65536|RALF-C104|65536",
        "ttl: 0|RALF-C104|0",
        "ttl: 86401|RALF-C104|86401",
        "fingerprint: AB:CD|RALF-C104|AB:CD",
        "ca_file: ~/ca.pem|RALF-C104|~/ca.pem",
        "passwort: env:RALF_P|RALF-C102|passwort",
        "resolvers: []|RALF-C104|[",
        "resolvers: [10.10.0.2, 'two words']|RALF-C104|'two words'",
        "resolvers: ['10.10.0.2:0']|RALF-C104|'10.10.0.2:0'",
        "resolvers: ['10.10.0.2:65536']|RALF-C104|'10.10.0.2:65536'",
      })
  void a_key_that_does_not_fit_is_refused_at_its_place(String line, String code, String place) {
    int from = 3 + line.indexOf(place);
    isRefused(
        PIHOLE + "  " + line + "\n", code, new Span("ralf.yaml", 5, from, from + place.length()));
  }

  @Test
  void one_certificate_cannot_be_known_in_two_ways_nor_resolvers_be_named_twice() {
    isRefused(
        PIHOLE + "  ca_file: ca.pem\n  fingerprint: " + "AB:".repeat(31) + "AB\n",
        "RALF-C108",
        new Span("ralf.yaml", 6, 16, 111));
    isRefused(
        PIHOLE + "  resolver_host: 10.10.0.2\n  resolvers: [10.10.0.2]\n",
        "RALF-C108",
        new Span("ralf.yaml", 6, 14, 15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"host: 10.10.0.2", "password: env:RALF_PIHOLE_PASSWORD"})
  void host_and_password_are_needed(String left) {
    isRefused(PIHOLE.replace("  " + left + "\n", ""), "RALF-C105", new Span("ralf.yaml", 1, 1, 4));
  }

  @Test
  void a_password_itself_is_refused_and_not_shown() {
    ReadSite read = read(PIHOLE.replace("env:RALF_PIHOLE_PASSWORD", "Hunter2-Hunter2"));
    assertThat(read.site()).isEmpty();
    assertThat(read.findings().get(0).code().id()).isEqualTo("RALF-C019");
    assertThat(read.findings().toString() + read.map().line(4)).doesNotContain("Hunter2");
  }

  @Test
  void in_a_lab_every_server_is_on_loopback() {
    String lab = "lab: true\n" + PIHOLE.replace("10.10.0.2", "127.64.0.3");
    assertThat(dns(lab + "  resolvers: [127.64.0.3, \"127.64.0.2:5353\"]\n").resolvers())
        .hasSize(2);
    isRefused(
        lab.replace("127.64.0.3", "10.10.0.2") + "  resolvers: [127.64.0.3]\n",
        "RALF-C106",
        new Span("ralf.yaml", 4, 9, 18));
    isRefused(
        lab + "  resolvers: [127.64.0.3, 10.10.0.1]\n",
        "RALF-C106",
        new Span("ralf.yaml", 6, 14, 15));
    isRefused(lab, "RALF-C106", new Span("ralf.yaml", 2, 1, 4));
  }

  @Test
  void several_resolvers_go_with_every_adapter() {
    for (String adapter :
        List.of(
            "adapter: manual",
            "adapter: rfc2136\n  server: ns\n  key_name: r\n  key_secret: env:RALF_T")) {
      assertThat(dns("dns:\n  " + adapter + "\n  resolvers: [10.10.0.1, 10.10.0.2]\n").resolvers())
          .containsExactly(new Server("10.10.0.1", 53), new Server("10.10.0.2", 53));
    }
  }
}

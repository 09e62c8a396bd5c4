package zone.otta.ralf.workspace.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.card.SecretReference;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.Site;

class SiteReaderTest {
  private static final String FULL =
      """
      network: 10.10.0.0/16
      bridge: vmbr1
      lab: true
      proxmox:
        host: 127.64.0.5
        port: 2222
        key_file: id
      dns: {adapter: rfc2136, server: 127.64.0.1, port: 5353, key_name: ralf, key_secret: "file:secrets/tsig", reverse_zone: 10.10.in-addr.arpa}
      secrets:
        allow: ["env:RALF_*", "file:secrets/*"]
        from:
          RALF_POSTGRES_RALF_USER_PASSWORD: file:secrets/ralf
      outside_probe: {host: 127.31.99.2, port: 2223, key_file: id}
      """;

  private static ReadSite read(String text) {
    return new SiteReader().read(text, "ralf.yaml");
  }

  @Test
  void fullFile() {
    ReadSite read = read(FULL);
    assertThat(read.findings()).isEmpty();
    Site site = read.site().orElseThrow();
    assertThat(site.bridge()).isEqualTo("vmbr1");
    assertThat(site.proxmox().orElseThrow().port()).isEqualTo(2222);
    assertThat(site.dns().orElseThrow()).isInstanceOf(DnsEndpoint.Rfc2136.class);
    assertThat(((DnsEndpoint.Rfc2136) site.dns().get()).keyName()).isEqualTo("ralf.");
    assertThat(
            site.secrets().resolve(SecretReference.env("RALF_POSTGRES_RALF_USER_PASSWORD")).text())
        .isEqualTo("file:secrets/ralf");
    assertThat(site.defaulted()).contains("gateway").doesNotContain("network", "bridge");
  }

  @Test
  void emptyFileIsTheDefaults() {
    assertThat(read("").site()).contains(Site.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "brige: x                          # RALF-C101 # 1",
        "network: 10.10.0.1/16             # RALF-C102 # 1",
        "lab: maybe                        # RALF-C102 # 1",
        "proxmox: {port: 22}               # RALF-C103 # 1",
        "lab: true\\nproxmox: {host: 10.10.0.5} # RALF-C105 # 2",
        "a: [                              # RALF-C100 # 1",
      })
  void eachMistakeHasItsCodeAndLine(String text, String code, int line) {
    ReadSite read = read(text.strip().replace("\\n", "\n"));
    assertThat(read.site()).isEmpty();
    assertThat(read.findings()).extracting(f -> f.code().id()).containsExactly(code.strip());
    assertThat(
            read.map().span(read.findings().get(0).at().orElseThrow()).map(s -> s.line()).orElse(1))
        .isEqualTo(line);
  }

  @Test
  void misspeltKeyIsExplained() {
    assertThat(read("brigde: vmbr0").findings().get(0).help().orElseThrow().en())
        .contains("`bridge`");
  }

  @Test
  void junkEndsInFindings() {
    var random = new Random(11);
    for (int i = 0; i < 500; i++) {
      var text = new StringBuilder();
      for (int k = random.nextInt(60); k > 0; k--) {
        text.append(
            List.of(
                    "a", ":", " ", "\n", "-", "{", "}", "[", "]", "&x", "*x", "!", "|", "'", "\t",
                    "\u0000", "ä")
                .get(random.nextInt(17)));
      }
      assertThat(read(text.toString())).isNotNull();
    }
  }
}

package zone.otta.ralf.lab.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.lab.machine.LabNet;

/** The server reads what the recipe wrote, but for addresses, path prefixes and the peer map. */
final class ConfigTranslationTest {
  private static final ConfigTranslation LAB =
      new ConfigTranslation(new LabNet(64), "10.10.20.10", Path.of("/tmp/h"), "nobody");

  private static final String SETTINGS =
      """
      # written by RALF
      listen_addresses = '10.10.20.10'
      port = 5432
      ssl_cert_file = '/etc/postgresql/16/main/server.crt'
      ssl_key_file='/etc/postgresql/16/main/server.key' # mine
      log_line_prefix = '%m [%p] %q%u@%d/%a %h '
      shared_buffers = 512MB
      log_statement 'none'
      """;

  private static final String RULES =
      """
      # TYPE DATABASE USER ADDRESS METHOD
      local    all          postgres                   peer
      local    replication  postgres                   peer
      local    all          all                        scram-sha-256
      hostssl  ralf         +ralf_login  10.10.0.0/16  scram-sha-256
      host     all          all          all           reject
      nonsense
      """;

  private static List<String> changed(String before, String after) {
    List<String> b = before.lines().toList();
    List<String> a = after.lines().toList();
    assertThat(a).hasSameSizeAs(b);
    var changed = new ArrayList<String>();
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).equals(b.get(i))) {
        changed.add(a.get(i));
      }
    }
    return changed;
  }

  @Test
  void settings_differ_in_addresses_and_path_prefixes_only() {
    assertThat(changed(SETTINGS, LAB.settings(SETTINGS)))
        .containsExactly(
            "listen_addresses = '127.64.20.10'",
            "ssl_cert_file = '/tmp/h/etc/postgresql/16/main/server.crt'",
            "ssl_key_file='/tmp/h/etc/postgresql/16/main/server.key' # mine");
  }

  @Test
  void rules_differ_in_addresses_and_the_peer_map_only() {
    assertThat(changed(RULES, LAB.hba(RULES)))
        .containsExactly(
            "local    all          postgres                   peer map=ralf_lab",
            "local    replication  postgres                   peer map=ralf_lab",
            "hostssl  ralf         +ralf_login  127.64.0.0/16  scram-sha-256");
  }

  @Test
  void the_way_out_is_the_inverse() {
    String rules = LAB.hba(RULES).replace(" map=ralf_lab", "");
    assertThat(LAB.outward(LAB.settings(SETTINGS)))
        .isEqualTo(SETTINGS.replace("server.key' # mine", "server.key' # mine"));
    assertThat(LAB.outward(rules)).isEqualTo(RULES);
  }

  @Test
  void the_machines_own_localhost_is_never_listened_on() {
    assertThat(LAB.main("#listen_addresses = 'localhost'\t# x\nport = 1\n"))
        .isEqualTo("listen_addresses = '127.65.20.10'\t# x\nport = 1\n");
    assertThat(LAB.main("port = 1\n")).startsWith("listen_addresses = '127.65.20.10'\n");
    assertThat(LAB.settings("listen_addresses = '*'"))
        .isEqualTo("listen_addresses = '127.65.20.10,127.64.20.10'");
  }

  @Test
  void settings_that_run_programs_and_foreign_addresses_are_refused() {
    assertThatThrownBy(() -> LAB.settings("shared_preload_libraries = 'x'"))
        .hasMessageContaining("does not run");
    assertThatThrownBy(() -> LAB.settings("listen_addresses = '192.0.2.1'"))
        .hasMessageContaining("not in the lab");
    assertThatThrownBy(() -> LAB.hba("host all all 192.0.2.0/24 trust"))
        .hasMessageContaining("not in the lab");
  }
}

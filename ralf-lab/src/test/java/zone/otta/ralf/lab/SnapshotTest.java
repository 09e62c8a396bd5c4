package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.lab.node.WorldOptions;

/** Snapshots, growth and waiting values beyond what one recorded conversation shows. */
final class SnapshotTest {
  private static final String HERE =
      "`-> current                                             You are here!\n";
  @TempDir private static Path dir;
  private static Lab lab;
  private static LabClient client;

  @BeforeAll
  static void start() throws Exception {
    WorldOptions options =
        WorldOptions.usual().withTemplates(List.of(WorldOptions.UBUNTU)).withoutWaits();
    lab = Lab.start(LabOptions.in(dir.resolve("lab")).withWorld(options));
    client = LabClient.of(lab);
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    lab.close();
  }

  private static LabClient.Result pct(String... words) throws Exception {
    var argv = new ArrayList<>(List.of("pct"));
    argv.addAll(List.of(words));
    return client.run(argv.toArray(String[]::new));
  }

  @Test
  void snapshots_form_a_tree_by_parents() throws Exception {
    client.provide(301, WorldOptions.UBUNTU, "10.10.0.31");
    assertThat(pct("listsnapshot", "301").out()).isEqualTo(HERE);
    assertThat(pct("snapshot", "301", "one", "--description", "erster\nZeile 2").exit()).isZero();
    assertThat(pct("snapshot", "301", "two", "--description", "zweiter").exit()).isZero();
    String time = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";
    assertThat(pct("listsnapshot", "301").out())
        .matches(
            "`-> one {25}"
                + time
                + " {5}erster\n `-> two {24}"
                + time
                + " {5}zweiter\n  `-> current {43}You are here!\n");
    assertThat(pct("config", "301", "--snapshot", "two").out()).contains("parent: one\n");
    assertThat(pct("delsnapshot", "301", "one").exit()).isZero();
    assertThat(pct("config", "301", "--snapshot", "two").out()).doesNotContain("parent: ");
    assertThat(pct("config", "301").out()).contains("parent: two\n");
    assertThat(pct("delsnapshot", "301", "two").exit()).isZero();
    assertThat(pct("config", "301").out()).doesNotContain("parent: ");
  }

  @Test
  void list_is_latin_1_as_recorded() throws Exception {
    client.provide(302, WorldOptions.UBUNTU, "10.10.0.32");
    pct("snapshot", "302", "umlaut", "--description", "ü");
    var out = new ByteArrayOutputStream();
    var channel =
        client.start(
            "LC_ALL=C.UTF-8 pct listsnapshot 302", new byte[0], out, new ByteArrayOutputStream());
    while (!channel.isClosed()) {
      Thread.sleep(2);
    }
    assertThat(out.toString(StandardCharsets.ISO_8859_1)).contains(" ü\n");
    assertThat(out.size()).isEqualTo("%-57s\n".formatted("").length() + HERE.length());
  }

  @Test
  void storage_of_folders_keeps_none() throws Exception {
    assertThat(pct("snapshot", "100", "one"))
        .isEqualTo(new LabClient.Result(255, "", "snapshot feature is not available\n"));
  }

  @Test
  void growth_that_fails_inside_is_told_by_its_text_only() throws Exception {
    client.provide(303, WorldOptions.UBUNTU, "10.10.0.33");
    String before = df();
    lab.inject(new Fault.StuckFileSystem(303));
    LabClient.Result grown = pct("resize", "303", "rootfs", "32G");
    assertThat(grown.exit()).isZero();
    assertThat(grown.out()).contains("Failed to update the container's filesystem");
    assertThat(pct("config", "303").out()).contains("size=32G");
    assertThat(df()).isEqualTo(before);
    assertThat(pct("resize", "303", "rootfs", "+1G").out()).doesNotContain("Failed");
    assertThat(df()).isNotEqualTo(before);
    assertThat(pct("resize", "303", "rootfs", "16G").err())
        .isEqualTo("unable to shrink disk size\n");
  }

  private static String df() throws Exception {
    return client.guest(303, List.of("df", "-k", "/"), new byte[0]).out();
  }

  @Test
  void what_waits_comes_with_the_next_start() throws Exception {
    client.provide(304, WorldOptions.UBUNTU, "10.10.0.34");
    assertThat(pct("set", "304", "--nameserver", "10.10.0.9", "--hostname", "other").exit())
        .isZero();
    assertThat(pct("pending", "304").out())
        .contains("cur nameserver: 10.10.0.1\nnew nameserver: 10.10.0.9\n", "cur hostname: other");
    assertThat(client.guest(304, List.of("hostname"), new byte[0]).out())
        .isEqualTo("postgres-ops\n");
    assertThat(pct("reboot", "304").exit()).isZero();
    assertThat(pct("pending", "304").out()).doesNotContain("new ");
    assertThat(client.guest(304, List.of("hostname"), new byte[0]).out()).isEqualTo("other\n");
    assertThat(client.guest(304, List.of("cat", "/etc/resolv.conf"), new byte[0]).out())
        .contains("nameserver 10.10.0.9\n");
  }
}

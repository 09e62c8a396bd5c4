package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.lab.exec.Words;
import zone.otta.ralf.lab.node.WorldOptions;

/**
 * Guest commands recorded from a real container (Debian 12, PostgreSQL 15), played against the
 * lab's guest programs. Versions, sizes, sums, times and apt's chatter are masked.
 */
final class GoldenFormsTest {
  private static final TreeMap<String, Integer> COVERED = new TreeMap<>();

  static {
    COVERED.put("golden-1-before-and-after-install", 52);
    COVERED.put("golden-2-files", 31);
    COVERED.put("golden-3-createcluster.d-bad-config", 20);
  }

  private static final String INITDB_OPTIONS =
      "initdb_options = '--data-checksums -E UTF8 --locale=C.UTF-8'\n";

  /**
   * What went in by standard input: recorded for the third file, recovered from sum and output for
   * the others.
   */
  private static Deque<String> inputs(String file) {
    return new ArrayDeque<>(
        switch (file.charAt(7)) {
          case '1' -> List.of("", "select 1; select current_user, session_user;\nselect x;\n");
          case '2' -> List.of(INITDB_OPTIONS);
          default ->
              List.of(
                  INITDB_OPTIONS,
                  "select current_setting('data_checksums'), current_setting('server_encoding'), datcollate from pg_database where datname='template1';\n"
                      + "select string_agg(name || '=' || setting, ' ') from pg_settings where sourcefile like '%postgresql.conf' and name in ('ssl','ssl_cert_file','cluster_name','log_line_prefix','max_connections','port');\n"
                      + "select count(*), count(error) from pg_hba_file_rules;\n",
                  "max_connections = 40\nport = 5432\n",
                  "select name, sourcefile, applied, error from pg_file_settings where error is not null or not applied;",
                  "listen_addresses = 'localhost'\nscram_iterations_bad = 1\n",
                  "select name, applied, error from pg_file_settings where error is not null;");
        });
  }

  /** Where the recording shows its own circumstances, or the lab's texts are its own on purpose. */
  private static boolean mayDiffer(String file, String line) {
    return line.endsWith(" /etc /etc/hostname") // the test host's template had that file executable
        || line.startsWith("tail -n 5 ") // IPv6, which the lab has not
        || line.startsWith("tee ") // two forms run together in the recording
        || line.endsWith("/etc/os-release")
        || line.equals("cat -- /etc/postgresql/16/main/pg_hba.conf") // PostgreSQL's own comments
        || file.startsWith("golden-2") && line.contains("psql"); // its input is not known
  }

  private record Form(List<String> argv, int exit, String out, String err) {}

  @TempDir private Path dir;

  private static List<Form> read(Path file) throws Exception {
    var forms = new ArrayList<Form>();
    for (String block : Files.readString(file).split("(?m)^== ")) {
      if (block.isBlank()) {
        continue;
      }
      int head = block.indexOf("\nrc=");
      List<String> argv = Words.parse(here(block.substring(0, head))).argv();
      var out = new StringBuilder();
      var err = new StringBuilder();
      int exit = -1;
      for (String line : block.substring(head + 1).split("\n")) {
        if (line.startsWith("rc=")) {
          exit = Integer.parseInt(line.substring(3));
        } else if (line.startsWith("  o| ")) {
          out.append(line.substring(5)).append('\n');
        } else if (line.startsWith("  e| ")) {
          err.append(line.substring(5)).append('\n');
        }
      }
      forms.add(new Form(argv, exit, out.toString(), err.toString()));
    }
    return forms;
  }

  /** The recorded major is 15, the lab's is 16. */
  private static String here(String text) {
    return text.replaceAll("/15\\b", "/16")
        .replace("@15-", "@16-")
        .replace("postgresql-15", "postgresql-16")
        .replaceAll("\\b15(.main)", "16$1");
  }

  private static String mask(List<String> argv, String text) {
    String masked = here(text);
    if (argv.contains("update") || argv.contains("install")) {
      return masked.lines().filter(l -> l.startsWith("E: ")).toList().toString();
    }
    if (argv.contains("%F|%U|%G|%a|%s")) {
      masked = masked.replaceAll("\\|\\d+(?=\\n)", "|SIZE");
    }
    return masked
        .replaceAll("(?m)^[0-9a-f]{64}", "SUM")
        .replaceAll("installed \\S+", "installed VERSION")
        .replaceAll("lxc-attach: \\d+", "lxc-attach: ID")
        .replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\d \\S+ (UTC|GMT) \\[\\d+\\]", "TIME")
        .replace("[::1]:5432", "")
        .replaceAll("(?m)^LISTEN.* \\[::\\]:\\*\\n", "")
        .strip();
  }

  @Test
  void recorded_forms_answer_as_recorded() throws Exception {
    Path folder = Shared.path("lab/sketch");
    var covered = new TreeMap<String, Integer>();
    var different = new ArrayList<String>();
    try (Lab lab =
            Lab.start(
                LabOptions.in(dir.resolve("lab"))
                    .withWorld(
                        WorldOptions.usual()
                            .withTemplates(List.of(WorldOptions.UBUNTU))
                            .withoutWaits()));
        LabClient client = LabClient.of(lab)) {
      int id = 20010;
      for (String file : COVERED.keySet()) {
        client.provide(id, WorldOptions.UBUNTU, "10.10.20." + (id - 20000));
        covered.put(file, play(client, id, file, read(folder.resolve(file + ".txt")), different));
        id++;
      }
    }
    different.forEach(d -> System.out.println("DIFFERENT " + d));
    assertThat(different).isEmpty();
    assertThat(covered).isEqualTo(COVERED);
  }

  private static int play(
      LabClient client, int id, String file, List<Form> forms, List<String> different)
      throws Exception {
    int same = 0;
    var outside = new ArrayList<String>();
    Deque<String> inputs = inputs(file);
    for (Form form : forms) {
      boolean reads = form.argv().get(0).equals("dd") || form.argv().contains("psql");
      String input = reads && !inputs.isEmpty() ? inputs.removeFirst() : "";
      LabClient.Result result =
          client.guest(id, form.argv(), input.getBytes(StandardCharsets.UTF_8));
      if (result.err().startsWith("lab: not in the vocabulary")) {
        outside.add(Words.quote(form.argv()));
        continue;
      }
      var recorded =
          new LabClient.Result(
              form.exit(), mask(form.argv(), form.out()), mask(form.argv(), form.err()));
      var here =
          new LabClient.Result(
              result.exit(), mask(form.argv(), result.out()), mask(form.argv(), result.err()));
      if (recorded.equals(here)) {
        same++;
      } else if (mayDiffer(file, Words.quote(form.argv()))) {
        outside.add("(differs) " + Words.quote(form.argv()));
      } else {
        different.add(
            file
                + " "
                + Words.quote(form.argv())
                + "\nrecorded "
                + recorded
                + "\nlab      "
                + here);
      }
    }
    System.out.println(file + ": " + same + " covered, " + outside.size() + " not covered:");
    outside.forEach(l -> System.out.println("  " + l));
    return same;
  }
}

package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.lab.exec.Words;

/** The lab in a process of its own: however it ends, nothing is left behind. */
final class LabProcessTest {
  @TempDir private Path dir;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatWeStarted() throws Exception {
    for (Process process : started) {
      List<ProcessHandle> servers = process.descendants().toList();
      process.destroyForcibly().waitFor();
      await("servers end", () -> servers.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  /** A lab whose guests' roots lie in a folder of this test, where no other run's labs are. */
  private Process start(Path home, String... more) throws IOException {
    var argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + dir,
                "-cp",
                System.getProperty("java.class.path"),
                "zone.otta.ralf.lab.LabMain",
                "--dir",
                home.toString()));
    argv.addAll(List.of(more));
    Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    started.add(process);
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo("lab: guest OS emulated, PostgreSQL real");
    assertThat(out.readLine()).isEqualTo("ready: " + home.resolve("lab.json"));
    return process;
  }

  private static String field(Path home, String pattern) throws IOException {
    Matcher m = Pattern.compile(pattern).matcher(Files.readString(home.resolve("lab.json")));
    assertThat(m.find()).isTrue();
    return m.group(1);
  }

  private static String ask(Path control, String command) throws IOException {
    return Control.ask(control, command).orElseThrow();
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(10);
    }
  }

  private static List<ProcessHandle> servers(Path runtime) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().filter(c -> c.contains(runtime + "/")).isPresent())
        .toList();
  }

  /** A lab of another run may have the dead one's octet by now, and its folder would stay. */
  private static Path underAnOctetThatNoLabTakes(Path runtime) throws IOException {
    String name = runtime.getFileName().toString();
    int n = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    Path odd = runtime.resolveSibling(name.replaceFirst("\\d+$", Integer.toString(n + 1)));
    return Files.move(runtime, odd);
  }

  /** A container with a running server in the lab of another process. */
  private static void provide(Path home) throws Exception {
    LabClient client = client(home);
    client.provide(20010, "ubuntu-24.04-standard_24.04-2_amd64.tar.zst", "10.10.20.10");
    client.guest(
        20010,
        List.of("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "update"),
        new byte[0]);
    assertThat(
            client
                .guest(
                    20010,
                    List.of(
                        "env",
                        "DEBIAN_FRONTEND=noninteractive",
                        "apt-get",
                        "-q",
                        "-y",
                        "install",
                        "postgresql-16"),
                    new byte[0])
                .exit())
        .isZero();
    client.close();
  }

  private static LabClient client(Path home) throws Exception {
    String node = "\"node\": \\{[^}]*";
    return LabClient.of(
        field(home, node + "\"host\": \"([^\"]+)"),
        Integer.parseInt(field(home, node + "\"port\": (\\d+)")),
        field(home, node + "\"hostKey\": \"([^\"]+)"),
        home.resolve("id_ed25519"));
  }

  @Test
  void a_killed_lab_leaves_no_server_and_no_listener_and_the_next_one_sweeps() throws Exception {
    Path home = dir.resolve("a");
    Process lab = start(home, "--template-present", "--create-millis", "20");
    provide(home);
    Path runtime = Path.of(Files.readString(home.resolve("control")).strip()).getParent();
    assertThat(servers(runtime)).isNotEmpty();
    List<ProcessHandle> children = lab.descendants().toList();
    OwnListeners ofTheLab = OwnListeners.of(List.of(lab.toHandle()));
    OwnListeners ofServers = OwnListeners.of(children);
    assertThat(ofTheLab.left()).isNotEmpty();
    assertThat(ofServers.left()).isNotEmpty();

    lab.destroyForcibly().waitFor();

    await("servers end", () -> servers(runtime).isEmpty());
    await("children end", () -> children.stream().noneMatch(ProcessHandle::isAlive));
    await("listeners end", () -> ofTheLab.left().isEmpty() && ofServers.left().isEmpty());
    assertThat(runtime.resolve("20010")).exists();
    Path left = underAnOctetThatNoLabTakes(runtime);
    start(dir.resolve("b"));
    assertThat(left).doesNotExist();
  }

  @Test
  void the_end_of_standard_input_ends_it_without_traces() throws Exception {
    Path home = dir.resolve("a");
    Process lab = start(home, "--watch-stdin", "--template-present", "--create-millis", "20");
    provide(home);
    Path runtime = Path.of(Files.readString(home.resolve("control")).strip()).getParent();
    for (String secret :
        List.of("lab.json", "id_ed25519", "tsig.secret", "access.log", "control")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(secret))))
          .as(secret)
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwx------");

    lab.getOutputStream().close();

    assertThat(lab.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(servers(runtime)).isEmpty();
    assertThat(runtime).doesNotExist();
    assertThat(home.resolve("lab.json")).doesNotExist();
    assertThat(home.resolve("id_ed25519")).doesNotExist();
    assertThat(home.resolve("tsig.secret")).doesNotExist();
    assertThat(home.resolve("access.log")).exists();
  }

  @Test
  void sigterm_ends_it() throws Exception {
    Path home = dir.resolve("a");
    Process lab = start(home);
    lab.destroy();
    assertThat(lab.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(home.resolve("lab.json")).doesNotExist();
  }

  @Test
  void it_can_be_asked_and_disturbed_and_stopped_from_outside() throws Exception {
    Path home = dir.resolve("a");
    Process lab = start(home);
    Path control = Path.of(Files.readString(home.resolve("control")).strip());
    assertThat(ask(control, "dump")).startsWith("node pve\ncontainer 100 stopped\n");
    assertThat(ask(control, "fault foreign 20010 squatter")).isEqualTo("injected\n");
    assertThat(ask(control, "dump")).contains("container 20010 hostname: squatter");
    assertThat(ask(control, "fault nonsense")).startsWith("failed: ");
    assertThat(ask(control, "stop")).isEqualTo("stopping\n");
    assertThat(lab.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void one_folder_holds_one_lab_and_a_dead_ones_status_goes() throws Exception {
    Path home = dir.resolve("a");
    Process lab = start(home);
    assertThatThrownBy(() -> Lab.start(LabOptions.in(home)))
        .hasMessage("a lab is running in " + home);
    lab.destroyForcibly().waitFor();
    String stale = Files.readString(home.resolve("lab.json"));
    try (Lab next = Lab.start(LabOptions.in(home))) {
      assertThat(Files.readString(next.dir().resolve("lab.json"))).isNotEqualTo(stale);
      assertThatThrownBy(() -> Lab.start(LabOptions.in(home)))
          .hasMessage("a lab is running in " + home);
    }
  }

  @Test
  void two_labs_run_side_by_side() throws Exception {
    Path a = dir.resolve("a");
    Path b = dir.resolve("b");
    start(a, "--template-present", "--create-millis", "20");
    start(b, "--template-present", "--create-millis", "20");
    assertThat(field(a, "\"n\": (\\d+)")).isNotEqualTo(field(b, "\"n\": (\\d+)"));
    provide(a);
    provide(b);
  }

  @Test
  void junk_at_the_ssh_port_hurts_nobody() throws Exception {
    Path home = dir.resolve("a");
    start(home);
    String host = field(home, "\"node\": \\{[^}]*\"host\": \"([^\"]+)");
    int port = Integer.parseInt(field(home, "\"node\": \\{[^}]*\"port\": (\\d+)"));
    for (byte[] junk :
        List.of(
            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            "SSH-2.0-x\r\n\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII),
            new byte[100_000])) {
      try (var socket = new Socket(host, port)) {
        socket.getOutputStream().write(junk);
      } catch (IOException refused) {
        // that is its right
      }
    }
    try (LabClient client = client(home)) {
      assertThat(client.line(Words.quote(List.of("hostname")), new byte[0]).out())
          .isEqualTo("pve\n");
    }
  }
}

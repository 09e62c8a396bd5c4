package zone.otta.ralf.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.guest.GuestScripts;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.lab.exec.Call;
import zone.otta.ralf.lab.exec.Framing;
import zone.otta.ralf.lab.machine.LabNet;
import zone.otta.ralf.lab.ssh.SshKeys;

/**
 * RALF's constant scripts are emulated; here the machine's own /bin/sh runs the real text beside
 * it.
 */
final class ScriptsTest {
  private record Ran(int exit, String out, String err) {}

  @TempDir private Path dir;
  private Guest guest;

  @BeforeEach
  void make() throws IOException {
    guest =
        new Guest(
            new Guest.Setting(
                new LabNet(64),
                () -> {
                  throw new IOException("none here");
                },
                Duration.ZERO,
                2222,
                new Nameserver(() -> new InetSocketAddress("127.0.0.1", 1)),
                shell -> shell),
            new Guest.Identity(1, "h", "otta.zone", "10.10.20.10", "10.10.0.1", "10.10.0.1"),
            Release.of("ubuntu-24.04-standard"),
            dir.resolve("root"),
            new Guest.Access(SshKeys.generate(), ""));
  }

  private Ran emulated(List<String> argv, byte[] input) throws Exception {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit = guest.run(argv, new Call(new ByteArrayInputStream(input), out, err));
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Ran real(List<String> argv, byte[] input, String path) throws Exception {
    var builder = new ProcessBuilder(argv);
    builder.environment().put("PATH", path + "/usr/bin:/bin");
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().write(input);
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), out, err);
  }

  private List<String> write(String path, String sum, String owner) {
    return List.of("/bin/sh", "-c", GuestScripts.WRITE, "ralf-write", path, sum, owner, "0640");
  }

  private static List<String> asGuest(List<String> argv) {
    var copy = new ArrayList<>(argv);
    copy.set(0, "sh");
    return copy;
  }

  @ParameterizedTest
  @ValueSource(strings = {"whole", "cut"})
  void write_ends_alike(String kind) throws Exception {
    byte[] content = "text\0with\nall".getBytes(StandardCharsets.UTF_8);
    String sum = kind.equals("whole") ? Sha256.of(content).hex() : "0".repeat(64);
    String owner = Files.getOwner(dir).getName();
    String group =
        PosixFilePermissions.toString(Files.getPosixFilePermissions(dir)).isEmpty()
            ? ""
            : groupOf(dir);
    Ran real = real(write(dir + "/new/sub/x.conf", sum, owner + ":" + group), content, "");
    Ran emulated = emulated(asGuest(write("/new/sub/x.conf", sum, "root:root")), content);
    assertThat(emulated).isEqualTo(real);
    Path file = dir.resolve("new/sub/x.conf");
    Ran stat = emulated(List.of("stat", "-c", "%a|%s", "--", "/new/sub/x.conf"), new byte[0]);
    if (kind.equals("whole")) {
      assertThat(Files.readAllBytes(file)).isEqualTo(content);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-r-----");
      assertThat(stat.out()).isEqualTo("640|13\n");
    } else {
      assertThat(file).doesNotExist();
      assertThat(stat.exit()).isEqualTo(1);
    }
    assertThat(dir.resolve("new/sub/x.conf.ralf-new")).doesNotExist();
    assertThat(emulated(List.of("cat", "--", "/new/sub/x.conf.ralf-new"), new byte[0]).exit())
        .isEqualTo(1);
  }

  private static String groupOf(Path path) throws IOException {
    return Files.readAttributes(path, java.nio.file.attribute.PosixFileAttributes.class)
        .group()
        .getName();
  }

  @Test
  void write_for_an_unknown_user_leaves_the_old_file() throws Exception {
    byte[] content = "x".getBytes(StandardCharsets.UTF_8);
    String sum = Sha256.of(content).hex();
    Ran emulated = emulated(asGuest(write("/etc/hostname", sum, "nobody-here:root")), content);
    Files.writeString(dir.resolve("hostname"), "h\n");
    Ran real = real(write(dir + "/hostname", sum, "nobody-here:root"), content, "");
    assertThat(emulated).isEqualTo(real);
    assertThat(emulated(List.of("cat", "--", "/etc/hostname"), new byte[0]).out()).isEqualTo("h\n");
    assertThat(Files.readString(dir.resolve("hostname"))).isEqualTo("h\n");
  }

  /** Programs of both scripts replaced by ones that print what the test says. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "one\n", "one\ntwo", "\n\nafter\n\n\n", " blank\n#end\n#2 x 0\n", "ü\ttab\n"})
  void framing_is_the_scripts_own(String output) throws Exception {
    Path bin = Files.createDirectories(dir.resolve("bin"));
    for (String name : List.of("hostname", "pveversion")) {
      Path program = bin.resolve(name);
      Files.writeString(program, "#!/bin/sh\ncat \"$0.out\"\necho err >&2\nexit 3\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      Files.writeString(bin.resolve(name + ".out"), output);
    }
    var questions = List.of("node", "-", "version", "-", "nonsense", "-");
    var argv = new ArrayList<>(List.of("/bin/sh", "-c", GuestScripts.ASK_NODE, "ralf-node"));
    argv.addAll(questions);
    Ran real = real(argv, new byte[0], bin + ":");
    var out = new ByteArrayOutputStream();
    int exit =
        Framing.ask(
            questions,
            Call.merged(new byte[0], out),
            (kind, argument, both) -> {
              if (kind.equals("nonsense")) {
                return Framing.unknown(both);
              }
              both.writeBytes((output + "err\n").getBytes(StandardCharsets.UTF_8));
              return 3;
            });
    assertThat(new Ran(exit, out.toString(StandardCharsets.UTF_8), "")).isEqualTo(real);
  }

  @Test
  void another_script_is_not_run() throws Exception {
    assertThat(
            emulated(
                    List.of("sh", "-c", GuestScripts.ASK + " ", "ralf-ask", "os", "-"), new byte[0])
                .exit())
        .isEqualTo(127);
    assertThat(emulated(List.of("sh", "-c", "true", "x"), new byte[0]).err())
        .isEqualTo("lab: not in the vocabulary: sh -c true x\n");
  }

  @Test
  void a_guest_of_another_major_says_that_it_cannot_run() throws Exception {
    guest =
        new Guest(
            new Guest.Setting(
                new LabNet(64),
                () -> {
                  throw new IOException("none here");
                },
                Duration.ZERO,
                2222,
                new Nameserver(() -> new InetSocketAddress("127.0.0.1", 1)),
                shell -> shell),
            new Guest.Identity(1, "h", "otta.zone", "10.10.20.10", "10.10.0.1", "10.10.0.1"),
            Release.of("debian-12-standard"),
            dir.resolve("root"),
            new Guest.Access(SshKeys.generate(), ""));
    emulated(List.of("apt-get", "-q", "-y", "update"), new byte[0]);
    assertThat(emulated(List.of("apt-cache", "policy", "postgresql-16"), new byte[0]).out())
        .isEmpty();
    assertThat(emulated(List.of("apt-cache", "policy", "postgresql-15"), new byte[0]).out())
        .contains("Candidate: 15.");
    Ran install = emulated(List.of("apt-get", "-q", "-y", "install", "postgresql-15"), new byte[0]);
    assertThat(install.exit()).isEqualTo(100);
    assertThat(install.err()).contains("only PostgreSQL 16 can run here");
  }
}

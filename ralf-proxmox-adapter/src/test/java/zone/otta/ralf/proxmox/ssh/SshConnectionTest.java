package zone.otta.ralf.proxmox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.GuestInput;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.ScriptedServer;
import zone.otta.ralf.proxmox.ssh.SshSettings.Login;

class SshConnectionTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  @TempDir private Path folder;
  private ScriptedServer server;
  private SshConnection connection;

  @BeforeEach
  void start() throws Exception {
    server = ScriptedServer.start(folder);
    connection = new SshConnection(server.settings());
  }

  @AfterEach
  void stop() throws Exception {
    connection.close();
    server.close();
  }

  private static RemoteCommand command(Duration limit, String... argv) {
    return RemoteCommand.of(Text.same("try"), List.of(argv), limit);
  }

  private Reply run(String... argv) {
    return connection.run(command(LIMIT, argv));
  }

  private PortException failure(Duration limit, String... argv) {
    return catchThrowableOfType(PortException.class, () -> connection.run(command(limit, argv)));
  }

  @Test
  void everyCommandCarriesTheLocaleAndIsCounted() {
    run("pct", "exec", "it's");
    run("true");
    assertThat(server.lines())
        .containsExactly("LC_ALL=C.UTF-8 pct exec 'it'\\''s'", "LC_ALL=C.UTF-8 true");
    assertThat(connection.commands()).isEqualTo(2);
  }

  @Test
  void bothStreamsAndTheExitCodeComeApart() {
    server.answering(
        x -> {
          x.out("größe\n");
          x.err("weh\n");
          return Optional.of(7);
        });
    assertThat(run("x")).isEqualTo(new Reply(7, "größe\n", "weh\n"));
  }

  @Test
  void linesAreToldWhileTheCommandRuns() {
    var seen = new CountDownLatch(1);
    var lines = new ArrayList<String>();
    server.answering(
        x -> {
          x.out("erste Größe\nzwei");
          boolean told = seen.await(20, TimeUnit.SECONDS);
          x.out("te\n\nunvollendet");
          return Optional.of(told ? 0 : 1);
        });
    Reply reply =
        connection.run(
            command(LIMIT, "x"),
            line -> {
              lines.add(line);
              seen.countDown();
            });
    assertThat(reply).isEqualTo(new Reply(0, "erste Größe\nzweite\n\nunvollendet", ""));
    assertThat(lines).containsExactly("erste Größe", "zweite", "");
  }

  @Test
  void aMebibyteOfInputArrivesWhole() {
    String text = "0123456789abcdef".repeat(1 << 16);
    server.answering(
        x -> {
          x.out(Sha256.of(x.in().readAllBytes()).hex());
          return Optional.of(0);
        });
    Reply reply =
        connection.run(
            new RemoteCommand(
                Text.same("write"), List.of("cat"), GuestInput.of(text), LIMIT, 1 << 10));
    assertThat(reply.out()).isEqualTo(Sha256.of(text).hex());
  }

  @Test
  void inputThatNobodyReadsHurtsNobody() {
    server.answering(x -> Optional.of(3));
    Reply reply =
        connection.run(
            new RemoteCommand(
                Text.same("write"),
                List.of("ignore"),
                GuestInput.of("x".repeat(1 << 20)),
                LIMIT,
                1 << 10));
    assertThat(reply.exit()).isEqualTo(3);
  }

  @Test
  void aConnectionLostBeforeTheReplyIsUnknown() {
    server.answering(
        x -> {
          x.cut().connection();
          return Optional.empty();
        });
    assertUnknown(failure(LIMIT, "pct", "create"));
  }

  @Test
  void aConnectionLostAfterOutputIsUnknownToo() {
    server.answering(
        x -> {
          x.out("extracting archive\n");
          x.cut().connection();
          return Optional.empty();
        });
    assertUnknown(failure(LIMIT, "pct", "create"));
  }

  @Test
  void aChannelWithoutExitStatusIsUnknown() {
    server.answering(
        x -> {
          x.out("done\n");
          x.cut().channel();
          return Optional.empty();
        });
    PortException e = failure(LIMIT, "x");
    assertUnknown(e);
    assertThat(e.what().en()).contains("no exit code");
  }

  @Test
  void aHangingHostIsGivenUpAtTheLimit() {
    server.answering(x -> server.hang());
    PortException e = failure(Duration.ofSeconds(1), "x");
    assertUnknown(e);
    assertThat(e.what().en()).contains("no end within 1 s");
  }

  private static void assertUnknown(PortException e) {
    assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(e.code().id()).isEqualTo("RALF-W002");
    assertThat(e.what().en()).contains("may have taken effect");
  }

  @Test
  void afterALossTheNextCommandConnectsAnew() {
    server.answering(
        x -> {
          x.cut().connection();
          return Optional.empty();
        });
    failure(LIMIT, "x");
    server.answering(x -> Optional.of(0));
    assertThat(run("y").ok()).isTrue();
    assertThat(server.lines()).containsExactly("LC_ALL=C.UTF-8 x", "LC_ALL=C.UTF-8 y");
  }

  @Test
  void howeverOftenItIsLostTheNextCommandIsSentOnce() {
    for (int i = 0; i < 40; i++) {
      server.answering(
          x -> {
            x.cut().connection();
            return Optional.empty();
          });
      failure(LIMIT, "lost", "" + i);
      server.answering(x -> Optional.of(0));
      assertThat(run("next", "" + i).ok()).isTrue();
    }
    assertThat(server.lines()).hasSize(80).doesNotHaveDuplicates();
  }

  @Test
  void aServerThatChangedItsKeyBetweenTwoCommandsIsNotTheSame() throws Exception {
    run("x");
    server.changeHostKey();
    server.answering(
        x -> {
          x.cut().connection();
          return Optional.empty();
        });
    failure(LIMIT, "y");
    assertThat(failure(LIMIT, "z").code().id()).isEqualTo("RALF-W004");
  }

  @Test
  void aCutAnswerIsNeverHandedOut() {
    server.answering(
        x -> {
          byte[] block = new byte[1 << 16];
          Arrays.fill(block, (byte) 'a');
          for (int i = 0; i < 160; i++) {
            x.out().write(block);
          }
          return Optional.of(0);
        });
    PortException e = failure(LIMIT, "flood");
    assertThat(e.code().id()).isEqualTo("RALF-W009");
    assertThat(e.fault()).isEqualTo(Fault.NOT_UNDERSTOOD);
    server.answering(x -> Optional.of(0));
    assertThat(run("x").ok()).isTrue();
  }

  @Test
  void anOverlongCommandIsNotSent() {
    PortException e = failure(LIMIT, "echo", "x".repeat(RemoteCommand.MOST_BYTES));
    assertThat(e.code().id()).isEqualTo("RALF-W008");
    assertThat(server.lines()).isEmpty();
    int room = RemoteCommand.MOST_BYTES - "LC_ALL=C.UTF-8 echo ".length();
    assertThat(run("echo", "x".repeat(room)).ok()).isTrue();
  }

  @Test
  void anUnknownAndAChangedHostKeyAreTwoErrors() throws Exception {
    connection = new SshConnection(server.settings("other " + server.knownHosts().substring(5)));
    PortException unknown = failure(LIMIT, "x");
    assertThat(unknown.code().id()).isEqualTo("RALF-W003");
    assertThat(unknown.help().orElseThrow().en()).contains("ralf trust");
    server.changeHostKey();
    connection = new SshConnection(server.settings());
    assertThat(failure(LIMIT, "x").code().id()).isEqualTo("RALF-W004");
    assertThat(server.lines()).isEmpty();
  }

  @Test
  void aKeyOfAnotherTypeThanTheKnownOneIsAChangedKey() {
    String ed25519 = "AAAAC3NzaC1lZDI1NTE5AAAAIIFDPy0SrSEo/m4PULxAkovak0ZVjr4p7wKOiTJ51Lnx";
    connection = new SshConnection(server.settings("pve1 ssh-ed25519 " + ed25519 + "\n"));
    assertThat(failure(LIMIT, "x").code().id()).isEqualTo("RALF-W004");
  }

  @Test
  void theIdentityIsTheFingerprintAndTheScanShowsTheSame() {
    assertThat(connection.hostKeyFingerprint()).isEqualTo(server.fingerprint());
    var scanned = HostKeyScan.scan("127.0.0.1", server.port(), true, LIMIT);
    assertThat(scanned.fingerprint()).isEqualTo(server.fingerprint());
    assertThat(server.knownHosts()).startsWith(scanned.knownHostsLine("pve1"));
    assertThat(server.lines()).isEmpty();
  }

  @Test
  void aLabRefusesEveryTargetThatIsNotLoopback() {
    for (String host : List.of("10.10.0.5", "192.0.2.1", "pve.otta.zone", "localhost", "::2")) {
      SshSettings s = server.settings();
      var settings =
          new SshSettings(
              host, 22, "root", s.login(), "pve1", s.knownHosts(), true, Duration.ofSeconds(1));
      assertThatThrownBy(() -> new SshConnection(settings).run(command(LIMIT, "x")))
          .isInstanceOfSatisfying(
              PortException.class, e -> assertThat(e.code().id()).isEqualTo("RALF-W007"));
      assertThatThrownBy(() -> HostKeyScan.scan(host, 22, true, Duration.ofSeconds(1)))
          .isInstanceOf(PortException.class);
    }
  }

  @Test
  void aWrongKeyIsRefusedInOurWords() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (ScriptedServer stranger = ScriptedServer.start(other)) {
      connection = with(new Login.KeyFile(stranger.keyFile()));
      assertThat(failure(LIMIT, "x").code().id()).isEqualTo("RALF-W005");
    }
  }

  @Test
  void aKeyFileThatOthersCanReadIsNotUsed() throws Exception {
    Files.setPosixFilePermissions(server.keyFile(), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(failure(LIMIT, "x").code().id()).isEqualTo("RALF-W012");
    assertThat(server.lines()).isEmpty();
  }

  @Test
  void noKeyAndNoAgentIsSaid() {
    connection = with(new Login.Agent(Optional.empty()));
    assertThat(failure(LIMIT, "x").code().id()).isEqualTo("RALF-W012");
    connection = with(new Login.Agent(Optional.of(folder.resolve("no-agent"))));
    assertThat(failure(LIMIT, "x").code().id()).isEqualTo("RALF-W012");
  }

  @Test
  void theKeysOfAnAgentOpenIt() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/ssh-agent"))
            && Files.isExecutable(Path.of("/usr/bin/ssh-add")),
        "needs ssh-agent and ssh-add");
    Path socket = folder.resolve("agent");
    Process agent =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("agent.log").toFile())
            .start();
    try {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (!Files.exists(socket) && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      var add = new ProcessBuilder("ssh-add", "-q", server.keyFile().toString());
      add.environment().put("SSH_AUTH_SOCK", socket.toString());
      assertThat(add.redirectErrorStream(true).start().waitFor()).isZero();
      connection = with(new Login.Agent(Optional.of(socket)));
      assertThat(run("x").ok()).isTrue();
    } finally {
      agent.destroy();
      agent.waitFor();
    }
  }

  private SshConnection with(Login login) {
    SshSettings s = server.settings();
    return new SshConnection(
        new SshSettings(
            s.host(), s.port(), s.user(), login, "pve1", s.knownHosts(), true, s.connectLimit()));
  }

  @Test
  void nobodyListeningIsUnreachable() throws Exception {
    server.close();
    PortException e = failure(LIMIT, "x");
    assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(e.code().id()).isEqualTo("RALF-W001");
    assertThat(e.what().en()).contains("connection refused");
  }

  @Test
  void aServerThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SshSettings s = server.settings();
      connection =
          new SshConnection(
              new SshSettings(
                  "127.0.0.1",
                  silent.getLocalPort(),
                  "root",
                  s.login(),
                  "pve1",
                  s.knownHosts(),
                  true,
                  Duration.ofSeconds(1)));
      PortException e = failure(LIMIT, "x");
      assertThat(e.code().id()).isEqualTo("RALF-W001");
      assertThat(e.what().en()).contains("no SSH answer within 1 s");
    }
  }

  @Test
  void noThreadKeepsTheProgramAlive() {
    run("x");
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(t -> t.getName().contains("Connect thread") || t.getName().contains("Exec"))
        .allMatch(Thread::isDaemon);
  }
}

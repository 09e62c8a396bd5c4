package zone.otta.ralf.lab;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zone.otta.ralf.guest.Answers;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.GuestScripts;
import zone.otta.ralf.lab.exec.Words;
import zone.otta.ralf.lab.ssh.SshFace;

/** A client of the lab's SSH face, as RALF's adapter is one: JSch, public key, host key checked. */
final class LabClient implements AutoCloseable {
  /** Exit code (-1: none came), standard output, standard error. */
  record Result(int exit, String out, String err) {}

  private final Session session;

  private LabClient(Session session) {
    this.session = session;
  }

  static LabClient of(Lab lab) throws JSchException {
    return of(lab.node(), lab.keyFile());
  }

  static LabClient of(SshFace face, Path keyFile) throws JSchException {
    return of(face.host(), face.port(), face.hostKey(), keyFile);
  }

  static LabClient of(String host, int port, String hostKey, Path keyFile) throws JSchException {
    var jsch = new JSch();
    jsch.addIdentity(keyFile.toString());
    String[] words = hostKey.split(" ");
    jsch.setKnownHosts(
        new ByteArrayInputStream(
            ("lab " + words[0] + " " + words[1] + "\n").getBytes(StandardCharsets.US_ASCII)));
    Session session = jsch.getSession("root", host, port);
    session.setHostKeyAlias("lab");
    session.setConfig("StrictHostKeyChecking", "yes");
    session.setConfig("PreferredAuthentications", "publickey");
    session.setDaemonThread(true);
    session.connect(20_000);
    return new LabClient(session);
  }

  Session session() {
    return session;
  }

  /** Runs a command line. */
  Result line(String line, byte[] input) throws JSchException, InterruptedException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    ChannelExec channel = start(line, input, out, err);
    long end = System.nanoTime() + 60_000_000_000L;
    while (!channel.isClosed() && session.isConnected() && System.nanoTime() < end) {
      Thread.sleep(2);
    }
    int exit = channel.getExitStatus();
    channel.disconnect();
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Starts a command line and leaves it running. */
  ChannelExec start(String line, byte[] input, ByteArrayOutputStream out, ByteArrayOutputStream err)
      throws JSchException {
    ChannelExec channel = (ChannelExec) session.openChannel("exec");
    channel.setCommand(line.getBytes(StandardCharsets.UTF_8));
    channel.setInputStream(new ByteArrayInputStream(input));
    channel.setOutputStream(out);
    channel.setErrStream(err);
    channel.connect(20_000);
    return channel;
  }

  Result run(String... argv) throws JSchException, InterruptedException {
    return line("LC_ALL=C.UTF-8 " + Words.quote(Arrays.asList(argv)), new byte[0]);
  }

  /** A command of RALF's vocabulary inside a container. */
  Result guest(int id, GuestCommand command) throws JSchException, InterruptedException {
    return guest(id, command.argv(), command.input().bytes());
  }

  Result guest(int id, List<String> command, byte[] input)
      throws JSchException, InterruptedException {
    var argv =
        new ArrayList<>(List.of("pct", "exec", Integer.toString(id), "--keep-env", "0", "--"));
    argv.addAll(command);
    return line("LC_ALL=C.UTF-8 " + Words.quote(argv), input);
  }

  List<Answers.Answer> ask(int id, GuestQuestion... questions)
      throws JSchException, InterruptedException {
    Result result = guest(id, new GuestCommand.Ask(List.of(questions)));
    return Answers.parse(result.out(), questions.length)
        .orElseThrow(() -> new AssertionError(result));
  }

  List<Answers.Answer> askNode(String... pairs) throws JSchException, InterruptedException {
    var argv = new ArrayList<>(List.of("sh", "-c", GuestScripts.ASK_NODE, "ralf-node"));
    argv.addAll(List.of(pairs));
    Result result = line("LC_ALL=C.UTF-8 " + Words.quote(argv), new byte[0]);
    return Answers.parse(result.out(), pairs.length / 2)
        .orElseThrow(() -> new AssertionError(result));
  }

  /** Creates and starts a container as RALF does. */
  void provide(int id, String template, String address) throws JSchException, InterruptedException {
    Result created =
        run(
            "pct",
            "create",
            Integer.toString(id),
            "local:vztmpl/" + template,
            "--hostname",
            "postgres-ops",
            "--unprivileged",
            "1",
            "--features",
            "nesting=1",
            "--cores",
            "2",
            "--memory",
            "2048",
            "--swap",
            "0",
            "--rootfs",
            "local-lvm:16",
            "--net0",
            "name=eth0,bridge=vmbr0,gw=10.10.0.1,hwaddr=02:52:0A:0A:14:0A,ip=" + address + "/16",
            "--nameserver",
            "10.10.0.1",
            "--searchdomain",
            "otta.zone",
            "--tags",
            "ralf;postgresql",
            "--description",
            "Memory\nralf:v1 service=postgresql run=1 mac=" + "0".repeat(32),
            "--onboot",
            "1");
    if (created.exit() != 0) {
      throw new AssertionError(created);
    }
    Result started = run("pct", "start", Integer.toString(id));
    if (started.exit() != 0) {
      throw new AssertionError(started);
    }
  }

  @Override
  public void close() {
    session.disconnect();
  }
}

package zone.otta.ralf.proxmox.ssh;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.PortException;

/**
 * One SSH session, opened at first use and shared by everything that talks to the server. A session
 * that died is opened anew at the next use, but only to a server that proves the same identity; a
 * command is never sent twice. Thread-safe.
 */
public final class SshConnection implements AutoCloseable {
  /** For commands nobody watches. */
  public static final Consumer<String> SILENT = line -> {};

  private static final int OPEN_MILLIS = 30_000;
  private final SshSettings settings;
  private final AtomicInteger commands = new AtomicInteger();
  private Optional<Session> session = Optional.empty();
  private Optional<String> identity = Optional.empty();
  private boolean closed;

  public SshConnection(SshSettings settings) {
    this.settings = settings;
  }

  /** How many commands were sent so far. */
  public int commands() {
    return commands.get();
  }

  public String target() {
    return settings.target();
  }

  /** {@code SHA256:...} of the host key; connects if it was not yet. */
  public String hostKeyFingerprint() {
    return fingerprint(session());
  }

  /**
   * Runs a command to its end.
   *
   * @throws PortException {@code UNREACHABLE} if no exit code came back, {@code NOT_UNDERSTOOD} if
   *     its output was larger than the limit: a cut answer is never handed out
   */
  public Reply run(RemoteCommand command) {
    return run(command, SILENT);
  }

  /**
   * The same.
   *
   * @param listener is told each line of standard output while the command runs, in the caller's
   *     own thread: foreign text
   */
  public Reply run(RemoteCommand command, Consumer<String> listener) {
    byte[] line = command.line();
    if (line.length > RemoteCommand.MOST_BYTES) {
      throw SshFailures.tooLong(command, line.length);
    }
    ChannelExec channel = channel("exec", ChannelExec.class);
    commands.incrementAndGet();
    try {
      return exchange(command, line, channel, listener);
    } catch (JSchException e) {
      discard();
      throw SshFailures.lost(
          settings.target(),
          command,
          Text.of("the connection was lost", "die Verbindung ging verloren"));
    }
  }

  private Reply exchange(
      RemoteCommand command, byte[] line, ChannelExec channel, Consumer<String> listener)
      throws JSchException {
    var out = new Sink(command.mostOutput());
    var err = new Sink(command.mostOutput());
    channel.setCommand(line);
    channel.setInputStream(new ByteArrayInputStream(command.input().bytes()));
    channel.setOutputStream(out);
    channel.setErrStream(err);
    long deadline = System.nanoTime() + command.limit().toNanos();
    try {
      channel.connect(OPEN_MILLIS);
      await(command, channel, new Watched(out, listener), deadline);
      return reply(command, channel.getExitStatus(), out, err);
    } finally {
      channel.disconnect();
    }
  }

  private void await(RemoteCommand command, ChannelExec channel, Watched out, long deadline) {
    try {
      // The end of output comes shortly before the exit status; only then is there something to
      // poll for.
      out.await(deadline);
      while (!channel.isClosed()) {
        if (System.nanoTime() >= deadline) {
          throw SshFailures.lost(settings.target(), command, silent(command.limit()));
        }
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SshFailures.lost(settings.target(), command, Text.of("interrupted", "unterbrochen"));
    }
  }

  private static Text silent(Duration limit) {
    return Text.of(
        "no end within " + limit.toSeconds() + " s",
        "kein Ende innerhalb von " + limit.toSeconds() + " s");
  }

  private Reply reply(RemoteCommand command, int exit, Sink out, Sink err) {
    if (exit < 0) {
      // JSch ends the channels of a dying session before it calls the session dead.
      discard();
      throw SshFailures.lost(
          settings.target(),
          command,
          Text.of("no exit code came back", "kein Endecode kam zurück"));
    }
    if (out.overflowed() || err.overflowed()) {
      throw SshFailures.tooMuch(settings.target(), command);
    }
    return new Reply(exit, out.text(), err.text());
  }

  /** A channel for one TCP connection made by the server; not yet connected. */
  public ChannelDirectTCPIP directTcpip() {
    return channel("direct-tcpip", ChannelDirectTCPIP.class);
  }

  /**
   * A channel of which the server knows nothing yet. A session that turns out to be dead here is
   * replaced once: nothing was sent over it.
   */
  private <T extends Channel> T channel(String type, Class<T> form) {
    for (int attempt = 0; attempt < 2; attempt++) {
      try {
        Channel channel = session().openChannel(type);
        // JSch gives null where a session dies just now.
        if (form.isInstance(channel)) {
          return form.cast(channel);
        }
      } catch (JSchException sessionIsDown) {
        // as above
      }
      discard();
    }
    throw SshFailures.gone(settings.target());
  }

  private synchronized void discard() {
    session.ifPresent(Session::disconnect);
    session = Optional.empty();
  }

  private synchronized Session session() {
    if (closed) {
      throw new IllegalStateException("connection closed");
    }
    if (session.isEmpty() || !session.get().isConnected()) {
      discard();
      Session opened = SessionOpener.open(settings);
      requireSameIdentity(opened);
      session = Optional.of(opened);
    }
    return session.get();
  }

  private void requireSameIdentity(Session opened) {
    String now = fingerprint(opened);
    if (identity.isPresent() && !identity.get().equals(now)) {
      opened.disconnect();
      throw SshFailures.changedHostKey(settings.target());
    }
    identity = Optional.of(now);
  }

  private static String fingerprint(Session open) {
    return HostKeyScan.fingerprint(Base64.getDecoder().decode(open.getHostKey().getKey()));
  }

  @Override
  public synchronized void close() {
    closed = true;
    discard();
  }
}

package zone.otta.ralf.proxmox;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.StaticDecisionForwardingFilter;
import zone.otta.ralf.proxmox.ssh.SshSettings;

/**
 * A real SSH server on loopback whose commands do what a test says, connection failures included.
 */
public final class ScriptedServer implements AutoCloseable {
  /** What the test's script may do with one command. */
  public record Exchange(String line, InputStream in, OutputStream out, OutputStream err, Cut cut) {
    public void out(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    public void err(String text) throws IOException {
      err.write(text.getBytes(StandardCharsets.UTF_8));
      err.flush();
    }
  }

  /** Breaks things. */
  public interface Cut {
    /** Ends the whole connection without a word. */
    void connection();

    /** Ends the channel without an exit status. */
    void channel();
  }

  /** A script: the exit code, or empty after a cut. */
  @FunctionalInterface
  public interface Script {
    Optional<Integer> run(Exchange exchange) throws Exception;
  }

  // Held here: a logger that nobody holds forgets its level.
  private static final Logger LOG = Logger.getLogger("org.apache.sshd");

  static {
    LOG.setLevel(Level.WARNING);
  }

  private final SshServer sshd = SshServer.setUpDefaultServer();
  private final java.security.KeyPair hostKey;
  private final Path keyFile;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Script script = exchange -> Optional.of(0);
  private volatile boolean forwarding = true;

  private ScriptedServer(Path folder) throws Exception {
    hostKey = newHostKey();
    KeyPair user = KeyPair.genKeyPair(new JSch(), KeyPair.ECDSA, 256);
    keyFile = folder.resolve("id");
    Files.createFile(
        keyFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    user.writePrivateKey(keyFile.toString());
    PublicKey allowed =
        PublicKeyEntry.parsePublicKeyEntry(publicLine(user)).resolvePublicKey(null, null, null);
    sshd.setHost("127.0.0.1");
    sshd.setPort(0);
    sshd.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    sshd.setPublickeyAuthenticator((name, key, session) -> KeyUtils.compareKeys(key, allowed));
    sshd.setForwardingFilter(
        new StaticDecisionForwardingFilter(true) {
          @Override
          protected boolean checkAcceptance(
              String request,
              org.apache.sshd.common.session.Session session,
              SshdSocketAddress target) {
            return forwarding;
          }
        });
    sshd.setCommandFactory((channel, line) -> new Running(channel, line));
    sshd.start();
  }

  public static ScriptedServer start(Path folder) throws Exception {
    return new ScriptedServer(folder);
  }

  private static String publicLine(KeyPair pair) throws JSchException, IOException {
    var line = new java.io.ByteArrayOutputStream();
    pair.writePublicKey(line, "test");
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  private static java.security.KeyPair newHostKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  public ScriptedServer answering(Script next) {
    script = next;
    return this;
  }

  public void allowForwarding(boolean allow) {
    forwarding = allow;
  }

  /** The server now shows another host key. */
  public void changeHostKey() throws Exception {
    sshd.setKeyPairProvider(KeyPairProvider.wrap(newHostKey()));
  }

  public int port() {
    return sshd.getPort();
  }

  public Path keyFile() {
    return keyFile;
  }

  /** The commands received so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** As if no command had been received. */
  public void forget() {
    lines.clear();
  }

  public String knownHosts() {
    return "pve1 " + PublicKeyEntry.toString(hostKey.getPublic()) + "\n";
  }

  public String fingerprint() {
    return KeyUtils.getFingerPrint(hostKey.getPublic());
  }

  public SshSettings settings() {
    return settings(knownHosts());
  }

  public SshSettings settings(String knownHosts) {
    return new SshSettings(
        "127.0.0.1",
        port(),
        "root",
        new SshSettings.Login.KeyFile(keyFile),
        "pve1",
        knownHosts,
        true,
        Duration.ofSeconds(15));
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    sshd.stop(true);
  }

  /** Waits until the server ends: a host that hangs. */
  public Optional<Integer> hang() throws InterruptedException {
    closing.await();
    return Optional.empty();
  }

  private final class Running implements Command, Cut {
    private final ChannelSession channel;
    private final String line;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback callback = (code, message, close) -> {};

    Running(ChannelSession channel, String line) {
      this.channel = channel;
      this.line = line;
    }

    @Override
    public void setInputStream(InputStream stream) {
      in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
      out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
      err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
      callback = exit;
    }

    @Override
    public void start(ChannelSession session, Environment environment) {
      lines.add(line);
      Thread.ofVirtual().start(this::run);
    }

    private void run() {
      try {
        Optional<Integer> exit = script.run(new Exchange(line, in, out, err, this));
        if (exit.isPresent()) {
          out.flush();
          err.flush();
          callback.onExit(exit.get());
        }
      } catch (Exception e) {
        callback.onExit(99, e.toString());
      }
    }

    @Override
    public void connection() {
      channel.getSession().close(true);
    }

    @Override
    public void channel() {
      channel.close(false);
    }

    @Override
    public void destroy(ChannelSession session) {}
  }
}

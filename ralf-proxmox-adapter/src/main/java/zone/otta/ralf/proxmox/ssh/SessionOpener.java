package zone.otta.ralf.proxmox.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.SSHAgentConnector;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.LabTarget;
import zone.otta.ralf.proxmox.ssh.SshSettings.Login;

/** Opens a session: strict host key, public key login only, nothing forwarded. */
final class SessionOpener {
  private static final int ALIVE_MILLIS = 10_000;
  private static final int ALIVE_MISSES = 2;
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private SessionOpener() {}

  static Session open(SshSettings settings) {
    if (settings.lab()) {
      LabTarget.requireLoopback(settings.host());
    }
    try {
      JSch jsch = new JSch();
      identify(jsch, settings.login());
      Session session = jsch.getSession(settings.user(), settings.host(), settings.port());
      session.setHostKeyRepository(new HostKeys(settings.knownHosts()));
      session.setHostKeyAlias(settings.hostKeyAlias());
      session.setConfig("StrictHostKeyChecking", "yes");
      session.setConfig("PreferredAuthentications", "publickey");
      session.setDaemonThread(true);
      session.setServerAliveInterval(ALIVE_MILLIS);
      session.setServerAliveCountMax(ALIVE_MISSES);
      session.connect(Math.toIntExact(settings.connectLimit().toMillis()));
      return session;
    } catch (JSchException e) {
      throw SshFailures.connect(settings.target(), settings.connectLimit(), e);
    }
  }

  private static void identify(JSch jsch, Login login) throws JSchException {
    switch (login) {
      case Login.KeyFile key -> addKey(jsch, key.file());
      case Login.Agent agent -> useAgent(jsch, agent.socket().orElseThrow(SshFailures::noAgent));
    }
  }

  private static void useAgent(JSch jsch, Path socket) {
    if (!Files.exists(socket)) {
      throw SshFailures.noAgent();
    }
    try {
      jsch.setIdentityRepository(new AgentIdentityRepository(new SSHAgentConnector(socket)));
    } catch (AgentProxyException e) {
      throw SshFailures.noAgent();
    }
  }

  private static void addKey(JSch jsch, Path file) throws JSchException {
    requirePrivate(file);
    try {
      if (KeyPair.load(jsch, file.toString()).isEncrypted()) {
        throw SshFailures.keyFile(
            file, Text.of("is protected by a passphrase", "ist durch eine Passphrase geschützt"));
      }
    } catch (JSchException e) {
      throw SshFailures.keyFile(
          file, Text.of("holds no private key", "enthält keinen privaten Schlüssel"));
    }
    jsch.addIdentity(file.toString());
  }

  private static void requirePrivate(Path file) {
    try {
      if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw SshFailures.keyFile(file, Text.of("can be read by others", "ist für andere lesbar"));
      }
    } catch (IOException e) {
      throw SshFailures.keyFile(file, Text.of("cannot be read", "ist nicht lesbar"));
    }
  }
}

package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static zone.otta.ralf.lab.RestFixture.CT;
import static zone.otta.ralf.lab.RestFixture.NODE;
import static zone.otta.ralf.lab.RestFixture.create;
import static zone.otta.ralf.lab.RestFixture.encoded;
import static zone.otta.ralf.lab.RestFixture.end;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.lab.machine.Folders;
import zone.otta.ralf.lab.ssh.SshKeys;

/** A guest's own SSH server. */
final class GuestSshTest {
  private static final byte[] NOTHING = new byte[0];
  private static final String HOST_KEY = "cat /etc/ssh/ssh_host_ed25519_key.pub";
  @TempDir private Path dir;
  private Path key;
  private Lab lab;
  private RestClient client;

  @BeforeEach
  void start() throws Exception {
    LabOptions options = LabOptions.in(dir.resolve("lab")).templatePresent();
    lab = Lab.start(options.withWorld(options.world().withoutWaits()));
    client = RestClient.of(lab);
    key = dir.resolve("key");
    KeyPair pair = SshKeys.generate();
    Folders.writePrivate(key, SshKeys.privateKeyFile(pair));
    String keys = encoded(PublicKeyEntry.toString(pair.getPublic()) + " ralf\n");
    assertThat(end(client, client.post(NODE + "/lxc", create("&ssh-public-keys=" + keys))))
        .isEqualTo("OK");
  }

  @AfterEach
  void stop() throws Exception {
    lab.close();
  }

  private LabClient guest(Path with) throws Exception {
    try (LabClient root = LabClient.of(lab)) {
      String hostKey = root.line("pct exec 20010 -- " + HOST_KEY, NOTHING).out().strip();
      return LabClient.of(lab.net().toLoopback("10.10.20.10"), lab.guestSshPort(), hostKey, with);
    }
  }

  private void power(String how) throws Exception {
    assertThat(end(client, client.post(CT + "/status/" + how, ""))).isEqualTo("OK");
  }

  @Test
  void runs_what_pct_exec_runs() throws Exception {
    power("start");
    try (LabClient guest = guest(key);
        LabClient root = LabClient.of(lab)) {
      for (String line : List.of("cat /etc/os-release", "hostname", HOST_KEY)) {
        LabClient.Result here = guest.line(line, NOTHING);
        assertThat(here).isEqualTo(root.line("pct exec 20010 -- " + line, NOTHING));
        assertThat(here.exit()).isZero();
      }
      assertThat(guest.line("/no/such", NOTHING).err())
          .isEqualTo("bash: line 1: /no/such: No such file or directory\n");
    }
    assertThat(lab.accessLog()).anyMatch(l -> l.endsWith(" guest hostname"));
  }

  @Test
  void is_there_while_the_guest_runs() throws Exception {
    power("start");
    guest(key).close();
    power("stop");
    String host = lab.net().toLoopback("10.10.20.10");
    assertThatThrownBy(() -> LabClient.of(host, lab.guestSshPort(), "ssh-ed25519 AAAA", key))
        .isInstanceOf(JSchException.class)
        .hasMessageContaining("refused");
    power("start");
    guest(key).close();
  }

  @Test
  void lets_in_by_the_keys_of_its_creation_only() throws Exception {
    power("start");
    assertThatThrownBy(() -> guest(lab.keyFile()))
        .isInstanceOf(JSchException.class)
        .hasMessageContaining("Auth fail");
    guest(key).close();
  }

  @Test
  void host_key_is_the_one_the_task_tells() throws Exception {
    power("start");
    RestClient.Result tasks = client.get(NODE + "/tasks?source=all&typefilter=vzcreate");
    String task = encoded(RestFixture.upid(tasks));
    String log = client.get(NODE + "/tasks/" + task + "/log?limit=500").body();
    try (LabClient root = LabClient.of(lab)) {
      String hostKey = root.line("pct exec 20010 -- " + HOST_KEY, NOTHING).out().strip();
      String print =
          KeyUtils.getFingerPrint(
              PublicKeyEntry.parsePublicKeyEntry(hostKey).resolvePublicKey(null, null, null));
      assertThat(log).contains("done: " + print + " root@postgres-ops");
    }
  }

  @Test
  void forwards_to_itself_only() throws Exception {
    power("start");
    try (LabClient guest = guest(key)) {
      assertThat(opens(guest, "10.10.20.10", lab.guestSshPort())).isTrue();
      assertThat(opens(guest, "10.10.0.5", lab.node().port())).isFalse();
      assertThat(opens(guest, "127.0.0.1", lab.node().port())).isFalse();
    }
  }

  private static boolean opens(LabClient guest, String host, int port) throws Exception {
    ChannelDirectTCPIP channel =
        (ChannelDirectTCPIP) (Channel) guest.session().openChannel("direct-tcpip");
    channel.setHost(host);
    channel.setPort(port);
    try {
      channel.connect(5000);
      return true;
    } catch (JSchException refused) {
      return false;
    } finally {
      channel.disconnect();
    }
  }
}

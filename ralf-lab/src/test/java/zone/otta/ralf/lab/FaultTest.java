package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.JSchException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestInput;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.lab.exec.Words;
import zone.otta.ralf.lab.node.WorldOptions;
import zone.otta.ralf.lab.opnsense.OpnsenseTrouble;
import zone.otta.ralf.lab.pihole.PiholeTrouble;
import zone.otta.ralf.lab.vault.VaultTrouble;

/** Lost connections, on demand and for real, leave the world in the states that were recorded. */
final class FaultTest {
  private static final String CREATE =
      "pct create 20010 local:vztmpl/"
          + WorldOptions.UBUNTU
          + " --rootfs local-lvm:16 --features nesting=1";
  @TempDir private Path dir;
  private Lab lab;
  private LabClient client;

  @BeforeEach
  void start() throws Exception {
    lab = Lab.start(LabOptions.in(dir.resolve("lab")).templatePresent());
    client = LabClient.of(lab);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    lab.close();
  }

  private LabClient.Result line(String line) throws JSchException, InterruptedException {
    return client.line(line, new byte[0]);
  }

  private void again() throws JSchException {
    client.close();
    client = LabClient.of(lab);
  }

  private String status() throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      LabClient.Result list = line("pct list");
      if (!list.out().contains(" create ")) {
        return list.out().contains("20010") ? "there" : "absent";
      }
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(10);
    }
  }

  @Test
  void dropped_before_nothing_happened() throws Exception {
    lab.inject(new Fault.DropBefore("pct create"));
    assertThat(line(CREATE).exit()).isEqualTo(-1);
    again();
    assertThat(status()).isEqualTo("absent");
  }

  @Test
  void dropped_after_all_happened() throws Exception {
    lab.inject(new Fault.DropAfter("pct create"));
    assertThat(line(CREATE).exit()).isEqualTo(-1);
    again();
    assertThat(status()).isEqualTo("there");
    assertThat(line(CREATE).err()).isEqualTo("CT 20010 already exists on node 'pve'\n");
  }

  @Test
  void dropped_midway_a_creation_is_rolled_back() throws Exception {
    lab.inject(new Fault.DropMidway("pct create"));
    assertThat(line(CREATE).exit()).isEqualTo(-1);
    again();
    assertThat(status()).isEqualTo("absent");
  }

  @Test
  void a_client_that_vanishes_during_creation_has_it_rolled_back() throws Exception {
    var out = new ByteArrayOutputStream();
    client.start(CREATE, new byte[0], out, new ByteArrayOutputStream());
    while (out.size() == 0) {
      Thread.sleep(5);
    }
    again();
    assertThat(status()).isEqualTo("absent");
  }

  @Test
  void a_creation_holds_its_lock_and_a_start_waits_for_it() throws Exception {
    client.start(CREATE, new byte[0], new ByteArrayOutputStream(), new ByteArrayOutputStream());
    LabClient.Result list = line("pct list");
    while (!list.out().contains("20010")) {
      list = line("pct list");
    }
    assertThat(list.out()).contains("20010      stopped    create       CT20010");
    assertThat(line("pct config 20010").out()).isEqualTo("lock: create\n");
    assertThat(line("pct start 20010").exit()).isZero();
    assertThat(line("pct status 20010").out()).isEqualTo("status: running\n");
  }

  @Test
  void a_start_goes_on_without_its_client() throws Exception {
    line(CREATE);
    lab.inject(new Fault.DropBefore("no such command"));
    lab.inject(new Fault.DropAfter("pct start"));
    assertThat(line("pct start 20010").exit()).isEqualTo(-1);
    again();
    assertThat(line("pct status 20010").out()).isEqualTo("status: running\n");
  }

  @Test
  void a_cut_upload_replaces_nothing() throws Exception {
    line(CREATE);
    line("pct start 20010");
    var path = new GuestPath("/etc/x.conf");
    var whole =
        new GuestCommand.WriteFile(
            path, FileOwner.ROOT_0644, Sha256.of("whole"), GuestInput.of("who"));
    assertThat(client.guest(20010, whole))
        .isEqualTo(new LabClient.Result(65, "", "ralf: incomplete upload\n"));
    assertThat(client.ask(20010, new GuestQuestion.FileState(path)).get(0).text())
        .isEqualTo("stat: cannot statx '/etc/x.conf': No such file or directory");
  }

  @Test
  void one_fault_happens_once_and_to_its_command_only() throws Exception {
    lab.inject(new Fault.Fail(7, "pct list"));
    lab.inject(new Fault.Delay(Duration.ofMillis(1), "pct status"));
    assertThat(line("pct status 100").exit()).isZero();
    assertThat(line("pct list").exit()).isEqualTo(7);
    assertThat(line("pct list").exit()).isZero();
  }

  @Test
  void a_hanging_command_ends_with_its_client() throws Exception {
    lab.inject(new Fault.Hang("ASK_NODE"));
    var argv =
        List.of("sh", "-c", zone.otta.ralf.guest.GuestScripts.ASK_NODE, "ralf-node", "node", "-");
    var channel =
        client.start(
            Words.quote(argv),
            new byte[0],
            new ByteArrayOutputStream(),
            new ByteArrayOutputStream());
    assertThat(line("hostname").out()).isEqualTo("pve\n");
    assertThat(channel.isClosed()).isFalse();
    again();
    assertThat(client.askNode("node", "-").get(0).text()).isEqualTo("pve");
  }

  @Test
  void locks_and_foreign_containers() throws Exception {
    lab.inject(new Fault.Foreign(20010, "squatter"));
    assertThat(line(CREATE).err()).isEqualTo("CT 20010 already exists on node 'pve'\n");
    lab.inject(new Fault.Lock(20010, "backup"));
    assertThat(line("pct start 20010").err()).isEqualTo("CT is locked (backup)\n");
    lab.inject(new Fault.Unlock(20010));
    assertThat(line("pct start 20010").exit()).isZero();
  }

  @Test
  void every_fault_has_a_text_form() {
    assertThat(Fault.parse("drop-after pct create")).isEqualTo(new Fault.DropAfter("pct create"));
    assertThat(Fault.parse("delay 500 apt-get install"))
        .isEqualTo(new Fault.Delay(Duration.ofMillis(500), "apt-get install"));
    assertThat(Fault.parse("fail 100 apt-get update"))
        .isEqualTo(new Fault.Fail(100, "apt-get update"));
    assertThat(Fault.parse("lock 100 backup")).isEqualTo(new Fault.Lock(100, "backup"));
    assertThat(Fault.parse("vault /api/sync answers 502 <html>no</html>"))
        .isEqualTo(new Fault.Vault("/api/sync", new VaultTrouble.Answers(502, "<html>no</html>")));
    assertThat(Fault.parse("vault /identity/connect/token tampers Key"))
        .isEqualTo(new Fault.Vault("/identity/connect/token", new VaultTrouble.Tampers("Key")));
    assertThat(Fault.parse("opnsense drops-after set_host_override"))
        .isEqualTo(new Fault.Opnsense(new OpnsenseTrouble.DropsAfter("set_host_override")));
    assertThat(Fault.parse("opnsense answers status 200 {\"status\": \"disabled\"}"))
        .isEqualTo(
            new Fault.Opnsense(
                new OpnsenseTrouble.Answers("status", 200, "{\"status\": \"disabled\"}")));
    assertThat(Fault.parse("opnsense delays 7 40"))
        .isEqualTo(new Fault.Opnsense(new OpnsenseTrouble.Delays(7, 40)));
    assertThat(Fault.parse("vault /api/sync hangs"))
        .isEqualTo(new Fault.Vault("/api/sync", new VaultTrouble.Hangs()));
    assertThat(Fault.parse("pihole drops-after PUT hosts"))
        .isEqualTo(new Fault.Pihole(new PiholeTrouble.DropsAfter("PUT hosts")));
    assertThat(Fault.parse("pihole answers GET hosts 502 <html>no way</html>"))
        .isEqualTo(
            new Fault.Pihole(new PiholeTrouble.Answers("GET hosts", 502, "<html>no way</html>")));
    assertThat(Fault.parse("pihole stale-dns on"))
        .isEqualTo(new Fault.Pihole(new PiholeTrouble.StaleDns(true)));
    assertThat(Fault.parse("pihole dns-fails 2"))
        .isEqualTo(new Fault.Pihole(new PiholeTrouble.DnsFails(2)));
    assertThat(Fault.parse("pihole seats 0"))
        .isEqualTo(new Fault.Pihole(new PiholeTrouble.Seats(0)));
    assertThat(Fault.parse("resolver-ahead 61")).isEqualTo(new Fault.ResolverAhead(61));
  }

  @Test
  void the_access_log_has_every_command_line() throws Exception {
    client.askNode("node", "-");
    line("pct  status '100'");
    assertThat(lab.accessLog()).hasSize(2);
    assertThat(lab.accessLog().get(0))
        .endsWith(" node LC_ALL=C.UTF-8 sh -c ASK_NODE ralf-node node -");
    assertThat(lab.accessLog().get(1)).endsWith(" node pct status 100");
  }
}

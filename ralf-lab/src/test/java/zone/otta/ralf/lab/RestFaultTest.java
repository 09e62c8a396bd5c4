package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static zone.otta.ralf.lab.RestFixture.CT;
import static zone.otta.ralf.lab.RestFixture.NODE;
import static zone.otta.ralf.lab.RestFixture.create;
import static zone.otta.ralf.lab.RestFixture.end;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on purpose at the API, once each. */
final class RestFaultTest {
  private static final String FREE = "/cluster/nextid?vmid=20010";
  @TempDir private Path dir;
  private Lab lab;
  private RestClient client;

  @BeforeEach
  void start() throws Exception {
    LabOptions options = LabOptions.in(dir.resolve("lab")).templatePresent();
    lab = Lab.start(options.withWorld(options.world().withoutWaits()));
    client = RestClient.of(lab);
  }

  @AfterEach
  void stop() throws Exception {
    lab.close();
  }

  @Test
  void dropped_before_nothing_happened() throws Exception {
    lab.inject(Fault.parse("drop-before POST lxc"));
    assertThat(client.post(NODE + "/lxc", create("")).status()).isZero();
    assertThat(client.get(FREE).status()).isEqualTo(200);
    assertThat(end(client, client.post(NODE + "/lxc", create("")))).isEqualTo("OK");
  }

  @Test
  void dropped_after_it_happened_all_the_same() throws Exception {
    lab.inject(Fault.parse("drop-after POST lxc"));
    assertThat(client.post(NODE + "/lxc", create("")).status()).isZero();
    assertThat(client.get(FREE).reason()).isEqualTo("Parameter verification failed.");
    assertThat(client.get(NODE + "/tasks?source=all&vmid=20010").body()).contains("vzcreate");
  }

  @Test
  void dropped_midway_half_an_answer_comes() throws Exception {
    lab.inject(Fault.parse("drop-midway GET version"));
    assertThat(client.get("/version").status()).isZero();
    lab.inject(Fault.parse("drop-midway POST lxc"));
    assertThat(client.post(NODE + "/lxc", create("")).status()).isZero();
    assertThat(client.get(FREE).status()).isEqualTo(400);
  }

  @Test
  void fails_with_the_status_it_is_told() throws Exception {
    end(client, client.post(NODE + "/lxc", create("")));
    lab.inject(Fault.parse("fail 500 PUT config"));
    lab.inject(Fault.parse("fail 596 GET status/current"));
    RestClient.Result failed = client.put(CT + "/config", "memory=1024");
    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.reason()).isEqualTo("lab: failed on demand");
    RestClient.Result proxy = client.get(CT + "/status/current");
    assertThat(proxy.status()).isEqualTo(596);
    assertThat(proxy.body()).isEmpty();
    assertThat(client.get(CT + "/status/current").status()).isEqualTo(200);
    assertThat(client.get(CT + "/config").body()).contains("\"memory\":2048");
  }

  @Test
  void a_fault_waits_for_its_method_and_the_end_of_its_path() throws Exception {
    lab.inject(Fault.parse("fail 500 POST lxc"));
    assertThat(client.get(NODE + "/lxc").status()).isEqualTo(200);
    assertThat(client.post(NODE + "/lxc/20010/status/start", "").status()).isEqualTo(403);
    assertThat(client.post(NODE + "/lxc", create("")).status()).isEqualTo(500);
  }

  @Test
  void a_lock_fails_the_task_of_a_stop() throws Exception {
    end(client, client.post(NODE + "/lxc", create("&start=1")));
    lab.inject(new Fault.Lock(20010, "backup"));
    assertThat(end(client, client.post(CT + "/status/stop", "")))
        .isEqualTo("CT is locked (backup)");
    lab.inject(new Fault.Unlock(20010));
    assertThat(end(client, client.post(CT + "/status/stop", ""))).isEqualTo("OK");
  }

  @Test
  void a_create_fails_warns_or_is_killed() throws Exception {
    lab.inject(Fault.parse("fail-task vzcreate no space left on device"));
    assertThat(end(client, client.post(NODE + "/lxc", create(""))))
        .isEqualTo("unable to create CT 20010 - no space left on device");
    assertThat(client.get(FREE).status()).isEqualTo(200);
    lab.inject(Fault.parse("kill-task vzcreate"));
    assertThat(end(client, client.post(NODE + "/lxc", create("")))).isEqualTo("unexpected status");
    assertThat(client.get(FREE).status()).isEqualTo(400);
    try (LabClient root = LabClient.of(lab)) {
      assertThat(root.line("cat /etc/pve/lxc/20010.conf", new byte[0]).out())
          .isEqualTo("lock: create\n");
      root.line("pct unlock 20010", new byte[0]);
      assertThat(root.line("pct destroy 20010", new byte[0]).exit()).isZero();
    }
    lab.inject(Fault.parse("warn-task vzcreate old guest"));
    assertThat(end(client, client.post(NODE + "/lxc", create("")))).isEqualTo("WARNINGS: 1");
    assertThat(client.get(CT + "/config").status()).isEqualTo(200);
  }

  @Test
  void a_start_fails_and_the_guest_stays_down() throws Exception {
    end(client, client.post(NODE + "/lxc", create("")));
    lab.inject(Fault.parse("fail-task vzstart startup for container '20010' failed"));
    assertThat(end(client, client.post(CT + "/status/start", "")))
        .isEqualTo("startup for container '20010' failed");
    assertThat(client.get(CT + "/status/current").body()).contains("\"status\":\"stopped\"");
    assertThat(end(client, client.post(CT + "/status/start", ""))).isEqualTo("OK");
  }
}

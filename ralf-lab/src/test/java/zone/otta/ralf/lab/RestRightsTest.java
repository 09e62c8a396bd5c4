package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static zone.otta.ralf.lab.RestFixture.CT;
import static zone.otta.ralf.lab.RestFixture.NODE;
import static zone.otta.ralf.lab.RestFixture.create;
import static zone.otta.ralf.lab.RestFixture.end;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every right of the minimal role is needed: taken away, the call that needs it is refused with
 * Proxmox's words, and given back, the same call succeeds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestRightsTest {
  private static final String STORAGE = "/storage/local-lvm";

  /** A right, where it is held, and the call that fails without it. */
  private record Case(String privilege, String path, Call call, String refused) {
    @Override
    public String toString() {
      return privilege;
    }
  }

  @FunctionalInterface
  private interface Call {
    RestClient.Result on(RestClient client) throws IOException;
  }

  private static List<Case> cases() {
    String pool = "/pool/ralf";
    String config = CT + "/config";
    return List.of(
        new Case("VM.Audit", pool, c -> c.get(config), "/vms/20010, VM.Audit"),
        new Case("VM.Config.CPU", pool, c -> c.put(config, "cores=1"), "/vms/20010, VM.Config.CPU"),
        new Case(
            "VM.Config.Memory",
            pool,
            c -> c.put(config, "memory=1024"),
            "/vms/20010, VM.Config.Memory"),
        new Case(
            "VM.Config.Network",
            pool,
            c -> c.put(config, "hostname=other"),
            "/vms/20010, VM.Config.Network"),
        new Case(
            "VM.Config.Options",
            pool,
            c -> c.put(config, "tags=x"),
            "/vms/20010, VM.Config.Options"),
        new Case(
            "VM.Config.Disk",
            pool,
            c -> c.put(CT + "/resize", "disk=rootfs&size=%2B1G"),
            "/vms/20010, VM.Config.Disk"),
        new Case(
            "Datastore.AllocateSpace",
            STORAGE,
            c -> c.put(CT + "/resize", "disk=rootfs&size=%2B1G"),
            STORAGE + ", Datastore.AllocateSpace"),
        new Case(
            "SDN.Use",
            "/sdn/zones/localnetwork/vmbr0",
            c -> c.put(config, "net0=name%3Deth0%2Cbridge%3Dvmbr0"),
            "/sdn/zones/localnetwork/vmbr0, SDN.Use"),
        new Case(
            "Datastore.Audit",
            "/storage/local",
            c -> c.get(NODE + "/storage/local/content"),
            "/storage/local, Datastore.Audit|Datastore.AllocateSpace"),
        new Case(
            "VM.Snapshot",
            pool,
            c -> c.post(CT + "/snapshot", "snapname=before"),
            "/vms/20010, VM.Snapshot"),
        new Case(
            "VM.PowerMgmt",
            pool,
            c -> c.post(CT + "/status/start", ""),
            "/vms/20010, VM.PowerMgmt"),
        new Case("VM.Allocate", pool, c -> c.delete(CT + "?force=1"), "/vms/20010, VM.Allocate"));
  }

  private Lab lab;
  private RestClient client;

  @BeforeAll
  void start(@TempDir Path dir) throws Exception {
    LabOptions options = LabOptions.in(dir.resolve("lab")).templatePresent();
    lab = Lab.start(options.withWorld(options.world().withoutWaits()));
    client = RestClient.of(lab);
    assertThat(end(client, client.post(NODE + "/lxc", create("")))).isEqualTo("OK");
  }

  @AfterAll
  void stop() throws Exception {
    lab.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void without_the_right_it_is_refused(Case right) throws Exception {
    lab.inject(new Fault.Revoke(right.privilege()));
    RestClient.Result refused = right.call().on(client);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.reason()).isEqualTo("Permission check failed (" + right.refused() + ")");
    lab.inject(new Fault.Grant(right.path(), right.privilege()));
    RestClient.Result done = right.call().on(client);
    assertThat(done.status()).isEqualTo(200);
    if (done.body().contains("UPID")) {
      assertThat(end(client, done)).isEqualTo("OK");
    }
  }
}

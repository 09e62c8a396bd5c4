package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static zone.otta.ralf.lab.RestFixture.CT;
import static zone.otta.ralf.lab.RestFixture.NODE;
import static zone.otta.ralf.lab.RestFixture.create;
import static zone.otta.ralf.lab.RestFixture.encoded;
import static zone.otta.ralf.lab.RestFixture.end;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab's API: what its client may rely on, beside what is replayed. */
final class RestFaceTest {
  private static final String FORM = "application/x-www-form-urlencoded";
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
  void a_container_made_by_the_api_is_what_pct_shows() throws Exception {
    assertThat(end(client, client.post(NODE + "/lxc", create("")))).isEqualTo("OK");
    assertThat(client.put(CT + "/config", "tags=" + encoded("ralf;postgresql")).status())
        .isEqualTo(200);
    assertThat(end(client, client.post(CT + "/status/start", ""))).isEqualTo("OK");
    try (LabClient root = LabClient.of(lab)) {
      LabClient.Result config = root.line("pct config 20010", new byte[0]);
      assertThat(config.out())
          .contains("memory: 2048\n", "tags: postgresql;ralf\n", "unprivileged: 1\n");
      assertThat(root.line("pct status 20010", new byte[0]).out()).isEqualTo("status: running\n");
      assertThat(root.line("pct set 20010 --memory 1024", new byte[0]).exit()).isZero();
    }
    assertThat(client.get(CT + "/config").body()).contains("\"memory\":1024");
  }

  @Test
  void status_file_says_how_to_reach_it() throws Exception {
    String status = Files.readString(lab.dir().resolve("lab.json"));
    assertThat(status)
        .contains("\"url\": \"https://" + lab.api().host() + ":" + lab.api().port() + "\"")
        .contains("\"fingerprint\": \"" + lab.api().fingerprint() + "\"")
        .contains("\"tokenFile\": \"" + lab.tokenFile() + "\"")
        .contains("\"guest_ssh_port\": " + lab.guestSshPort());
    assertThat(Files.getPosixFilePermissions(lab.tokenFile()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(lab.tokenFile())).matches("ralf-prov@pve!ralf=[0-9a-f-]{36}\n");
    assertThat(lab.api().fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
  }

  @Test
  void token_is_not_in_the_access_log() throws Exception {
    client.get("/version");
    String secret = Files.readString(lab.tokenFile()).strip().replaceFirst(".*=", "");
    assertThat(lab.accessLog())
        .anyMatch(l -> l.endsWith(" api GET /version"))
        .noneMatch(l -> l.contains(secret));
  }

  @Test
  void a_container_that_is_being_made_is_out_of_reach() throws Exception {
    stop();
    LabOptions options = LabOptions.in(dir.resolve("slow")).templatePresent();
    lab = Lab.start(options.withWorld(options.world().withCreate(Duration.ofSeconds(20))));
    client = RestClient.of(lab);
    RestClient.Result started = client.post(NODE + "/lxc", create(""));
    String task = NODE + "/tasks/" + encoded(RestFixture.upid(started));
    assertThat(client.get(CT + "/config").reason())
        .isEqualTo("Permission check failed (/vms/20010, VM.Audit)");
    assertThat(client.get(NODE + "/lxc").body()).isEqualTo("{\"data\":[]}");
    assertThat(client.post(NODE + "/lxc", create("")).reason())
        .isEqualTo("CT 20010 already exists on node 'pve'");
    assertThat(client.get(task + "/status").body()).contains("\"status\":\"running\"");
    assertThat(client.delete(task).status()).isEqualTo(200);
    assertThat(end(client, started)).isEqualTo("unable to create CT 20010 - received interrupt");
    assertThat(client.get("/cluster/nextid?vmid=20010").status()).isEqualTo(200);
  }

  @Test
  void digest_guards_an_update() throws Exception {
    end(client, client.post(NODE + "/lxc", create("")));
    String digest =
        client.get(CT + "/config").body().replaceAll(".*\"digest\":\"([0-9a-f]{40})\".*", "$1");
    assertThat(client.put(CT + "/config", "memory=1024&digest=" + digest).status()).isEqualTo(200);
    assertThat(client.put(CT + "/config", "memory=512&digest=" + digest).reason())
        .startsWith("detected modified configuration");
    assertThat(client.get(CT + "/config").body()).contains("\"memory\":1024");
  }

  @Test
  void raw_equals_sign_cuts_a_value() throws Exception {
    end(client, client.post(NODE + "/lxc", create("")));
    assertThat(client.put(CT + "/config", "description=a=b").status()).isEqualTo(200);
    assertThat(client.get(CT + "/config").body()).contains("\"description\":\"a\\n\"");
  }

  @Test
  void http_layer_refuses_what_the_real_one_refuses() throws Exception {
    Optional<String> token = Optional.of(client.token());
    assertThat(client.send("PATCH", "/api2/json/version", token, "", "").status()).isEqualTo(501);
    assertThat(client.send("GET", "/api2/json/version", token, FORM, "a=b").status())
        .isEqualTo(501);
    assertThat(client.send("POST", "/api2/json" + NODE + "/lxc", token, "text/plain", "x").status())
        .isEqualTo(506);
    RestClient.Result unknown = client.get("/nowhere");
    assertThat(unknown.status()).isEqualTo(501);
    assertThat(unknown.reason()).isEqualTo("Method 'GET /nowhere' not implemented");
    assertThat(unknown.connection()).isEqualTo(List.of("close"));
  }

  @Test
  void a_template_is_fetched_only_by_who_may() throws Exception {
    String form = "storage=local&template=" + "debian-13-standard_13.1-2_amd64.tar.zst";
    assertThat(client.post(NODE + "/aplinfo", form).reason())
        .isEqualTo("Permission check failed (/storage/local, Datastore.AllocateTemplate)");
    lab.inject(Fault.parse("grant /storage/local Datastore.AllocateTemplate"));
    lab.inject(Fault.parse("grant /storage/local Datastore.Audit"));
    assertThat(end(client, client.post(NODE + "/aplinfo", form))).isEqualTo("OK");
    assertThat(client.get(NODE + "/storage/local/content?content=vztmpl").body())
        .contains("debian-13-standard");
  }
}

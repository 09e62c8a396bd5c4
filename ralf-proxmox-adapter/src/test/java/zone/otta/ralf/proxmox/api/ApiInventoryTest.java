package zone.otta.ralf.proxmox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.port.ContainerHost.Query;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeInventory.Guest;
import zone.otta.ralf.port.NodeInventory.Storage;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.Ipv4Address;

/** The inventory, read from the recorded answers of both versions. */
final class ApiInventoryTest {
  private static final Query QUERY = new Query("local", "fast", Ipv4Address.of("10.10.20.10"));

  /** Answers as recorded; the first of a call, as nothing was made yet. */
  private static ApiServer.Answer recorded(
      List<ApiConversation.Entry> entries, ApiServer.Received request) {
    return entries.stream()
        .filter(e -> plain(e.call()).equals(plain(request.call())))
        .findFirst()
        .<ApiServer.Answer>map(ApiConversation.Entry::answer)
        .orElse(ApiServer.refuse(599, "not recorded: " + request.call()));
  }

  private static String plain(String call) {
    return call.replace("&enabled=1", "");
  }

  private static ApiSettings settings(ApiServer server, TestAuthority.Identity identity)
      throws Exception {
    try (var stage = new ApiStage()) {
      return ApiSettings.of(
          "127.0.0.1",
          server.port(),
          "pve1",
          stage.settings().credentials(),
          new TlsTrust.Pinned(identity.fingerprint()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"9.2", "8.4"})
  void the_recorded_node_is_read_in_seven_calls(String version) throws Exception {
    Path file =
        Shared.path("protocols/proxmox-conversations").resolve(version + "-rest-1-discovery.txt");
    List<ApiConversation.Entry> entries = ApiConversation.read(file);
    var identity = ApiServer.identity();
    try (var server = ApiServer.start(identity, r -> recorded(entries, r));
        var host = new ApiHost(settings(server, identity))) {
      NodeInventory seen = host.inventory(QUERY);
      assertThat(seen.version()).startsWith(version + ".");
      assertThat(seen.node()).isEqualTo("pve1");
      assertThat(seen.identity()).isEqualTo(identity.fingerprint().toString());
      assertThat(seen.guests()).isEmpty();
      assertThat(seen.storages())
          .extracting(s -> s.name() + " " + s.type() + " " + s.content() + " " + s.active())
          .containsExactlyInAnyOrder(
              "local dir ROOTDIR true", "local dir VZTMPL true", "fast btrfs ROOTDIR true");
      assertThat(seen.storages())
          .filteredOn(s -> s.name().equals("fast"))
          .extracting(Storage::availableBytes)
          .allMatch(bytes -> bytes > 1 << 30);
      assertThat(seen.templates())
          .contains(
              new NodeInventory.TemplateFile("debian-12-standard_12.7-1_amd64.tar.zst", 65657948));
      assertThat(seen.available()).contains("debian-12-mini_12.7-1_amd64.tar.zst");
      assertThat(seen.bridges()).containsExactly("vmbr0");
      assertThat(host.requests()).isEqualTo(7);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static ApiStage stage() throws Exception {
    return new ApiStage()
        .on("GET /version", ApiServer.ok("{\"version\":\"9.2.11\"}"))
        .on(
            "GET /cluster/resources",
            ApiServer.ok(
                "[{\"type\":\"qemu\",\"vmid\":300,\"name\":\"win\",\"status\":\"running\"},"
                    + "{\"type\":\"lxc\",\"vmid\":100,\"name\":\"old\",\"status\":\"running\"}]"))
        .on(
            "GET /nodes/pve1/lxc",
            ApiServer.ok(
                "[{\"vmid\":\"100\",\"name\":\"intranet\",\"status\":\"stopped\",\"lock\":\"backup\"}]"))
        .on("GET /nodes/pve1/storage", ApiServer.ok("[]"))
        .on("GET /nodes/pve1/storage/local/content", ApiServer.ok("[]"))
        .on("GET /nodes/pve1/aplinfo", ApiServer.ok("[]"))
        .on("GET /nodes/pve1/network", ApiServer.ok("[]"));
  }

  @Test
  void the_nodes_own_list_lies_over_the_clusters() throws Exception {
    try (var stage = stage();
        var host = stage.host()) {
      assertThat(host.inventory(QUERY).guests())
          .containsExactly(
              new Guest(
                  new Ctid(100),
                  Guest.Kind.CONTAINER,
                  "intranet",
                  false,
                  Optional.of("backup"),
                  "pve1"),
              new Guest(new Ctid(300), Guest.Kind.MACHINE, "win", true, Optional.empty(), "pve1"));
    }
  }

  @Test
  void a_refused_or_strange_part_fails_the_whole() throws Exception {
    try (var stage = stage();
        var host = stage.host()) {
      stage.on("GET /nodes/pve1/lxc", ApiServer.refuse(500, "hostname lookup 'pve1' failed - x"));
      assertThat(failure(host).code().id()).isEqualTo("RALF-W068");
      stage.on("GET /nodes/pve1/lxc", ApiServer.ok("{}"));
      assertThat(failure(host).fault()).isEqualTo(Fault.NOT_UNDERSTOOD);
    }
  }

  private static PortException failure(ApiHost host) {
    return catchThrowableOfType(PortException.class, () -> host.inventory(QUERY));
  }

  @Test
  void the_tokens_rights_are_read_in_one_call() throws IOException {
    try (var stage = new ApiStage();
        var host = stage.host()) {
      stage.on(
          "GET /access/permissions",
          ApiServer.ok("{\"/pool/ralf\":{\"VM.Audit\":1,\"VM.Allocate\":1},\"/\":{}}"));
      assertThat(host.privileges())
          .containsEntry("/pool/ralf", java.util.Set.of("VM.Audit", "VM.Allocate"))
          .containsEntry("/", java.util.Set.of());
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

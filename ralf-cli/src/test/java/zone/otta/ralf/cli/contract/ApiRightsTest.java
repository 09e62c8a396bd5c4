package zone.otta.ralf.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.lab.Fault;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.SnapshotName;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost;
import zone.otta.ralf.port.ContainerHost.Query;
import zone.otta.ralf.port.PortException;

/**
 * The smallest role is enough, and each of its privileges is needed: with one taken away the run
 * stops, and says which one it was and what to do.
 */
class ApiRightsTest {
  private static ApiWorld world;
  private static ContainerHost host;

  @BeforeAll
  static void open() throws Exception {
    world = ApiWorld.pooled();
    host = world.host();
  }

  @AfterAll
  static void close() throws Exception {
    world.close();
  }

  private interface Without {
    void run();
  }

  /** Runs it without the privilege, which is given back afterwards. */
  private static void without(String path, String privilege, Without part) {
    world.lab().inject(new Fault.Revoke(privilege));
    try {
      part.run();
    } finally {
      world.lab().inject(new Fault.Grant(path, privilege));
    }
  }

  private static Step.CreateContainer create() {
    return new Step.CreateContainer(world.container(), world.template());
  }

  private static PortException refused(Step.Host step) {
    return catchThrowableOfType(PortException.class, () -> host.apply(step, Optional.empty()));
  }

  private static void assertMissing(PortException e, String privilege) {
    assertThat(e.code().id()).isEqualTo("RALF-W064");
    assertThat(e.what().en() + e.help().orElseThrow().en())
        .contains(privilege)
        .containsAnyOf("pveum acl modify", "/pool/POOL");
    assertThat(world.created()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VM.Allocate",
        "VM.Config.CPU",
        "VM.Config.Disk",
        "VM.Config.Memory",
        "VM.Config.Network",
        "VM.Config.Options"
      })
  void nothing_is_made_without(String privilege) {
    without(
        "/pool/ralf",
        privilege,
        () -> {
          assertForeseen(List.of(create()), privilege, "/pool/ralf", "RALFContainer");
          assertMissing(refused(create()), privilege);
        });
  }

  /** Before anything is changed, with the lines that grant it. */
  private static void assertForeseen(
      List<Step.Host> steps, String privilege, String path, String role) {
    assertThat(host.lacking(steps))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
              assertThat(finding.code().id()).isEqualTo("RALF-W077");
              assertThat(finding.help().orElseThrow().en())
                  .contains(
                      "pveum role modify " + role + " --append 1 --privs '" + privilege + "'",
                      "pveum acl modify " + path + " --users ",
                      " --roles " + role);
            });
  }

  @Test
  void the_smallest_role_lacks_nothing() {
    Facts.Power power = new Facts.Power(world.container().ctid(), true, true);
    assertThat(host.lacking(List.of(create(), new Step.StartContainer(power)))).isEmpty();
  }

  @Test
  void what_is_needed_later_is_foreseen_too() {
    Facts.Power power = new Facts.Power(world.container().ctid(), true, true);
    without(
        "/pool/ralf",
        "VM.PowerMgmt",
        () ->
            assertForeseen(
                List.of(create(), new Step.StartContainer(power)),
                "VM.PowerMgmt",
                "/pool/ralf",
                "RALFContainer"));
    without(
        "/storage/local",
        "Datastore.AllocateTemplate",
        () ->
            assertForeseen(
                List.of(new Step.ProvideTemplate(world.downloadable())),
                "Datastore.AllocateTemplate",
                "/storage/local",
                "RALFTemplate"));
  }

  @Test
  void nothing_is_made_without_room_or_bridge() {
    without(
        "/storage/local-lvm",
        "Datastore.AllocateSpace",
        () -> {
          assertForeseen(
              List.of(create()), "Datastore.AllocateSpace", "/storage/local-lvm", "RALFStorage");
          assertMissing(refused(create()), "Datastore.AllocateSpace");
        });
    without(
        "/sdn/zones/localnetwork/vmbr0",
        "SDN.Use",
        () -> {
          assertForeseen(
              List.of(create()), "SDN.Use", "/sdn/zones/localnetwork/vmbr0", "RALFBridge");
          assertMissing(refused(create()), "SDN.Use");
        });
  }

  @Test
  void no_template_is_loaded_without_the_right_but_the_remedy_is_named() {
    without(
        "/storage/local",
        "Datastore.AllocateTemplate",
        () -> {
          PortException e = refused(new Step.ProvideTemplate(world.downloadable()));
          assertThat(e.code().id()).isEqualTo("RALF-W076");
          assertThat(e.help().orElseThrow().en())
              .contains("`pveam download local " + world.downloadable().file() + "`");
          host.apply(new Step.ProvideTemplate(world.template()), Optional.empty());
        });
  }

  @Test
  void no_inventory_without_seeing_the_templates() {
    Query query = new Query("local", "local-lvm", world.container().address().address());
    without(
        "/storage/local",
        "Datastore.Audit",
        () ->
            assertMissing(
                catchThrowableOfType(PortException.class, () -> host.inventory(query)),
                "Datastore.Audit"));
    without(
        "/sdn/zones/localnetwork/vmbr0",
        "SDN.Use",
        () -> assertThat(host.inventory(query).bridges()).isEmpty());
  }

  @Test
  void nothing_is_seen_started_or_kept_without() throws Exception {
    try (ApiWorld own = ApiWorld.pooled();
        ContainerHost mine = own.host()) {
      var ctid = own.container().ctid();
      var step = new Step.CreateContainer(own.container(), own.template());
      mine.apply(step, Optional.empty());
      own.lab().inject(new Fault.Revoke("VM.PowerMgmt"));
      own.lab().inject(new Fault.Revoke("VM.Snapshot"));
      for (Step.Host part :
          List.of(
              new Step.StartContainer(new Facts.Power(ctid, true, true)),
              new Step.TakeSnapshot(new Facts.Snapshot(ctid, new SnapshotName("before-it"))))) {
        PortException e =
            catchThrowableOfType(PortException.class, () -> mine.apply(part, Optional.empty()));
        assertThat(e.code().id()).isEqualTo("RALF-W064");
      }
      own.lab().inject(new Fault.Revoke("VM.Audit"));
      assertThat(mine.observe(List.of(step)).get(0))
          .isInstanceOfSatisfying(
              Observation.Unknown.class,
              unknown -> assertThat(unknown.why().code().id()).isEqualTo("RALF-W075"));
    }
  }
}

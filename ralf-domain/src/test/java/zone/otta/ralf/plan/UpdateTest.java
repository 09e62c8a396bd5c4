package zone.otta.ralf.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.json.Records;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.MacAddress;

/** What becomes of the steps of a new service where its container is there already. */
class UpdateTest {
  private static final Ctid CTID = new Ctid(20010);
  private static final ServiceName SERVICE = new ServiceName("postgresql");
  private static final MarkKey KEY = new MarkKey(new byte[MarkKey.BYTES]);
  private static final Ownership OURS = new Ownership(SERVICE, KEY, Set.of(1L), true);
  private static final Optional<Mark> MARK = Optional.of(KEY.sign(SERVICE, 1, "container 20010"));
  private static final Facts.Container WANTED =
      new Facts.Container(
          CTID,
          new HostName("postgres-ops"),
          2,
          2048,
          0,
          "local-lvm",
          16384,
          true,
          true,
          "vmbr0",
          Ipv4Interface.of("10.10.20.10/16"),
          Ipv4Address.of("10.10.0.1"),
          MacAddress.of(Ipv4Address.of("10.10.20.10")),
          Ipv4Address.of("10.10.0.1"),
          new DnsName("otta.zone"),
          true,
          new TreeSet<>(Set.of("ralf", "postgresql")),
          "memory");
  private static final Step SNAPSHOT =
      new Step.TakeSnapshot(new Facts.Snapshot(CTID, SnapshotName.before(2)));
  private static final Step CREATE =
      new Step.CreateContainer(WANTED, new Facts.Template("local", "t"));
  private static final Step START = new Step.StartContainer(new Facts.Power(CTID, true, true));

  @ParameterizedTest
  @CsvSource({
    "cores, 1, LIVE",
    "memoryMib, 4096, LIVE",
    "swapMib, 512, LIVE",
    "onboot, false, LIVE",
    "purpose, another, LIVE",
    "rootfsMib, 8192, LIVE",
    "rootfsMib, 32768, DATA_LOSS",
    "hostname, other, RESTART",
    "nesting, false, RESTART",
    "bridge, vmbr1, RESTART",
    "gateway, 10.10.0.9, RESTART",
    "mac, 02:52:0a:0a:14:0b, RESTART",
    "address, 10.10.20.11/16, RESTART",
    "nameserver, 10.10.0.9, RESTART",
    "searchdomain, elsewhere.zone, RESTART",
    "rootfsStorage, zfs, RECREATE",
    "unprivileged, false, RECREATE",
    "ctid, 20011, RECREATE"
  })
  void everyFieldHasItsEffect(String field, String seen, Effect effect) {
    Facts.Container other = with(field, seen);
    assertThat(ContainerDifference.between(other, WANTED))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.name()).isEqualTo(field);
              assertThat(f.effect()).isEqualTo(effect);
            });
  }

  @Test
  void liveFieldIsChangedWithoutARestart() {
    Planner.Result result = plan(with("memoryMib", "4096"), MARK, true);
    assertThat(actions(result))
        .containsExactly("snapshot ralf-before-2 CREATE", "container UPDATE", "start KEEP");
    assertThat(result.findings()).isEmpty();
  }

  @Test
  void fieldThatNeedsARestartGetsOne() {
    Planner.Result result = plan(with("nameserver", "10.10.0.9"), MARK, true);
    assertThat(actions(result))
        .containsExactly("snapshot ralf-before-2 CREATE", "container UPDATE", "restart UPDATE");
  }

  @Test
  void changeThatWaitsGetsItsRestart() {
    assertThat(actions(plan(WANTED, MARK, false)))
        .containsExactly("snapshot ralf-before-2 CREATE", "container KEEP", "restart UPDATE");
  }

  @Test
  void nothingToChangeTakesNoSnapshot() {
    assertThat(actions(plan(WANTED, MARK, true))).containsExactly("container KEEP", "start KEEP");
  }

  @Test
  void shrinkingIsRefusedWithItsReason() {
    Planner.Result result = plan(with("rootfsMib", "32768"), MARK, true);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code().id()).isEqualTo("RALF-N012");
              assertThat(f.summary().en())
                  .contains("rootfsMib 32768 -> 16384 (data loss: refused)");
            });
  }

  @Test
  void foreignContainerIsNeverChanged() {
    Optional<Mark> forged =
        Optional.of(new MarkKey(filled((byte) 7)).sign(SERVICE, 1, "container 20010"));
    Optional<Mark> unknownRun = Optional.of(KEY.sign(SERVICE, 9, "container 20010"));
    for (Optional<Mark> mark : List.of(Optional.<Mark>empty(), forged, unknownRun)) {
      Planner.Result result = plan(with("memoryMib", "4096"), mark, true);
      assertThat(result.findings())
          .singleElement()
          .satisfies(f -> assertThat(f.code().id()).isEqualTo("RALF-N011"));
      assertThat(result.steps())
          .noneMatch(s -> s.step() instanceof Step.ChangeContainer)
          .noneMatch(s -> s.step() instanceof Step.TakeSnapshot);
    }
  }

  @Test
  void halfChangedIsBetweenAndAnythingElseIsNot() {
    Facts.Container from = with("memoryMib", "4096");
    assertThat(ContainerDifference.isBetween(from, WANTED, WANTED)).isTrue();
    assertThat(ContainerDifference.isBetween(from, from, WANTED)).isTrue();
    assertThat(ContainerDifference.isBetween(from, with("memoryMib", "1024"), WANTED)).isFalse();
    assertThat(ContainerDifference.isBetween(from, with("cores", "1"), WANTED)).isFalse();
  }

  private static Planner.Result plan(Facts.Container seen, Optional<Mark> mark, boolean settled) {
    return new Update(OURS)
        .plan(
            List.of(SNAPSHOT, CREATE, START),
            List.of(
                new Observation.Absent(),
                new Observation.Present(seen, mark),
                Observation.Present.of(new Facts.Power(CTID, true, settled))));
  }

  private static List<String> actions(Planner.Result result) {
    return result.steps().stream().map(s -> s.step().name() + " " + s.action()).toList();
  }

  private static byte[] filled(byte value) {
    byte[] bytes = new byte[MarkKey.BYTES];
    java.util.Arrays.fill(bytes, value);
    return bytes;
  }

  /** The wanted container with one field another, by the field's JSON. */
  private static Facts.Container with(String field, String value) {
    Json.Obj json = (Json.Obj) Records.toJson(WANTED);
    List<Json.Member> members =
        json.members().stream()
            .map(m -> m.name().equals(field) ? new Json.Member(field, like(m.value(), value)) : m)
            .toList();
    return Records.fromJson(Facts.Container.class, new Json.Obj(members));
  }

  private static Json like(Json old, String value) {
    if (value.contains("/")) {
      return Records.toJson(Ipv4Interface.of(value));
    }
    if (value.startsWith("10.")) {
      return Records.toJson(Ipv4Address.of(value));
    }
    if (old instanceof Json.Num) {
      return new Json.Num(Long.parseLong(value));
    }
    return old instanceof Json.Bool
        ? new Json.Bool(Boolean.parseBoolean(value))
        : new Json.Str(value);
  }
}

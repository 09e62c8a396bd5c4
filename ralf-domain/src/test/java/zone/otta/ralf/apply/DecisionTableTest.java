package zone.otta.ralf.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Action;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.MarkKey;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.PlannedStep;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * The whole table of design section 6: what is done with a step, by what is planned and what is
 * seen. Seen: {@code wanted} is the desired state with our mark, {@code bare} the same without one,
 * {@code forged} with a mark of a run that our journal does not know, {@code other} another state
 * with our mark. The last two columns: the first time, and when this run has started it before.
 */
class DecisionTableTest {
  private static final String TABLE =
      """
      address  | CREATE | absent | absent  | Apply | Apply
      address  | CREATE | absent | wanted  | Stop  | Done
      address  | CREATE | absent | bare    | Stop  | Stop
      address  | CREATE | absent | forged  | Stop  | Stop
      address  | CREATE | absent | other   | Stop  | Stop
      address  | CREATE | absent | busy    | Wait  | Wait
      address  | CREATE | absent | unknown | Stop  | Stop
      address  | UPDATE | other  | other   | Apply | Apply
      address  | UPDATE | other  | wanted  | Stop  | Done
      address  | UPDATE | other  | absent  | Stop  | Stop
      address  | KEEP   | wanted | wanted  | Done  | Done
      address  | KEEP   | wanted | bare    | Stop  | Stop
      address  | KEEP   | wanted | other   | Stop  | Stop
      address  | KEEP   | wanted | absent  | Stop  | Stop
      address  | KEEP   | wanted | busy    | Wait  | Wait
      address  | KEEP   | wanted | unknown | Stop  | Stop
      pointer  | CREATE | absent | absent  | Apply | Apply
      pointer  | CREATE | absent | wanted  | Stop  | Done
      pointer  | CREATE | absent | bare    | Stop  | Done
      pointer  | UPDATE | other  | other   | Apply | Apply
      pointer  | KEEP   | wanted | bare    | Done  | Done
      pointer  | KEEP   | wanted | other   | Stop  | Stop
      template | CREATE | absent | absent  | Apply | Apply
      template | CREATE | absent | bare    | Done  | Done
      template | KEEP   | wanted | absent  | Stop  | Stop
      template | CREATE | absent | unknown | Stop  | Stop
      start    | CREATE | absent | absent  | Apply | Apply
      start    | CREATE | absent | other   | Apply | Apply
      start    | CREATE | absent | wanted  | Done  | Done
      start    | KEEP   | wanted | other   | Stop  | Stop
      start    | CREATE | absent | busy    | Wait  | Wait
      restart  | UPDATE | other  | wanted  | Apply | Done
      restart  | UPDATE | other  | other   | Apply | Apply
      stop     | UPDATE | other  | other   | Apply | Apply
      stop     | UPDATE | other  | absent  | Done  | Done
      snapshot | CREATE | absent | absent  | Apply | Apply
      snapshot | CREATE | absent | bare    | Stop  | Done
      snapshot | KEEP   | wanted | bare    | Done  | Done
      destroy  | DELETE | other  | other   | Apply | Apply
      destroy  | DELETE | other  | absent  | Done  | Done
      destroy  | DELETE | other  | wanted  | Stop  | Stop
      destroy  | DELETE | other  | unknown | Stop  | Stop
      destroy  | DELETE | other  | busy    | Wait  | Wait
      file     | CREATE | inside | inside  | Apply | Apply
      file     | CREATE | inside | other   | Apply | Apply
      file     | CREATE | inside | bare    | Done  | Done
      file     | CREATE | absent | absent  | Apply | Apply
      file     | CREATE | absent | other   | Stop  | Stop
      file     | UPDATE | other  | other   | Apply | Apply
      file     | UPDATE | other  | bare    | Done  | Done
      file     | UPDATE | other  | absent  | Stop  | Stop
      file     | KEEP   | wanted | other   | Stop  | Stop
      file     | KEEP   | wanted | inside  | Stop  | Stop
      file     | CREATE | inside | busy    | Wait  | Wait
      file     | CREATE | inside | unknown | Stop  | Stop
      """;

  private static final ServiceName SERVICE = new ServiceName("postgresql");
  private static final MarkKey KEY = new MarkKey(new byte[MarkKey.BYTES]);
  private static final Ownership OURS = new Ownership(SERVICE, KEY, Set.of(7L), true);
  private static final Ctid CTID = new Ctid(20010);
  private static final DnsName NAME = new DnsName("postgres.otta.zone");
  private static final DnsName OLD = new DnsName("old.otta.zone");
  private static final Ipv4Address ADDRESS = Ipv4Address.of("10.10.20.10");

  /** A step, and another state of its object than the desired one. */
  record Subject(Step step, Facts other) {}

  record Row(
      Subject subject,
      Action action,
      Observation prior,
      Observation seen,
      String first,
      String again,
      String line) {
    @Override
    public String toString() {
      return line.replaceAll(" +", " ");
    }
  }

  static Stream<Row> rows() {
    return TABLE.lines().map(DecisionTableTest::row);
  }

  private static Row row(String line) {
    String[] cells = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
    Subject subject = subject(cells[0]);
    return new Row(
        subject,
        Action.valueOf(cells[1]),
        seen(subject, cells[2]),
        seen(subject, cells[3]),
        cells[4],
        cells[5],
        line);
  }

  private static Subject subject(String word) {
    return switch (word) {
      case "address" ->
          new Subject(
              new Step.RegisterAddress(new Facts.Address(NAME, ADDRESS, 300)),
              new Facts.Address(NAME, Ipv4Address.of("10.10.20.11"), 300));
      case "pointer" -> new Subject(new Step.RegisterPointer(pointer(NAME)), pointer(OLD));
      case "template" ->
          new Subject(
              new Step.ProvideTemplate(new Facts.Template("local", "ubuntu.tar.zst")),
              new Facts.Template("local", "debian.tar.zst"));
      case "start" -> new Subject(new Step.StartContainer(power(true)), power(false));
      case "restart" ->
          new Subject(new Step.RestartContainer(power(true)), new Facts.Power(CTID, true, false));
      case "stop" -> new Subject(new Step.StopContainer(power(false)), power(true));
      case "snapshot" -> snapshot();
      case "destroy" ->
          new Subject(
              new Step.DestroyContainer(CTID),
              new Facts.Tenancy(CTID, new HostName("postgres-ops"), false));
      case "file" -> new Subject(new Step.WriteFile(CTID, file("a"), "a"), file("b"));
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static Subject snapshot() {
    var name = new zone.otta.ralf.plan.SnapshotName("before");
    var later = new zone.otta.ralf.plan.SnapshotName("later");
    return new Subject(
        new Step.TakeSnapshot(new Facts.Snapshot(CTID, name)), new Facts.Snapshot(CTID, later));
  }

  private static Facts.Pointer pointer(DnsName name) {
    return new Facts.Pointer(ADDRESS, name, "10.10.in-addr.arpa", 300);
  }

  private static Facts.Power power(boolean running) {
    return new Facts.Power(CTID, running, true);
  }

  private static Facts.GuestFile file(String content) {
    return new Facts.GuestFile(new GuestPath("/etc/x"), FileOwner.ROOT_0644, Sha256.of(content));
  }

  private static Observation seen(Subject subject, String word) {
    Facts desired = subject.step().desired();
    return switch (word) {
      case "absent" -> new Observation.Absent();
      case "inside" -> new Observation.InNewContainer();
      case "busy" -> new Observation.Busy("a task");
      case "unknown" ->
          new Observation.Unknown(Finding.blocker("RALF-W002", Text.same("no answer")));
      case "bare" -> Observation.Present.of(desired);
      case "wanted" -> marked(desired, 7, Ownership.object(subject.step()));
      case "forged" -> marked(desired, 8, Ownership.object(subject.step()));
      case "other" ->
          marked(
              subject.other(),
              7,
              subject.other() instanceof Facts.Pointer p
                  ? "dns " + p.name()
                  : Ownership.object(subject.step()));
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static Observation marked(Facts facts, long run, String object) {
    return new Observation.Present(facts, Optional.of(KEY.sign(SERVICE, run, object)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void decidesAsTheRowSays(Row row) {
    var planned = new PlannedStep(1, row.action(), row.subject().step(), row.prior());
    assertThat(decision(planned, false, row.seen())).as("the first time").isEqualTo(row.first());
    assertThat(decision(planned, true, row.seen())).as("started earlier").isEqualTo(row.again());
  }

  private static String decision(PlannedStep planned, boolean started, Observation seen) {
    return Decision.of(planned, started, seen, OURS).getClass().getSimpleName();
  }

  @Test
  void aStopGivesTheReasonOfWhoeverCouldNotSee() {
    Row unknown = rows().filter(r -> r.line().contains("unknown")).findFirst().orElseThrow();
    var planned = new PlannedStep(1, unknown.action(), unknown.subject().step(), unknown.prior());
    assertThat(Decision.of(planned, true, unknown.seen(), OURS))
        .isInstanceOfSatisfying(
            Decision.Stop.class, s -> assertThat(s.why().code().id()).isEqualTo("RALF-W002"));
  }

  @Test
  void theTableKnowsEveryActionAndEveryKindOfObservation() {
    assertThat(rows().map(Row::action).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Action.values());
    Set<Class<?>> kinds = rows().map(r -> r.seen().getClass()).collect(Collectors.toSet());
    assertThat(kinds).isEqualTo(Set.of(Observation.class.getPermittedSubclasses()));
  }
}

package zone.otta.ralf.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
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
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.MacAddress;

/** The table of the executor, a row a test. */
class DecisionTest {
  private static final ServiceName SERVICE = new ServiceName("postgresql");
  private static final MarkKey KEY = new MarkKey(new byte[MarkKey.BYTES]);
  private static final Ownership OURS = new Ownership(SERVICE, KEY, Set.of(7L), true);
  private static final Facts.Address WANTED =
      new Facts.Address(new DnsName("postgres.otta.zone"), Ipv4Address.of("10.10.20.10"), 300);
  private static final Step.RegisterAddress NAME = new Step.RegisterAddress(WANTED);
  private static final Observation ABSENT = new Observation.Absent();
  private static final PlannedStep CREATE = new PlannedStep(1, Action.CREATE, NAME, ABSENT);

  private static Observation present(Facts facts, long run) {
    return new Observation.Present(
        facts, Optional.of(KEY.sign(SERVICE, run, Ownership.object(NAME))));
  }

  private static Observation other() {
    return present(new Facts.Address(WANTED.name(), Ipv4Address.of("10.10.20.11"), 300), 7);
  }

  @Test
  void equalToPriorIsApplied() {
    assertThat(Decision.of(CREATE, false, ABSENT, OURS)).isInstanceOf(Decision.Apply.class);
    assertThat(Decision.of(CREATE, true, ABSENT, OURS)).isInstanceOf(Decision.Apply.class);
  }

  @Test
  void desiredBeforeWeStartedIsNeverAdopted() {
    assertThat(Decision.of(CREATE, false, present(WANTED, 7), OURS))
        .isInstanceOf(Decision.Stop.class);
  }

  @Test
  void desiredAfterWeStartedIsDoneIfItIsOurs() {
    assertThat(Decision.of(CREATE, true, present(WANTED, 7), OURS))
        .isInstanceOf(Decision.Done.class);
    assertThat(Decision.of(CREATE, true, Observation.Present.of(WANTED), OURS))
        .isInstanceOf(Decision.Stop.class);
    assertThat(Decision.of(CREATE, true, present(WANTED, 8), OURS))
        .as("a mark of a run our journal does not know")
        .isInstanceOf(Decision.Stop.class);
  }

  @Test
  void anythingElseStops() {
    assertThat(Decision.of(CREATE, false, other(), OURS)).isInstanceOf(Decision.Stop.class);
    assertThat(Decision.of(CREATE, true, other(), OURS)).isInstanceOf(Decision.Stop.class);
  }

  @Test
  void busyWaitsAndUnknownStops() {
    assertThat(Decision.of(CREATE, true, new Observation.Busy("create"), OURS))
        .isInstanceOf(Decision.Wait.class);
    var unknown = new Observation.Unknown(Finding.blocker("RALF-W002", Text.same("no answer")));
    assertThat(Decision.of(CREATE, true, unknown, OURS)).isInstanceOf(Decision.Stop.class);
  }

  @Test
  void keptStepThatChangedStops() {
    var keep = new PlannedStep(1, Action.KEEP, NAME, present(WANTED, 7));
    assertThat(Decision.of(keep, false, present(WANTED, 7), OURS))
        .isInstanceOf(Decision.Done.class);
    assertThat(Decision.of(keep, false, ABSENT, OURS)).isInstanceOf(Decision.Stop.class);
  }

  @Test
  void insideANewContainerEverythingIsOurs() {
    Facts.GuestFile wanted = file("a");
    var step =
        new PlannedStep(
            1,
            Action.CREATE,
            new Step.WriteFile(new Ctid(20010), wanted, "a"),
            new Observation.InNewContainer());
    assertThat(Decision.of(step, false, Observation.Present.of(wanted), OURS))
        .isInstanceOf(Decision.Done.class);
    assertThat(Decision.of(step, false, Observation.Present.of(file("b")), OURS))
        .isInstanceOf(Decision.Apply.class);
  }

  @Test
  void aFileThatWasSeenAndChangedSinceStops() {
    Facts.GuestFile wanted = file("a");
    var step =
        new PlannedStep(
            1,
            Action.UPDATE,
            new Step.WriteFile(new Ctid(20010), wanted, "a"),
            Observation.Present.of(file("b")));
    assertThat(Decision.of(step, false, Observation.Present.of(file("b")), OURS))
        .isInstanceOf(Decision.Apply.class);
    assertThat(Decision.of(step, false, Observation.Present.of(file("c")), OURS))
        .isInstanceOf(Decision.Stop.class);
  }

  @Test
  void aCreationThatLacksNothingButItsTagsIsFinishedByTheRunThatBeganIt() {
    Facts.Container wanted = container(2048, "ralf");
    var step = new Step.CreateContainer(wanted, new Facts.Template("local", "t.tar.zst"));
    var planned = new PlannedStep(1, Action.CREATE, step, ABSENT);
    Observation untagged = made(step, container(2048), 7);
    assertThat(Decision.of(planned, true, untagged, OURS)).isInstanceOf(Decision.Apply.class);
    assertThat(Decision.of(planned, false, untagged, OURS)).isInstanceOf(Decision.Stop.class);
    for (Observation other :
        List.of(
            made(step, container(2048), 8),
            Observation.Present.of(container(2048)),
            made(step, container(1024), 7),
            made(step, container(2048, "other"), 7))) {
      assertThat(Decision.of(planned, true, other, OURS)).isInstanceOf(Decision.Stop.class);
    }
  }

  private static Observation made(Step step, Facts.Container seen, long run) {
    return new Observation.Present(
        seen, Optional.of(KEY.sign(SERVICE, run, Ownership.object(step))));
  }

  private static Facts.Container container(long memoryMib, String... tags) {
    Ipv4Address address = Ipv4Address.of("10.10.20.10");
    return new Facts.Container(
        new Ctid(20010),
        new HostName("postgres-ops"),
        2,
        memoryMib,
        0,
        "local-lvm",
        16384,
        true,
        true,
        "vmbr0",
        new Ipv4Interface(address, 16),
        Ipv4Address.of("10.10.0.1"),
        MacAddress.of(address),
        Ipv4Address.of("10.10.0.1"),
        new DnsName("otta.zone"),
        true,
        new TreeSet<>(List.of(tags)),
        "Central database");
  }

  private static Facts.GuestFile file(String content) {
    return new Facts.GuestFile(new GuestPath("/etc/x"), FileOwner.ROOT_0644, Sha256.of(content));
  }
}

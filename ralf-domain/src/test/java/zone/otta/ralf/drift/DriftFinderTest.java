package zone.otta.ralf.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.drift.Difference.Remedy;
import zone.otta.ralf.guest.UnitName;
import zone.otta.ralf.plan.Deviation;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.MarkKey;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Ownership;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.SecretReference;

class DriftFinderTest {
  private static final ServiceName SERVICE = new ServiceName("postgresql");
  private static final MarkKey KEY = new MarkKey(new byte[MarkKey.BYTES]);
  private static final Ownership OURS = new Ownership(SERVICE, KEY, Set.of(1L), true);
  private static final Ctid CTID = new Ctid(20010);
  private static final Ipv4Address ADDRESS = Ipv4Address.of("10.10.20.10");
  private static final Step.RegisterAddress NAME =
      new Step.RegisterAddress(new Facts.Address(new DnsName("postgres.otta.zone"), ADDRESS, 300));
  private static final Facts.Service RUNNING =
      Facts.Service.running(new UnitName("postgresql@16-main.service"), ADDRESS, 5432);
  private static final Step.RunService SERVES =
      new Step.RunService(CTID, RUNNING, List.of(), List.of(), List.of());
  private static final Facts.Role ROLE =
      new Facts.Role(
          "ralf",
          true,
          true,
          List.of(),
          List.of("ralf_login"),
          "SCRAM-SHA-256 4096",
          Optional.of(SecretReference.env("RALF_X")));

  private static DriftFinder.Found find(Step step, Observation seen) {
    return DriftFinder.find(List.of(step), List.of(seen), OURS);
  }

  private static Observation named(Ipv4Address address, Optional<Mark> mark) {
    return new Observation.Present(new Facts.Address(NAME.desired().name(), address, 300), mark);
  }

  private static Optional<Mark> mark(long run) {
    return Optional.of(KEY.sign(SERVICE, run, Ownership.object(NAME)));
  }

  @Test
  void equalIsNoDrift() {
    assertThat(find(NAME, named(ADDRESS, mark(1))))
        .isEqualTo(new DriftFinder.Found(List.of(), List.of()));
  }

  @Test
  void fieldIsNamedWithBothValues() {
    assertThat(find(NAME, named(Ipv4Address.of("10.10.20.11"), mark(1))).differences())
        .containsExactly(
            new Difference("dns address", "address", "10.10.20.10", "10.10.20.11", Remedy.PLAN));
  }

  @Test
  void missingObjectIsDrift() {
    assertThat(find(NAME, new Observation.Absent()).differences())
        .containsExactly(
            new Difference("dns address", "presence", "present", "absent", Remedy.PLAN));
  }

  @Test
  void lostOrForgedMarkIsDriftThatStopsThePlan() {
    for (Optional<Mark> mark : List.of(Optional.<Mark>empty(), mark(9))) {
      assertThat(find(NAME, named(ADDRESS, mark)).differences())
          .singleElement()
          .satisfies(
              d -> {
                assertThat(d.field()).isEqualTo("mark");
                assertThat(d.remedy()).isEqualTo(Remedy.BLOCKED);
              });
    }
  }

  @Test
  void whatCannotBeSeenIsUnseenAndNeverNone() {
    Finding why = Finding.blocker("RALF-W001", Text.same("silent"));
    for (Observation seen :
        List.of(
            new Observation.Unknown(why),
            new Observation.Busy("lock: backup"),
            new Observation.InNewContainer())) {
      DriftFinder.Found found = find(NAME, seen);
      assertThat(found.differences()).isEmpty();
      assertThat(found.unseen()).extracting(Unseen::object).containsExactly("dns address");
      assertThat(report(found).result()).isEqualTo(DriftReport.Result.UNKNOWN);
    }
  }

  private static DriftReport report(DriftFinder.Found found) {
    return new DriftReport(
        SERVICE, 1, 1, found.differences(), found.unseen(), List.of(), List.of());
  }

  @Test
  void differenceWinsOverWhatIsUnseen() {
    DriftFinder.Found found =
        DriftFinder.find(
            List.of(NAME, SERVES),
            List.of(new Observation.Absent(), new Observation.InNewContainer()),
            OURS);
    assertThat(report(found).result()).isEqualTo(DriftReport.Result.DRIFT);
  }

  @Test
  void everyDeviationOfAServiceIsALine() {
    var seen =
        new Facts.Service(
            RUNNING.unit(),
            true,
            "masked",
            ADDRESS,
            5432,
            true,
            true,
            List.of(
                new Deviation("work_mem", "8MB", "64MB", "/x/postgresql.auto.conf", true),
                new Deviation("jit", "off", "on", "/x/conf.d/99-other.conf", false),
                new Deviation("pg_hba rule 2", "", "host all all all trust", "", true)));
    assertThat(find(SERVES, Observation.Present.of(seen)).differences())
        .containsExactly(
            new Difference("service", "startup", "enabled", "masked", Remedy.PLAN),
            new Difference(
                "service", "work_mem", "8MB", "64MB (/x/postgresql.auto.conf)", Remedy.PLAN),
            new Difference("service", "jit", "off", "on (/x/conf.d/99-other.conf)", Remedy.BLOCKED),
            new Difference("service", "pg_hba rule 2", "-", "host all all all trust", Remedy.PLAN));
  }

  @Test
  void roleIsNamedByAttributeMembershipAndSecret() {
    var seen =
        new Facts.Role(
            "ralf", true, true, List.of("superuser"), List.of(), "other", Optional.empty());
    assertThat(find(new Step.ProvideRole(CTID, ROLE), Observation.Present.of(seen)).differences())
        .extracting(d -> d.field() + ": " + d.recorded() + " -> " + d.found())
        .containsExactly(
            "attributes: - -> superuser",
            "memberOf: ralf_login -> -",
            "verifier: SCRAM-SHA-256 4096 -> other",
            "logsInWith: env:RALF_X -> -");
  }
}

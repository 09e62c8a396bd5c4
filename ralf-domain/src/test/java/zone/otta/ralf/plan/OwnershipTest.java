package zone.otta.ralf.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** What is ours: service, run and MAC of the mark must all be right. */
class OwnershipTest {
  private static final ServiceName SERVICE = new ServiceName("postgresql");
  private static final MarkKey KEY = new MarkKey(new byte[MarkKey.BYTES]);
  private static final Ownership OURS = new Ownership(SERVICE, KEY, Set.of(3L, 7L), true);
  private static final Ownership UNMARKED = new Ownership(SERVICE, KEY, Set.of(3L, 7L), false);
  private static final DnsName NAME = new DnsName("postgres.otta.zone");
  private static final DnsName OLD = new DnsName("old.otta.zone");
  private static final Ipv4Address ADDRESS = Ipv4Address.of("10.10.20.10");
  private static final Step.RegisterAddress REGISTER =
      new Step.RegisterAddress(new Facts.Address(NAME, ADDRESS, 300));
  private static final Step.RegisterPointer POINT = new Step.RegisterPointer(pointer(NAME));

  private static Facts.Pointer pointer(DnsName name) {
    return new Facts.Pointer(ADDRESS, name, "10.10.in-addr.arpa", 300);
  }

  private static Observation.Present seen(Facts facts, Mark mark) {
    return new Observation.Present(facts, Optional.of(mark));
  }

  private static boolean ours(Mark mark) {
    return OURS.ours(REGISTER, seen(REGISTER.desired(), mark));
  }

  @Test
  void aMarkOfOurOwnRunForThisObjectIsOurs() {
    assertThat(ours(KEY.sign(SERVICE, 7, "dns postgres.otta.zone"))).isTrue();
    assertThat(ours(KEY.sign(SERVICE, 3, "dns postgres.otta.zone"))).isTrue();
  }

  @Test
  void aMarkThatIsWrongInOnePartIsNot() {
    byte[] other = new byte[MarkKey.BYTES];
    other[0] = 1;
    String object = "dns postgres.otta.zone";
    assertThat(ours(KEY.sign(SERVICE, 8, object))).as("a run we do not know").isFalse();
    assertThat(ours(KEY.sign(new ServiceName("gitea"), 7, object))).as("service").isFalse();
    assertThat(ours(new MarkKey(other).sign(SERVICE, 7, object))).as("key").isFalse();
    assertThat(ours(KEY.sign(SERVICE, 7, "dns db.otta.zone"))).as("moved here").isFalse();
    Mark copied = new Mark(SERVICE, 7, KEY.sign(SERVICE, 3, object).mac());
    assertThat(ours(copied)).as("the MAC of another run").isFalse();
    assertThat(OURS.ours(REGISTER, Observation.Present.of(REGISTER.desired()))).isFalse();
  }

  @Test
  void aPointerIsOwnedByTheNameItPointsTo() {
    Mark old = KEY.sign(SERVICE, 3, "dns old.otta.zone");
    assertThat(OURS.ours(POINT, seen(pointer(OLD), old))).isTrue();
    assertThat(OURS.ours(POINT, seen(pointer(NAME), old))).as("it is as wanted").isTrue();
    assertThat(OURS.ours(POINT, Observation.Present.of(pointer(OLD)))).isFalse();
    Mark ofNewName = KEY.sign(SERVICE, 3, Ownership.object(POINT));
    assertThat(OURS.ours(POINT, seen(pointer(OLD), ofNewName))).as("another name's").isFalse();
    var unregister = new Step.UnregisterPointer(pointer(NAME));
    assertThat(OURS.ours(unregister, seen(pointer(OLD), old))).isTrue();
  }

  @Test
  void addressAndPointerShareOneMark() {
    assertThat(Ownership.object(POINT)).isEqualTo(Ownership.object(REGISTER));
  }

  @Test
  void whereRecordsCarryNoMarksOnlyTheVeryRecordIsTakenForOurs() {
    Facts.Address other = new Facts.Address(NAME, Ipv4Address.of("10.10.20.99"), 300);
    assertThat(UNMARKED.ours(REGISTER, Observation.Present.of(REGISTER.desired()))).isTrue();
    assertThat(UNMARKED.ours(REGISTER, Observation.Present.of(other))).isFalse();
    assertThat(UNMARKED.ours(POINT, Observation.Present.of(pointer(NAME)))).isTrue();
    assertThat(UNMARKED.ours(POINT, Observation.Present.of(pointer(OLD)))).isFalse();
  }

  @Test
  void aContainerIsNeverOursWithoutAMark() {
    var have = new Step.DestroyContainer(new Ctid(20010));
    var tenancy = new Facts.Tenancy(new Ctid(20010), new zone.otta.ralf.site.HostName("pg"), false);
    assertThat(UNMARKED.ours(have, Observation.Present.of(tenancy))).isFalse();
    assertThat(OURS.ours(have, seen(tenancy, KEY.sign(SERVICE, 7, "container 20010")))).isTrue();
    assertThat(OURS.ours(have, seen(tenancy, KEY.sign(SERVICE, 7, "container 20011")))).isFalse();
  }
}

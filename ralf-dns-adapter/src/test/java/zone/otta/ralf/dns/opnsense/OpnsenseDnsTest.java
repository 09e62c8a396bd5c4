package zone.otta.ralf.dns.opnsense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.lab.opnsense.OpnsenseRelease;
import zone.otta.ralf.lab.opnsense.OpnsenseTrouble;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.NameHolder;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** What OPNsense is in particular: entries, saving and applying, and names it makes itself. */
class OpnsenseDnsTest {
  private static final DnsName NAME = new DnsName("git.otta.zone");
  private static final Ipv4Address ADDRESS = Ipv4Address.of("10.10.20.30");
  private static final Facts.Address WANTED = new Facts.Address(NAME, ADDRESS, 300);
  private static final Step.RegisterAddress STEP = new Step.RegisterAddress(WANTED);
  private static final Step.UnregisterAddress REMOVAL = new Step.UnregisterAddress(WANTED);
  private static final Mark MARK = mark(1);

  private OpnsenseStage stage;
  private InternalDns dns;

  @BeforeEach
  void set() throws IOException {
    stage =
        new OpnsenseStage(
            OpnsenseRelease.V26_7,
            Map.of("printer.otta.zone", "10.10.0.90", "two.otta.zone", "10.10.0.91"));
    dns = stage.dns();
  }

  @AfterEach
  void clear() {
    dns.close();
    stage.close();
  }

  @Test
  void anEntryIsKeptUnderTheIdOfItsNameWithTheMarkAsItsDescription() {
    dns.apply(STEP, MARK);
    assertThat(stage.firewall.store().entries())
        .singleElement()
        .satisfies(
            e ->
                assertThat(e)
                    .containsEntry("uuid", EntryId.of(NAME))
                    .containsEntry("hostname", "git")
                    .containsEntry("domain", "otta.zone")
                    .containsEntry("rr", "A")
                    .containsEntry("server", "10.10.20.30")
                    .containsEntry("ttl", "300")
                    .containsEntry("enabled", "1")
                    .containsEntry("description", MARK.line()));
  }

  /** As other programs make it of the same text: uuid5(NAMESPACE_DNS, "ralf/git.otta.zone/A"). */
  @Test
  void theIdOfANameIsAUuidOfVersion5() {
    assertThat(EntryId.of(NAME)).isEqualTo("41873658-c212-57dc-ab5d-b25a107af61c");
  }

  @Test
  void theLongestMarkFits() {
    Mark longest =
        new Mark(
            ServiceName.parse("s".repeat(40)).orElseThrow(),
            999_999_999_999_999_999L,
            "a".repeat(32));
    dns.apply(STEP, longest);
    assertThat(dns.observe(List.of(STEP)))
        .containsExactly(new Observation.Present(WANTED, Optional.of(longest)));
  }

  @Test
  void aCopyOfOurEntryIsNotOurs() {
    dns.apply(STEP, MARK);
    Map<String, String> copy =
        Map.of(
            "hostname",
            "copy",
            "domain",
            "otta.zone",
            "server",
            "10.10.20.31",
            "description",
            MARK.line());
    stage.firewall.store().add(copy);
    stage.firewall.apply();
    var step = register("copy.otta.zone", "10.10.20.31");
    assertThat(dns.observe(List.of(step)))
        .containsExactly(
            Observation.Present.of(
                new Facts.Address(
                    new DnsName("copy.otta.zone"), Ipv4Address.of("10.10.20.31"), 3600)));
    conflict(step);
  }

  @Test
  void anEntryThatLostItsMarkIsNotOurs() {
    dns.apply(STEP, MARK);
    stage.firewall.store().put(EntryId.of(NAME), Map.of("description", "mine now"));
    assertThat(dns.observe(List.of(STEP))).containsExactly(Observation.Present.of(WANTED));
    dns.observe(List.of(REMOVAL));
    conflict(REMOVAL);
    stage.firewall.store().put(EntryId.of(NAME), Map.of("server", "10.10.20.66"));
    conflict(STEP);
    assertThat(stage.records("git.otta.zone.")).containsExactly("300 A 10.10.20.66");
  }

  @Test
  void whatIsSavedAndNotAppliedIsAbsentAndAppliedWithoutBeingWrittenAgain() {
    stage.firewall.trouble(new OpnsenseTrouble.DropsBefore("reconfigure"));
    assertThat(failure(STEP).fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(dns.observe(List.of(STEP))).containsExactly(new Observation.Absent());
    dns.apply(STEP, MARK);
    assertThat(requests("set_host_override")).hasSize(1);
    assertThat(requests("reconfigure")).hasSize(2);
    assertThat(dns.observe(List.of(STEP)))
        .containsExactly(new Observation.Present(WANTED, Optional.of(MARK)));
  }

  @Test
  void aRemovalThatWasNotAppliedIsSaid() {
    dns.apply(STEP, MARK);
    dns.observe(List.of(REMOVAL));
    stage.firewall.trouble(new OpnsenseTrouble.DropsBefore("reconfigure"));
    assertThat(failure(REMOVAL).fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(dns.observe(List.of(REMOVAL)).get(0))
        .isInstanceOfSatisfying(
            Observation.Unknown.class,
            u -> assertThat(u.why().help().orElseThrow().en()).contains("waits for Apply"));
    stage.firewall.apply();
    assertThat(dns.observe(List.of(REMOVAL))).containsExactly(new Observation.Absent());
  }

  @Test
  void ourEntryThatWasSwitchedOffIsAbsentAndSwitchedOnAgain() {
    dns.apply(STEP, MARK);
    stage.firewall.store().put(EntryId.of(NAME), Map.of("enabled", "0"));
    stage.firewall.apply();
    assertThat(dns.observe(List.of(STEP))).containsExactly(new Observation.Absent());
    assertThat(dns.observe(List.of(REMOVAL)))
        .containsExactly(new Observation.Present(WANTED, Optional.of(MARK)));
    dns.observe(List.of(STEP));
    dns.apply(STEP, MARK);
    assertThat(dns.observe(List.of(STEP)))
        .containsExactly(new Observation.Present(WANTED, Optional.of(MARK)));
  }

  @Test
  void somebodyElsesEntryThatIsSwitchedOffStandsInTheWay() {
    stage
        .firewall
        .store()
        .add(
            Map.of(
                "hostname", "GIT", "domain", "Otta.Zone", "server", "10.10.0.7", "enabled", "0"));
    unknown(STEP, "A 10.10.0.7 (disabled)");
    conflict(STEP);
  }

  @Test
  void aWildcardOverTheNameStandsInTheWayAndAnEntryOfTheDomainDoesNot() {
    stage
        .firewall
        .store()
        .add(Map.of("hostname", "", "domain", "otta.zone", "server", "10.10.0.1"));
    String wildcard =
        stage
            .firewall
            .store()
            .add(Map.of("hostname", "*", "domain", "otta.zone", "server", "10.10.0.8"));
    unknown(STEP, "*.otta.zone A 10.10.0.8");
    conflict(STEP);
    stage.firewall.store().put(wildcard, Map.of("enabled", "0"));
    dns.apply(STEP, MARK);
    assertThat(dns.observe(List.of(STEP)))
        .containsExactly(new Observation.Present(WANTED, Optional.of(MARK)));
  }

  @Test
  void aTextOrAnotherKindOfAddressStandsInTheWay() {
    stage
        .firewall
        .store()
        .add(Map.of("hostname", "git", "domain", "otta.zone", "rr", "AAAA", "server", "fd00::7"));
    unknown(STEP, "AAAA fd00::7");
    conflict(STEP);
  }

  @Test
  void aNameThatIsNoOverrideIsSeenByDns() {
    var printer = register("printer.otta.zone", "10.10.20.30");
    assertThat(dns.observe(List.of(printer)))
        .containsExactly(
            Observation.Present.of(
                new Facts.Address(
                    new DnsName("printer.otta.zone"), Ipv4Address.of("10.10.0.90"), 3600)));
    assertThat(conflict(printer).what().en()).contains("there is no host override", "10.10.0.90");
    assertThat(requests("set_host_override")).isEmpty();
  }

  @Test
  void anOverrideBesideSuchANameIsUnknown() {
    stage
        .firewall
        .store()
        .add(Map.of("hostname", "two", "domain", "otta.zone", "server", "10.10.0.5"));
    stage.firewall.apply();
    unknown(register("two.otta.zone", "10.10.0.5"), "10.10.0.91");
  }

  @Test
  void anAliasThatWouldGoWithOurEntryKeepsIt() {
    dns.apply(STEP, MARK);
    stage.firewall.store().addAlias(EntryId.of(NAME), "code", "otta.zone");
    dns.observe(List.of(REMOVAL));
    assertThat(conflict(REMOVAL).what().en()).contains("code.otta.zone");
    assertThat(stage.firewall.store().aliases()).hasSize(1);
    assertThat(dns.observe(List.of(STEP)))
        .containsExactly(new Observation.Present(WANTED, Optional.of(MARK)));
  }

  @Test
  void aWildcardIsNoNameThatUsesAnAddress() {
    stage
        .firewall
        .store()
        .add(Map.of("hostname", "*", "domain", "apps.otta.zone", "server", "10.10.20.30"));
    assertThat(dns.holders(ADDRESS)).isEmpty();
  }

  @Test
  void anAliasUsesTheAddressAsWell() {
    String id =
        stage
            .firewall
            .store()
            .add(Map.of("hostname", "a", "domain", "otta.zone", "server", "10.10.20.30"));
    stage.firewall.store().addAlias(id, "b", "otta.zone");
    stage.firewall.apply();
    assertThat(dns.holders(ADDRESS))
        .extracting(NameHolder::name)
        .containsExactly("a.otta.zone", "b.otta.zone");
  }

  @Test
  void somebodyElsesEntryMadeMeanwhileIsSeenAfterwards() {
    stage.meanwhile(
        "set_host_override",
        () ->
            stage
                .firewall
                .store()
                .add(Map.of("hostname", "git", "domain", "otta.zone", "server", "10.10.0.6")));
    PortException doubled = failure(STEP);
    assertThat(doubled.code().id()).isEqualTo("RALF-W127");
    assertThat(doubled.fault()).isEqualTo(Fault.CONFLICT);
    assertThat(doubled.what().en()).contains("A 10.10.0.6", "A 10.10.20.30");
  }

  @Test
  void anEntryThatWasSavedAndIsNotThereIsSaidAndTheOthersAreInEffect() {
    Step.Dns other = register("other.otta.zone", "10.10.20.31");
    stage.firewall.trouble(new OpnsenseTrouble.Loses("set_host_override"));
    PortException lost =
        catchThrowableOfType(
            PortException.class,
            () ->
                dns.apply(
                    List.of(
                        new InternalDns.Change(STEP, MARK), new InternalDns.Change(other, MARK))));
    assertThat(lost.code().id()).isEqualTo("RALF-W127");
    assertThat(lost.what().en()).contains("git.otta.zone");
    assertThat(dns.observe(List.of(STEP, other)).get(0)).isEqualTo(new Observation.Absent());
    assertThat(dns.observe(List.of(other)).get(0)).isInstanceOf(Observation.Present.class);
  }

  @Test
  void anUnboundThatGoesOnWithOldDataIsSaid() {
    stage.firewall.trouble(new OpnsenseTrouble.StaleReload(true));
    PortException stale = failure(STEP);
    assertThat(stale.code().id()).isEqualTo("RALF-W126");
    assertThat(stale.what().en()).contains("git.otta.zone");
    assertThat(dns.observe(List.of(STEP))).containsExactly(new Observation.Absent());
  }

  @Test
  void aLostAnswerToAWriteIsLookedUpAndNothingIsSentTwice() {
    stage.firewall.trouble(new OpnsenseTrouble.DropsAfter("set_host_override"));
    dns.apply(STEP, MARK);
    stage.firewall.trouble(new OpnsenseTrouble.DropsAfter("reconfigure"));
    dns.observe(List.of(REMOVAL));
    stage.firewall.trouble(new OpnsenseTrouble.DropsAfter("del_host_override"));
    dns.apply(REMOVAL, MARK);
    assertThat(dns.observe(List.of(REMOVAL))).containsExactly(new Observation.Absent());
    assertThat(requests("set_host_override")).hasSize(1);
    assertThat(requests("del_host_override")).hasSize(1);
    assertThat(requests("reconfigure")).hasSize(2);
  }

  @Test
  void aWriteThatNeverArrivedIsNotSentAgain() {
    stage.firewall.trouble(new OpnsenseTrouble.DropsBefore("set_host_override"));
    assertThat(failure(STEP).fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(requests("set_host_override")).hasSize(1);
    assertThat(requests("reconfigure")).isEmpty();
    assertThat(dns.observe(List.of(STEP))).containsExactly(new Observation.Absent());
  }

  private Observation unknown(Step.Dns step, String seen) {
    Observation observation = dns.observe(List.of(step)).get(0);
    assertThat(observation)
        .isInstanceOfSatisfying(
            Observation.Unknown.class, u -> assertThat(u.why().summary().en()).contains(seen));
    return observation;
  }

  private PortException conflict(Step.Dns step) {
    PortException failure = failure(step);
    assertThat(failure.fault()).isEqualTo(Fault.CONFLICT);
    assertThat(failure.code().id()).isEqualTo("RALF-W022");
    return failure;
  }

  private PortException failure(Step.Dns step) {
    PortException thrown = catchThrowableOfType(PortException.class, () -> dns.apply(step, MARK));
    assertThat(thrown).isNotNull();
    return thrown;
  }

  private List<String> requests(String command) {
    return stage.firewall.requests().stream().filter(r -> r.contains("/" + command)).toList();
  }

  private static Step.RegisterAddress register(String name, String address) {
    return new Step.RegisterAddress(
        new Facts.Address(new DnsName(name), Ipv4Address.of(address), 300));
  }

  static Mark mark(long run) {
    return new Mark(ServiceName.parse("gitea").orElseThrow(), run, "0123456789abcdef".repeat(2));
  }
}

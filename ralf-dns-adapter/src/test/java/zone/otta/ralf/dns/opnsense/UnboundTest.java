package zone.otta.ralf.dns.opnsense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import zone.otta.ralf.dns.server.RealServer;
import zone.otta.ralf.dns.server.Unbound;
import zone.otta.ralf.lab.opnsense.OpnsenseRelease;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.InternalDns;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/**
 * The firewall is emulated and its Unbound is real: at each "apply" it loads what the firewall
 * keeps. Skipped by {@link RealServer} where it is not installed.
 */
class UnboundTest {
  private static final int SERVICES = 50;

  @TempDir Path folder;
  private Optional<Unbound> unbound = Optional.empty();
  private Optional<OpnsenseStage> stage = Optional.empty();
  private Optional<InternalDns> adapter = Optional.empty();

  @BeforeEach
  void set() throws Exception {
    Unbound real = Unbound.start(folder);
    unbound = Optional.of(real);
    OpnsenseStage firewall = new OpnsenseStage(OpnsenseRelease.V26_1);
    stage = Optional.of(firewall);
    firewall.firewall.store().loadedBy(real::load);
    adapter =
        Optional.of(
            new OpnsenseDns(
                firewall.endpoint(real.port()),
                firewall.secrets(firewall.firewall.secret()),
                firewall::pinned,
                true));
  }

  @AfterEach
  void clear() {
    adapter.ifPresent(InternalDns::close);
    stage.ifPresent(OpnsenseStage::close);
    unbound.ifPresent(Unbound::close);
  }

  @Test
  void fiftyNamesAndTheirPointersAreAnsweredAndTakenAwayAgain() throws IOException {
    InternalDns dns = adapter.orElseThrow();
    List<Step.RegisterAddress> steps =
        IntStream.range(0, SERVICES).mapToObj(i -> register(i, 300)).toList();
    assertThat(dns.observe(List.copyOf(steps))).allMatch(Observation.Absent.class::isInstance);
    dns.apply(changes(steps.stream()));
    for (Step.RegisterAddress step : steps) {
      String reverse = reverse(step.desired().address());
      assertThat(answers(step.desired().name() + ".", Type.A))
          .containsExactly("300 " + step.desired().address());
      assertThat(answers(reverse, Type.PTR)).containsExactly("300 " + step.desired().name() + ".");
    }
    assertThat(stage.orElseThrow().firewall.store().applications()).isEqualTo(1);
    List<Step.Dns> removals =
        steps.stream().<Step.Dns>map(s -> new Step.UnregisterAddress(s.desired())).toList();
    dns.observe(removals);
    dns.apply(changes(removals.stream()));
    for (Step.RegisterAddress step : steps) {
      assertThat(rcode(step.desired().name() + ".")).isEqualTo(Rcode.NXDOMAIN);
      assertThat(answers(reverse(step.desired().address()), Type.PTR)).isEmpty();
    }
  }

  @Test
  void anotherLifetimeIsAnsweredToo() throws IOException {
    InternalDns dns = adapter.orElseThrow();
    dns.apply(changes(Stream.of(register(1, 300))));
    dns.observe(List.of(register(1, 600)));
    dns.apply(changes(Stream.of(register(1, 600))));
    assertThat(answers("service-1.otta.zone.", Type.A)).containsExactly("600 10.10.21.2");
  }

  @Test
  void theNameOfALeaseIsSeen() {
    unbound.orElseThrow().load("local-data: \"service-1.otta.zone 60 IN A 10.10.99.1\"\n");
    InternalDns dns = adapter.orElseThrow();
    Step.Dns step = register(1, 300);
    // It loads in its own time.
    Observation seen = dns.observe(List.of(step)).get(0);
    for (int i = 0; i < 100 && seen instanceof Observation.Absent; i++) {
      seen = dns.observe(List.of(step)).get(0);
    }
    assertThat(seen)
        .isEqualTo(
            Observation.Present.of(
                new Facts.Address(
                    new DnsName("service-1.otta.zone"), Ipv4Address.of("10.10.99.1"), 60)));
  }

  @Test
  void anUnboundThatDoesNotLoadIsSaid() {
    stage.orElseThrow().firewall.store().loadedBy(configuration -> {});
    PortException stale =
        catchThrowableOfType(
            PortException.class,
            () -> adapter.orElseThrow().apply(changes(Stream.of(register(1, 300)))));
    assertThat(stale.code().id()).isEqualTo("RALF-W126");
  }

  @Test
  void aWildcardIsARedirectZone() throws IOException {
    var store = stage.orElseThrow().firewall.store();
    store.add(Map.of("hostname", "*", "domain", "apps.otta.zone", "server", "10.10.0.8"));
    stage.orElseThrow().firewall.apply();
    InternalDns dns = adapter.orElseThrow();
    dns.apply(changes(Stream.of(register(1, 300))));
    assertThat(answers("any.apps.otta.zone.", Type.A)).containsExactly("3600 10.10.0.8");
  }

  private static List<InternalDns.Change> changes(Stream<? extends Step.Dns> steps) {
    return steps.map(s -> new InternalDns.Change(s, OpnsenseDnsTest.mark(1))).toList();
  }

  private static Step.RegisterAddress register(int i, int seconds) {
    return new Step.RegisterAddress(
        new Facts.Address(
            new DnsName("service-" + i + ".otta.zone"),
            Ipv4Address.of("10.10.21." + (i + 1)),
            seconds));
  }

  private static String reverse(Ipv4Address a) {
    return a.octet(4) + "." + a.octet(3) + ".10.10.in-addr.arpa.";
  }

  private List<String> answers(String name, int type) throws IOException {
    return ask(name, type).getSection(Section.ANSWER).stream()
        .map(r -> r.getTTL() + " " + r.rdataToString())
        .toList();
  }

  private int rcode(String name) throws IOException {
    return ask(name, Type.A).getRcode();
  }

  private Message ask(String name, int type) throws IOException {
    SimpleResolver resolver = new SimpleResolver("127.0.0.1");
    resolver.setPort(unbound.orElseThrow().port());
    return resolver.send(
        Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)));
  }
}

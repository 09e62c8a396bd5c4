package zone.otta.ralf.dns.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.dns.server.ZoneServer;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Resolution;
import zone.otta.ralf.site.DnsEndpoint;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.testkit.dns.DnsStage.Ailment;

class ManualDnsTest {
  private static final Ipv4Address ADDRESS = Ipv4Address.of("10.10.20.10");
  private static final Mark MARK =
      new Mark(ServiceName.parse("postgresql").orElseThrow(), 1, "0".repeat(32));
  private static final Step.RegisterAddress NAME =
      new Step.RegisterAddress(new Facts.Address(new DnsName("postgres.otta.zone"), ADDRESS, 300));
  private static final Step.RegisterPointer POINTER =
      new Step.RegisterPointer(
          new Facts.Pointer(ADDRESS, new DnsName("postgres.otta.zone"), "10.10.in-addr.arpa", 300));
  private ZoneServer server;
  private ServerStage stage;
  private ManualDns dns;

  @BeforeEach
  void setStage() throws IOException {
    server = new ZoneServer(ServerStage.ORIGINS);
    stage = new ServerStage(server);
    dns = new ManualDns(new DnsEndpoint.Manual(stage.endpoint().resolvers(), 300), true);
  }

  @AfterEach
  void clearStage() {
    stage.close();
    server.close();
  }

  @Test
  void it_stops_with_the_record_to_enter_and_how_to_go_on() {
    PortException stop = catchThrowableOfType(PortException.class, () -> dns.apply(NAME, MARK));
    assertThat(stop.fault()).isEqualTo(Fault.REFUSED);
    assertThat(stop.code().id()).isEqualTo("RALF-W024");
    assertThat(stop.what().en())
        .isEqualTo("enter this record: postgres.otta.zone. 300 IN A 10.10.20.10");
    assertThat(stop.help().orElseThrow().de()).contains("ralf apply --resume");
    PortException pointer =
        catchThrowableOfType(PortException.class, () -> dns.apply(POINTER, MARK));
    assertThat(pointer.what().de())
        .endsWith("10.20.10.10.in-addr.arpa. 300 IN PTR postgres.otta.zone.");
  }

  @Test
  void what_a_person_entered_is_seen_by_asking_the_resolver() {
    assertThat(dns.observe(List.of(NAME, POINTER)))
        .containsExactly(new Observation.Absent(), new Observation.Absent());
    stage.put("postgres.otta.zone. 60 A 10.10.20.10");
    stage.put("10.20.10.10.in-addr.arpa. 60 PTR postgres.otta.zone.");
    assertThat(dns.observe(List.of(NAME, POINTER)))
        .containsExactly(
            Observation.Present.of(NAME.desired()), Observation.Present.of(POINTER.desired()));
    assertThat(dns.resolve(NAME.desired().name()))
        .singleElement()
        .isInstanceOfSatisfying(
            Resolution.Answered.class, a -> assertThat(a.addresses()).containsExactly(ADDRESS));
    assertThat(dns.abilities().marks()).isFalse();
  }

  @Test
  void what_somebody_entered_otherwise_is_seen_as_it_is() {
    stage.put("postgres.otta.zone. 60 A 10.10.20.99");
    stage.put("10.20.10.10.in-addr.arpa. 60 PTR other.otta.zone.");
    assertThat(dns.observe(List.of(NAME)))
        .containsExactly(
            Observation.Present.of(
                new Facts.Address(NAME.desired().name(), Ipv4Address.of("10.10.20.99"), 300)));
    assertThat(dns.observe(List.of(POINTER)))
        .containsExactly(
            Observation.Present.of(
                new Facts.Pointer(
                    ADDRESS, new DnsName("other.otta.zone"), "10.10.in-addr.arpa", 300)));
    stage.put("postgres.otta.zone. 60 A 10.10.20.98");
    assertThat(dns.observe(List.of(NAME)).get(0)).isInstanceOf(Observation.Unknown.class);
  }

  @Test
  void a_resolver_without_an_answer_never_reads_as_absent() {
    stage.ails(Ailment.FAILING);
    assertThatThrownBy(() -> dns.observe(List.of(NAME))).isInstanceOf(PortException.class);
    stage.ails(Ailment.SILENT);
    assertThatThrownBy(() -> dns.observe(List.of(POINTER)))
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE));
  }

  @Test
  void a_lab_refuses_a_resolver_that_is_not_on_loopback() {
    var manual =
        new ManualDns(
            new DnsEndpoint.Manual(List.of(new DnsEndpoint.Server("10.10.0.1", 53)), 300), true);
    assertThatThrownBy(() -> manual.observe(List.of(NAME)))
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.code().id()).isEqualTo("RALF-W029"));
  }
}

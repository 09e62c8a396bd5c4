package zone.otta.ralf.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.dns.server.Hostile;
import zone.otta.ralf.dns.server.Keys;
import zone.otta.ralf.dns.server.ServerStage;
import zone.otta.ralf.dns.server.Trick;
import zone.otta.ralf.dns.server.ZoneServer;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.MarkedNames;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** Whoever sits between RALF and the server is not believed, and does not hold RALF up. */
class HostileServerTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Mark MARK =
      new Mark(ServiceName.parse("postgresql").orElseThrow(), 1, "0".repeat(32));
  private static final Step.RegisterAddress DB =
      new Step.RegisterAddress(
          new Facts.Address(new DnsName("db.otta.zone"), Ipv4Address.of("10.10.20.10"), 300));

  private ZoneServer server;
  private ServerStage stage;

  @BeforeEach
  void setStage() throws IOException {
    server = new ZoneServer(ServerStage.ORIGINS);
    stage = new ServerStage(server);
  }

  @AfterEach
  void clearStage() {
    stage.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_success_that_did_not_come_from_the_server_is_never_believed(Trick trick)
      throws IOException {
    stage.put("db.otta.zone. 300 A 10.10.20.99");
    try (Hostile hostile = new Hostile(server.port(), trick, overheard())) {
      PortException failure =
          assertTimeoutPreemptively(
              LIMIT,
              () ->
                  catchThrowableOfType(
                      PortException.class, () -> dns(hostile.port()).apply(DB, MARK)));
      assertThat(failure).isNotNull();
      assertThat(failure.fault()).isIn(Fault.UNREACHABLE, Fault.CONFLICT);
      assertThat(failure.fault() == Fault.CONFLICT).isEqualTo(trick == Trick.STRIPPED);
    }
    assertThat(stage.records("db.otta.zone.")).containsExactly("300 A 10.10.20.99");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "RECODED")
  void what_was_done_and_not_proven_is_unknown_and_looked_up(Trick trick) throws IOException {
    try (Hostile hostile = new Hostile(server.port(), trick, overheard())) {
      PortException failure =
          assertTimeoutPreemptively(
              LIMIT,
              () ->
                  catchThrowableOfType(
                      PortException.class, () -> dns(hostile.port()).apply(DB, MARK)));
      assertThat(failure).isNotNull();
      assertThat(failure.fault()).isEqualTo(Fault.UNREACHABLE);
    }
    boolean heard = !stage.records("db.otta.zone.").isEmpty();
    assertThat(dns(server.port()).observe(List.of(DB)).get(0))
        .isInstanceOf(heard ? Observation.Present.class : Observation.Absent.class);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"REPLAYED", "RECODED", "STRIPPED"})
  void a_name_is_never_absent_by_an_answer_to_something_else(Trick trick) throws IOException {
    try (Hostile hostile = new Hostile(server.port(), trick, new byte[0])) {
      assertTimeoutPreemptively(LIMIT, () -> assertNotAbsent(dns(hostile.port())));
    }
  }

  private static void assertNotAbsent(Rfc2136Dns dns) {
    try {
      assertThat(dns.observe(List.of(DB)).get(0)).isInstanceOf(Observation.Unknown.class);
    } catch (PortException e) {
      assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"RECODED", "DRIP"})
  void a_zone_is_never_listed_by_an_answer_that_was_not_signed(Trick trick) throws IOException {
    try (Hostile hostile = new Hostile(server.port(), trick, overheard())) {
      assertThat(assertTimeoutPreemptively(LIMIT, () -> dns(hostile.port()).marked()))
          .isInstanceOf(MarkedNames.NotListed.class);
    }
  }

  /** A genuine success, signed with RALF's key, from a moment ago. */
  private byte[] overheard() throws IOException {
    Update update = new Update(Name.fromConstantString("otta.zone."));
    update.present(Name.fromConstantString("otta.zone."), Type.SOA);
    TSIG key = Keys.RALF.tsig();
    key.apply(update, null);
    byte[] answer = Hostile.overhear(server.port(), update.toWire(0xffff));
    Message message = new Message(answer);
    key.verify(message, answer, update.getTSIG());
    assertThat(message.isVerified()).isTrue();
    return answer;
  }

  private static Rfc2136Dns dns(int port) {
    return new Rfc2136Dns(
        ServerStage.endpoint(port),
        new DnsName("otta.zone"),
        ServerStage.secrets(Keys.RALF.secret()),
        true);
  }
}

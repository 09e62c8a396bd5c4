package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.postgresql.server.LoopbackTunnel;
import zone.otta.ralf.postgresql.server.RealPostgres;
import zone.otta.ralf.recipe.postgresql.StateSchema;
import zone.otta.ralf.site.Ipv4Address;

/** What can be wrong with a memory, and what is said of it. */
@ExtendWith(MemoryServer.class)
class MemoryFaultsTest {
  private static final String NAMES = RealPostgres.ADDRESS + ":";

  private static PortException failure(PostgresAccess access) {
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      return catchThrowableOfType(PortException.class, () -> memory.journal().readAll(0, 1));
    }
  }

  private static void assertFault(PortException e, Fault fault, String code, String words) {
    assertThat(e.code().id()).as(e.getMessage()).isEqualTo(code);
    assertThat(e.fault()).isEqualTo(fault);
    assertThat(e.what().en()).contains(NAMES, words);
    assertThat(e.what().de()).contains(NAMES);
    assertThat(e.help()).isPresent();
    assertThat(e.getMessage()).doesNotContain("a-password");
  }

  private static PostgresAccess login(PostgresAccess a, String password, ServerTrust trust) {
    return new PostgresAccess(
        a.host(),
        a.port(),
        a.database(),
        a.user(),
        trust,
        () -> new Secret(password.toCharArray()),
        Optional.empty(),
        a.limit(),
        a.patience(),
        a.application());
  }

  @Test
  void a_server_that_takes_no_connection_is_asked_again_as_long_as_patience_lasts()
      throws Exception {
    PostgresAccess access = MemoryServer.stage().as(MemoryStage.APPENDING, "ralf");
    assertThat(dials(access.withLimit(Duration.ofSeconds(5)).withPatience(Duration.ZERO))).isOne();
    assertThat(dials(access.withLimit(Duration.ofMillis(400)))).isGreaterThan(1);
  }

  private static int dials(PostgresAccess access) {
    var dials = new AtomicInteger();
    Tunnel shut =
        new Tunnel() {
          @Override
          public Socket connect(Ipv4Address address, int port, Duration limit) throws IOException {
            dials.incrementAndGet();
            throw new ConnectException("nobody listens");
          }

          @Override
          public void close() {}
        };
    try (PostgresMemory memory = PostgresMemory.open(access.through(shut))) {
      assertThat(catchThrowableOfType(PortException.class, memory::identity).code().id())
          .isEqualTo("RALF-J020");
    }
    return dials.get();
  }

  @Test
  void no_server_at_all() throws Exception {
    PostgresAccess a = MemoryServer.stage().as(MemoryStage.APPENDING, "ralf");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(RealPostgres.ADDRESS))) {
      port = free.getLocalPort();
    }
    var nobody = PostgresAccess.to(RealPostgres.ADDRESS, port, a.user(), a.password(), a.trust());
    assertFault(
        failure(nobody.withLimit(Duration.ofSeconds(1))),
        Fault.UNREACHABLE,
        "RALF-J020",
        "takes no connection");
  }

  @Test
  void a_wrong_password_and_another_certificate_are_refused_at_once() {
    PostgresAccess good = MemoryServer.stage().as(MemoryStage.APPENDING, "ralf");
    assertFault(
        failure(login(good, "another-password", good.trust())),
        Fault.REFUSED,
        "RALF-J022",
        "28P01");
    assertFault(
        failure(
            login(good, "irrelevant", new ServerTrust.Pinned(PostgresStage.certificate().pem()))),
        Fault.REFUSED,
        "RALF-J022",
        "another certificate than the pinned one");
  }

  @Test
  void a_login_that_may_only_read_cannot_append() {
    try (PostgresMemory memory =
        PostgresMemory.open(MemoryServer.stage().as(MemoryStage.READING, "ralf"))) {
      assertThat(memory.journal().readAll(0, 1)).isEmpty();
      assertFault(
          catchThrowableOfType(
              PortException.class,
              () -> memory.journal().append(Events.RUN, 0, Events.events(1, 1))),
          Fault.REFUSED,
          "RALF-J022",
          "42501 permission denied for function append_event");
    }
  }

  @Test
  void a_database_without_a_memory_or_with_an_older_schema() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    String older = stage.copy("empty");
    assertFault(
        failure(stage.as(MemoryStage.APPENDING, older)),
        Fault.CONFLICT,
        "RALF-J023",
        "state.store_identity");
    stage.migrate(older, StateSchema.MIGRATIONS.subList(0, 1));
    assertFault(
        failure(stage.as(MemoryStage.APPENDING, older)),
        Fault.CONFLICT,
        "RALF-J023",
        "schema 1, 2 is needed");
  }

  @Test
  void another_memory_than_before() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    PostgresAccess access = stage.fresh();
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      memory.identity();
      stage.superuser(
          access.database(),
          "UPDATE state.store_identity SET store_id = '00000000-0000-4000-8000-000000000001'");
      PortException other = catchThrowableOfType(PortException.class, () -> memory.identity());
      assertFault(
          other, Fault.CONFLICT, "RALF-J023", "store 00000000-0000-4000-8000-000000000001 answers");
    }
  }

  @Test
  void rows_that_are_missing_or_are_no_events_are_not_passed_over() throws Exception {
    MemoryStage stage = MemoryServer.stage();
    PostgresAccess access = stage.fresh();
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      memory.journal().append(Events.RUN, 0, Events.events(1, 4));
      tamper(access, "DELETE FROM state.event WHERE pos = 2");
      for (var reading :
          List.<Runnable>of(
              () -> memory.journal().readAll(0, 10),
              () -> memory.journal().readStream(Events.RUN, 0, 10))) {
        assertFault(
            catchThrowableOfType(PortException.class, reading::run),
            Fault.NOT_UNDERSTOOD,
            "RALF-J024",
            "position ");
      }
      assertThat(memory.journal().readAll(2, 10)).hasSize(2);
      assertThat(memory.journal().verify().map(Text::en))
          .contains("position 2: missing; the next event stands at 3");
      tamper(access, "DELETE FROM state.stream");
      assertFault(
          catchThrowableOfType(PortException.class, () -> memory.journal().readAll(2, 10)),
          Fault.NOT_UNDERSTOOD,
          "RALF-J024",
          "position 3: the event's stream is gone");
    }
  }

  private static void tamper(PostgresAccess access, String sql) throws Exception {
    MemoryServer.stage()
        .superuser(access.database(), "SET session_replication_role = replica; " + sql);
  }

  @Test
  void a_fingerprint_and_an_authority_are_trusted_too() {
    PostgresAccess good = MemoryServer.stage().as(MemoryStage.APPENDING, "ralf");
    String pem = MemoryServer.stage().certificate();
    String sum = ServerTrustTest.fingerprint(pem);
    for (ServerTrust trust :
        List.of(new ServerTrust.Fingerprint(sum), new ServerTrust.Authority(pem))) {
      try (PostgresMemory memory =
          PostgresMemory.open(
              PostgresAccess.to(good.host(), good.port(), good.user(), good.password(), trust))) {
        assertThat(memory.identity().copied()).isFalse();
        assertThat(memory.identity().schema()).isEqualTo(StateSchema.MIGRATIONS.size());
      }
    }
    var other = new ServerTrust.Authority(PostgresStage.certificate().pem());
    PostgresAccess vouchedForByAnother =
        login(good, "irrelevant", other).withLimit(Duration.ofSeconds(1));
    assertThat(failure(vouchedForByAnother).code().id()).isEqualTo("RALF-J020");
  }

  @Test
  void a_tunnel_leads_there_and_its_own_failure_is_said_as_such() {
    PostgresAccess good = MemoryServer.stage().as(MemoryStage.APPENDING, "ralf");
    var tunnel =
        new LoopbackTunnel(PostgresStage.INSIDE, new InetSocketAddress(good.host(), good.port()));
    try (PostgresMemory memory = PostgresMemory.open(good.through(tunnel))) {
      assertThat(memory.identity().schema()).isEqualTo(StateSchema.MIGRATIONS.size());
    }
    tunnel.shut();
    assertThat(failure(good.through(tunnel)).code().id()).isEqualTo("RALF-W001");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PostgresAccess.to("name.zone", 1, "a", good.password(), good.trust())
                    .through(tunnel));
  }

  @Test
  void a_password_that_cannot_be_had_is_said_as_such() {
    PostgresAccess good = MemoryServer.stage().as(MemoryStage.APPENDING, "ralf");
    PostgresAccess.Password locked =
        () -> {
          throw new PortException(
              Fault.REFUSED, "RALF-W002", Text.same("the vault is locked"), Text.same("open it"));
        };
    assertThat(
            failure(PostgresAccess.to(good.host(), good.port(), good.user(), locked, good.trust()))
                .code()
                .id())
        .isEqualTo("RALF-W002");
  }
}

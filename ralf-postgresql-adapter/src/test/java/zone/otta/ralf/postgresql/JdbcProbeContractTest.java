package zone.otta.ralf.postgresql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.postgresql.server.RealPostgres;
import zone.otta.ralf.postgresql.server.ServerCertificate;
import zone.otta.ralf.testkit.probe.ProbeStage;
import zone.otta.ralf.testkit.probe.SmokeProbeContract;

/** The rules against a real PostgreSQL with the recipe's pg_hba.conf. */
class JdbcProbeContractTest extends SmokeProbeContract {
  private static final ServerCertificate CERTIFICATE = PostgresStage.certificate();
  @TempDir static Path home;
  private static RealPostgres server;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(RealPostgres.missing().isEmpty(), () -> RealPostgres.missing().orElseThrow());
    server = RealPostgres.start(home, CERTIFICATE, PASSWORD);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected ProbeStage stage() {
    return new PostgresStage(server, CERTIFICATE);
  }
}

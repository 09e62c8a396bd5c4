package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.lab.Fault;

/** A checkup of real servers on loopback, on each way to the node. */
class DoctorInTheLabTest {
  @ParameterizedTest
  @EnumSource
  void findsAllWellThenWhatIsNot(Backend backend) throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE, backend)) {
      String before = site.dump();
      Call.Result well = doctor(site);
      assertThat(well.exit()).as(well.all()).isEqualTo(Exit.OK);
      assertThat(well.out())
          .contains("Proxmox VE 9.2.11", "that of this machine", "all that plans need")
          .contains("signed with", "lets us in")
          .doesNotContain("BLOCKER", "not asked");

      site.lab().inject(new Fault.ClockSkew(400));
      assertThat(doctor(site).out()).contains("clock            WARNUNG", "RALF-W091");
      site.lab().inject(new Fault.ClockSkew(0));

      Path tsig = site.root().resolve("secrets/tsig");
      Files.writeString(tsig, "bm90LXRoZS1rZXktb2YtdGhlLXNlcnZlcg==\n");
      Call.Result wrongKey = doctor(site);
      assertThat(wrongKey.exit()).as(wrongKey.all()).isEqualTo(Exit.BLOCKER);
      assertThat(unwrapped(wrongKey))
          .contains("RALF-W021", "an update of otta.zone.", "is not that of the server's key")
          .doesNotContain("bm90LXRo");
      Files.delete(tsig);
      assertThat(doctor(site).out()).contains("RALF-N006", "file:secrets/tsig");
      assertThat(site.dump()).isEqualTo(before);
      assertThat(Canary.below(site.root(), site.root().resolve("secrets/postgresql"))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysWhomNobodyTrustsYetAndWhoIsSilent(Backend backend) throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE, backend)) {
      Path trust = site.root().resolve(".ralf/trust");
      Files.deleteIfExists(trust.resolve("known_hosts"));
      Files.deleteIfExists(trust.resolve("certificates"));
      Call.Result unknown = doctor(site);
      assertThat(unknown.exit()).as(unknown.all()).isEqualTo(Exit.BLOCKER);
      assertThat(unknown.out()).contains("ralf trust", "not asked: see node", "signed with");

      Path yaml = site.root().resolve("ralf.yaml");
      Files.writeString(
          yaml, Files.readString(yaml).replaceAll("port: \\d+", "port: " + closedPort()));
      Call.Result silent = doctor(site);
      assertThat(silent.exit()).as(silent.all()).isEqualTo(Exit.UNREACHABLE);
      assertThat(silent.out()).contains("not asked: see node", "not asked: see zone");
    }
  }

  private static String unwrapped(Call.Result result) {
    return result.out().replaceAll("\\s+", " ");
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Call.Result doctor(LabSite site) {
    return Call.in(site.root()).at(Clock.systemUTC()).run("doctor");
  }
}

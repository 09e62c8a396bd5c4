package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.guest.CertificateRequest;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestInput;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.PackageName;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.lab.node.WorldOptions;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** Two worlds in the same state have the same dump, however they got there; a difference shows. */
final class DumpTest {
  private static final int ID = 20010;
  @TempDir private Path dir;

  private Lab start(String name) throws Exception {
    return Lab.start(
        LabOptions.in(dir.resolve(name))
            .withWorld(
                WorldOptions.usual().withTemplates(List.of(WorldOptions.UBUNTU)).withoutWaits()));
  }

  private static void provision(Lab lab, boolean disturbed) throws Exception {
    var path = new GuestPath("/etc/ralf.conf");
    var write =
        new GuestCommand.WriteFile(
            path, FileOwner.ROOT_0644, Sha256.of("a = 1\n"), GuestInput.of("a = 1\n"));
    var install = new GuestCommand.AptInstall(new PackageName("postgresql-16"));
    try (LabClient client = LabClient.of(lab)) {
      client.provide(ID, WorldOptions.UBUNTU, "10.10.20.10");
      client.guest(ID, new GuestCommand.AptUpdate());
      client.guest(ID, write);
      if (disturbed) {
        lab.inject(new Fault.DropAfter("apt-get"));
      }
      client.guest(ID, install);
    }
    try (LabClient client = LabClient.of(lab)) {
      client.guest(ID, install);
      client.guest(ID, write);
      client.guest(
          ID,
          new GuestCommand.MakeCertificate(
              new CertificateRequest(
                  new DnsName("postgres.otta.zone"),
                  Ipv4Address.of("10.10.20.10"),
                  new GuestPath("/etc/postgresql/16/main/server.key"),
                  new GuestPath("/etc/postgresql/16/main/server.crt"),
                  825)));
      var script =
          "create role app login password 'x';\ncreate schema s;\ncreate table s.t(i int primary key);\ninsert into s.t values (1);\n";
      assertThat(client.guest(ID, new GuestCommand.Psql("postgres", GuestInput.of(script))).exit())
          .isZero();
    }
  }

  @Test
  void equal_states_have_equal_dumps() throws Exception {
    try (Lab one = start("one");
        Lab two = start("two")) {
      provision(one, false);
      provision(two, true);
      String dump = one.dump();
      assertThat(two.dump()).isEqualTo(dump);
      assertThat(dump)
          .contains(
              "file /etc/ralf.conf root:root 644 " + Sha256.of("a = 1\n"),
              "file /etc/postgresql/16/main/server.key postgres:postgres 600 *",
              "role app f t f f t f f -1 - SCRAM-SHA-256$",
              "in postgres rows s.t 1")
          .doesNotContain("BEGIN", "StoredKey");
      try (LabClient client = LabClient.of(two)) {
        client.guest(
            ID, new GuestCommand.Psql("postgres", GuestInput.of("insert into s.t values (2);")));
      }
      assertThat(two.dump()).isNotEqualTo(dump).contains("in postgres rows s.t 2");
    }
  }
}

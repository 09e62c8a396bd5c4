package zone.otta.ralf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.cli.phases.Backend;
import zone.otta.ralf.lab.Fault;

/** The whole way by user and password instead of a token; the password is found nowhere. */
class TicketWayTest {
  @Test
  void a_log_in_does_what_a_token_does_and_leaves_no_trace() throws IOException {
    try (LabSite site = new LabSite(Canary.VALUE, Backend.API)) {
      var operator = new Operator(site);
      logIn(site, operator);
      operator.ok("doctor");
      operator.deploy();
      operator.ok("drift", "postgresql");
      assertThat(site.lab().accessLog())
          .anyMatch(l -> l.endsWith(" api POST /access/ticket"))
          .anyMatch(l -> l.endsWith(" api POST /nodes/pve/lxc"));

      site.lab().api().tickets().password("another-one");
      assertThat(operator.refused("RALF-W078", "plan", LabSite.CARD)).contains("ralf-prov@pve");
      site.lab().api().tickets().password(Canary.VALUE);
      site.lab().inject(new Fault.SecondFactor());
      assertThat(operator.refused("RALF-W079", "plan", LabSite.CARD)).contains("token");

      assertThat(operator.read())
          .allSatisfy(
              text -> {
                assertThat(Canary.in(text)).isEmpty();
                assertThat(text).doesNotContain("PVE:ralf-prov");
              });
      Files.delete(site.root().resolve("secrets/api"));
      assertThat(Canary.below(site.root(), site.root().resolve("secrets/postgresql"))).isEmpty();
      assertThat(Canary.inProcessLists()).isEmpty();
    }
  }

  private static void logIn(LabSite site, Operator operator) throws IOException {
    site.lab().api().tickets().password(Canary.VALUE);
    Path secret = site.root().resolve("secrets/api");
    Files.createFile(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secret, Canary.VALUE + "\n");
    operator.edit(
        "ralf.yaml",
        "token: file:secrets/proxmox",
        "user: ralf-prov@pve\n    password: file:secrets/api");
    Files.delete(site.root().resolve("secrets/proxmox"));
  }
}

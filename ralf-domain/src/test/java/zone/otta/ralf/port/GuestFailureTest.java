package zone.otta.ralf.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.PackageName;
import zone.otta.ralf.site.Ctid;

final class GuestFailureTest {
  private static final GuestCommand INSTALL =
      new GuestCommand.AptInstall(new PackageName("postgresql-15"));

  private static String said(String out, String err) {
    return GuestFailure.of(new Ctid(20010), INSTALL, new GuestShell.Result(100, out, err))
        .getMessage();
  }

  @Test
  void names_the_cause_where_a_line_has_it() {
    assertThat(
            said(
                "Unpacking postgresql-15 ...\n",
                "dpkg: error processing archive x.deb (--unpack):\n"
                    + " cannot copy extracted data for './usr/lib/x': failed to write (No space left on device)\n"
                    + "E: Sub-process /usr/bin/dpkg returned an error code (1)\n"))
        .endsWith(
            "failed: cannot copy extracted data for './usr/lib/x': failed to write (No space left on device)");
  }

  @Test
  void else_the_last_line() {
    assertThat(said("", "W: old\nE: Unable to locate package postgresql-15\n"))
        .endsWith("failed: E: Unable to locate package postgresql-15");
  }
}

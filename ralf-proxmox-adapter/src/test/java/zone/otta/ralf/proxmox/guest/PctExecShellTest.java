package zone.otta.ralf.proxmox.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestInput;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.ProxmoxOverSsh;
import zone.otta.ralf.proxmox.ScriptedServer;
import zone.otta.ralf.site.Ctid;

class PctExecShellTest {
  private static final Ctid CTID = new Ctid(20010);
  private static final GuestCommand RELOAD = new GuestCommand.DaemonReload();
  @TempDir private Path folder;
  private ScriptedServer server;
  private ProxmoxOverSsh proxmox;

  @BeforeEach
  void start() throws Exception {
    server = ScriptedServer.start(folder);
    proxmox = ProxmoxOverSsh.open(server.settings());
  }

  @AfterEach
  void stop() throws Exception {
    proxmox.close();
    server.close();
  }

  private void ends(int exit, String out, String err) {
    server.answering(
        x -> {
          x.in().readAllBytes();
          x.out(out);
          x.err(err);
          return Optional.of(exit);
        });
  }

  private PortException failure() {
    return catchThrowableOfType(PortException.class, () -> proxmox.shell().run(CTID, RELOAD));
  }

  @Test
  void theCommandRunsWithACleanEnvironment() {
    ends(0, "", "");
    proxmox.shell().run(CTID, RELOAD);
    assertThat(server.lines())
        .containsExactly("LC_ALL=C.UTF-8 pct exec 20010 --keep-env 0 -- systemctl daemon-reload");
  }

  @Test
  void contentTravelsOnStandardInputOnly() {
    var input = new java.util.concurrent.atomic.AtomicReference<byte[]>();
    server.answering(
        x -> {
          input.set(x.in().readAllBytes());
          return Optional.of(0);
        });
    proxmox
        .shell()
        .run(
            CTID,
            new GuestCommand.WriteFile(
                new GuestPath("/etc/x"),
                FileOwner.ROOT_0644,
                Sha256.of("canary"),
                GuestInput.of("canary")));
    assertThat(input.get()).asString().isEqualTo("canary");
    assertThat(server.lines().get(0)).doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "container '20010' not running!|255|RALF-W010|REFUSED",
        "Configuration file 'nodes/pve1/lxc/20010.conf' does not exist|2|RALF-W011|REFUSED",
        "cluster not ready - no quorum?|255|RALF-W040|REFUSED",
        "can't lock file '/run/lock/lxc/pve-config-20010.lock' - got timeout|255|RALF-W032|CONFLICT",
        "lxc-attach: 20010: ../src/lxc/attach.c: get_attach_context: 406 Connection refused - Failed to get init pid|1|RALF-W014|NOT_UNDERSTOOD",
      })
  void pctsOwnRefusalsAreNoExitCodes(String said, int exit, String code, Fault fault) {
    ends(exit, "", said + "\n");
    PortException e = failure();
    assertThat(e.code().id()).isEqualTo(code);
    assertThat(e.fault()).isEqualTo(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "255||",
        "255||psql: error: connection failed",
        "255|some output|container '20010' not running!",
        "2||container '20011' not running!",
        "126||lxc-attach: 20010: ../src/lxc/attach.c: lxc_attach_run_command: 1841 Permission denied - Failed to exec \"/root\"",
        "127||lxc-attach: 20010: ../src/lxc/attach.c: lxc_attach_run_command: 1841 No such file or directory - Failed to exec \"no\"",
        "137||",
      })
  void everyOtherCodeIsTheCommandsOwn(int exit, String out, String err) {
    String said = err == null ? "" : err;
    ends(exit, out == null ? "" : out, said);
    assertThat(proxmox.shell().run(CTID, RELOAD))
        .isEqualTo(new GuestShell.Result(exit, out == null ? "" : out, said));
  }

  @Test
  void aLostConnectionIsNoExitCodeAndSaysNothingOfTheInput() {
    server.answering(
        x -> {
          x.cut().connection();
          return Optional.empty();
        });
    PortException e =
        catchThrowableOfType(
            PortException.class,
            () ->
                proxmox
                    .shell()
                    .run(CTID, new GuestCommand.Psql("postgres", GuestInput.of("canary"))));
    assertThat(e.fault()).isEqualTo(Fault.UNREACHABLE);
    assertThat(e.toString() + e.what() + e.help()).doesNotContain("canary");
    assertThat(e.what().en()).contains("container 20010").contains("psql postgres");
  }

  @Test
  void moreThanAMebibyteIsNotHandedOut() {
    ends(0, "x".repeat((1 << 20) + 1), "");
    assertThat(failure().code().id()).isEqualTo("RALF-W009");
    ends(0, "x".repeat(1 << 20), "");
    assertThat(proxmox.shell().run(CTID, RELOAD).out()).hasSize(1 << 20);
  }
}

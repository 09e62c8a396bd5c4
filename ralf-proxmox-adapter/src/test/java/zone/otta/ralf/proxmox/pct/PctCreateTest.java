package zone.otta.ralf.proxmox.pct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** Making and starting a container, and why the node refuses. */
class PctCreateTest extends PctHostStage {
  @Test
  void createSaysEverything() throws Exception {
    node.answer(
        "pct create 20010", 0, "extracting archive\n", "Task finished with 1 warning(s)!\n");
    proxmox.host().apply(CREATE, Optional.of(MARK));
    assertThat(node.calls())
        .containsExactly(
            List.of(
                "pct",
                "create",
                "20010",
                "local:vztmpl/" + TEMPLATE,
                "--hostname",
                "postgres-ops",
                "--unprivileged",
                "1",
                "--features",
                "nesting=1",
                "--cores",
                "2",
                "--memory",
                "2048",
                "--swap",
                "0",
                "--rootfs",
                "local-lvm:16",
                "--net0",
                "name=eth0,bridge=vmbr0,gw=10.10.0.1,hwaddr=02:52:0A:0A:14:0A,ip=10.10.20.10/16,type=veth",
                "--nameserver",
                "10.10.0.1",
                "--searchdomain",
                "otta.zone",
                "--tags",
                "postgresql;ralf",
                "--description",
                PURPOSE + "\n\n" + MARK.line(),
                "--onboot",
                "1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CT 20010 already exists on node 'pve1'|RALF-W030|CONFLICT",
        "VM 20010 already exists on node 'pve2'|RALF-W030|CONFLICT",
        "CT is locked (create)|RALF-W031|CONFLICT",
        "can't lock file '/run/lock/lxc/pve-config-20010.lock' - got timeout|RALF-W032|CONFLICT",
        "unable to create CT 20010 - volume 'local:vztmpl/x.tar.zst' does not exist|RALF-W033|REFUSED",
        "storage 'nostore' does not exist|RALF-W034|REFUSED",
        "storage 'x' does not support container directories|RALF-W035|REFUSED",
        "something new|RALF-W014|NOT_UNDERSTOOD",
      })
  void aRefusedCreateIsExplained(String said, String code, Fault fault) throws Exception {
    node.refuses("pct create 20010", 255, said + "\n");
    PortException e = refused(CREATE);
    assertThat(e.code().id()).isEqualTo(code);
    assertThat(e.fault()).isEqualTo(fault);
    assertThat(e.what().de()).contains("Container 20010 anlegen").contains(said);
  }

  @Test
  void aParameterErrorNamesTheParameter() throws Exception {
    node.refuses(
        "pct create 20010",
        2,
        """
        400 Parameter verification failed.
        hostname: invalid format - value does not look like a valid DNS name

        pct create <vmid> <ostemplate> [OPTIONS]
        """);
    PortException e = refused(CREATE);
    assertThat(e.code().id()).isEqualTo("RALF-W039");
    assertThat(e.what().en()).endsWith("value does not look like a valid DNS name");
  }

  @Test
  void startingWhatRunsIsFine() throws Exception {
    node.prints("pct start 20010", "");
    proxmox.host().apply(START, Optional.empty());
    node.refuses("pct start 20010", 255, "CT 20010 already running\n");
    proxmox.host().apply(START, Optional.empty());
    node.refuses("pct start 20010", 255, "bridge 'vmbr7' does not exist\n");
    assertThat(refused(START).code().id()).isEqualTo("RALF-W036");
    node.refuses("pct start 20010", 255, "startup for container '20010' failed\n");
    assertThat(refused(START).code().id()).isEqualTo("RALF-W037");
  }
}

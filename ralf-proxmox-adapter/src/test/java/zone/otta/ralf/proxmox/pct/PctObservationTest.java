package zone.otta.ralf.proxmox.pct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;

/** What is seen of steps, and what is not: absence must have been said. */
class PctObservationTest extends PctHostStage {
  @Test
  void allStepsAreObservedInOneCommandInTheirOrder() throws Exception {
    node.prints("pveam list local", TEMPLATES)
        .prints("pct config 20010", CONFIG)
        .prints("pct status 20010", "status: stopped\n");
    assertThat(proxmox.host().observe(List.of(START, PROVIDE, CREATE)))
        .containsExactly(
            Observation.Present.of(new Facts.Power(CTID, false, true)),
            Observation.Present.of(FILE),
            new Observation.Present(CONTAINER, Optional.of(MARK)));
    assertThat(proxmox.remoteCommands()).isEqualTo(1);
    assertThat(node.calls()).contains(List.of("pct", "config", "20010"));
  }

  @Test
  void absentIsWhatWasSaidToBeAbsent() throws Exception {
    node.prints("pveam list local", "NAME                  SIZE  \n")
        .refuses("pct config 20010", 2, ABSENT)
        .refuses("pct status 20010", 255, ABSENT);
    assertThat(proxmox.host().observe(List.of(PROVIDE, CREATE, START)))
        .containsOnly(new Observation.Absent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Configuration file 'nodes/pve1/lxc/20011.conf' does not exist|RALF-W011",
        "cluster not ready - no quorum?|RALF-W040",
        "ipcc_send_rec[1] failed: Connection refused|RALF-W014",
        "unable to open file '/etc/pve/lxc/20010.conf' - Transport endpoint is not connected|RALF-W014",
        "sh: 1: pct: not found|RALF-W043",
      })
  void everyOtherRefusalLeavesItUnknown(String said, String code) throws Exception {
    node.refuses("pct config 20010", 2, said + "\n").refuses("pct status 20010", 2, said + "\n");
    for (Observation seen : proxmox.host().observe(List.of(CREATE, START))) {
      assertThat(seen)
          .isInstanceOfSatisfying(
              Observation.Unknown.class,
              u -> {
                assertThat(u.why().code().id()).isEqualTo(code);
                assertThat(u.why().summary().en()).contains(said);
              });
    }
  }

  @Test
  void aLockMeansBusy() throws Exception {
    node.prints("pct config 20010", "lock: create\n");
    assertThat(observe(CREATE)).isEqualTo(new Observation.Busy("lock: create"));
    node.prints("pct config 20010", CONFIG + "lock: backup\n");
    assertThat(observe(CREATE)).isEqualTo(new Observation.Busy("lock: backup"));
  }

  @Test
  void aContainerOfAnotherFormIsUnknownAndNotOurs() throws Exception {
    node.prints(
        "pct config 20010",
        """
        arch: amd64
        description: Intranet wiki, owner%3A office%0A
        hostname: intranet
        memory: 512
        net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:2D:4F:CD,ip=dhcp,type=veth
        ostype: debian
        rootfs: local:20010/vm-20010-disk-0.raw,size=1G
        swap: 512
        """);
    assertThat(observe(CREATE))
        .isInstanceOfSatisfying(
            Observation.Unknown.class, u -> assertThat(u.why().code().id()).isEqualTo("RALF-W047"));
  }

  @Test
  void anUnknownLineInAListProvesNoAbsence() throws Exception {
    node.prints(
        "pveam list local", TEMPLATES.replace("-standard", "-other") + "WARN: storage slow\n");
    assertThat(observe(PROVIDE)).isInstanceOf(Observation.Unknown.class);
    node.refuses("pveam list local", 255, "storage 'local' does not exist\n");
    assertThat(observe(PROVIDE)).isInstanceOf(Observation.Unknown.class);
  }

  @Test
  void aCutAnswerProvesNothing() {
    server()
        .answering(
            x -> {
              x.out("#1 config 2\n " + ABSENT);
              return Optional.of(0);
            });
    PortException e = catchThrowableOfType(PortException.class, () -> observe(CREATE));
    assertThat(e.code().id()).isEqualTo("RALF-W006");
    assertThat(e.fault()).isEqualTo(Fault.NOT_UNDERSTOOD);
  }

  @Test
  void nothingIsSentBeforeTheFirstUse() {
    assertThat(proxmox.remoteCommands()).isZero();
    assertThat(server().lines()).isEmpty();
  }
}

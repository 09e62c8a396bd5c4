package zone.otta.ralf.proxmox.pct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;

/** Changing a container: what others have set stays, and success is not believed blindly. */
class PctChangeTest extends PctHostStage {
  private static Facts.Container with(String bridge, long rootfsMib) {
    Facts.Container c = CONTAINER;
    return new Facts.Container(
        c.ctid(),
        c.hostname(),
        c.cores(),
        c.memoryMib(),
        c.swapMib(),
        c.rootfsStorage(),
        rootfsMib,
        c.unprivileged(),
        c.nesting(),
        bridge,
        c.address(),
        c.gateway(),
        c.mac(),
        c.nameserver(),
        c.searchdomain(),
        c.onboot(),
        c.tags(),
        c.purpose());
  }

  @Test
  void anInterfaceKeepsWhatOthersHaveSet() throws Exception {
    node.prints("pct config 20010", CONFIG.replace(",gw=", ",firewall=1,gw="))
        .prints("pct set 20010", "");
    proxmox
        .host()
        .apply(new Step.ChangeContainer(CONTAINER, with("vmbr1", 16384)), Optional.of(MARK));
    assertThat(node.calls().get(1)).contains("--net0");
    assertThat(node.calls().get(1).get(4))
        .contains("bridge=vmbr1", "hwaddr=02:52:0A:0A:14:0A", "firewall=1");
  }

  @Test
  void aVolumeThatGrewWithoutItsFileSystemIsNoSuccess() throws Exception {
    var grow = new Step.ChangeContainer(CONTAINER, with("vmbr0", 32768));
    node.prints("pct resize 20010", "Image resized.\n");
    proxmox.host().apply(grow, Optional.of(MARK));
    node.prints(
        "pct resize 20010",
        "Image resized.\nFailed to update the container's filesystem: command 'x' failed: exit code 1\n\n");
    assertThat(refused(grow).code().id()).isEqualTo("RALF-W074");
  }
}

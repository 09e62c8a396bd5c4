package zone.otta.ralf.proxmox.pct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.port.ContainerHost.Query;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeInventory.Guest;
import zone.otta.ralf.port.NodeInventory.Storage;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.Ipv4Address;

/** What the node has: one command, and nothing of it if a part is not understood. */
class PctInventoryTest extends PctHostStage {
  private static final Query QUERY = new Query("local", "fast", Ipv4Address.of("10.10.20.10"));

  private void inventoryOf92() throws Exception {
    node.prints("pveversion", "pve-manager/9.2.11/14a22df3 (running kernel: EXAMPLE)\n")
        .prints("hostname", "pve1\n")
        .prints(
            "pvesh get /cluster/resources",
            "[{\"id\":\"lxc/100\",\"name\":\"old\",\"node\":\"pve1\",\"status\":\"stopped\",\"template\":0,\"type\":\"lxc\",\"vmid\":100},"
                + "{\"id\":\"qemu/101\",\"name\":\"fw\",\"node\":\"pve2\",\"status\":\"running\",\"type\":\"qemu\",\"vmid\":101}]")
        .prints(
            "pct list",
            """
            VMID       Status     Lock         Name               \s
            100        stopped                 intranet           \s
            20010      running    backup       postgres-ops       \s
            """)
        .prints(
            "pvesm status --content",
            """
            Name         Type     Status     Total (KiB)      Used (KiB) Available (KiB)        %
            fast        btrfs     active         6291456            5920         5749760    0.09%
            tape          dir   inactive               0               0               0    0.00%
            """)
        .prints("pveam list local", TEMPLATES)
        .answer(
            "pveam available --section",
            0,
            """
            system          alpine-9-broken_9.0_amd64.tar.xz                             amd64
            system          debian-12-mini_12.7-1_amd64.tar.zst                          amd64
            """,
            "unable to open file '/var/lib/pve-manager/apl-info/x' - No such file or directory\n")
        .prints(
            "ip -o link",
            "2: vmbr0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UNKNOWN\\    link/ether c6:ea\n")
        .answer("ping -n -c", 1, "1 packets transmitted, 0 received\n", "");
  }

  @Test
  void theInventoryIsOneCommand() throws Exception {
    inventoryOf92();
    NodeInventory seen = proxmox.host().inventory(QUERY);
    assertThat(proxmox.remoteCommands()).isEqualTo(1);
    assertThat(seen.node()).isEqualTo("pve1");
    assertThat(seen.version()).isEqualTo("9.2.11");
    assertThat(seen.identity()).isEqualTo(server().fingerprint()).startsWith("SHA256:");
    assertThat(seen.bridges()).containsExactly("vmbr0");
    assertThat(seen.addressAnswers()).isFalse();
    assertThat(seen.available())
        .containsExactly("alpine-9-broken_9.0_amd64.tar.xz", "debian-12-mini_12.7-1_amd64.tar.zst");
    assertThat(seen.guests())
        .containsExactly(
            new Guest(
                new Ctid(100), Guest.Kind.CONTAINER, "intranet", false, Optional.empty(), "pve1"),
            new Guest(new Ctid(101), Guest.Kind.MACHINE, "fw", true, Optional.empty(), "pve2"),
            new Guest(
                CTID, Guest.Kind.CONTAINER, "postgres-ops", true, Optional.of("backup"), "pve1"));
    assertThat(seen.storages())
        .contains(
            new Storage("fast", "btrfs", true, 5749760L * 1024, Storage.Content.ROOTDIR),
            new Storage("tape", "dir", false, 0, Storage.Content.VZTMPL));
    assertThat(seen.templates().get(0).bytes()).isBetween(65_660_000L, 65_670_000L);
  }

  @Test
  void theOlderVersionsTablesReadTheSame() throws Exception {
    inventoryOf92();
    node.prints("pveversion", "pve-manager/8.4.21/EXAMPLE (running kernel: EXAMPLE)\n")
        .prints("pct list", "")
        .prints(
            "pvesm status --content",
            """
            Name         Type     Status           Total            Used       Available        %
            fast        btrfs     active         6291456            5920         5749760    0.09%
            """)
        .prints(
            "pveam available --section", "system          debian-12-mini_12.7-1_amd64.tar.zst\n");
    NodeInventory seen = proxmox.host().inventory(QUERY);
    assertThat(seen.version()).isEqualTo("8.4.21");
    assertThat(seen.storages()).hasSize(2).allMatch(s -> s.availableBytes() == 5749760L * 1024);
    assertThat(seen.available()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pveversion|127|sh: 1: pveversion: not found|RALF-W043",
        "pvesh get /cluster/resources|2|cluster not ready - no quorum?|RALF-W040",
        "pvesh get /cluster/resources|0|{}|RALF-W014",
        "pct list|0|VMID garbage|RALF-W014",
        "pveam list local|255|storage 'local' does not exist|RALF-W034",
        "pveam list local|255|Storage does not support templates!|RALF-W035",
        "ping -n -c|2|ping: connect: Network is unreachable|RALF-W014",
      })
  void oneAnswerThatIsNotUnderstoodFailsTheInventory(
      String call, int exit, String said, String code) throws Exception {
    inventoryOf92();
    // "VMID garbage" starts like the head; the line after it does not.
    node.answer(call, exit, said + "\n" + (exit == 0 ? "and more\n" : ""), "");
    PortException e =
        catchThrowableOfType(PortException.class, () -> proxmox.host().inventory(QUERY));
    assertThat(e.code().id()).isEqualTo(code);
  }
}

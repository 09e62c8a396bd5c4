package zone.otta.ralf.proxmox.pct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.ContainerHost.Query;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.NodeInventory;
import zone.otta.ralf.port.NodeInventory.Guest;
import zone.otta.ralf.port.NodeInventory.Storage;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.proxmox.ProxmoxOverSsh;
import zone.otta.ralf.proxmox.RecordedNode;
import zone.otta.ralf.proxmox.ScriptedServer;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.MacAddress;

/** The answers are those recorded on Proxmox VE 9.2.11 and 8.4.21. */
class PctHostTest {
  private static final String TEMPLATE = "debian-12-standard_12.7-1_amd64.tar.zst";
  private static final Ctid CTID = new Ctid(20010);
  private static final Mark MARK =
      new Mark(new ServiceName("postgresql"), 1, "0123456789abcdef0123456789abcdef");
  private static final String PURPOSE = "Zentrale Datenbank: größter Dienst, 100 % „sicher“";
  private static final Facts.Template FILE = new Facts.Template("local", TEMPLATE);
  private static final Facts.Container CONTAINER =
      new Facts.Container(
          CTID,
          new HostName("postgres-ops"),
          2,
          2048,
          0,
          "local-lvm",
          16384,
          true,
          true,
          "vmbr0",
          Ipv4Interface.of("10.10.20.10/16"),
          Ipv4Address.of("10.10.0.1"),
          MacAddress.of(Ipv4Address.of("10.10.20.10")),
          Ipv4Address.of("10.10.0.1"),
          new DnsName("otta.zone"),
          true,
          new TreeSet<>(Set.of("ralf", "postgresql")),
          PURPOSE);
  private static final Step.CreateContainer CREATE = new Step.CreateContainer(CONTAINER, FILE);
  private static final Step.StartContainer START =
      new Step.StartContainer(new Facts.Power(CTID, true, true));
  private static final Step.ProvideTemplate PROVIDE = new Step.ProvideTemplate(FILE);
  private static final String ABSENT =
      "Configuration file 'nodes/pve1/lxc/20010.conf' does not exist\n";
  private static final String CONFIG =
      """
      arch: amd64
      cores: 2
      description: Zentrale Datenbank%3A gr%C3%B6%C3%9Fter Dienst, 100 %25 %E2%80%9Esicher%E2%80%9C%0A%0Aralf%3Av1 service=postgresql run=1 mac=0123456789abcdef0123456789abcdef%0A
      features: nesting=1
      hostname: postgres-ops
      memory: 2048
      nameserver: 10.10.0.1
      net0: name=eth0,bridge=vmbr0,gw=10.10.0.1,hwaddr=02:52:0A:0A:14:0A,ip=10.10.20.10/16,type=veth
      onboot: 1
      ostype: debian
      rootfs: local-lvm:vm-20010-disk-0,size=16G
      searchdomain: otta.zone
      swap: 0
      tags: postgresql;ralf
      unprivileged: 1
      """;
  private static final String TEMPLATES =
      """
      NAME                                                         SIZE \s
      local:vztmpl/debian-12-mini_12.7-1_amd64.tar.zst             62.62MB
      local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst         62.62MB
      """;
  @TempDir private Path folder;
  private ScriptedServer server;
  private RecordedNode node;
  private ProxmoxOverSsh proxmox;

  @BeforeEach
  void start() throws Exception {
    server = ScriptedServer.start(folder);
    node = new RecordedNode(folder);
    server.answering(node.script());
    proxmox = ProxmoxOverSsh.open(server.settings());
  }

  @AfterEach
  void stop() throws Exception {
    proxmox.close();
    server.close();
  }

  private Observation observe(Step.Host step) {
    return proxmox.host().observe(List.of(step)).get(0);
  }

  private PortException refused(Step.Host step) {
    return catchThrowableOfType(
        PortException.class, () -> proxmox.host().apply(step, Optional.of(MARK)));
  }

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
    server.answering(
        x -> {
          x.out("#1 config 2\n " + ABSENT);
          return Optional.of(0);
        });
    PortException e = catchThrowableOfType(PortException.class, () -> observe(CREATE));
    assertThat(e.code().id()).isEqualTo("RALF-W006");
    assertThat(e.fault()).isEqualTo(Fault.NOT_UNDERSTOOD);
  }

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

  @Test
  void aDownloadCountsWhenTheStorageListsIt() throws Exception {
    node.answer("pveam download local", 0, "download finished\n", "")
        .prints("pveam list local", TEMPLATES);
    proxmox.host().apply(PROVIDE, Optional.empty());
    assertThat(node.calls().get(0)).containsExactly("pveam", "download", "local", TEMPLATE);
  }

  @Test
  void aDownloadThatEndsWithZeroCanHaveFailed() throws Exception {
    node.answer(
            "pveam download local",
            0,
            "2026-11-23 17:18:47 ERROR 404: Not Found.\n",
            "unable to open file '/var/lib/pve-manager/apl-info/x' - No such file or directory\n"
                + "download failed: exit code 8\n")
        .prints("pveam list local", "NAME    SIZE\n");
    PortException e = refused(PROVIDE);
    assertThat(e.code().id()).isEqualTo("RALF-W038");
    assertThat(e.what().en()).contains("download failed: exit code 8");
    node.prints("pveam download local", "");
    assertThat(refused(PROVIDE).code().id()).isEqualTo("RALF-W038");
  }

  @Test
  void anUnknownTemplateIsLookedForInAFreshList() throws Exception {
    node.refuses(
            "pveam download local",
            2,
            "400 Parameter verification failed.\ntemplate: no such template\n")
        .answer("pveam update", 0, "", "")
        .prints("pveam list local", "NAME    SIZE\n");
    assertThat(refused(PROVIDE).code().id()).isEqualTo("RALF-W044");
    assertThat(node.calls().stream().map(c -> c.get(1)).toList())
        .containsExactly("download", "update", "download", "list");
  }

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

  private static final Query QUERY = new Query("local", "fast", Ipv4Address.of("10.10.20.10"));

  @Test
  void theInventoryIsOneCommand() throws Exception {
    inventoryOf92();
    NodeInventory seen = proxmox.host().inventory(QUERY);
    assertThat(proxmox.remoteCommands()).isEqualTo(1);
    assertThat(seen.node()).isEqualTo("pve1");
    assertThat(seen.version()).isEqualTo("9.2.11");
    assertThat(seen.identity()).isEqualTo(server.fingerprint()).startsWith("SHA256:");
    assertThat(seen.bridges()).containsExactly("vmbr0");
    assertThat(seen.addressAnswers()).isFalse();
    assertThat(seen.available())
        .containsExactly("alpine-9-broken_9.0_amd64.tar.xz", "debian-12-mini_12.7-1_amd64.tar.zst");
    assertThat(seen.guests())
        .containsExactly(
            new Guest(new Ctid(100), Guest.Kind.CONTAINER, "intranet", false, Optional.empty()),
            new Guest(new Ctid(101), Guest.Kind.MACHINE, "fw", true, Optional.empty()),
            new Guest(CTID, Guest.Kind.CONTAINER, "postgres-ops", true, Optional.of("backup")));
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

  @Test
  void nothingIsSentBeforeTheFirstUse() {
    assertThat(proxmox.remoteCommands()).isZero();
    assertThat(server.lines()).isEmpty();
  }
}

package zone.otta.ralf.proxmox.pct;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Mark;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
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

/**
 * A node whose answers are those recorded on Proxmox VE 9.2.11 and 8.4.21, behind a real SSH
 * server; one server for all tests of a class, a connection for each.
 */
abstract class PctHostStage {
  static final String TEMPLATE = "debian-12-standard_12.7-1_amd64.tar.zst";
  static final Ctid CTID = new Ctid(20010);
  static final Mark MARK =
      new Mark(new ServiceName("postgresql"), 1, "0123456789abcdef0123456789abcdef");
  static final String PURPOSE = "Zentrale Datenbank: größter Dienst, 100 % „sicher“";
  static final Facts.Template FILE = new Facts.Template("local", TEMPLATE);
  static final Facts.Container CONTAINER =
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
  static final Step.CreateContainer CREATE = new Step.CreateContainer(CONTAINER, FILE);
  static final Step.StartContainer START =
      new Step.StartContainer(new Facts.Power(CTID, true, true));
  static final Step.ProvideTemplate PROVIDE = new Step.ProvideTemplate(FILE);
  static final String ABSENT = "Configuration file 'nodes/pve1/lxc/20010.conf' does not exist\n";
  static final String CONFIG =
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
  static final String TEMPLATES =
      """
      NAME                                                         SIZE \s
      local:vztmpl/debian-12-mini_12.7-1_amd64.tar.zst             62.62MB
      local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst         62.62MB
      """;
  @TempDir static Path home;
  private static ScriptedServer server;
  @TempDir Path folder;
  RecordedNode node;
  ProxmoxOverSsh proxmox;

  @BeforeAll
  static void listen() throws Exception {
    server = ScriptedServer.start(home);
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
  }

  @BeforeEach
  void connect() throws Exception {
    node = new RecordedNode(folder);
    server.answering(node.script()).forget();
    proxmox = ProxmoxOverSsh.open(server.settings());
  }

  @AfterEach
  void disconnect() {
    proxmox.close();
  }

  static ScriptedServer server() {
    return server;
  }

  Observation observe(Step.Host step) {
    return proxmox.host().observe(List.of(step)).get(0);
  }

  PortException refused(Step.Host step) {
    return catchThrowableOfType(
        PortException.class, () -> proxmox.host().apply(step, Optional.of(MARK)));
  }
}

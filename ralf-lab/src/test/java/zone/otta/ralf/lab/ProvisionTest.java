package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.guest.CertificateRequest;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestInput;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.PackageName;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.guest.UnitName;
import zone.otta.ralf.lab.node.WorldOptions;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.Ipv4Address;

/** One container from nothing to a serving PostgreSQL, by RALF's own vocabulary over SSH. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ProvisionTest {
  private static final int ID = 20010;
  private static final String CONF = "/etc/postgresql/16/main/";
  private static final PackageName POSTGRES = new PackageName("postgresql-16");
  private static final UnitName UNIT = new UnitName("postgresql@16-main.service");
  @TempDir private static Path dir;
  private static Lab lab;
  private static LabClient client;

  @BeforeAll
  static void start() throws Exception {
    lab = Lab.start(LabOptions.in(dir.resolve("lab")));
    client = LabClient.of(lab);
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    lab.close();
  }

  @Test
  @Order(1)
  void node_answers_all_questions_in_one_call() throws Exception {
    var answers =
        client.askNode(
            "version",
            "-",
            "node",
            "-",
            "containers",
            "-",
            "guests",
            "-",
            "config",
            "20010",
            "storages",
            "rootdir",
            "storages",
            "vztmpl",
            "templates",
            "local",
            "available",
            "system",
            "bridges",
            "-",
            "answers",
            "10.10.20.10",
            "answers",
            "10.10.0.1");
    assertThat(answers.get(0).text()).startsWith("pve-manager/9.2.11/");
    assertThat(answers.get(1).text()).isEqualTo("pve");
    assertThat(answers.get(2).lines()).hasSize(2);
    assertThat(answers.get(3).text()).contains("\"id\":\"lxc/100\"");
    assertThat(answers.get(4).exit()).isEqualTo(2);
    assertThat(answers.get(5).text()).contains("local-lvm");
    assertThat(answers.get(6).text()).doesNotContain("local-lvm");
    assertThat(answers.get(7).lines()).hasSize(1);
    assertThat(answers.get(8).text()).contains(WorldOptions.UBUNTU);
    assertThat(answers.get(9).text()).contains("vmbr0");
    assertThat(answers.get(10).exit()).isEqualTo(1);
    assertThat(answers.get(11).exit()).isZero();
  }

  @Test
  @Order(2)
  void template_is_downloaded_once() throws Exception {
    assertThat(client.run("pveam", "download", "local", WorldOptions.UBUNTU).exit()).isZero();
    assertThat(client.askNode("templates", "local").get(0).text()).contains(WorldOptions.UBUNTU);
    assertThat(client.run("pveam", "download", "local", WorldOptions.UBUNTU).out())
        .contains("got correct file already");
  }

  @Test
  @Order(3)
  void container_is_created_and_started() throws Exception {
    client.provide(ID, WorldOptions.UBUNTU, "10.10.20.10");
    assertThat(client.askNode("status", "20010", "config", "20010").get(0).text())
        .isEqualTo("status: running");
    assertThat(client.askNode("config", "20010").get(0).lines())
        .contains(
            "rootfs: local-lvm:vm-20010-disk-0,size=16G",
            "tags: postgresql;ralf",
            "description: Memory%0Aralf%3Av1 service=postgresql run=1 mac="
                + "0".repeat(32)
                + "%0A");
    assertThat(client.askNode("answers", "10.10.20.10").get(0).exit()).isZero();
    String state = "starting";
    for (Instant end = Instant.now().plusSeconds(10);
        state.equals("starting") && Instant.now().isBefore(end); ) {
      state = client.ask(ID, new GuestQuestion.SystemState()).get(0).text();
    }
    assertThat(state).isEqualTo("running");
  }

  @Test
  @Order(4)
  void package_manager_knows_nothing_before_the_update() throws Exception {
    var candidate = new GuestQuestion.PackageCandidate(POSTGRES);
    assertThat(client.ask(ID, candidate).get(0).text()).isEmpty();
    assertThat(client.guest(ID, new GuestCommand.AptInstall(POSTGRES)).err())
        .isEqualTo("E: Unable to locate package postgresql-16\n");
    assertThat(client.guest(ID, new GuestCommand.AptUpdate()).exit()).isZero();
    assertThat(client.ask(ID, candidate).get(0).lines())
        .contains("  Installed: (none)", "  Candidate: 16.15-0ubuntu0.24.04.1");
  }

  @Test
  @Order(5)
  void installation_makes_a_running_cluster_with_the_asked_options() throws Exception {
    write(
        "/etc/postgresql-common/createcluster.d/50-ralf.conf",
        FileOwner.ROOT_0644,
        "initdb_options = '--data-checksums -E UTF8 --locale=C.UTF-8'\n");
    assertThat(client.guest(ID, new GuestCommand.AptInstall(POSTGRES)).exit()).isZero();
    var answers =
        client.ask(
            ID,
            new GuestQuestion.PackageState(POSTGRES),
            new GuestQuestion.UnitState(UNIT),
            new GuestQuestion.Sockets(),
            new GuestQuestion.Sql(
                "postgres",
                "select current_setting('data_checksums'), current_setting('server_encoding'),"
                    + " current_setting('ssl'), count(*) from pg_hba_file_rules where error is null"));
    assertThat(answers.get(0).text()).isEqualTo("installed 16.15-0ubuntu0.24.04.1");
    assertThat(answers.get(1).lines())
        .containsExactly(
            "LoadState=loaded",
            "ActiveState=active",
            "SubState=running",
            "UnitFileState=enabled-runtime");
    assertThat(answers.get(2).text()).contains(" 127.0.0.1:5432 ");
    assertThat(answers.get(3).text()).isEqualTo("on|UTF8|on|7");
  }

  @Test
  @Order(6)
  void certificate_belongs_to_postgres() throws Exception {
    var request =
        new CertificateRequest(
            new DnsName("postgres.otta.zone"),
            Ipv4Address.of("10.10.20.10"),
            new GuestPath(CONF + "server.key"),
            new GuestPath(CONF + "server.crt"),
            825);
    assertThat(client.guest(ID, new GuestCommand.MakeCertificate(request)).exit()).isZero();
    var answers =
        client.ask(
            ID,
            new GuestQuestion.FileState(request.key()),
            new GuestQuestion.FileState(request.certificate()));
    assertThat(answers.get(0).lines().get(0)).startsWith("regular file|postgres|postgres|600|");
    assertThat(answers.get(1).lines().get(0)).startsWith("regular file|postgres|postgres|644|");
  }

  @Test
  @Order(7)
  void restart_takes_the_written_configuration() throws Exception {
    FileOwner readable = new FileOwner("postgres", "postgres", "0644");
    write(
        CONF + "conf.d/50-ralf.conf",
        readable,
        "listen_addresses = '10.10.20.10'\nssl_cert_file = '%sserver.crt'\nssl_key_file = '%sserver.key'\nmax_connections = 40\n"
            .formatted(CONF, CONF));
    write(
        CONF + "pg_hba.conf",
        new FileOwner("postgres", "postgres", "0640"),
        "local all postgres peer\nhostssl ralf +ralf_login 10.10.0.0/16 scram-sha-256\nhost all all all reject\n");
    assertThat(client.guest(ID, new GuestCommand.RestartUnit(UNIT)))
        .isEqualTo(new LabClient.Result(0, "", ""));
    var answers =
        client.ask(
            ID,
            new GuestQuestion.Sockets(),
            new GuestQuestion.Sql(
                "postgres",
                "select sourcefile, setting from pg_settings where name = 'listen_addresses';"
                    + " select address from pg_hba_file_rules where database = '{ralf}'"));
    // Whoever else of this machine listens on the guest's address does so on another port.
    assertThat(answers.get(0).lines())
        .filteredOn(line -> line.contains(":5432 "))
        .containsExactly("LISTEN 0      244    10.10.20.10:5432 0.0.0.0:*");
    assertThat(answers.get(1).lines())
        .containsExactly(CONF + "conf.d/50-ralf.conf|10.10.20.10", "10.10.0.0");
  }

  @Test
  @Order(8)
  void psql_runs_a_script_from_standard_input() throws Exception {
    var script =
        GuestInput.of("create role ralf_login;\ncreate database ralf;\nselect 1;\nselect x;\n");
    assertThat(client.guest(ID, new GuestCommand.Psql("postgres", script)))
        .isEqualTo(
            new LabClient.Result(
                3,
                "1\n",
                "psql:<stdin>:4: ERROR:  column \"x\" does not exist\nLINE 1: select x;\n               ^\n"));
  }

  @Test
  @Order(9)
  void dump_is_stable_and_knows_the_database() throws Exception {
    String dump = lab.dump();
    assertThat(lab.dump()).isEqualTo(dump);
    assertThat(dump)
        .contains(
            "container 20010 running",
            "container 20010 role ralf_login ",
            "container 20010 database ralf ",
            "run=* mac=*",
            "dns pve.otta.zone. 3600 IN A 10.10.0.5",
            "container 20010 setting listen_addresses 10.10.20.10")
        .doesNotContain("127.", dir.toString());
  }

  @Test
  @Order(10)
  void rollback_brings_back_files_data_and_configuration() throws Exception {
    String before = lab.dump();
    String made = "create table kept (x int); insert into kept values (7);";
    assertThat(client.guest(ID, psql(made)).exit()).isZero();
    String id = Integer.toString(ID);
    assertThat(client.run("pct", "snapshot", id, "before", "--description", "vor der Änderung"))
        .isEqualTo(new LabClient.Result(0, "", ""));
    assertThat(client.guest(ID, psql("drop table kept; drop role ralf_login;")).exit()).isZero();
    write("/etc/motd", FileOwner.ROOT_0644, "changed\n");
    assertThat(client.run("pct", "set", id, "--memory", "4096").exit()).isZero();
    assertThat(client.run("pct", "resize", id, "rootfs", "32G").exit()).isZero();
    assertThat(client.run("pct", "config", id).out()).contains("size=32G", "parent: before");

    assertThat(client.run("pct", "rollback", id, "before", "--start", "1"))
        .isEqualTo(new LabClient.Result(0, "", ""));
    assertThat(client.guest(ID, psql("select x from kept;")).out()).isEqualTo("7\n");
    assertThat(client.guest(ID, psql("drop table kept;")).exit()).isZero();
    assertThat(client.run("pct", "delsnapshot", id, "before").exit()).isZero();
    assertThat(lab.dump()).isEqualTo(before);
  }

  private static GuestCommand psql(String script) {
    return new GuestCommand.Psql("postgres", GuestInput.of(script));
  }

  private static void write(String path, FileOwner owner, String text) throws Exception {
    var command =
        new GuestCommand.WriteFile(
            new GuestPath(path), owner, Sha256.of(text), GuestInput.of(text));
    assertThat(client.guest(ID, command)).isEqualTo(new LabClient.Result(0, "", ""));
  }
}

package zone.otta.ralf.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.JSchException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestInput;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.PackageName;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.guest.UnitName;
import zone.otta.ralf.lab.node.WorldOptions;

/** pg_hba.conf decides by where a connection comes from; and what the server refuses to read. */
final class SourceTest {
  private static final int ID = 20010;
  private static final String CONF = "/etc/postgresql/16/main/";
  private static final UnitName UNIT = new UnitName("postgresql@16-main.service");
  private static final FileOwner OWN = new FileOwner("postgres", "postgres", "0640");

  @TempDir private static Path dir;
  private static Lab lab;
  private static LabClient client;

  @BeforeAll
  static void provide() throws Exception {
    lab = Lab.start(LabOptions.in(dir.resolve("lab")).templatePresent());
    client = LabClient.of(lab);
    client.provide(ID, WorldOptions.UBUNTU, "10.10.20.10");
    client.guest(ID, new GuestCommand.AptUpdate());
    client.guest(ID, new GuestCommand.AptInstall(new PackageName("postgresql-16")));
    write(CONF + "conf.d/50-ralf.conf", OWN, "listen_addresses = '10.10.20.10'\n");
    write(
        CONF + "pg_hba.conf",
        OWN,
        "local all postgres peer\nhostssl all all 10.10.0.0/16 scram-sha-256\nhost all all all reject\n");
    assertThat(client.guest(ID, new GuestCommand.RestartUnit(UNIT)).exit()).isZero();
    GuestInput role = GuestInput.of("create role app login password 'secret1';");
    assertThat(client.guest(ID, new GuestCommand.Psql("postgres", role)).exit()).isZero();
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    lab.close();
  }

  private static LabClient.Result write(String path, FileOwner owner, String text)
      throws Exception {
    return client.guest(
        ID,
        new GuestCommand.WriteFile(
            new GuestPath(path), owner, Sha256.of(text), GuestInput.of(text)));
  }

  private static void connect(LabClient through, String password, String sslmode) throws Exception {
    int port = through.session().setPortForwardingL(0, "10.10.20.10", 5432);
    var properties = new Properties();
    properties.put("user", "app");
    properties.put("password", password);
    properties.put("sslmode", sslmode);
    properties.put("gssEncMode", "disable");
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:postgresql://localhost:" + port + "/postgres", properties)) {
      assertThat(connection.isValid(5)).isTrue();
    } finally {
      through.session().delPortForwardingL(port);
    }
  }

  @Test
  void the_node_is_inside() throws Exception {
    connect(client, "secret1", "require");
  }

  @Test
  void the_outside_face_is_rejected_in_the_servers_own_words() throws Exception {
    try (LabClient outside = LabClient.of(lab.outside(), lab.keyFile())) {
      assertThatThrownBy(() -> connect(outside, "secret1", "require"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
          .hasMessageContaining("pg_hba.conf rejects connection for host");
      assertThat(outside.run("hostname").exit()).isEqualTo(127);
    }
  }

  @Test
  void wrong_password_and_no_encryption_are_refused() {
    assertThatThrownBy(() -> connect(client, "wrong", "require"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    assertThatThrownBy(() -> connect(client, "secret1", "disable"))
        .hasMessageContaining("rejects connection");
  }

  @Test
  void a_target_outside_the_lab_is_refused_without_a_connection() throws Exception {
    for (String host : new String[] {"10.11.0.1", "192.0.2.1", "localhost", "10.10.20.99"}) {
      var channel =
          (com.jcraft.jsch.ChannelDirectTCPIP) client.session().openChannel("direct-tcpip");
      channel.setHost(host);
      channel.setPort(5432);
      channel.setOutputStream(new java.io.ByteArrayOutputStream());
      assertThatThrownBy(() -> channel.connect(10_000)).isInstanceOf(JSchException.class);
    }
  }

  @Test
  void a_key_that_others_can_read_stops_the_server() throws Exception {
    String key = "-----BEGIN PRIVATE KEY-----\n";
    write(CONF + "other.key", new FileOwner("postgres", "postgres", "0644"), key);
    write(CONF + "conf.d/60-key.conf", OWN, "ssl_key_file = '" + CONF + "other.key'\n");
    LabClient.Result restart = client.guest(ID, new GuestCommand.RestartUnit(UNIT));
    assertThat(restart.exit()).isEqualTo(1);
    assertThat(restart.err()).startsWith("Job for postgresql@16-main.service failed because ");
    assertThat(client.ask(ID, new GuestQuestion.UnitState(UNIT)).get(0).lines())
        .contains("ActiveState=failed");
    assertThat(tail())
        .contains("private key file \"" + CONF + "other.key\" has group or world access");
    client.run(
        "pct", "exec", "20010", "--keep-env", "0", "--", "rm", "--", CONF + "conf.d/60-key.conf");
    assertThat(client.guest(ID, new GuestCommand.RestartUnit(UNIT)).exit()).isZero();
  }

  @Test
  void a_file_the_server_may_not_read_or_understand_stops_it() throws Exception {
    write(CONF + "conf.d/70-mine.conf", new FileOwner("root", "root", "0600"), "work_mem = 4MB\n");
    assertThat(client.guest(ID, new GuestCommand.RestartUnit(UNIT)).exit()).isEqualTo(1);
    assertThat(tail()).contains("conf.d/70-mine.conf\": Permission denied");
    write(CONF + "conf.d/70-mine.conf", OWN, "no_such_setting = 1\n");
    assertThat(client.guest(ID, new GuestCommand.RestartUnit(UNIT)).exit()).isEqualTo(1);
    assertThat(tail())
        .contains("unrecognized configuration parameter \"no_such_setting\" in file \"" + CONF);
    write(CONF + "conf.d/70-mine.conf", OWN, "archive_command = 'touch /tmp/x'\n");
    assertThat(client.guest(ID, new GuestCommand.RestartUnit(UNIT)).exit()).isEqualTo(1);
    assertThat(tail()).contains("lab: the lab does not run archive_command");
    client.run(
        "pct", "exec", "20010", "--keep-env", "0", "--", "rm", "--", CONF + "conf.d/70-mine.conf");
    assertThat(client.guest(ID, new GuestCommand.RestartUnit(UNIT)).exit()).isZero();
  }

  private static String tail() throws Exception {
    return client
        .run(
            "pct",
            "exec",
            "20010",
            "--keep-env",
            "0",
            "--",
            "tail",
            "-n",
            "12",
            "--",
            "/var/log/postgresql/postgresql-16-main.log")
        .out();
  }
}

package zone.otta.ralf.lab.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.lab.files.GuestFiles;
import zone.otta.ralf.lab.machine.Folders;
import zone.otta.ralf.lab.machine.LabNet;

/** The lab's psql against a real server; where a real psql is installed, it is the judge. */
final class PsqlTest {
  private static LabNet.Claim claim;
  private static Path home;
  private static PostgresCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    claim = LabNet.claim();
    home = Path.of(System.getProperty("java.io.tmpdir"), "ralf-psql-" + claim.net().n());
    Folders.delete(home);
    Folders.makePrivate(home);
    Path cache = Path.of(System.getProperty("user.home"), ".cache");
    var files = new GuestFiles();
    cluster =
        PostgresCluster.create(
            PostgresBinaries.in(cache),
            files,
            claim.net(),
            "10.10.20.10",
            home,
            List.of("-E", "UTF8", "--locale=C.UTF-8"));
    String conf = PostgresCluster.CONFIGURATION;
    files.folder("/etc", "root", "root", 0755);
    files.folder("/etc/postgresql", "root", "root", 0755);
    files.folder("/etc/postgresql/16", "postgres", "postgres", 0755);
    files.folder(conf, "postgres", "postgres", 0755);
    files.write(
        conf + "/postgresql.conf",
        "hba_file = '%s/pg_hba.conf'\nident_file = '%s/pg_ident.conf'\nunix_socket_directories = '/var/run/postgresql'\nfsync = off\ntimezone = 'UTC'\n"
            .formatted(conf, conf),
        "postgres",
        "postgres",
        0644);
    files.write(
        conf + "/pg_hba.conf",
        "local all postgres peer\nlocal all all trust\n",
        "postgres",
        "postgres",
        0640);
    files.write(conf + "/pg_ident.conf", "", "postgres", "postgres", 0640);
    assertThat(cluster.start()).isTrue();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.stop();
    Folders.delete(home);
    claim.close();
  }

  static List<String> scripts() {
    return List.of(
        "select 1;",
        "select 1",
        "select 1; select 2;\nselect 'a|b', null, true, 1.50, array[1,2], '{\"a\":1}'::jsonb;\n",
        "",
        "\n\n-- only a comment\n",
        "-- c\nselect 1; -- after\n/* block ; /* nested ; */ */ select 2;\n",
        "select $$a;b$$, $x$c$$;d$x$, 'it''s;', E'a\\';b', \"current_user\" from (select 1 as \"current_user\") q;\n",
        "DO $$ BEGIN RAISE NOTICE 'n;1'; RAISE WARNING 'w' USING HINT='try', DETAIL='dd'; END $$;\nselect 3;",
        "select 1;\n\nselect nope;\nselect 2;\n",
        "select *\nfrom nope\nwhere 1=1;\n",
        "selec 1;",
        "select\n  1,\n  nope(\n  2);\n",
        "select 'open;\n",
        "create table t(i int primary key);\ninsert into t values (1),(2);\ninsert into t values (1);\n",
        "begin;\ncreate table b(i int);\nselect 1/0;\ncommit;\n",
        "create function f(n int) returns int language plpgsql as $f$ begin raise exception 'bad %', n using errcode='P0007', hint='h', detail='d'; end $f$;\nselect f(3);\n",
        "create function g(n int) returns int begin atomic select 1; select case when n > 1 then 2 else 3 end; end;\nselect g(5);\n",
        "select repeat('x', 5) as \"a;b\";select 2;;select 3;\n",
        "select 'x' as aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, nope as bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, 3 as cccccccccccccc;\n",
        "select 'äöü', nöpe;\n",
        "select pg_terminate_backend(pg_backend_pid());\nselect 1;\n",
        "select E'line1\\nline2';\n",
        "select 1 where false;\nselect;\n",
        "select a.b$c from x;select $1;",
        "do $do$\nbegin\n  execute 'select nope';\nend\n$do$;\n",
        "do $do$\nbegin\n  perform 1/0;\nend\n$do$;\n",
        "set role nobody_here;",
        "create table if not exists pg_temp.z(i int);create table if not exists pg_temp.z(i int);\nselect 1;");
  }

  private static String freshDatabase(String name) throws IOException {
    assertThat(cluster.psql("postgres", "postgres", "create database " + name + ";").exit())
        .isZero();
    return name;
  }

  private static int number;

  @ParameterizedTest
  @MethodSource("scripts")
  void the_real_psql_says_the_same(String script) throws Exception {
    Path real = Path.of("/usr/bin/psql");
    Assumptions.assumeTrue(Files.isExecutable(real), "no psql is installed here");
    number++;
    Psql.Result ours = cluster.psql("postgres", freshDatabase("ours" + number), script);
    Psql.Result theirs = real(real, freshDatabase("real" + number), script);
    assertThat(ours).isEqualTo(theirs);
  }

  private static Psql.Result real(Path program, String database, String script) throws Exception {
    // As another role: the peer map lets only this process's user in as postgres, and so it does
    // psql.
    Process process =
        new ProcessBuilder(
                new ArrayList<>(
                    List.of(
                        program.toString(),
                        "-h",
                        home.resolve("var/run/postgresql").toString(),
                        "-U",
                        "postgres",
                        "-d",
                        database,
                        "-X",
                        "-q",
                        "-A",
                        "-t",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-f",
                        "-")))
            .redirectErrorStream(false)
            .start();
    process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Psql.Result(process.waitFor(), out, err);
  }

  @Test
  void refused_connections_exit_with_2() throws Exception {
    assertThat(cluster.psql("postgres", "nodb", "select 1;"))
        .isEqualTo(
            new Psql.Result(
                2,
                "",
                "psql: error: connection to server on socket \"/var/run/postgresql/.s.PGSQL.5432\" failed: FATAL:  database \"nodb\" does not exist\n"));
    assertThat(Psql.run(home, "postgres", "postgres", "select 1;"))
        .isEqualTo(
            new Psql.Result(
                2,
                "",
                "psql: error: connection to server on socket \"/var/run/postgresql/.s.PGSQL.5432\" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?\n"));
  }

  @Test
  void what_it_does_not_do_it_says() {
    for (String script : List.of("\\dt", "copy pg_class to stdout;")) {
      assertThatThrownBy(() -> cluster.psql("postgres", "postgres", script))
          .hasMessageContaining("lab: not in the vocabulary");
    }
  }
}

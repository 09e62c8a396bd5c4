package zone.otta.ralf.lab.guest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.lab.files.GuestFile;
import zone.otta.ralf.lab.files.GuestFiles;
import zone.otta.ralf.lab.postgres.PostgresCluster;
import zone.otta.ralf.lab.postgres.Psql;

/**
 * The end state of a guest as stable text: two runs that reached the same state give the same
 * lines. What is random by nature (keys, certificates, salts, times) shows that it is there and of
 * what kind, not its value.
 */
final class GuestDump {
  private static final String OBJECTS = Resource.text("dump-objects.sql");
  private static final String CLUSTER = Resource.text("dump-cluster.sql");

  /** Who may come in, and by which way, is not the state of the guest. */
  private static final String ACCESS = "/root/.ssh";

  private GuestDump() {}

  static List<String> files(GuestFiles files) {
    var lines = new ArrayList<String>();
    files
        .below("/")
        .forEach(
            (path, file) -> {
              if (!path.startsWith(ACCESS)) {
                lines.add(line(path, file));
              }
            });
    return lines;
  }

  private static String line(String path, GuestFile file) {
    String owner = file.owner() + ":" + file.group() + " " + Integer.toOctalString(file.mode());
    String content =
        switch (file.content()) {
          case GuestFile.Folder folder -> "folder";
          case GuestFile.Real real -> "*";
          case GuestFile.Bytes bytes ->
              path.matches(".*\\.(key|crt|pem|pub)") ? "*" : Sha256.of(bytes.bytes()).hex();
        };
    return "file " + path + " " + owner + " " + content;
  }

  /** Roles, databases and their objects, asked from the real server. */
  static List<String> cluster(PostgresCluster cluster) throws IOException {
    var lines = new ArrayList<String>(ask(cluster, "postgres", CLUSTER));
    for (String database :
        ask(
            cluster,
            "postgres",
            "SELECT datname FROM pg_database WHERE datallowconn AND datname <> 'template1' ORDER BY 1;")) {
      ask(cluster, database, OBJECTS).forEach(l -> lines.add("in " + database + " " + l));
      for (String table :
          ask(
              cluster,
              database,
              "SELECT schemaname || '.' || quote_ident(tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1;")) {
        ask(cluster, database, "SELECT count(*) FROM " + table + ";")
            .forEach(n -> lines.add("in " + database + " rows " + table + " " + n));
      }
    }
    return lines;
  }

  private static List<String> ask(PostgresCluster cluster, String database, String sql)
      throws IOException {
    Psql.Result result = cluster.psql("postgres", database, sql);
    if (result.exit() != 0) {
      return List.of("not to be asked: " + result.err().strip());
    }
    return result.out().lines().toList();
  }
}

package zone.otta.ralf.postgresql.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import zone.otta.ralf.journal.NewEvent;
import zone.otta.ralf.journal.StreamName;
import zone.otta.ralf.port.Journal;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.postgresql.PostgresAccess;
import zone.otta.ralf.postgresql.PostgresMemory;
import zone.otta.ralf.postgresql.ServerTrust;

/** The memory in a plain program: host, port and the server's certificate as arguments. */
public final class AppendAndRead {
  private AppendAndRead() {}

  public static void main(String[] args) throws Exception {
    // @start region="example"
    var trust = new ServerTrust.Pinned(Files.readString(Path.of(args[2])));
    PostgresAccess.Password password =
        () -> new Secret(System.getenv("MEMORY_PASSWORD").toCharArray());
    var access = PostgresAccess.to(args[0], Integer.parseInt(args[1]), "ralf_app", password, trust);
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      Journal journal = memory.journal();
      var flow = new StreamName("flow:backup");
      var done =
          new NewEvent(UUID.randomUUID(), "finished", 1_790_000_000_000_000L, "{\"ok\":true}");
      System.out.println(journal.append(flow, journal.head(flow).version(), List.of(done)));
      journal
          .readAll(0, 100)
          .forEach(e -> System.out.println(e.position() + " " + e.event().payload()));
    }
    // @end
  }
}

package zone.otta.ralf.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.postgresql.PostgresAccess;
import zone.otta.ralf.postgresql.PostgresMemory;
import zone.otta.ralf.postgresql.ServerTrust;

/** Counts until it is ended. Arguments: host, login, file of the server's certificate. */
public final class ChronicleMain {
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private ChronicleMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Optional<String> password = Optional.ofNullable(System.getenv("RALF_PASSWORD"));
    if (arguments.length != 3 || password.isEmpty()) {
      System.err.println("RALF_PASSWORD=... ChronicleMain HOST LOGIN CERTIFICATE.pem");
      System.exit(2);
    }
    PostgresAccess access =
        PostgresAccess.to(
                arguments[0],
                5432,
                arguments[1],
                () -> new Secret(password.orElseThrow().toCharArray()),
                new ServerTrust.Pinned(Files.readString(Path.of(arguments[2]))))
            .withApplication("chronicle");
    try (PostgresMemory memory = PostgresMemory.open(access)) {
      var chronicle = new Chronicle(memory.journal(), memory.metadata());
      var who = InetAddress.getLocalHost().getHostName() + " " + ProcessHandle.current().pid();
      var turns = new Turns(chronicle, memory.leases(), who);
      while (true) {
        try {
          turns.take().ifPresent(System.out::println);
        } catch (PortException e) {
          // Away, or its outcome unknown: the next round finds out.
          System.err.println(e.getMessage());
        }
        Thread.sleep(BETWEEN);
      }
    }
  }
}

package zone.otta.ralf.postgresql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import zone.otta.ralf.port.Secret;

/**
 * A test's process of its own, which can be killed. Its arguments are host, port, database and the
 * file of the certificate, then its own; the password is the first line of its standard input.
 */
final class Child {
  private static final int COMMON = 4;

  private Child() {}

  /**
   * @param temporary for the certificate
   */
  static Process start(Class<?> main, Path temporary, PostgresAccess access, String... own)
      throws IOException {
    Path certificate = temporary.resolve("server.crt");
    Files.writeString(certificate, MemoryServer.stage().certificate());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                access.host(),
                "" + access.port(),
                access.database(),
                certificate.toString()));
    command.addAll(List.of(own));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  static void password(Process process, PostgresAccess access) throws IOException {
    Writer to = process.outputWriter();
    try (var secret = access.password().get()) {
      to.write(secret.reveal());
    }
    to.append('\n').flush();
  }

  /** In the process: the way to the memory. */
  static PostgresAccess access(BufferedReader in, String[] arguments) throws IOException {
    char[] password = in.readLine().toCharArray();
    return PostgresAccess.to(
            arguments[0],
            Integer.parseInt(arguments[1]),
            MemoryStage.APPENDING,
            () -> new Secret(password.clone()),
            new ServerTrust.Pinned(Files.readString(Path.of(arguments[3]))))
        .withDatabase(arguments[2]);
  }

  /** In the process: its own arguments. */
  static List<String> own(String[] arguments) {
    return List.of(arguments).subList(COMMON, arguments.length);
  }
}

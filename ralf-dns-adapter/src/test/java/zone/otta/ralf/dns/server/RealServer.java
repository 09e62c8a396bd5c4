package zone.otta.ralf.dns.server;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Name servers of other people that take signed updates, where they are installed. */
public enum RealServer {
  BIND("named", Bind::start),
  KNOT("knotd", Knot::start),
  POWERDNS("pdns_server", PowerDns::start);

  /** Starts one, or nothing if a part of it is not installed. */
  private interface Start {
    Optional<? extends NameServer> in(Path folder) throws Exception;
  }

  private static final List<String> FOLDERS =
      List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin");

  private final String program;
  private final Start start;

  RealServer(String program, Start start) {
    this.program = program;
    this.start = start;
  }

  /**
   * Starts it with the zones of {@link ServerStage#ORIGINS} and the keys of {@link Keys}. Where it
   * is not installed the test is skipped, or fails if {@code -Dralf.nameservers=required} says that
   * it must be.
   *
   * @param folder empty, for its files
   */
  public NameServer start(Path folder) throws Exception {
    Optional<? extends NameServer> server = start.in(folder);
    return server.isPresent() ? server.get() : missing(program);
  }

  /** The program of another server, or the test is skipped as in {@link #start}. */
  public static Path require(String program) {
    return find(program).orElseGet(() -> missing(program));
  }

  private static <T> T missing(String program) {
    String reason = "no " + program + " here: nothing was tried on it";
    return "required".equals(System.getProperty("ralf.nameservers")) ? fail(reason) : abort(reason);
  }

  static Optional<Path> find(String program) {
    return FOLDERS.stream().map(f -> Path.of(f, program)).filter(Files::isExecutable).findFirst();
  }
}

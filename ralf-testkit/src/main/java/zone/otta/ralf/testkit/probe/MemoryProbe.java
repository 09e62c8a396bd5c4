package zone.otta.ralf.testkit.probe;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.function.Supplier;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.Tunnel;
import zone.otta.ralf.testkit.probe.ProbeStage.Trouble;

/** Logs in to a {@link MemoryServer}; goes through the tunnel without a word over it. */
public class MemoryProbe implements SmokeProbe {
  protected final Supplier<MemoryServer> server;

  /**
   * @param server as it is at the time of each attempt
   */
  public MemoryProbe(Supplier<MemoryServer> server) {
    this.server = server;
  }

  @Override
  public Outcome login(Login login, Tunnel through) {
    if (login.pinned().filter(p -> !fit(p)).isPresent()) {
      return new Outcome.NoAnswer(Text.same("the pinned certificate does not fit"));
    }
    try {
      Socket socket = through.connect(login.address(), login.port(), login.limit());
      socket.close();
      return answer(login);
    } catch (IOException e) {
      return new Outcome.NoAnswer(Text.same("no connection"));
    }
  }

  private boolean fit(String certificate) {
    return certificate.contains("BEGIN CERTIFICATE") && !server.get().unfit().contains(certificate);
  }

  /** What the server says to a login once there is a connection. */
  protected Outcome answer(Login login) {
    MemoryServer now = server.get();
    if (now.trouble() == Trouble.SILENT) {
      return new Outcome.NoAnswer(Text.same("no answer in time"));
    }
    if (login.pinned().isEmpty()) {
      return new Outcome.Refused(
          "28000",
          "pg_hba.conf rejects connection for host \"10.10.0.5\", user \""
              + login.user()
              + "\", database \""
              + login.database()
              + "\", no encryption");
    }
    boolean itself =
        now.trouble() == Trouble.NONE && login.pinned().get().equals(now.certificate());
    return itself ? session(login, now) : new Outcome.NoAnswer(Text.same("another certificate"));
  }

  private static Outcome session(Login login, MemoryServer now) {
    boolean known = login.user().equals(now.user()) && login.password().equals(now.password());
    if (!known) {
      return new Outcome.Refused(
          "28P01", "password authentication failed for user \"" + login.user() + "\"");
    }
    List<String> rows = now.answers().get(login.query());
    return rows == null
        ? new Outcome.Refused("42P01", "relation \"nowhere\" does not exist")
        : new Outcome.Answered(rows, "TLSv1.3", "16.15");
  }
}

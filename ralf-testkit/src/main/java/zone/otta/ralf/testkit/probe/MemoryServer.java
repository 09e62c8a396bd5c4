package zone.otta.ralf.testkit.probe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.testkit.probe.ProbeStage.Trouble;

/**
 * A database server in memory: what it demands, what it answers, what is wrong with it.
 *
 * @param certificate its own, in PEM or any other text
 * @param unfit certificates that are expired or name another address
 * @param answers query -> first column
 */
public record MemoryServer(
    String user,
    Secret password,
    String certificate,
    Set<String> unfit,
    Map<String, List<String>> answers,
    Trouble trouble) {
  public MemoryServer with(Trouble other) {
    return new MemoryServer(user, password, certificate, unfit, answers, other);
  }
}

package zone.otta.ralf.dns.pihole;

import java.util.List;
import zone.otta.ralf.dns.Deadline;
import zone.otta.ralf.port.PortException;

/** The requests that RALF needs, and what their answers mean. */
final class PiholeApi {
  private static final String PRESENT = "Item already present";

  /** Neither a line of this form can be in the list, nor could it be added. */
  private static final String IMPOSSIBLE = "ralf-rehearsal";

  private final Session session;
  private final ApiFailures failures;

  PiholeApi(Session session, ApiFailures failures) {
    this.session = session;
    this.failures = failures;
  }

  Records records(Deadline deadline) {
    return Records.of(
        list(ApiCall.hosts(), "hosts", deadline),
        list(ApiCall.aliases(), "cnameRecords", deadline));
  }

  private List<String> list(ApiCall what, String name, Deadline deadline) {
    ApiReply reply = session.send(what, deadline);
    if (reply.status() != ApiReply.OK) {
      throw failures.refused(what, reply);
    }
    return reply.texts("config", "dns", name).orElseThrow(() -> failures.notUnderstood(what));
  }

  /**
   * Adds a line.
   *
   * @return whether it was this request that added it
   * @throws PortException if it was refused, or nobody knows whether it was carried out
   */
  boolean add(String line, Deadline deadline) {
    ApiCall what = ApiCall.add(line);
    ApiReply reply = session.send(what, deadline);
    if (reply.status() == ApiReply.BAD_REQUEST && reply.says(PRESENT)) {
      return false;
    }
    if (reply.status() != ApiReply.CREATED) {
      throw failures.refused(what, reply);
    }
    return true;
  }

  /**
   * Removes exactly this line.
   *
   * @return false if there was none
   * @throws PortException as with {@link #add}
   */
  boolean remove(String line, Deadline deadline) {
    ApiCall what = ApiCall.remove(line);
    ApiReply reply = session.send(what, deadline);
    if (reply.status() == ApiReply.NOT_FOUND && reply.withoutError()) {
      return false;
    }
    if (reply.status() != ApiReply.NO_CONTENT) {
      throw failures.refused(what, reply);
    }
    return true;
  }

  /**
   * Asks for the removal of what cannot be there: the server looks at the session's rights, at its
   * own read-only mode and at pinned settings first.
   *
   * @throws PortException if a change would be refused
   */
  void rehearse(Deadline deadline) {
    if (remove(IMPOSSIBLE, deadline)) {
      throw failures.notUnderstood(ApiCall.remove(IMPOSSIBLE));
    }
  }
}

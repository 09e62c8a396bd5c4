package zone.otta.ralf.lab;

/** Recorded calls whose answer the lab need not give, by reason. */
final class RestDifferences {
  private RestDifferences() {}

  /**
   * @param here the body of the lab's answer
   */
  static boolean may(String file, RestConversation.Entry entry, String here) {
    return notEmulated(here) || otherUse(entry) || otherToken(file, entry);
  }

  private static boolean notEmulated(String here) {
    return here.contains("lab: not in the vocabulary") || here.contains("' not implemented");
  }

  /** Which of two answers came depended on the moment; equal or not, it is not counted. */
  static boolean moment(RestConversation.Entry entry) {
    boolean ran = entry.target().contains("/tasks/") && entry.out().contains("\"running\"");
    boolean waited =
        entry.out().contains("trying to acquire lock")
            || entry.out().contains("got timeout")
            || entry.status() == 596;
    boolean early =
        entry.target().endsWith("/interfaces") && entry.out().contains("\"ip-addresses\":[]");
    boolean lagging =
        entry.out().contains("\"status\":\"unknown\"")
            || entry.target().matches(".*/(cluster/resources|pools)\\?.*")
                && entry.out().contains("\"name\":\"probe\"");
    boolean stillThere = entry.reason().contains("already exists");
    boolean interrupted = entry.out().contains("received interrupt");
    return ran || waited || early || lagging || stillThere || interrupted;
  }

  /** What the recorded node had been used for before, and a container made by a cut request. */
  private static boolean otherUse(RestConversation.Entry entry) {
    return entry.target().contains("source=all")
        || entry.target().contains("20013")
        || entry.target().endsWith("/aplinfo")
        || entry.target().endsWith("/nodes/pve1/status");
  }

  /** The lab has one token; recorded were also others, and that its user was disabled. */
  private static boolean otherToken(String file, RestConversation.Entry entry) {
    return entry.authorization().orElse("").contains("!sep=")
        || file.contains("6-privileges") && entry.status() == 401;
  }

  /**
   * Refused by the recorded node's kernel, and what began with requests that were cut: the lab is
   * not asked, it would do it.
   */
  static boolean notAsked(RestConversation.Entry entry) {
    return entry.out().contains("cgroup")
        || entry.out().contains("apparmor")
        || entry.input().startsWith("vmid=20013");
  }
}

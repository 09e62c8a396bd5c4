package zone.otta.ralf.proxmox.api;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A task's identifier, {@code UPID:node:PID:PSTART:START:type:id:user:} (proxmox.md, section 7).
 *
 * @param node where it runs
 */
record Upid(String text, String node, String type) {
  private static final Set<String> CHANGES =
      Set.of(
          "vzcreate",
          "vzrestore",
          "vzclone",
          "vzstart",
          "vzstop",
          "vzshutdown",
          "vzreboot",
          "vzsuspend",
          "vzresume",
          "vzdestroy",
          "vzmigrate",
          "vzsnapshot",
          "vzdelsnapshot",
          "vzrollback",
          "resize",
          "hastart",
          "hastop");
  private static final Pattern FORM =
      Pattern.compile(
          "UPID:([A-Za-z0-9][A-Za-z0-9.-]*):[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:([^:\\s]+):[^:\\s]*:[^:\\s]+:");

  static Optional<Upid> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new Upid(text, form.group(1), form.group(2)))
        : Optional.empty();
  }

  /** Whether the task makes, changes, moves or ends a container. */
  boolean changesContainer() {
    return CHANGES.contains(type);
  }

  @Override
  public String toString() {
    return text;
  }
}

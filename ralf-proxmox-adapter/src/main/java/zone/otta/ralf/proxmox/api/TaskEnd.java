package zone.otta.ralf.proxmox.api;

import java.util.List;
import java.util.regex.Pattern;
import zone.otta.ralf.proxmox.answer.Meaning;
import zone.otta.ralf.proxmox.answer.ProxmoxTexts;

/**
 * How a task ended.
 *
 * @param exit {@code OK}, {@code WARNINGS: n}, or what went wrong, newlines as spaces
 * @param log its lines; empty unless asked for
 */
record TaskEnd(Upid upid, String exit, List<String> log) {
  private static final Pattern WARNINGS = Pattern.compile("WARNINGS: \\d+");

  /** What the node says if the worker was killed or the node itself went down. */
  static final String KILLED = "unexpected status";

  /** Warnings are success. */
  boolean ok() {
    return exit.equals("OK") || WARNINGS.matcher(exit).matches();
  }

  Meaning meaning() {
    return ProxmoxTexts.of(exit);
  }
}

package zone.otta.ralf.proxmox.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A task's identifier, {@code UPID:node:PID:PSTART:START:type:id:user:} (proxmox.md, section 7).
 *
 * @param node where it runs
 */
record Upid(String text, String node, String type) {
  private static final Pattern FORM =
      Pattern.compile(
          "UPID:([A-Za-z0-9][A-Za-z0-9.-]*):[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:([^:\\s]+):[^:\\s]*:[^:\\s]+:");

  static Optional<Upid> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new Upid(text, form.group(1), form.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}

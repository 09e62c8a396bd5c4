package zone.otta.ralf.proxmox.pct;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.port.NodeInventory.Storage;
import zone.otta.ralf.port.NodeInventory.TemplateFile;

/**
 * Reads what the node's programs print. Forms as recorded on 9.2.11 and 8.4.21; the heads of the
 * tables differ between them, the columns do not. A line of another form is not skipped: the whole
 * answer is then not understood, except where chatter is known.
 */
final class NodeTables {
  private static final Pattern VERSION = Pattern.compile("pve-manager/([0-9][0-9.~+a-z-]*)/.*");
  private static final Pattern NODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");
  private static final Pattern STORAGE =
      Pattern.compile(
          "(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+(?:[\\d.]+%|N/A)");
  private static final Pattern TEMPLATE =
      Pattern.compile("[^:\\s]+:vztmpl/(\\S+)\\s+(\\d+(?:\\.\\d+)?)MB");
  private static final Pattern AVAILABLE =
      Pattern.compile("system\\s+(\\S+\\.tar\\.\\S+)(?:\\s+\\S+)?");
  private static final Pattern BRIDGE = Pattern.compile("\\d+: ([^:@\\s]+)(?:@[^:]*)?: <.*");
  private static final Pattern CONTAINER =
      Pattern.compile("(\\d{3,9}) +(running|stopped)(?: +(\\S.*?))?\\s*");
  private static final int LOCK_FROM = 22;
  private static final int NAME_FROM = 35;
  private static final long MIB = 1L << 20;

  private NodeTables() {}

  static Optional<String> version(List<String> lines) {
    return lines.stream()
        .map(VERSION::matcher)
        .filter(Matcher::matches)
        .map(m -> m.group(1))
        .findFirst();
  }

  static Optional<String> node(List<String> lines) {
    return lines.size() == 1 && NODE.matcher(lines.get(0).strip()).matches()
        ? Optional.of(lines.get(0).strip())
        : Optional.empty();
  }

  /** {@code pvesm status}: KiB columns. */
  static Optional<List<Storage>> storages(List<String> lines, Storage.Content content) {
    var storages = new ArrayList<Storage>();
    for (String line : lines) {
      Matcher row = STORAGE.matcher(line.strip());
      if (row.matches()) {
        storages.add(
            new Storage(
                row.group(1),
                row.group(2),
                row.group(3).equals("active"),
                Long.parseLong(row.group(6)) * 1024,
                content));
      } else if (!line.startsWith("Name ")) {
        return Optional.empty();
      }
    }
    return Optional.of(storages);
  }

  /** {@code pveam list}: size with two decimals in MiB, whatever the column's {@code MB} says. */
  static Optional<List<TemplateFile>> templates(List<String> lines) {
    var templates = new ArrayList<TemplateFile>();
    for (String line : lines) {
      Matcher row = TEMPLATE.matcher(line.strip());
      if (row.matches()) {
        long bytes = new BigDecimal(row.group(2)).multiply(BigDecimal.valueOf(MIB)).longValue();
        templates.add(new TemplateFile(row.group(1), bytes));
      } else if (!line.startsWith("NAME ")) {
        return Optional.empty();
      }
    }
    return Optional.of(templates);
  }

  /**
   * {@code pveam available}: a third column since 9.2, and chatter about lists that are not there.
   */
  static List<String> available(List<String> lines) {
    return lines.stream()
        .map(l -> AVAILABLE.matcher(l.strip()))
        .filter(Matcher::matches)
        .map(m -> m.group(1))
        .toList();
  }

  static Optional<Set<String>> bridges(List<String> lines) {
    var bridges = new HashSet<String>();
    for (String line : lines) {
      Matcher row = BRIDGE.matcher(line);
      if (!row.matches()) {
        return Optional.empty();
      }
      bridges.add(row.group(1));
    }
    return Optional.of(bridges);
  }

  /** A row of {@code pct list}. */
  record Row(int id, boolean running, Optional<String> lock, String name) {}

  /** {@code pct list}: nothing at all without containers; fixed columns, the lock may be blank. */
  static Optional<Map<Integer, Row>> containers(List<String> lines) {
    var rows = new LinkedHashMap<Integer, Row>();
    for (String line : lines) {
      Matcher row = CONTAINER.matcher(line);
      if (row.matches()) {
        int id = Integer.parseInt(row.group(1));
        String lock = part(line, LOCK_FROM, NAME_FROM);
        rows.put(
            id,
            new Row(
                id,
                row.group(2).equals("running"),
                lock.isEmpty() ? Optional.empty() : Optional.of(lock),
                part(line, NAME_FROM, line.length())));
      } else if (!line.startsWith("VMID ")) {
        return Optional.empty();
      }
    }
    return Optional.of(rows);
  }

  private static String part(String line, int from, int to) {
    return line.length() <= from ? "" : line.substring(from, Math.min(to, line.length())).strip();
  }
}

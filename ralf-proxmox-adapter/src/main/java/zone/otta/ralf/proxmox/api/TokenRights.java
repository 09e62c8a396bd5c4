package zone.otta.ralf.proxmox.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.plan.Step;

/** The rights that a token or a user has, against those that steps need. */
final class TokenRights {
  private final String name;
  private final Privileges has;
  private final NeededRights needed;

  /**
   * @param name {@code USER@REALM!NAME} of a token, {@code USER@REALM} of a user
   * @param has its privileges by path
   */
  TokenRights(String name, String node, Optional<String> pool, Privileges has) {
    this.name = name;
    this.has = has;
    this.needed = new NeededRights(pool, node);
  }

  /** A finding for each path, in the order of the steps' paths. */
  List<Finding> lacking(List<Step.Host> steps) {
    var roles = new TreeMap<String, String>();
    var lacking = new TreeMap<String, Set<String>>();
    steps.stream()
        .flatMap(step -> needed.of(step).stream())
        .filter(right -> !right.met(has::at))
        .forEach(
            right -> {
              String path = right.paths().get(0);
              roles.put(path, right.role());
              lacking.computeIfAbsent(path, p -> new TreeSet<>()).add(right.privilege());
            });
    return lacking.entrySet().stream()
        .map(e -> finding(e.getKey(), e.getValue(), roles.getOrDefault(e.getKey(), "")))
        .toList();
  }

  private Finding finding(String path, Set<String> privileges, String role) {
    String names = String.join(" ", privileges);
    Text who = Caller.called(name);
    String user = name.replaceFirst("!.*", "");
    String lines =
        "`pveum role modify "
            + role
            + " --append 1 --privs '"
            + names
            + "'`, `pveum acl modify "
            + path
            + " --users "
            + user
            + " --roles "
            + role
            + "`";
    Text separate =
        user.equals(name)
            ? Text.same("")
            : Text.of(
                "; for a token with --privsep 1 the second line also with --tokens '" + name + "'",
                "; für ein Token mit --privsep 1 die zweite Zeile auch mit --tokens '"
                    + name
                    + "'");
    return Finding.blocker(
            "RALF-W077",
            Text.of(
                who.en() + " may not do this plan: " + names + " is missing on " + path,
                who.de() + " darf diesen Plan nicht ausführen: es fehlt " + names + " auf " + path))
        .help(
            Text.of(
                "on the node: "
                    + lines
                    + "; where the role is not there yet, `role add` without --append"
                    + separate.en(),
                "auf dem Knoten: "
                    + lines
                    + "; wo es die Rolle noch nicht gibt, `role add` ohne --append"
                    + separate.de()));
  }
}

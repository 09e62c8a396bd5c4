package zone.otta.ralf.proxmox.answer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;

/**
 * What a token may not do. The text names path and privileges; that a container is not there at all
 * reads the same to a token whose rights come from a pool (proxmox-conversations, finding 11).
 */
final class PermissionTexts {
  private static final Pattern MISSING =
      Pattern.compile("Permission check failed(?: \\((/[^,]*), ([A-Za-z.|]+)\\))?");
  private static final Pattern CONTAINER = Pattern.compile("/vms/\\d+");

  private PermissionTexts() {}

  static Optional<Meaning> known(List<String> lines) {
    return lines.stream()
        .map(MISSING::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .map(m -> Optional.ofNullable(m.group(1)).map(p -> missing(m)).orElseGet(() -> bare(m)));
  }

  private static Meaning missing(Matcher text) {
    String path = text.group(1);
    String privileges = text.group(2).replace("|", " / ");
    boolean container = CONTAINER.matcher(path).matches();
    return meaning(
        text,
        Text.of(
            container
                ? "`pveum acl modify PATH --users USER --roles ROLE` with PATH /pool/POOL or /vms and a role that holds "
                    + privileges
                    + "; or the container is not there, or not in the pool"
                : "`pveum acl modify "
                    + path
                    + " --users USER --roles ROLE` with a role that holds "
                    + privileges,
            container
                ? "`pveum acl modify PFAD --users BENUTZER --roles ROLLE` mit PFAD /pool/POOL oder /vms und einer Rolle mit "
                    + privileges
                    + "; oder es gibt den Container nicht, oder er ist nicht im Pool"
                : "`pveum acl modify "
                    + path
                    + " --users BENUTZER --roles ROLLE` mit einer Rolle mit "
                    + privileges));
  }

  /** So says a creation without VM.Allocate, or without the pool it comes from. */
  private static Meaning bare(Matcher text) {
    return meaning(
        text,
        Text.of(
            "name the pool in ralf.yaml, and give the token's user VM.Allocate on /pool/POOL; without a pool, on /vms",
            "den Pool in ralf.yaml nennen und dem Benutzer des Tokens VM.Allocate auf /pool/POOL geben; ohne Pool auf /vms"));
  }

  private static Meaning meaning(Matcher text, Text help) {
    return new Meaning(
        Fault.REFUSED,
        "RALF-W064",
        Text.of("the token lacks a right", "dem Token fehlt ein Recht"),
        ProxmoxTexts.cut(text.group()),
        help);
  }
}

package zone.otta.ralf.lab;

import java.time.Duration;
import java.util.List;
import zone.otta.ralf.lab.opnsense.OpnsenseTrouble;
import zone.otta.ralf.lab.pihole.PiholeTrouble;
import zone.otta.ralf.lab.vault.VaultTrouble;

/**
 * One thing that goes wrong, once. The text form, for a lab in another process, is the record's
 * name in lower case with hyphens, then its components: {@code drop-after pct create}, {@code lock
 * 100 backup}.
 */
public sealed interface Fault {
  /**
   * Happens to the next command whose line contains a text; the constant scripts read ASK, WRITE,
   * ASK_NODE. Or to the next request with a method and an end of its path, {@code POST lxc}.
   */
  sealed interface OnCommand extends Fault {
    String match();
  }

  /** Happens to the next task of a type that the API starts, {@code vzcreate}. */
  sealed interface OnTask extends Fault {
    String type();
  }

  /** Changes the world at once. */
  sealed interface OnWorld extends Fault {}

  /** The connection breaks before the command runs. */
  record DropBefore(String match) implements OnCommand {}

  /** The command runs to its end, then the connection breaks without an exit code. */
  record DropAfter(String match) implements OnCommand {}

  /** The connection breaks after the command's first output. */
  record DropMidway(String match) implements OnCommand {}

  /** The command neither runs nor ends. */
  record Hang(String match) implements OnCommand {}

  /** The command runs later. */
  record Delay(Duration time, String match) implements OnCommand {}

  /** The command does nothing and ends with this exit code; a request with this status. */
  record Fail(int exit, String match) implements OnCommand {}

  /** The task does nothing and ends with this text; a create cleans up after itself. */
  record FailTask(String type, String text) implements OnTask {}

  /** The task does its work and warns. */
  record WarnTask(String type, String text) implements OnTask {}

  /** The task's worker is killed: {@code unexpected status}, and nothing is cleaned up. */
  record KillTask(String type) implements OnTask {}

  /** A container gets a lock, for example {@code backup}. */
  record Lock(int id, String lock) implements OnWorld {}

  /** A container loses its lock. */
  record Unlock(int id) implements OnWorld {}

  /** A stopped container of somebody else takes an id. */
  record Foreign(int id, String name) implements OnWorld {}

  /** The API user loses a privilege wherever he holds it. */
  record Revoke(String privilege) implements OnWorld {}

  /** The API user gets a privilege on a path. */
  record Grant(String path, String privilege) implements OnWorld {}

  /** Every ticket the API has handed out has ended. */
  record ExpireTickets() implements OnWorld {}

  /** The API asks for a second factor at each log-in from now on. */
  record SecondFactor() implements OnWorld {}

  /** The node's clock is that many seconds ahead of everybody else's. */
  record ClockSkew(int seconds) implements OnWorld {}

  /** A container moves to another node of the cluster; the SSH face does not show it any more. */
  record Move(int id, String node) implements OnWorld {}

  /**
   * Another node is in the cluster, with the same storages and that much free memory in MiB; with 0
   * it is not online.
   */
  record Join(String node, int freeMib) implements OnWorld {}

  /** The datacenter's firewall is switched on, or off as it is at first. */
  record DatacenterFirewall(boolean on) implements OnWorld {}

  /** The next growth of a container's volume leaves its file system as it is. */
  record StuckFileSystem(int id) implements OnWorld {}

  /** The vault takes that many logins at once, then one a minute. */
  record LoginLimit(int logins) implements OnWorld {}

  /** Happens to the next request of a path of the vault. */
  record Vault(String path, VaultTrouble trouble) implements Fault {}

  /** At the Pi-hole. */
  record Pihole(PiholeTrouble trouble) implements Fault {}

  /** The resolver's clock is that many seconds ahead: what it remembers grows old. */
  record ResolverAhead(int seconds) implements OnWorld {}

  /** At the firewall. */
  record Opnsense(OpnsenseTrouble trouble) implements Fault {}

  /**
   * Reads the text form, split at blanks; the last component takes the rest.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Fault parse(String text) {
    String[] words = text.strip().split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "drop-before" -> new DropBefore(rest);
      case "drop-after" -> new DropAfter(rest);
      case "drop-midway" -> new DropMidway(rest);
      case "hang" -> new Hang(rest);
      case "delay" -> new Delay(Duration.ofMillis(number(rest)), tail(rest));
      case "fail" -> new Fail(number(rest), tail(rest));
      case "lock" -> new Lock(number(rest), tail(rest));
      case "unlock" -> new Unlock(number(rest));
      case "fail-task" -> new FailTask(head(rest), tail(rest));
      case "warn-task" -> new WarnTask(head(rest), tail(rest));
      case "kill-task" -> new KillTask(rest);
      case "revoke" -> new Revoke(rest);
      case "grant" -> new Grant(head(rest), tail(rest));
      case "foreign" -> new Foreign(number(rest), tail(rest));
      case "expire-tickets" -> new ExpireTickets();
      case "second-factor" -> new SecondFactor();
      case "clock-skew" -> new ClockSkew(number(rest));
      case "move" -> new Move(number(rest), tail(rest));
      case "join" -> new Join(head(rest), number(tail(rest)));
      case "datacenter-firewall" -> new DatacenterFirewall(rest.strip().equals("on"));
      case "stuck-file-system" -> new StuckFileSystem(number(rest));
      case "login-limit" -> new LoginLimit(number(rest));
      case "vault" -> new Vault(head(rest), VaultTrouble.parse(tail(rest)));
      case "pihole" -> new Pihole(PiholeTrouble.parse(rest));
      case "resolver-ahead" -> new ResolverAhead(number(rest));
      case "opnsense" -> new Opnsense(OpnsenseTrouble.parse(rest));
      default -> throw new IllegalArgumentException("no such fault: " + words[0]);
    };
  }

  private static int number(String rest) {
    return Integer.parseInt(head(rest));
  }

  private static String head(String rest) {
    return List.of(rest.split(" ", 2)).get(0);
  }

  private static String tail(String rest) {
    int blank = rest.indexOf(' ');
    return blank < 0 ? "" : rest.substring(blank + 1);
  }
}

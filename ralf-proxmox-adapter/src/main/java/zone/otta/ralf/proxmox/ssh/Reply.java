package zone.otta.ralf.proxmox.ssh;

/**
 * What a remote command ended with. Nothing was cut off here; but a server that dies right after
 * the exit code can leave output out, so whoever reads facts from an output needs an end mark in
 * it.
 */
public record Reply(int exit, String out, String err) {
  public boolean ok() {
    return exit == 0;
  }

  /** Everything it said, errors last. */
  public String all() {
    return out.isEmpty() || out.endsWith("\n") ? out + err : out + "\n" + err;
  }
}

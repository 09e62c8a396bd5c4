package zone.otta.ralf.proxmox.ssh;

/** What a remote command ended with; both outputs are complete. */
public record Reply(int exit, String out, String err) {
  public boolean ok() {
    return exit == 0;
  }

  /** Everything it said, errors last. */
  public String all() {
    return out.isEmpty() || out.endsWith("\n") ? out + err : out + "\n" + err;
  }
}

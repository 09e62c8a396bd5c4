package zone.otta.ralf.lab.node;

/**
 * The recorded releases, which differ in a few answers (proxmox-conversations/README.md, table "8.4
 * against 9.2").
 */
public enum ProxmoxRelease {
  /** Its build is not known; the recording has a placeholder too. */
  V8_4("8.4", "8.4.21", "EXAMPLE8"),
  V9_2("9.2", "9.2.11", "14a22df3");

  private final String release;
  private final String version;
  private final String build;

  ProxmoxRelease(String release, String version, String build) {
    this.release = release;
    this.version = version;
    this.build = build;
  }

  /** Major and minor, {@code 9.2}. */
  public String release() {
    return release;
  }

  public String version() {
    return version;
  }

  public String build() {
    return build;
  }

  /** {@code pve-manager/9.2.11/14a22df3}. */
  public String manager() {
    return "pve-manager/" + version + "/" + build;
  }

  /** Everything that came with 9: unprivileged by default, warnings, pressure, newer options. */
  public boolean nine() {
    return this != V8_4;
  }
}

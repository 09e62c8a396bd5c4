package zone.otta.ralf.plaintext;

import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.diagnostics.Text;

/**
 * What a stretch of text looks like. The more a kind says, the earlier it stands: of two that fit,
 * the first one counts.
 */
public enum Kind {
  PRIVATE_KEY("private-key", "a private key", "ein privater Schlüssel"),
  /** {@code user@realm!name=uuid}, as Proxmox VE and Backup Server write it. */
  PROXMOX_TOKEN("proxmox-token", "a Proxmox VE token", "ein Proxmox-VE-Token"),
  /** The 30 characters of a personal API key of Bitwarden and Vaultwarden. */
  VAULTWARDEN_KEY("vaultwarden", "a Vaultwarden API key", "ein API-Schlüssel von Vaultwarden"),
  /** Base64 behind an algorithm or in a key statement of BIND, RFC 8945. */
  TSIG_KEY("tsig", "a TSIG key", "ein TSIG-Schlüssel"),
  WIREGUARD_KEY("wireguard", "a WireGuard key", "ein WireGuard-Schlüssel"),
  AGE_KEY("age", "an age key", "ein age-Schlüssel"),
  ACCESS_KEY("access-key", "an access key", "ein Zugriffsschlüssel"),
  GITHUB_TOKEN("github", "a GitHub token", "ein GitHub-Token"),
  GITLAB_TOKEN("gitlab", "a GitLab token", "ein GitLab-Token"),
  SLACK_TOKEN("slack", "a Slack token", "ein Slack-Token"),
  VAULT_TOKEN("vault-token", "a Vault token", "ein Vault-Token"),
  JSON_WEB_TOKEN("jwt", "a JSON web token", "ein JSON Web Token"),
  API_KEY("api-key", "an API key", "ein API-Schlüssel"),
  /** Not the password, but enough to try passwords on it without asking anybody. */
  PASSWORD_HASH("hash", "a password hash", "ein Passwort-Hash", Severity.WARNUNG),
  URL_PASSWORD("url-password", "a password in a URL", "ein Passwort in einer URL"),
  PASSWORD("password", "the value of a password or token", "der Wert eines Passworts oder Tokens"),
  /** {@code changeme} and the like: a placeholder that works as a password until it is changed. */
  DEFAULT_PASSWORD(
      "default",
      "a well-known default password",
      "ein allgemein bekanntes Standardpasswort",
      Severity.WARNUNG),
  RANDOM_WORD("random", "a random-looking word", "ein zufällig wirkendes Wort", Severity.WARNUNG);

  private final String id;
  private final Text name;
  private final Severity severity;

  Kind(String id, String en, String de) {
    this(id, en, de, Severity.BLOCKER);
  }

  Kind(String id, String en, String de, Severity severity) {
    this.id = id;
    this.name = Text.of(en, de);
    this.severity = severity;
  }

  /** Its name in JSON; never translated. */
  public String id() {
    return id;
  }

  /** With an indefinite article. */
  public Text text() {
    return name;
  }

  /** How bad it is in any file; in a card and in {@code ralf.yaml} every kind is a blocker. */
  public Severity severity() {
    return severity;
  }
}

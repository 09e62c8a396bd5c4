package zone.otta.ralf.plaintext;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values that stand where a secret would, and are none: references, variables, gaps, remarks,
 * digests, paths, and what SOPS or Bitwarden has sealed.
 */
final class Placeholders {
  private static final Set<String> REMARKS =
      Set.of(
          "true",
          "false",
          "yes",
          "no",
          "ja",
          "nein",
          "on",
          "off",
          "none",
          "null",
          "nil",
          "undefined",
          "keine",
          "kein",
          "keiner",
          "required",
          "optional",
          "erforderlich",
          "nötig",
          "siehe",
          "see",
          "via",
          "per",
          "by",
          "aus",
          "im",
          "in",
          "from",
          "env",
          "file",
          "files",
          "compat",
          "vault",
          "vaultwarden",
          "bitwarden",
          "keepass",
          "keepassxc",
          "sops",
          "scram-sha-256",
          "peer",
          "md5",
          "bcrypt",
          "argon2id",
          "intern",
          "internal",
          "tbd",
          "todo",
          "fixme",
          "n/a",
          "referenz",
          "reference",
          "nur",
          "only",
          "unknown",
          "unbekannt",
          "unset",
          "set",
          "gesetzt",
          "empty",
          "leer",
          "hidden",
          "redacted",
          "masked",
          "prompt",
          "ask",
          "generated",
          "generiert",
          "disabled",
          "enabled",
          "deaktiviert",
          "aktiviert",
          "encrypted",
          "verschlüsselt",
          "string",
          "str",
          "text",
          "varchar",
          "bool",
          "boolean",
          "int",
          "integer",
          "number",
          "object",
          "array",
          "any",
          "bytes",
          "[",
          "{",
          "|",
          ">",
          "-",
          "|-",
          ">-");
  private static final String OPENERS = "<{…";
  private static final Pattern VARIABLE =
      Pattern.compile("(?:env:)?[A-Z][A-Z0-9]*+(?:_[A-Z0-9]*+)+[,;.)]?");
  private static final Pattern SCHEME =
      Pattern.compile(
          "(?:env|file|vault|vaultwarden|bw|op|pass|secret|ref\\+\\w{1,20}):.*|https?://[^@]*");
  private static final Pattern SHELL =
      Pattern.compile(
          "\\${1,2}(?:[A-Za-z_]\\w{0,127}[\"',;.)}\\]]{0,4}|[({].*|\\w{1,60}+(?:->|::|\\[).*|[0-9@*#?!]\"?)");
  private static final Pattern FORMAT = Pattern.compile("%(?:[a-z]|\\(|\\d|[A-Z_]{1,64}%).*");
  private static final Pattern GAP =
      Pattern.compile("[*•xX._?-]{2,}+[\"',;.)}\\]]{0,4}|\\.{3}.*|&(?:lt|#60|#x3[Cc]);.*");
  private static final Pattern ALIAS = Pattern.compile("[*&][a-z][\\w-]{0,60}");
  private static final Pattern TAG = Pattern.compile("!(?:[A-Za-z][\\w/.:-]{0,40})?");
  private static final Pattern SEALED =
      Pattern.compile("ENC\\[.*|[0-7]\\.[A-Za-z0-9+/]{16,}+={0,2}\\|.*");
  private static final Pattern DIGEST = Pattern.compile("(?i)(?:sha-?\\d{1,3}|md5)[:-].*");
  private static final Pattern PATH =
      Pattern.compile("(?:~|\\.{1,2})?(?:/[\\w.@-]{1,255}){1,32}+/?[,;)]?");
  private static final Pattern LOWER_STEP = Pattern.compile(".*/[a-z][a-z._-]{1,}.*");

  private Placeholders() {}

  /** Judged by its first word; what stands alone is judged as a whole. */
  static boolean is(String value) {
    String first = value.substring(0, firstWord(value));
    return first.isEmpty()
        || REMARKS.contains(first.toLowerCase(Locale.ROOT))
        || OPENERS.indexOf(value.charAt(0)) >= 0
        || SHELL.matcher(value).matches()
        || FORMAT.matcher(value).matches()
        || GAP.matcher(value).matches()
        || ALIAS.matcher(value).matches()
        || TAG.matcher(first).matches()
        || SEALED.matcher(value).matches()
        || DIGEST.matcher(value).matches()
        || VARIABLE.matcher(value).matches()
        || SCHEME.matcher(value).matches()
        || path(value);
  }

  private static int firstWord(String value) {
    int end = 0;
    while (end < value.length() && " \t,;()}]".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  static boolean path(String value) {
    return PATH.matcher(value).matches() && LOWER_STEP.matcher(value).matches();
  }
}

package zone.otta.ralf.plaintext;

/** What may stand in a text, and so what is taken for a secret. */
public enum Strictness {
  /** A card or {@code ralf.yaml}: references only, so that any other value is one too many. */
  REFERENCES_ONLY,
  /** Any file: checksums, names of secrets and program code are no secrets. */
  ANY_FILE
}

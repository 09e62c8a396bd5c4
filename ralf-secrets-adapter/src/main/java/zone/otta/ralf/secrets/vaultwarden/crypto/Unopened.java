package zone.otta.ralf.secrets.vaultwarden.crypto;

/** Something encrypted was not opened. Says why, and never holds any of what was read. */
public final class Unopened extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Why {
    /** Not in the form of an encrypted text. */
    FORMAT,
    /** The authentication code does not fit: another key, or changed on the way. */
    KEY,
    /** A form that protects too little where it stands. */
    REFUSED,
    /** A form this client does not know: an account or item of another generation. */
    UNSUPPORTED,
    /**
     * The server names so little work for the derivation that a password would be cheap to guess.
     */
    WEAK,
    /** The server names more work than is sensible. */
    EXCESSIVE
  }

  private final Why why;

  Unopened(Why why) {
    super(why.name());
    this.why = why;
  }

  /** There is no key for it. */
  public static Unopened withoutKey() {
    return new Unopened(Why.KEY);
  }

  /** It is not where items of the first generation have it. */
  public static Unopened withoutText() {
    return new Unopened(Why.UNSUPPORTED);
  }

  public Why why() {
    return why;
  }
}

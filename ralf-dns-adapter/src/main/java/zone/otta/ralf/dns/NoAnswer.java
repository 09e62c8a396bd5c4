package zone.otta.ralf.dns;

import java.io.IOException;
import zone.otta.ralf.diagnostics.Text;

/** A server did not answer. Tells apart what never reached it from what it may have carried out. */
public final class NoAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  /** How it did not answer. */
  public enum Reason {
    UNKNOWN_HOST(false, "its name is unknown here", "sein Name ist hier unbekannt"),
    NO_LISTENER(false, "nothing listens there", "dort lauscht nichts"),
    NO_WAY(false, "there is no way to it", "es führt kein Weg dorthin"),
    NOT_IN_TIME(true, "no answer in time", "keine Antwort in der Zeit"),
    CLOSED(
        true,
        "it closed the connection without an answer",
        "er schloss die Verbindung ohne Antwort"),
    LOST(true, "the connection was lost", "die Verbindung ging verloren"),
    NOT_DNS(true, "what came back is no DNS message", "was zurückkam, ist keine DNS-Nachricht"),
    OTHER_QUESTION(
        true,
        "what came back answers another question",
        "was zurückkam, beantwortet eine andere Frage");

    private final boolean sent;
    private final Text text;

    Reason(boolean sent, String en, String de) {
      this.sent = sent;
      this.text = Text.of(en, de);
    }
  }

  private final Reason reason;

  NoAnswer(Reason reason) {
    super(reason.text.en());
    this.reason = reason;
  }

  /** Whether the request may have reached the server, so that it may have been carried out. */
  public boolean sent() {
    return reason.sent;
  }

  public Text why() {
    return reason.text;
  }
}

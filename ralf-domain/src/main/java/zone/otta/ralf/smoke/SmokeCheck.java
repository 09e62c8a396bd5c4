package zone.otta.ralf.smoke;

import zone.otta.ralf.diagnostics.Text;

/**
 * The checks of gate 4. Each is one question to the running service, asked as its clients would.
 */
public enum SmokeCheck {
  SERVICE_ACTIVE("service", Text.of("service active and listening", "Dienst läuft und lauscht")),
  LOCAL_QUERY(
      "local query", Text.of("local query over the socket", "lokale Abfrage über den Socket")),
  REMOTE_SCRAM(
      "remote SCRAM",
      Text.of(
          "remote SCRAM login over pinned TLS", "entfernte SCRAM-Anmeldung über festgelegtes TLS")),
  WRONG_PASSWORD(
      "wrong password", Text.of("wrong password refused", "falsches Passwort abgewiesen")),
  WITHOUT_TLS(
      "no TLS", Text.of("connection without TLS refused", "Verbindung ohne TLS abgewiesen")),
  SUPERUSER(
      "superuser",
      Text.of("superuser from the network refused", "Superuser aus dem Netz abgewiesen")),
  OUTSIDE(
      "outside",
      Text.of("client outside the network refused", "Client außerhalb des Netzes abgewiesen")),
  STATE_TABLES("tables", Text.of("state tables present", "Zustandstabellen vorhanden")),
  NAME("name", Text.of("name resolves to the address", "Name führt zur Adresse"));

  private final String id;
  private final Text title;

  SmokeCheck(String id, Text title) {
    this.id = id;
    this.title = title;
  }

  /** The stable name in JSON and journal. */
  public String id() {
    return id;
  }

  public Text title() {
    return title;
  }
}

package zone.otta.ralf.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import zone.otta.ralf.diagnostics.Text;

/** Why no answer came; a library's own words may repeat what was sent, and are not shown. */
public final class Silence {
  private Silence() {}

  /** Whether whoever answered is not the server that is believed: then nothing was sent. */
  public static boolean isOfStranger(IOException e) {
    return UntrustedCertificate.in(e) || e instanceof SSLPeerUnverifiedException;
  }

  public static Text why(IOException e) {
    return switch (e) {
      case UnknownHostException unknown ->
          Text.of("the name has no address", "der Name hat keine Adresse");
      case NoRouteToHostException none -> Text.of("no route to it", "kein Weg dorthin");
      case ConnectException refused -> Text.of("connection refused", "Verbindung abgelehnt");
      case SSLException tls -> Text.of("no TLS comes about", "TLS kommt nicht zustande");
      case InterruptedIOException late ->
          Text.of("no answer in time", "keine Antwort in der Frist");
      case IOException other ->
          Text.of("the connection was lost", "die Verbindung ist abgebrochen");
    };
  }
}

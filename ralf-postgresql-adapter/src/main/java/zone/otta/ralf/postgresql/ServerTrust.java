package zone.otta.ralf.postgresql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which server a connection is for. In each case its certificate must also name the host that is
 * asked for, and hold in time where an authority vouches for it.
 */
public sealed interface ServerTrust {
  /**
   * The server with exactly this certificate.
   *
   * @param pem one certificate, as in {@code server.crt}
   */
  record Pinned(String pem) implements ServerTrust {
    public Pinned {
      try {
        PinnedCertificate.parse(pem);
      } catch (PinnedCertificate.Unusable e) {
        throw new IllegalArgumentException(e.why().en(), e);
      }
    }
  }

  /**
   * The server whose certificate has this sum.
   *
   * @param sha256 64 hexadecimal digits, with colons or without
   */
  record Fingerprint(String sha256) implements ServerTrust {
    private static final Pattern FORM = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){31}");

    public Fingerprint {
      String digits = sha256.replace(":", "").toUpperCase(Locale.ROOT);
      sha256 = digits.replaceAll("..(?=.)", "$0:");
      if (!FORM.matcher(sha256).matches()) {
        throw new IllegalArgumentException("not a SHA-256 fingerprint");
      }
    }
  }

  /**
   * Any server for which one of these authorities vouches.
   *
   * @param pem one or more certificates
   */
  record Authority(String pem) implements ServerTrust {
    public Authority {
      trustIn(pem);
    }
  }

  private static X509ExtendedTrustManager trustIn(String pem) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      for (Certificate one : all) {
        store.setCertificateEntry("authority " + store.size(), one);
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      if (all.isEmpty() || !(factory.getTrustManagers()[0] instanceof X509ExtendedTrustManager m)) {
        throw new IllegalArgumentException("no certificate of an authority");
      }
      return m;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("not certificates in PEM", e);
    }
  }

  /** As the TLS library asks. */
  default X509ExtendedTrustManager manager() {
    return switch (this) {
      case Pinned pinned -> {
        try {
          yield PinnedTrust.in(PinnedCertificate.parse(pinned.pem()));
        } catch (PinnedCertificate.Unusable e) {
          throw new IllegalStateException(e);
        }
      }
      case Fingerprint fingerprint -> PinnedTrust.in(fingerprint.sha256());
      case Authority authority -> trustIn(authority.pem());
    };
  }
}

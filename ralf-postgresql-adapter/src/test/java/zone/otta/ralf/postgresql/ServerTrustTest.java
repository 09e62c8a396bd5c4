package zone.otta.ralf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class ServerTrustTest {
  static String fingerprint(String pem) {
    try {
      return PinnedCertificate.fingerprint(PinnedCertificate.parse(pem));
    } catch (PinnedCertificate.Unusable e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void fingerprints_are_read_in_every_usual_form() {
    String sum = fingerprint(PostgresStage.certificate().pem());
    assertThat(new ServerTrust.Fingerprint(sum.replace(":", "").toLowerCase(Locale.ROOT)))
        .isEqualTo(new ServerTrust.Fingerprint(sum));
    for (String wrong : new String[] {"", "AA:BB", sum + ":00", sum.replace('A', 'G') + "G"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ServerTrust.Fingerprint(wrong));
    }
  }

  @Test
  void what_is_no_certificate_is_refused_when_it_is_given() {
    for (String wrong : new String[] {"", "no certificate"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ServerTrust.Pinned(wrong));
      assertThatIllegalArgumentException().isThrownBy(() -> new ServerTrust.Authority(wrong));
    }
    String two = PostgresStage.certificate().pem() + PostgresStage.certificate().pem();
    assertThatIllegalArgumentException().isThrownBy(() -> new ServerTrust.Pinned(two));
    assertThat(new ServerTrust.Authority(two).manager().getAcceptedIssuers()).hasSize(2);
  }
}

package zone.otta.ralf.recipe.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.port.Secret;

class ScramVerifierTest {
  /**
   * The salt, password and iterations of RFC 7677 section 3; StoredKey and ServerKey follow from
   * them.
   */
  private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");

  @Test
  void verifierFollowsRfc7677() {
    try (Secret password = new Secret("pencil".toCharArray());
        Secret verifier = ScramVerifier.make(password, SALT)) {
      assertThat(new String(verifier.reveal()))
          .isEqualTo(
              "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"
                  + "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
    }
  }

  @Test
  void onlyTheRightPasswordMatches() {
    String storedKeySum =
        Sha256.of(Base64.getDecoder().decode("WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=")).hex();
    try (Secret right = new Secret("pencil".toCharArray());
        Secret wrong = new Secret("pencils".toCharArray())) {
      String salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
      assertThat(ScramVerifier.matches(right, 4096, salt, storedKeySum)).isTrue();
      assertThat(ScramVerifier.matches(wrong, 4096, salt, storedKeySum)).isFalse();
    }
  }
}

package zone.otta.ralf.workspace.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.workspace.card.Span;

class SecretKeysTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "key_secret: correct horse; key_secret: *************",
        "master_password: \"two words\"; master_password: ***********",
        "token:   $HOME; token:   *****",
        "'client_secret' : [a, b]; 'client_secret' : ******",
        "dns: {key_name: ralf, key_secret: two words, ttl: 300}; dns: {key_name: ralf, key_secret:"
            + " ********************",
        "api: {token: env:RALF_TOKEN, password: ä b}; api: {token: env:RALF_TOKEN, password: ****",
        "password: file:../../x; password: ************"
      })
  void whatIsNoReferenceIsNotShown(String line, String shown) {
    assertThat(SecretKeys.shown(line)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network: 10.10.0.0/16",
        "  key_secret: env:RALF_DNS_TSIG   # a reference, base64",
        "client_secret: \"vaultwarden://item?folder=a#password\"",
        "api: {token: RALF_TOKEN, port: 8006}",
        "my_token_file: a b"
      })
  void allElseIsShown(String line) {
    assertThat(SecretKeys.shown(line)).isEqualTo(line);
  }

  /** Neither where the value is refused nor where the file is no YAML because of it. */
  @Test
  void aPassphraseInPlaceOfItsReferenceIsInNoExcerpt() {
    for (String value :
        new String[] {"correct horse battery staple", "correct: horse", "[correct"}) {
      String yaml =
          "vaultwarden:\n  url: https://vault.home.arpa\n  email: a@b.test\n  master_password: "
              + value
              + "\n";
      ReadSite read =
          SiteReader.read("ralf.yaml", yaml.getBytes(StandardCharsets.UTF_8), Path.of("/w"));
      assertThat(read.findings()).isNotEmpty();
      assertThat(read.findings())
          .allSatisfy(f -> assertThat(f.toString()).doesNotContain("correct", "horse"));
      assertThat(read.findings().stream().flatMap(f -> f.at().stream()))
          .isNotEmpty()
          .allSatisfy(
              at ->
                  assertThat(read.map().span(at).map(Span::line).flatMap(read.map()::line))
                      .hasValueSatisfying(
                          line -> assertThat(line).doesNotContain("correct", "horse")));
    }
  }
}

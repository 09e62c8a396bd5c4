package zone.otta.ralf.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSourceTest {
  private static final String SUM = "sha256:" + "0123456789abcdef".repeat(4);

  @Test
  void theFileIsTheLastPartOfTheUrl() {
    var source = TemplateSource.of("https://mirror.example:8443/a/b_1.tar.zst", SUM);
    assertThat(source.file()).isEqualTo("b_1.tar.zst");
    assertThat(source.algorithm()).isEqualTo("sha256");
    assertThat(source.checksum()).isEqualTo("0123456789abcdef".repeat(4));
    assertThat(source)
        .hasToString("https://mirror.example:8443/a/b_1.tar.zst (sha256 0123456789ab…)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h/x.tar.zst",
        "https://user:secret@h/x.tar.zst",
        "https://h/x.tar.zst?token=1",
        "https://h/x.tar.zst#1",
        "https://h/x.iso",
        "https://h/.tar.zst",
        "https://h/../x y.tar.zst",
        "https:///x.tar.zst",
        "https://h/x.tar.zst\n",
        "x.tar.zst"
      })
  void whatTheNodeCouldNotKeepOrNobodyShouldSeeIsNoUrl(String url) {
    assertThat(TemplateSource.isUrl(url)).isFalse();
    assertThatThrownBy(() -> TemplateSource.of(url, SUM))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256:00", "md5:0123", "sha512:", "", "sha256"})
  void halfASumIsNone(String sum) {
    assertThat(TemplateSource.isChecksum(sum)).isFalse();
  }

  @Test
  void eachAlgorithmHasItsLength() {
    assertThat(TemplateSource.isChecksum("sha512:" + "ab".repeat(64))).isTrue();
    assertThat(TemplateSource.isChecksum("sha512:" + "ab".repeat(32))).isFalse();
    assertThat(TemplateSource.isChecksum("sha256:" + "ab".repeat(64))).isFalse();
    assertThat(TemplateSource.isChecksum("sha256:" + "AB".repeat(32))).isFalse();
  }
}

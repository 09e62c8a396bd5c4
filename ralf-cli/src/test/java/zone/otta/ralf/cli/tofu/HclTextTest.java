package zone.otta.ralf.cli.tofu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HclTextTest {
  @Test
  void equalSignsOfNeighboursStandInOneColumn() {
    assertThat(
            HclText.of(
                List.of(
                    Hcl.block(
                        "a",
                        Hcl.word("x", "1"),
                        Hcl.text("longer", "t"),
                        new Hcl.Gap(),
                        Hcl.word("yy", "true"),
                        Hcl.block("b"),
                        Hcl.word("z", "null")))))
        .isEqualTo(
            """
            a {
              x      = 1
              longer = "t"

              yy = true
              b {}
              z = null
            }
            """);
  }

  @Test
  void noTextBecomesATemplate() {
    String nasty = "a \"b\" \\ ${file(\"/etc/shadow\")} %{if true} $ % \n\t\r}";
    String hcl = HclText.of(List.of(Hcl.text("t", nasty)));
    assertThat(hcl).contains("$${file", "%%{if").hasLineCount(1);
    assertThat(HclReader.read(hcl, Map.of())).containsEntry("t", nasty);
  }
}

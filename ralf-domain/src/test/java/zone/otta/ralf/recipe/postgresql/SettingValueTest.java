package zone.otta.ralf.recipe.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zone.otta.ralf.plan.Setting;

class SettingValueTest {
  @ParameterizedTest
  @CsvSource({
    "8MB, 8192, kB, true",
    "512MB, 65536, 8kB, true",
    "1GB, 1024, MB, true",
    "15min, 900, s, true",
    "30s, 30000, ms, true",
    "60, 60, s, true",
    "1.0, 1, '', true",
    "0.9, 0.9, '', true",
    "on, on, '', true",
    "TLSv1.3, TLSv1.3, '', true",
    "0, 0, MB, true",
    "-1, -1, kB, true",
    "8MB, 8191, kB, false",
    "off, on, '', false",
    "10MB, -1, kB, false"
  })
  void sameAmountIsTheSameValue(String ours, String servers, String unit, boolean same) {
    assertThat(SettingValue.of(ours, unit).equals(SettingValue.of(servers, unit))).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "65536, kB, 64MB",
    "16384, 8kB, 128MB",
    "1000, ms, 1s",
    "90, s, 90s",
    "900, s, 15min",
    "100, '', 100",
    "-1, kB, -1",
    "on, '', on"
  })
  void isShownAsPeopleWriteIt(String value, String unit, String shown) {
    assertThat(SettingValue.shown(value, unit)).isEqualTo(shown);
  }

  /** What is not asked for would never be seen to differ. */
  @Test
  void serverIsAskedForEverySettingOfOurs() {
    Set<String> asked = new TreeSet<>();
    String sql = PostgresSql.read("cluster.sql");
    String list = sql.substring(sql.indexOf("FROM pg_settings WHERE lower(name) IN ("));
    Pattern.compile("'([a-z_]+)'")
        .matcher(list.substring(0, list.indexOf(')', list.indexOf("IN ("))))
        .results()
        .forEach(r -> asked.add(r.group(1)));
    Set<String> ours = new TreeSet<>();
    var deployment = PostgresRecipeTest.deployment("Debian 13", true);
    PostgresSettings.wanted(deployment, PostgresRecipe.layout(deployment)).stream()
        .map(Setting::name)
        .forEach(ours::add);
    assertThat(asked).isEqualTo(ours);
    ours.forEach(name -> assertThat(new SettingName(name).name()).isEqualTo(name));
  }
}

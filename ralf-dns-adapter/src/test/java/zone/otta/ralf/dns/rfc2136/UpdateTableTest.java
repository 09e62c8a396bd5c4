package zone.otta.ralf.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.dns.server.RealServer;
import zone.otta.ralf.dns.server.RealServers;

/**
 * What three servers answer to the same updates, and what they did. The adapter is built on this;
 * where servers differ, its words tell the causes apart or name all of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpdateTableTest {
  /**
   * Number of the {@link UpdateTries}; the answers of BIND, Knot, PowerDNS: code and TSIG error,
   * whether the signature was verified, what became of the zone's serial; what the name holds then.
   * An empty cell is as the one before it. PowerDNS counts from today's date at its first change.
   */
  private static final String TABLE =
      """
       1 | NOERROR signed +1              |                        | NOERROR signed jump    | 300 A 10.10.20.1
       2 | YXDOMAIN signed still          |                        |                        | 300 A 10.10.20.1
       3 | NOERROR signed still           |                        | NOERROR signed +1      | 300 A 10.10.20.1
       4 | NOERROR signed still           |                        |                        | 300 A 10.10.20.1
       5 | NOERROR signed +1              |                        |                        | 600 A 10.10.20.2
       6 | NOERROR signed +1              |                        |                        | 600 A 10.10.20.1, 600 A 10.10.20.2
       7 | NXRRSET signed still           |                        |                        | 300 A 10.10.20.1, 300 A 10.10.20.2
       8 | NOERROR signed +1              |                        |                        | 300 A 10.10.20.3
       9 | NOERROR signed still           |                        | REFUSED signed still   | 300 CNAME db.otta.zone.
      10 | YXRRSET signed still           |                        |                        | 300 CNAME db.otta.zone.
      11 | NOERROR signed still           |                        | REFUSED signed still   | 300 A 10.10.20.1
      12 | NOERROR signed +1              |                        |                        | 300 A 10.10.20.1, 300 TXT "owner=a"
      13 | NXRRSET signed still           |                        |                        | 300 A 10.10.20.1, 300 TXT "owner=a"
      14 | NOERROR signed +1              |                        |                        | 300 TXT "owner=a"
      15 | NOERROR signed still           |                        |                        |
      16 | NOERROR signed +1              |                        | NOERROR signed jump    | 300 PTR db.otta.zone.
      17 | NOTZONE signed still           |                        |                        |
      18 | NOTAUTH signed still           | NOTAUTH unsigned still | NOTAUTH signed still   |
      19 | NOTAUTH signed still           | NOTAUTH unsigned still | NOTAUTH signed still   |
      20 | REFUSED unsigned still         | NOTAUTH unsigned still | REFUSED unsigned still |
      21 | NOTAUTH BADSIG unsigned still  |                        | REFUSED unsigned still |
      22 | NOTAUTH BADKEY unsigned still  |                        | REFUSED unsigned still |
      23 | NOTAUTH BADKEY unsigned still  |                        | REFUSED unsigned still |
      24 | NOTAUTH BADTIME signed still   |                        | REFUSED unsigned still |
      25 | REFUSED signed still           | NOTAUTH BADKEY unsigned still | REFUSED signed still |
      26 | NOERROR signed +1              |                        |                        | 300 A 10.10.20.1
      """;

  private RealServers servers;

  @BeforeAll
  void open(@TempDir Path folder) {
    servers = new RealServers(folder);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  static Stream<Arguments> rows() {
    return Stream.of(RealServer.values())
        .flatMap(server -> UpdateTries.ALL.stream().map(row -> Arguments.of(server, row)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rows")
  void a_server_answers_and_acts_as_the_table_says(RealServer which, UpdateTry row)
      throws Exception {
    List<String> cells = cells(row.number());
    List<String> outcome = row.on(servers.get(which));
    assertThat(outcome).containsExactly(cells.get(1 + which.ordinal()), cells.get(4));
  }

  @Test
  void the_table_has_every_row() {
    assertThat(TABLE.lines().map(l -> cells(l).get(0)))
        .containsExactlyElementsOf(
            UpdateTries.ALL.stream().map(r -> Integer.toString(r.number())).toList());
  }

  private static List<String> cells(int number) {
    return cells(TABLE.lines().skip(number - 1L).findFirst().orElseThrow());
  }

  private static List<String> cells(String line) {
    List<String> cells =
        new ArrayList<>(Stream.of(line.split("\\|", -1)).map(String::strip).toList());
    for (int server = 2; server <= 3; server++) {
      if (cells.get(server).isEmpty()) {
        cells.set(server, cells.get(server - 1));
      }
    }
    return cells;
  }
}

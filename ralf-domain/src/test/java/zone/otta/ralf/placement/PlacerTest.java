package zone.otta.ralf.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zone.otta.ralf.card.CardSketch;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.site.Site;

/** Each code of phase 2 that needs no world: a card, its neighbours, and what is found. */
class PlacerTest {
  /**
   * @param others the cards beside it
   * @param codes found on the card, in order
   */
  record Row(String what, ServiceCard card, List<ServiceCard> others, String... codes) {
    @Override
    public String toString() {
      return what + ": " + String.join(", ", codes);
    }
  }

  private static final ServiceCard SOUND = CardSketch.card(c -> {});

  /** A card that wants nothing the sound one has, but for the change. */
  private static ServiceCard neighbour(Consumer<CardSketch> change) {
    return CardSketch.card(
        c -> {
          c.service = "mariadb";
          c.hostname = "mariadb";
          c.address = "10.10.20.20/16";
          c.dns = "mariadb.otta.zone";
          c.ctid = 20020L;
          change.accept(c);
        });
  }

  private static List<ServiceCard> fullCategory() {
    return IntStream.rangeClosed(1, 25)
        .mapToObj(
            n ->
                CardSketch.card(
                    c -> {
                      c.service = "db-" + n;
                      c.hostname = c.service;
                      c.dns = c.service + ".otta.zone";
                      c.address = "10.10.20." + n * 10 + "/16";
                      c.ctid = 20000L + n * 10;
                    }))
        .toList();
  }

  static Stream<Row> rows() {
    ServiceCard open = CardSketch.open("postgresql", null);
    return Stream.of(
        new Row("alone", SOUND, List.of()),
        new Row("beside another", SOUND, List.of(neighbour(c -> {}))),
        new Row("all left open", open, List.of(), "RALF-L001"),
        new Row(
            "an unknown kind of service", CardSketch.open("thing", null), List.of(), "RALF-L002"),
        new Row("with its group", CardSketch.open("thing", 90), List.of(), "RALF-L001"),
        new Row("a full category", open, fullCategory(), "RALF-L003"),
        new Row("one place left", open, fullCategory().subList(0, 24), "RALF-L001"),
        new Row("no address has this CTID", ctidOnly(30010), List.of(), "RALF-L003"),
        new Row("the one that has it", ctidOnly(20013), List.of(), "RALF-L001"),
        new Row("too small a CTID follows", lowAddress(), List.of(), "RALF-L004"),
        new Row(
            "another category's range",
            CardSketch.card(c -> c.address = "10.10.40.10/16"),
            List.of(),
            "RALF-L005"),
        new Row(
            "one address",
            SOUND,
            List.of(neighbour(c -> c.address = "10.10.20.10/16")),
            "RALF-L006"),
        new Row("one CTID", SOUND, List.of(neighbour(c -> c.ctid = 20010L)), "RALF-L007"),
        new Row(
            "one host name",
            SOUND,
            List.of(neighbour(c -> c.hostname = "postgres-ops")),
            "RALF-L008"),
        new Row(
            "one DNS name",
            SOUND,
            List.of(neighbour(c -> c.dns = "postgres.otta.zone")),
            "RALF-L009"),
        new Row(
            "one service", SOUND, List.of(neighbour(c -> c.service = "postgresql")), "RALF-L010"),
        new Row(
            "everything at once",
            SOUND,
            List.of(SOUND),
            "RALF-L010",
            "RALF-L006",
            "RALF-L007",
            "RALF-L008",
            "RALF-L009"));
  }

  private static ServiceCard ctidOnly(long number) {
    return CardSketch.card(
        c -> {
          c.address = null;
          c.ctid = number;
        });
  }

  private static ServiceCard lowAddress() {
    return CardSketch.card(
        c -> {
          c.service = "thing";
          c.group = 0;
          c.address = "10.10.0.50/16";
          c.ctid = null;
        });
  }

  @ParameterizedTest
  @MethodSource("rows")
  void findsWhatTheRowSays(Row row) {
    Proposal proposal = Placer.propose(row.card(), row.others(), Site.DEFAULT);
    assertThat(proposal.findings().stream().map(f -> f.code().id())).containsExactly(row.codes());
  }

  @Test
  void whatIsLeftOpenIsProposedByTheRules() {
    Placement placement =
        Placer.propose(CardSketch.open("gitea", null), List.of(), Site.DEFAULT)
            .placement()
            .orElseThrow();
    assertThat(placement.hostname()).hasToString("gitea");
    assertThat(placement.address()).hasToString("10.10.40.10/16");
    assertThat(placement.dns()).hasToString("gitea.otta.zone");
    assertThat(placement.ctid()).hasToString("40010");
  }

  @Test
  void aProposalCountsAsTakenForTheCardsThatFollow() {
    List<Proposal> proposals =
        Placer.proposeAll(
            List.of(CardSketch.open("mariadb", null), CardSketch.open("redis", null), SOUND),
            Site.DEFAULT);
    assertThat(proposals.stream().map(p -> p.placement().orElseThrow().address().toString()))
        .containsExactly("10.10.20.20/16", "10.10.20.30/16", "10.10.20.10/16");
  }
}

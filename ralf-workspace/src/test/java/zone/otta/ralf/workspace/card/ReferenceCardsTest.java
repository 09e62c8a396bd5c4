package zone.otta.ralf.workspace.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.card.EmbeddedStatus;
import zone.otta.ralf.diagnostics.Code;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.diagnostics.Severity;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.policy.CardCheck;
import zone.otta.ralf.site.Site;

class ReferenceCardsTest {
  private static ReadCard mission() {
    return CardReader.read(SharedFiles.shared("mission/service_card.md"), "service_card.md");
  }

  private static Path own() {
    return SharedFiles.repository().resolve("services/postgresql/service_card.md");
  }

  private static CardCheck check(ReadCard read) {
    return CardCheck.one(
        new CardCheck.Candidate(read.file(), read.card(), read.findings()),
        Site.DEFAULT,
        Language.DE);
  }

  @Test
  void missionCardIsOkInBothPhasesAsItStands() {
    ReadCard read = mission();
    CardCheck check = check(read);
    assertThat(read.findings()).isEmpty();
    assertThat(check.verdict()).isEqualTo(Verdict.OK);
    assertThat(check.findings())
        .extracting(
            f -> f.code(),
            f -> f.severity(),
            f -> read.map().span(f.at().orElseThrow()).orElseThrow().line())
        .containsExactly(tuple(new Code("RALF-P020"), Severity.HINWEIS, 31));
  }

  @Test
  void missionCardsEmbeddedStatusEqualsTheComputedOne() {
    CardCheck check = check(mission());
    assertThat(check.status().stream().map(s -> new EmbeddedStatus(s.stepId(), s.result().name())))
        .isEqualTo(mission().card().orElseThrow().status())
        .hasSize(2);
  }

  @Test
  void ownCardHasTheMissionsFactsInOtherWords() {
    ReadCard read = CardReader.read(own(), "services/postgresql/service_card.md");
    assertThat(read.findings()).isEmpty();
    assertThat(read.card().orElseThrow()).isNotEqualTo(mission().card().orElseThrow());
    assertThat(read.card().orElseThrow().facts()).isEqualTo(mission().card().orElseThrow().facts());
  }

  @Test
  void ownCardIsOk() {
    ReadCard read = CardReader.read(own(), "services/postgresql/service_card.md");
    assertThat(check(read).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void cardOfAnotherShapeGivesTheFindingsItDeserves() {
    ReadCard read = CardReader.read(SharedFiles.shared("mission/other/gitea.md"), "gitea.md");
    CardCheck check = check(read);
    assertThat(read.findings()).isEmpty();
    assertThat(check.findings())
        .extracting(
            f -> f.code().id(),
            f -> f.severity(),
            f -> read.map().span(f.at().orElseThrow()).orElseThrow())
        .containsExactly(
            tuple("RALF-P012", Severity.BLOCKER, new Span("gitea.md", 42, 18, 40)),
            tuple("RALF-P013", Severity.BLOCKER, new Span("gitea.md", 41, 16, 36)),
            tuple("RALF-P024", Severity.BLOCKER, new Span("gitea.md", 32, 4, 21)),
            tuple("RALF-P026", Severity.WARNUNG, new Span("gitea.md", 51, 3, 18)));
    assertThat(check.status())
        .extracting(s -> s.result())
        .isEqualTo(List.of(Verdict.BLOCKER, Verdict.BLOCKER));
  }
}

package zone.otta.ralf.cli.phases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.cli.render.CheckRecord;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.session.BlockedCard;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.placement.Proposal;
import zone.otta.ralf.policy.CardCheck;
import zone.otta.ralf.policy.Policies;

/** Phases 1 and 2 as far as they need no world: cards and site against every policy. */
public final class Judging {
  private final Session session;
  private final Workspace workspace;

  public Judging(Session session, Workspace workspace) {
    this.session = session;
    this.workspace = workspace;
  }

  /**
   * Several cards, also against each other. What is to be said of the site stands with the first.
   */
  public CheckRecord check(List<Path> named) {
    List<CardFile> files = named.stream().map(c -> CardFile.read(c, session)).toList();
    List<CardCheck> checks = checks(files);
    var cards = new ArrayList<CheckRecord.Card>();
    for (int i = 0; i < files.size(); i++) {
      cards.add(record(files.get(i), checks.get(i), i == 0));
    }
    return new CheckRecord(cards);
  }

  /** The judgements of phases 1 and 2, in the order of the files. */
  public List<CardCheck> checks(List<CardFile> files) {
    return CardCheck.all(
        files.stream()
            .map(
                f ->
                    new CardCheck.Candidate(
                        workspace.name(f.path()), f.read().card(), f.read().findings()))
            .toList(),
        workspace.site(),
        session.language());
  }

  private CheckRecord.Card record(CardFile file, CardCheck check, boolean withSite) {
    var found = new ArrayList<Found>();
    Verdict verdict = check.verdict();
    if (withSite) {
      found.addAll(site());
      verdict = verdict.and(Verdict.of(workspace.read().findings()));
    }
    found.addAll(file.found(check.findings(), session.language()));
    return new CheckRecord.Card(
        file.name(),
        check.card().map(c -> c.service().value()).orElse(""),
        verdict,
        found,
        facts(check),
        check.status());
  }

  private List<Found> site() {
    return workspace.read().findings().stream()
        .map(f -> Found.of(f, session.language(), p -> CardFile.place(workspace.read().map(), p)))
        .toList();
  }

  /** What each phase stands on, in a few words. */
  private List<String> facts(CardCheck check) {
    String policies = check.policies() + session.say(" policies", " Richtlinien");
    String place =
        check
            .proposal()
            .flatMap(Proposal::placement)
            .map(p -> p.address() + " · CTID " + p.ctid() + " · " + p.dns())
            .orElse("");
    return List.of(policies, place);
  }

  /**
   * One card that is to be planned.
   *
   * @throws BlockedCard if something stands in the way
   */
  public JudgedCard one(Path named) {
    CardFile file = CardFile.read(named, session);
    CardCheck check = checks(List.of(file)).getFirst();
    List<Finding> findings = check.findings();
    List<Found> found = file.found(findings, session.language());
    Optional<Placement> placement = check.proposal().flatMap(Proposal::placement);
    if (check.verdict() == Verdict.BLOCKER || check.card().isEmpty() || placement.isEmpty()) {
      throw new BlockedCard(found);
    }
    return new JudgedCard(
        workspace.name(file.path()),
        check.card().get(),
        placement.get(),
        findings,
        found,
        Policies.sum(),
        check.status().get(0),
        check.status().get(1));
  }
}

package zone.otta.ralf.cli.phases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.session.BlockedCard;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.gate.Verdict;
import zone.otta.ralf.json.Json;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.placement.Proposal;
import zone.otta.ralf.policy.CardCheck;
import zone.otta.ralf.workspace.card.CardEdits;
import zone.otta.ralf.workspace.store.StoreFault;

/** Phase 2 for a card that leaves something open: proposes it, and enters it on request. */
public final class Placing {
  private final Session session;
  private final Workspace workspace;

  public Placing(Session session, Workspace workspace) {
    this.session = session;
    this.workspace = workspace;
  }

  /**
   * Proposes.
   *
   * @param among cards whose places are taken
   */
  public Exit place(Path named, List<Path> among, boolean write) {
    CardFile file = CardFile.read(named, session);
    var files = new ArrayList<CardFile>(List.of(file));
    among.stream()
        .map(p -> CardFile.read(p, session))
        .filter(f -> !f.path().equals(file.path()))
        .forEach(files::add);
    CardCheck check = new Judging(session, workspace).checks(files).getFirst();
    Proposal proposal =
        check.proposal().orElseGet(() -> new Proposal(Optional.empty(), List.of(), List.of()));
    List<Found> found =
        file.found(
            check.proposal().isPresent() ? proposal.findings() : check.findings(),
            session.language());
    if (proposal.placement().isEmpty()) {
      throw new BlockedCard(found);
    }
    Placement placement = proposal.placement().get();
    boolean edited = write && !proposal.open().isEmpty();
    if (edited) {
      edit(file, placement, proposal.open());
    }
    told(file, proposal, placement, found, edited);
    return Exit.of(Verdict.of(proposal.findings()), session.strict());
  }

  private static void edit(CardFile file, Placement placement, List<String> open) {
    try {
      CardEdits.Edited edited = CardEdits.place(Files.readAllBytes(file.path()), placement, open);
      if (edited.content().isEmpty()) {
        throw new Refused(Exit.BLOCKER, edited.finding().stream().toList());
      }
      replace(file.path().toRealPath(), edited.content().get());
    } catch (IOException e) {
      throw StoreFault.io(file.path(), e);
    }
  }

  /** The whole file or nothing; owner and mode stay. */
  private static void replace(Path file, byte[] content) throws IOException {
    Path beside = file.resolveSibling("." + file.getFileName() + ".ralf-new");
    try {
      Files.copy(
          file, beside, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      Files.write(beside, content);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private void told(
      CardFile file, Proposal proposal, Placement placement, List<Found> found, boolean edited) {
    session.output().findings(found);
    session
        .output()
        .line(
            placement.hostname()
                + "  "
                + placement.address()
                + "  "
                + placement.dns()
                + "  CTID "
                + placement.ctid());
    session.output().line(next(file, proposal, edited));
    session
        .output()
        .document(
            Json.object()
                .with("verdict", Verdict.of(proposal.findings()).name())
                .with("file", file.name())
                .with("hostname", placement.hostname().label())
                .with("ip", placement.address().toString())
                .with("dns", placement.dns().name())
                .with("ctid", placement.ctid().number())
                .with("proposed", Json.strings(proposal.open()))
                .with("written", edited)
                .with("findings", Json.array(found, Found::json)));
  }

  private String next(CardFile file, Proposal proposal, boolean edited) {
    if (edited) {
      return session.say("Entered.  Next: ralf check ", "Eingetragen.  Weiter: ralf check ")
          + file.name();
    }
    return proposal.open().isEmpty()
        ? session.say("The card leaves nothing open.", "Die Karte lässt nichts offen.")
        : session.say("Next: ralf place ", "Weiter: ralf place ") + file.name() + " --write";
  }
}

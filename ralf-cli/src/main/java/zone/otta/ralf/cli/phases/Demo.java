package zone.otta.ralf.cli.phases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.cli.session.Exit;
import zone.otta.ralf.cli.session.Refused;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.workspace.card.CardReader;
import zone.otta.ralf.workspace.store.StateDirectory;

/** The whole way in a lab: what {@code up} does, where nothing can break. */
public final class Demo {
  private final Session session;
  private final boolean keep;
  private final Ways ways;
  private final boolean handover;

  /**
   * @param keep whether the lab goes on running afterwards
   * @param handover whether the journal moves into the PostgreSQL that was brought up
   */
  public Demo(Session session, boolean keep, Ways ways, boolean handover) {
    this.session = session;
    this.keep = keep;
    this.ways = ways;
    this.handover = handover;
  }

  public Exit run(Optional<Path> card) {
    Path original = card.orElseGet(this::ownCard);
    if (!Files.isReadable(original)) {
      throw new Refused(Exit.BLOCKER, noCard(original));
    }
    DemoWorkspace workspace = DemoWorkspace.create();
    Path copy = workspace.card(original);
    LabProcess lab = LabProcess.in(workspace.lab(), session);
    if (ways.keeping() == Keeping.VAULTWARDEN) {
      lab = lab.withVault(Derivation.PBKDF2);
    }
    if (ways.naming() == Naming.OPNSENSE) {
      lab = lab.withOpnsense();
    }
    say("lab: guest OS emulated, PostgreSQL real", "Labor: Gast-OS nachgebildet, PostgreSQL echt");
    if (ways.keeping() == Keeping.VAULTWARDEN) {
      say(
          "secrets: in a vault, Vaultwarden emulated",
          "Geheimnisse: im Tresor, Vaultwarden nachgebildet");
    }
    ways.naming().emulated().ifPresent(text -> say(text.en(), text.de()));
    Process process = lab.start(keep);
    try {
      workspace.furnish(lab.status(), secretOf(copy), ways);
      return walk(workspace, lab);
    } finally {
      if (!keep) {
        lab.end(process);
      }
    }
  }

  private Path ownCard() {
    return session
        .here()
        .home()
        .map(home -> home.resolve(DemoWorkspace.CARD))
        .orElseThrow(() -> new Refused(Exit.BLOCKER, noCard(Path.of(DemoWorkspace.CARD))));
  }

  /** The reference the card gives its login, as far as it can be read. */
  private static Optional<SecretReference> secretOf(Path card) {
    Optional<ServiceCard> read = CardReader.read(card, card.toString()).card();
    return read.flatMap(c -> c.secrets().stream().findFirst());
  }

  private Exit walk(DemoWorkspace workspace, LabProcess lab) {
    Session inside = session.in(workspace.root());
    makeSecret(inside);
    Walk.Arrived arrived =
        new WholeWay(inside, false)
            .walk(
                Path.of(DemoWorkspace.CARD),
                false,
                plan -> {
                  say(
                      "The demo approves this plan itself; elsewhere a person does.",
                      "Die Demo gibt diesen Plan selbst frei; sonst tut das ein Mensch.");
                  return new Consent.Yes(plan.warnings(), Optional.of("ralf demo"));
                });
    Optional<MemoryCheck.Found> memory =
        handover && arrived.exit() == Exit.OK ? Optional.of(handOver(inside)) : Optional.empty();
    String digest = Sha256.of(lab.dump()).hex();
    told(workspace, arrived, digest);
    return memory.flatMap(MemoryCheck.Found::damage).isPresent() ? Exit.BLOCKER : arrived.exit();
  }

  /** Afterwards both are recomputed and compared. */
  private MemoryCheck.Found handOver(Session inside) {
    session.output().line("");
    new HandingOver(inside).walk(Optional.empty(), () -> true);
    MemoryCheck.Found found = new MemoryCheck(inside).look(Optional.empty());
    session
        .output()
        .line(
            found
                .damage()
                .map(d -> "BLOCKER[RALF-J024]: " + session.say(d))
                .orElseGet(
                    () ->
                        session.say(
                            "journal verify: OK, in the file and in PostgreSQL; "
                                + found.missing()
                                + " events wait in the file",
                            "journal verify: OK, in der Datei und in PostgreSQL; "
                                + found.missing()
                                + " Ereignisse warten in der Datei")));
    return found;
  }

  private void makeSecret(Session inside) {
    Workspace workspace = Workspace.require(inside);
    StateDirectory state = StateDirectory.openOrCreate(workspace.stateRoot());
    try (OpenWorld world = workspace.open(inside, state)) {
      SecretSource secrets = world.world().secrets();
      if (!secrets.present(ways.keeping().password())) {
        secrets.create(ways.keeping().password());
      }
    }
  }

  private void told(DemoWorkspace workspace, Walk.Arrived arrived, String digest) {
    Path root = workspace.root();
    session.output().line("");
    arrived
        .run()
        .flatMap(Deploying.Ended::connection)
        .ifPresent(url -> session.output().line(session.say("It ran as ", "Es lief als ") + url));
    session.output().line(session.say("To look at: ", "Zum Ansehen: ") + root);
    session
        .output()
        .line(
            "  .ralf/plans/  .ralf/status/  .ralf/journal.jsonl  ralf.yaml  " + DemoWorkspace.CARD);
    session.output().line("  ralf -C " + root + " status");
    session.output().line("  ralf -C " + root + " journal show");
    if (keep) {
      kept(root);
    }
    session
        .output()
        .event(arrived.json().with("end_state", digest).with("workspace", root.toString()));
  }

  private void kept(Path root) {
    session
        .output()
        .line(
            session.say("The lab goes on running. Connect: ", "Das Labor läuft weiter. Verbinden: ")
                + "ralf -C "
                + root
                + " smoke postgresql");
    session
        .output()
        .line(session.say("End it: ", "Beenden: ") + "ralf lab down --dir " + root.resolve("lab"));
  }

  private void say(String en, String de) {
    session.output().aside(session.say(en, de));
  }

  private static Finding noCard(Path file) {
    return Finding.blocker("RALF-N003", Text.of("no card: " + file, "keine Karte: " + file));
  }
}

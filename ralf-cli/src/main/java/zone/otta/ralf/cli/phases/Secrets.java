package zone.otta.ralf.cli.phases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.cli.render.Found;
import zone.otta.ralf.cli.render.SecretRow;
import zone.otta.ralf.cli.render.SecretRow.NamedBy;
import zone.otta.ralf.cli.render.SecretRow.State;
import zone.otta.ralf.cli.session.BlockedCard;
import zone.otta.ralf.cli.session.Session;
import zone.otta.ralf.cli.wiring.OpenWorld;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.recipe.postgresql.PostgresRecipe;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.Site;
import zone.otta.ralf.site.VaultwardenEndpoint;
import zone.otta.ralf.workspace.store.StateDirectory;

/** The secrets that a card's service and RALF itself need: by reference, never by value. */
public final class Secrets {
  private final Session session;
  private final Workspace workspace;
  private final Site site;

  /** One that somebody names. */
  private record Named(SecretReference reference, NamedBy by) {}

  public Secrets(Session session, Workspace workspace) {
    this.session = session;
    this.workspace = workspace;
    this.site = workspace.site();
  }

  /** What is named and where it is read from; asks nobody. */
  public List<SecretRow> list(Path card) {
    return all(card).stream()
        .map(n -> refused(n).orElseGet(() -> row(n, State.NOT_ASKED, Optional.empty())))
        .toList();
  }

  /** The same, and whether each is there and usable. */
  public List<SecretRow> check(Path card) {
    List<Named> named = all(card);
    return inWorld(
        world -> {
          var rows = new ArrayList<SecretRow>();
          for (Named one : named) {
            rows.add(
                refused(one)
                    .orElseGet(() -> judged(one, () -> seen(world.world().secrets(), one))));
          }
          site.vault()
              .map(VaultwardenEndpoint::masterPassword)
              .ifPresent(master -> rows.add(master(world, new Named(master, NamedBy.SITE))));
          return rows;
        });
  }

  /** Makes those of the card that are missing, and reads each back. */
  public List<SecretRow> create(Path card) {
    List<Named> named = ofCard(card);
    return inWorld(
        world -> {
          var rows = new ArrayList<SecretRow>();
          for (Named one : named) {
            rows.add(
                refused(one)
                    .orElseGet(() -> judged(one, () -> made(world.world().secrets(), one))));
          }
          return rows;
        });
  }

  private List<SecretRow> inWorld(Function<OpenWorld, List<SecretRow>> look) {
    StateDirectory state = StateDirectory.openOrCreate(workspace.stateRoot());
    try (OpenWorld world = workspace.open(session, state)) {
      return look.apply(world);
    }
  }

  private List<Named> all(Path card) {
    var named = new ArrayList<>(ofCard(card));
    for (SecretReference reference : site.references()) {
      named.add(new Named(reference, NamedBy.SITE));
    }
    return named;
  }

  private List<Named> ofCard(Path card) {
    CardFile file = CardFile.read(card, session);
    ServiceCard read =
        file.read()
            .card()
            .orElseThrow(
                () -> new BlockedCard(file.found(file.read().findings(), session.language())));
    return read.secrets().isEmpty()
        ? List.of(new Named(new PostgresRecipe().defaultSecret(), NamedBy.RECIPE))
        : read.secrets().stream().map(s -> new Named(s, NamedBy.CARD)).toList();
  }

  /** What no source would serve is known without asking one. */
  private Optional<SecretRow> refused(Named named) {
    boolean served =
        site.secrets().from().containsKey(named.reference())
            || site.secrets().allows(named.reference());
    return served
        ? Optional.empty()
        : Optional.of(
            row(
                named,
                State.UNUSABLE,
                Optional.of(
                    Finding.blocker(
                        "RALF-P024",
                        Text.of(
                            "the site does not allow the secret reference " + named.reference(),
                            "der Standort erlaubt die Secret-Referenz "
                                + named.reference()
                                + " nicht")))));
  }

  /** A look that may fail. */
  private interface Look {
    State at();
  }

  private SecretRow judged(Named named, Look look) {
    try {
      State state = look.at();
      Optional<Finding> finding =
          state == State.MISSING ? Optional.of(missing(named.reference())) : Optional.empty();
      return row(named, state, finding);
    } catch (PortException e) {
      boolean unknown = e.fault() == Fault.UNREACHABLE || e.fault() == Fault.NOT_UNDERSTOOD;
      return row(named, unknown ? State.UNKNOWN : State.UNUSABLE, Optional.of(e.finding()));
    }
  }

  private static State seen(SecretSource secrets, Named named) {
    return secrets.present(named.reference()) ? State.USABLE : State.MISSING;
  }

  private static State made(SecretSource secrets, Named named) {
    if (secrets.present(named.reference())) {
      return State.USABLE;
    }
    secrets.create(named.reference());
    return State.MADE;
  }

  private SecretRow master(OpenWorld world, Named named) {
    return judged(
        named,
        () -> {
          world.requirePassphrase(named.reference());
          return State.USABLE;
        });
  }

  private SecretRow row(Named named, State state, Optional<Finding> finding) {
    return new SecretRow(
        named.reference().text(),
        named.by(),
        site.secrets().resolve(named.reference()).text(),
        state,
        finding.map(f -> Found.of(f, session.language())));
  }

  private static Finding missing(SecretReference reference) {
    return Finding.blocker(
            "RALF-N014",
            Text.of(
                "secret " + reference + " is not there",
                "Geheimnis " + reference + " ist nicht da"))
        .help(
            Text.of(
                "provide it, or let `ralf secrets create CARD` make it where it may: in a file or a vault",
                "bereitstellen oder von `ralf secrets create KARTE` erzeugen lassen, wo das geht: in einer Datei oder einem Tresor"));
  }
}

package zone.otta.ralf.recipe.postgresql;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.GuestView;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.port.Fault;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.PortException;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.port.SmokeProbe;
import zone.otta.ralf.port.SmokeProbe.Outcome;
import zone.otta.ralf.port.Tunnel;

/**
 * The proof that a password that was replaced opens nothing any more: the same login over the
 * network, once with the new one and once with the former one.
 */
public final class FormerPassword {
  private static final String QUERY = "SELECT 1";
  private static final String WRONG_PASSWORD = "28P01";
  private final Deployment deployment;
  private final GuestShell shell;
  private final SecretSource secrets;
  private final SmokeProbe probe;
  private final Tunnel tunnel;

  public FormerPassword(
      Deployment deployment,
      GuestShell shell,
      SecretSource secrets,
      SmokeProbe probe,
      Tunnel tunnel) {
    this.deployment = deployment;
    this.shell = shell;
    this.secrets = secrets;
    this.probe = probe;
    this.tunnel = tunnel;
  }

  /**
   * @throws PortException {@code REFUSED} if the new one is refused or the former one is not,
   *     {@code UNREACHABLE} if nobody answers
   */
  public void requireRefused() {
    Optional<ServerCertificate> certificate = certificate();
    Outcome present = secrets.use(deployment.secret(), password -> login(password, certificate));
    if (present instanceof Outcome.Refused refused) {
      throw newRefused(refused);
    }
    require(present);
    Outcome former =
        secrets.useFormer(deployment.secret(), password -> login(password, certificate));
    if (former instanceof Outcome.Refused refused && refused.sqlState().equals(WRONG_PASSWORD)) {
      return;
    }
    require(former);
    throw stillOpen();
  }

  private Optional<ServerCertificate> certificate() {
    var question = new GuestQuestion.FileText(PostgresRecipe.layout(deployment).certificate());
    GuestView view =
        GuestView.of(
            List.of(question), shell.ask(deployment.placement().ctid(), List.of(question)));
    return ServerCertificate.parse(view.to(question).text());
  }

  private Outcome login(Secret password, Optional<ServerCertificate> certificate) {
    return probe.login(
        PostgresSmoke.as(deployment, PostgresRecipe.LOGIN, password, certificate, QUERY), tunnel);
  }

  private static void require(Outcome outcome) {
    if (outcome instanceof Outcome.NoAnswer silent) {
      throw new PortException(
          Fault.UNREACHABLE,
          "RALF-A015",
          Text.of(
              "nobody can tell whether the former secret is dead: " + silent.why().en(),
              "niemand kann sagen, ob das vorige Geheimnis ungültig ist: " + silent.why().de()),
          Text.of(
              "see that the service answers, then resume",
              "nachsehen, ob der Dienst antwortet, dann fortsetzen"));
    }
  }

  private static PortException newRefused(Outcome.Refused refused) {
    String words = refused.sqlState() + " " + refused.message();
    return new PortException(
        Fault.REFUSED,
        "RALF-A015",
        Text.of(
            "the new secret does not open the service: " + words,
            "das neue Geheimnis öffnet den Dienst nicht: " + words),
        Text.of(
            "both secrets are kept; ralf smoke shows what is wrong, then resume",
            "beide Geheimnisse sind aufgehoben; ralf smoke zeigt, was nicht stimmt, dann fortsetzen"));
  }

  private static PortException stillOpen() {
    return new PortException(
        Fault.REFUSED,
        "RALF-A016",
        Text.of(
            "the former secret is not refused as a wrong password",
            "das vorige Geheimnis wird nicht als falsches Passwort abgewiesen"),
        Text.of(
            "look at pg_hba.conf for a rule that asks for none (ralf drift), then resume",
            "in pg_hba.conf nach einer Regel sehen, die keines verlangt (ralf drift), dann fortsetzen"));
  }
}

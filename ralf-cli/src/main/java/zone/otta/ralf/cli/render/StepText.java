package zone.otta.ralf.cli.render;

import java.util.List;
import zone.otta.ralf.diagnostics.Language;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;

/** A step in a few words: the group it belongs to, and what will be there. */
public final class StepText {
  /** One line of a plan; neighbours of the same group are written on one line. */
  public record Part(String group, String text) {}

  private static final String DOT = " · ";
  private static final long GIB = 1024;

  private StepText() {}

  public static List<Part> of(Step step, Language language) {
    boolean german = language == Language.DE;
    return switch (step) {
      case Step.ProvideTemplate s ->
          parts(
              "template",
              s.desired().file()
                  + " → "
                  + s.desired().storage()
                  + s.from().map(from -> (german ? ", von " : ", from ") + from).orElse(""));
      case Step.CreateContainer s -> container(s.desired(), german);
      case Step.SetFirewall s ->
          parts(
              "firewall",
              String.join(DOT, s.desired().rules().stream().map(Object::toString).toList()));
      case Step.StartContainer s ->
          parts(
              "start",
              s.desired().ctid() + (german ? ", auch beim Hochfahren" : ", on boot as well"));
      case Step.ChangeContainer s -> parts("container", s.desired().ctid().toString());
      case Step.HaveContainer s -> parts("container", s.desired().ctid().toString());
      case Step.RestartContainer s ->
          parts(german ? "Neustart" : "restart", s.desired().ctid().toString());
      case Step.StopContainer s -> parts(german ? "Halt" : "stop", s.desired().ctid().toString());
      case Step.TakeSnapshot s ->
          parts(german ? "Sicherung" : "snapshot", s.desired().name().value());
      case Step.RollBack s ->
          parts(
              german ? "Rückkehr" : "rollback",
              s.desired().snapshot().map(n -> (german ? "zu " : "to ") + n).orElse(""));
      case Step.DestroyContainer s ->
          parts("container", s.ctid() + (german ? " mit allen Volumes" : " with all its volumes"));
      case Step.RegisterAddress s ->
          parts(
              "dns",
              s.desired().name()
                  + " A "
                  + s.desired().address()
                  + s.adopted().map(a -> german ? ", übernommen" : ", adopted").orElse(""));
      case Step.RegisterPointer s -> parts("dns", "PTR");
      case Step.UnregisterAddress s ->
          parts("dns", s.address().name() + " A " + s.address().address());
      case Step.UnregisterPointer s -> parts("dns", "PTR");
      case Step.RenewSecret s ->
          parts(
              german ? "Geheimnis" : "secret",
              s.reference() + (german ? " wird erneuert" : " is renewed"));
      case Step.RetireSecret s ->
          parts(
              german ? "Geheimnis" : "secret",
              german
                  ? "das vorige wird als ungültig bewiesen und vergessen"
                  : "the former one is proven dead and forgotten");
      case Step.Guest s -> inside(s, german);
    };
  }

  /** All of it on one line: for progress. */
  public static String line(Step step, Language language) {
    return String.join(DOT, of(step, language).stream().map(Part::text).toList());
  }

  private static List<Part> inside(Step.Guest step, boolean german) {
    return switch (step) {
      case Step.WriteFile s -> parts(german ? "Dateien" : "files", file(s.desired()));
      case Step.InstallPackage s ->
          parts(german ? "Pakete" : "packages", s.desired().name().toString());
      case Step.MakeCertificate s ->
          parts(german ? "Zertifikat" : "certificate", String.join(DOT, s.desired().names()));
      case Step.RunService s ->
          parts(
              german ? "Dienst" : "service",
              s.desired().unit() + " " + s.desired().listen() + ":" + s.desired().port());
      case Step.ProvideRole s -> parts(german ? "Rollen" : "roles", role(s.desired()));
      case Step.ExchangeVerifier s -> parts(german ? "Rollen" : "roles", role(s.desired()));
      case Step.ProvideDatabase s ->
          parts(
              german ? "Datenbank" : "database",
              s.desired().name() + (german ? ", Eigentümer " : ", owner ") + s.desired().owner());
      case Step.MigrateSchema s ->
          parts(
              "schema",
              s.desired().database() + "." + s.desired().schema() + " " + s.desired().version());
    };
  }

  private static List<Part> container(Facts.Container c, boolean german) {
    String body =
        String.join(
            DOT,
            c.ctid() + " " + c.hostname(),
            c.cores() + (german ? " Kerne" : " cores"),
            c.memoryMib() + " MB",
            size(c.rootfsMib()) + " " + c.rootfsStorage(),
            (c.unprivileged() ? (german ? "unprivilegiert" : "unprivileged") : "privileged")
                + (c.nesting() ? ", nesting" : ""));
    String network =
        "eth0 "
            + c.address()
            + (german ? " über " : " via ")
            + c.bridge()
            + ", gateway "
            + c.gateway();
    return List.of(new Part("container", body), new Part(german ? "Netz" : "network", network));
  }

  private static String size(long mib) {
    return mib % GIB == 0 ? mib / GIB + " GB" : mib + " MB";
  }

  private static String file(Facts.GuestFile file) {
    String path = file.path().toString();
    int name = path.lastIndexOf('/');
    return path.substring(path.lastIndexOf('/', name - 1) + 1);
  }

  private static String role(Facts.Role role) {
    return role.logsInWith().map(r -> role.name() + " (" + r + ")").orElse(role.name());
  }

  private static List<Part> parts(String group, String text) {
    return List.of(new Part(group, text));
  }
}

package zone.otta.ralf.recipe.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.card.ServiceCard;
import zone.otta.ralf.diagnostics.Finding;
import zone.otta.ralf.diagnostics.Text;
import zone.otta.ralf.guest.CertificateRequest;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.recipe.Recipe;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.smoke.SmokeCheck;

/** PostgreSQL as RALF's own memory: packages, files, roles, database, state schema. */
public final class PostgresRecipe implements Recipe {
  public static final String DATABASE = "ralf";
  public static final String LOGIN = "ralf";
  static final String OWNER = "ralf_owner";
  static final int CERTIFICATE_DAYS = 825;

  private static final String UNIT_DROP_IN =
      """
      # written by RALF; changes are found and undone
      [Unit]
      Wants=network-online.target
      After=network-online.target

      [Service]
      # The container's address may come up after the service: without this the server would start deaf.
      ExecStartPre=+-/sbin/sysctl -q -w net.ipv4.ip_nonlocal_bind=1
      """;

  private static final String CREATE_CLUSTER =
      """
      # written by RALF; read once, when the cluster is created
      initdb_options = '--data-checksums -E UTF8 --locale=C.UTF-8'
      """;

  @Override
  public boolean builds(ServiceCard card) {
    return card.service().product().equals("postgresql");
  }

  @Override
  public int port() {
    return PostgresLayout.PORT;
  }

  @Override
  public SecretReference defaultSecret() {
    return SecretReference.env("RALF_POSTGRES_RALF_USER_PASSWORD");
  }

  @Override
  public List<Finding> judge(Deployment deployment) {
    OsRelease release = deployment.release();
    if (PostgresLayout.of(release).isPresent()) {
      return List.of();
    }
    return List.of(
        Finding.blocker(
                "RALF-N010",
                Text.of(
                    "no PostgreSQL recipe for " + release, "kein PostgreSQL-Rezept für " + release))
            .help(
                Text.of(
                    "use Ubuntu 24.04, Debian 12 or Debian 13 in the card's operating model",
                    "Ubuntu 24.04, Debian 12 oder Debian 13 ins Betriebsmodell der Karte schreiben")));
  }

  @Override
  public List<Step.Guest> steps(Deployment d) {
    PostgresLayout layout = layout(d);
    Ctid ctid = d.placement().ctid();
    var steps = new ArrayList<Step.Guest>();
    steps.add(file(ctid, PostgresLayout.CREATE_CLUSTER, FileOwner.ROOT_0644, CREATE_CLUSTER));
    steps.add(file(ctid, layout.unitDropIn(), FileOwner.ROOT_0644, UNIT_DROP_IN));
    steps.add(
        new Step.InstallPackage(ctid, new Facts.Package(layout.packageName(), layout.major())));
    steps.add(certificate(d, layout));
    steps.add(
        file(ctid, layout.settings(), PostgresLayout.READABLE, PostgresSettings.text(d, layout)));
    steps.add(
        file(
            ctid,
            layout.hostBasedAuthentication(),
            PostgresLayout.GROUP_ONLY,
            HostBasedAuthentication.text(d)));
    steps.add(service(d, layout));
    steps.addAll(roles(d));
    steps.add(
        new Step.ProvideDatabase(
            ctid, new Facts.Database(DATABASE, OWNER, "UTF8", "C.UTF-8", true)));
    steps.add(
        new Step.MigrateSchema(
            ctid,
            new Facts.Schema(
                DATABASE,
                "state",
                StateSchema.MIGRATIONS.size(),
                StateSchema.sumOf(StateSchema.rows()))));
    return steps;
  }

  static PostgresLayout layout(Deployment d) {
    return PostgresLayout.of(d.release())
        .orElseThrow(() -> new IllegalStateException("judged before: " + d.release()));
  }

  private static Step.Guest file(Ctid ctid, GuestPath path, FileOwner owner, String content) {
    return new Step.WriteFile(ctid, new Facts.GuestFile(path, owner, Sha256.of(content)), content);
  }

  private static Step.Guest certificate(Deployment d, PostgresLayout layout) {
    var request =
        new CertificateRequest(
            d.placement().dns(), d.address(), layout.key(), layout.certificate(), CERTIFICATE_DAYS);
    return new Step.MakeCertificate(
        d.placement().ctid(),
        new Facts.Certificate(
            layout.certificate(),
            layout.key(),
            List.of(d.placement().dns().name(), d.address().toString()),
            ServerCertificate.P256,
            Optional.of(PostgresLayout.OWNER_ONLY),
            false),
        request);
  }

  private static Step.Guest service(Deployment d, PostgresLayout layout) {
    return new Step.RunService(
        d.placement().ctid(),
        Facts.Service.running(layout.unit(), d.address(), PostgresLayout.PORT),
        List.of(
            layout.settings().value(),
            layout.hostBasedAuthentication().value(),
            layout.certificate().value()),
        PostgresSettings.wanted(d, layout),
        HostBasedAuthentication.rules(d));
  }

  private static List<Step.Guest> roles(Deployment d) {
    Ctid ctid = d.placement().ctid();
    var steps = new ArrayList<Step.Guest>();
    for (String group : List.of(OWNER, "ralf_append", "ralf_read", "ralf_login")) {
      steps.add(
          new Step.ProvideRole(
              ctid,
              new Facts.Role(
                  group, false, true, List.of(), List.of(), ScramVerifier.NONE, Optional.empty())));
    }
    steps.add(
        new Step.ProvideRole(
            ctid,
            new Facts.Role(
                LOGIN,
                true,
                true,
                List.of(),
                List.of("ralf_append", "ralf_login", "ralf_read"),
                ScramVerifier.form(ScramVerifier.ITERATIONS),
                Optional.of(d.secret()))));
    return steps;
  }

  @Override
  public List<SmokeCheck> smokeChecks(Deployment deployment) {
    return List.of(SmokeCheck.values());
  }

  @Override
  public Optional<String> connection(Deployment d) {
    return Optional.of(
        "postgresql://"
            + LOGIN
            + "@"
            + d.placement().dns()
            + ":"
            + PostgresLayout.PORT
            + "/"
            + DATABASE
            + "?sslmode=verify-full");
  }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import zone.otta.ralf.apply.GuestFacts;
import zone.otta.ralf.card.OsRelease;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.card.ServiceName;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestCommand;
import zone.otta.ralf.guest.GuestInput;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.GuestQuestion;
import zone.otta.ralf.guest.PackageName;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.guest.UnitName;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.plan.Deployment;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.plan.Step;
import zone.otta.ralf.port.GuestShell;
import zone.otta.ralf.port.Secret;
import zone.otta.ralf.port.SecretSource;
import zone.otta.ralf.recipe.postgresql.PostgresActions;
import zone.otta.ralf.recipe.postgresql.PostgresLayout;
import zone.otta.ralf.recipe.postgresql.PostgresRecipe;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.Ipv4Network;

/**
 * Plays the closed guest vocabulary against a real container and writes down every answer. The commands come
 * from the domain's own types, and so do the recipe's texts: nothing is retyped here.
 *
 * <p>Arguments: folder for the records, then the words before the guest's argv ({@code ssh ... pct exec ID
 * --keep-env 0 --}, each word quoted for the remote shell by this program).
 */
final class RecordForms {
  private static final Ctid CTID = new Ctid(20010);
  private static final String PASSWORD = "correct-horse-battery-staple-0001";
  private static final UnitName META = new UnitName("postgresql.service");
  private final Recorder shell;
  private final SecretSource secrets = new OneSecret();
  private final Deployment deployment =
      new Deployment(
          new ServiceName("postgresql"), "forms",
          new Placement(new HostName("postgres-ops"), Ipv4Interface.of("10.10.20.10/16"), new DnsName("postgres.otta.zone"), CTID),
          new OsRelease(OsRelease.Distribution.DEBIAN, "12"), 2, 2048, 0, 16384,
          Ipv4Network.of("10.10.0.0/16"), true, SecretReference.env("RALF_POSTGRES_RALF_USER_PASSWORD"));
  private final PostgresLayout layout = PostgresLayout.of(deployment.release()).orElseThrow();
  private final List<Step.Guest> steps = new PostgresRecipe().steps(deployment);

  RecordForms(Recorder shell) {
    this.shell = shell;
  }

  public static void main(String[] args) throws IOException {
    var recorder = new Recorder(List.of(args).subList(1, args.length));
    var forms = new RecordForms(recorder);
    Path folder = Files.createDirectories(Path.of(args[0]));
    forms.fresh();
    recorder.save(folder.resolve("1-fresh.txt"), "before anything is installed");
    forms.install();
    recorder.save(folder.resolve("2-install.txt"), "packages: files before the installation, apt, what is there afterwards");
    try {
      forms.configure();
    } finally {
      recorder.save(folder.resolve("3-configure.txt"), "certificate, configuration, roles, database, schema; everything twice");
    }
    forms.fail();
    recorder.save(folder.resolve("4-failures.txt"), "what is refused, what breaks, how it is seen and mended");
    forms.mend();
    recorder.save(folder.resolve("5-mended.txt"), "what somebody did to the service by hand, and how it is taken back");
    System.out.println(recorder.count() + " forms recorded");
    List<String> never = recorder.neverRun();
    System.out.println("guest commands never run on a real container: " + (never.isEmpty() ? "none" : String.join(", ", never)));
    if (!never.isEmpty()) {
      System.exit(1);
    }
  }

  private void fresh() {
    ask("every question before the installation", everyQuestion());
    var path = new GuestPath("/root/ralf-forms/a.conf");
    write("a file in a folder that is not there yet", path, FileOwner.ROOT_0644, "one = 1\n", "one = 1\n");
    write("the same again", path, FileOwner.ROOT_0644, "one = 1\n", "one = 1\n");
    write("other content and mode", path, new FileOwner("root", "daemon", "0640"), "ümläut = €\n", "ümläut = €\n");
    write("an upload that was cut off", path, FileOwner.ROOT_0644, "the whole text\n", "the wh");
    write("an owner that is not there", path, new FileOwner("postgres", "postgres", "0640"), "x\n", "x\n");
    write("below a file instead of a folder", path.child("b"), FileOwner.ROOT_0644, "x\n", "x\n");
    ask("the file after all this", List.of(new GuestQuestion.FileState(path), new GuestQuestion.FileText(path),
        new GuestQuestion.FileState(new GuestPath("/root/ralf-forms")), new GuestQuestion.FileText(new GuestPath("/root/ralf-forms")),
        new GuestQuestion.FileState(new GuestPath("/root/ralf-forms/a.conf.ralf-new"))));
    run("psql before PostgreSQL is there", new GuestCommand.Psql("postgres", GuestInput.of("SELECT 1;\n")));
    run("install before the lists are there", new GuestCommand.AptInstall(layout.packageName()));
  }

  private void install() {
    for (Step.Guest step : steps) {
      if (step instanceof Step.InstallPackage) {
        break;
      }
      apply(step);
    }
    run("package lists", new GuestCommand.AptUpdate());
    ask("candidates", List.of(new GuestQuestion.PackageCandidate(layout.packageName()),
        new GuestQuestion.PackageCandidate(new PackageName("postgresql-16"))));
    run("install a package that is not there", new GuestCommand.AptInstall(new PackageName("postgresql-16")));
    run("install", new GuestCommand.AptInstall(layout.packageName()));
    run("install again", new GuestCommand.AptInstall(layout.packageName()));
    run("nothing half done", new GuestCommand.ConfigurePackages());
    run("nothing lacking", new GuestCommand.MendPackages());
    ask("every question after the installation", everyQuestion());
  }

  private void configure() {
    for (int round = 1; round <= 2; round++) {
      shell.about("round " + round);
      for (Step.Guest step : steps.subList(2, steps.size())) {
        if (!(step instanceof Step.InstallPackage)) {
          apply(step);
        }
      }
      var facts = new GuestFacts(shell, secrets, InstantSource.system()).observe(CTID, steps);
      for (int i = 0; i < steps.size(); i++) {
        boolean done = facts.get(i) instanceof Observation.Present p && p.facts().equals(steps.get(i).desired());
        System.out.println((done ? "done      " : "NOT DONE  ") + steps.get(i).name() + (done ? "" : "\n  " + facts.get(i) + "\n  " + steps.get(i).desired()));
      }
    }
    ask("every question when all is done", everyQuestion());
  }

  private void fail() {
    run("SQL: syntax", psql("SELECT 1;\nSELEC 2;\nSELECT 3;\n"));
    run("SQL: a notice", psql("DO $$ BEGIN RAISE NOTICE 'hello'; END $$;\nSELECT 'after';\n"));
    run("SQL: unique violation", psql("CREATE TEMP TABLE t (a int PRIMARY KEY);\nINSERT INTO t VALUES (1);\nINSERT INTO t VALUES (1);\n"));
    run("SQL: role exists", psql("CREATE ROLE ralf_owner;\n"));
    run("SQL: null, bar, empty", psql("SELECT NULL, 'a|b', '', true, 1.50;\nSELECT WHERE false;\n"));
    run("SQL: database is not there", new GuestCommand.Psql("nosuch", GuestInput.of("SELECT 1;\n")));
    run("restart a unit that is not there", new GuestCommand.RestartUnit(new UnitName("nosuch.service")));
    run("enable a unit that is not there", new GuestCommand.EnableUnit(new UnitName("nosuch.service")));
    var drop = layout.settings().value().replace("50-ralf", "60-bad");
    write("a setting the server does not know", new GuestPath(drop), FileOwner.ROOT_0644, "no_such_setting = 1\n", "no_such_setting = 1\n");
    ask("the server says so", List.of(clusterQuestion()));
    var settings = (Step.WriteFile) steps.stream().filter(s -> s.name().endsWith("conf.d/50-ralf.conf")).findFirst().orElseThrow();
    String bad = settings.content() + "no_such_setting = 1\n";
    write("the same in RALF's own file", layout.settings(), settings.desired().owner(), bad, bad);
    ask("the server says so of RALF's own file", List.of(clusterQuestion()));
    run("restart with a bad file", new GuestCommand.RestartUnit(layout.unit()));
    ask("a failed server", List.of(new GuestQuestion.UnitState(layout.unit()), new GuestQuestion.UnitState(new UnitName("postgresql.service")),
        new GuestQuestion.Sockets(), clusterQuestion()));
    run("psql against a failed server", psql("SELECT 1;\n"));
    apply(settings);
    write("the foreign file made harmless", new GuestPath(drop), FileOwner.ROOT_0644, "# nothing\n", "# nothing\n");
    run("restart of the mended server", new GuestCommand.RestartUnit(layout.unit()));
    ask("a mended server", List.of(new GuestQuestion.UnitState(layout.unit()), clusterQuestion()));
  }

  /** Each time something is done by hand first: that is no part of the vocabulary and not recorded. */
  private void mend() throws IOException {
    var service = steps.stream().filter(Step.RunService.class::isInstance).findFirst().orElseThrow();
    run("unmask a unit that is not masked", new GuestCommand.UnmaskUnit(layout.unit()));
    run("unmask a unit that is not there", new GuestCommand.UnmaskUnit(new UnitName("nosuch.service")));
    byHand("systemctl", "mask", layout.unit().value());
    byHand("systemctl", "mask", META.value());
    ask("masked units", List.of(new GuestQuestion.UnitState(layout.unit()), new GuestQuestion.UnitState(META)));
    run("enable a masked unit", new GuestCommand.EnableUnit(META));
    shell.about("the service of masked units");
    apply(service);
    byHand("runuser", "-u", "postgres", "--", "psql", "-c", "ALTER SYSTEM SET password_encryption = 'md5'");
    shell.about("the service with a setting put over ours");
    apply(service);
    byHand("sh", "-c", "rm /etc/postgresql/15/main/server.crt; systemctl stop postgresql@15-main.service || :");
    shell.about("the certificate of a stopped service");
    apply(steps.stream().filter(Step.MakeCertificate.class::isInstance).findFirst().orElseThrow());
    ask("the service is as it was asked for", List.of(new GuestQuestion.FileState(layout.certificate())));
  }

  private void byHand(String... argv) throws IOException {
    GuestShell.Result result = shell.execute(List.of(argv), new byte[0]);
    if (result.exit() != 0) {
      throw new IOException(List.of(argv) + ": " + result.err());
    }
  }

  private GuestCommand psql(String text) {
    return new GuestCommand.Psql("postgres", GuestInput.of(text));
  }

  private GuestQuestion clusterQuestion() {
    return steps.stream().filter(Step.RunService.class::isInstance).map(Step.RunService.class::cast)
        .flatMap(s -> zone.otta.ralf.recipe.postgresql.PostgresFacts.questions(s).stream())
        .filter(GuestQuestion.Sql.class::isInstance).findFirst().orElseThrow();
  }

  private List<GuestQuestion> everyQuestion() {
    return List.of(new GuestQuestion.Os(), new GuestQuestion.SystemState(),
        new GuestQuestion.FileState(layout.settings()), new GuestQuestion.FileState(layout.hostBasedAuthentication()),
        new GuestQuestion.FileState(layout.certificate()), new GuestQuestion.FileState(new GuestPath("/etc/postgresql/15/main/server.key")),
        new GuestQuestion.FileState(new GuestPath("/etc/postgresql/15/main/postgresql.conf")),
        new GuestQuestion.FileState(new GuestPath("/etc/postgresql-common/createcluster.conf")),
        new GuestQuestion.FileState(new GuestPath("/etc/postgresql/15/main/conf.d")),
        new GuestQuestion.FileText(layout.certificate()), new GuestQuestion.FileText(new GuestPath("/etc/hostname")),
        new GuestQuestion.PackageState(layout.packageName()), new GuestQuestion.PackageState(new PackageName("postgresql-common")),
        new GuestQuestion.PackageCandidate(layout.packageName()),
        new GuestQuestion.UnitState(layout.unit()), new GuestQuestion.UnitState(new UnitName("postgresql.service")),
        new GuestQuestion.UnitState(new UnitName("nosuch.service")), new GuestQuestion.Sockets(), clusterQuestion(),
        new GuestQuestion.Sql("ralf", "SELECT version, name FROM state.migration ORDER BY version;"),
        new GuestQuestion.HostAddress(new DnsName("ns.otta.zone")), new GuestQuestion.HostAddress(new DnsName("nosuch.otta.zone")),
        new GuestQuestion.Sql("postgres", "SELECT 'local|' || current_user;"));
  }

  private void apply(Step.Guest step) {
    shell.about(step.name());
    var postgres = new PostgresActions(shell, secrets);
    var none = new Observation.Absent();
    switch (step) {
      case Step.WriteFile f -> {
        shell.run(CTID, new GuestCommand.WriteFile(f.desired().path(), f.desired().owner(), f.desired().content(), GuestInput.of(f.content())));
        if (f.desired().path().value().startsWith("/etc/systemd/")) {
          shell.run(CTID, new GuestCommand.DaemonReload());
        }
      }
      case Step.InstallPackage p -> shell.run(CTID, new GuestCommand.AptInstall(p.packageName()));
      case Step.MakeCertificate c -> shell.run(CTID, new GuestCommand.MakeCertificate(c.request()));
      case Step.RunService s -> postgres.restart(s);
      case Step.ProvideRole r -> postgres.role(r.ctid(), r.desired());
      case Step.ExchangeVerifier e -> postgres.role(e.ctid(), e.desired());
      case Step.ProvideDatabase d -> postgres.database(d, observed(d));
      case Step.MigrateSchema m -> postgres.migrate(m, observed(m));
    }
  }

  private Observation observed(Step.Guest step) {
    return new GuestFacts(shell, secrets, InstantSource.system()).observe(CTID, List.of(step)).get(0);
  }

  private void write(String about, GuestPath path, FileOwner owner, String whole, String sent) {
    run(about, new GuestCommand.WriteFile(path, owner, Sha256.of(whole), GuestInput.of(sent)));
  }

  private void ask(String about, List<GuestQuestion> questions) {
    run(about, new GuestCommand.Ask(questions));
  }

  private void run(String about, GuestCommand command) {
    shell.about(about);
    shell.run(CTID, command);
  }

  private final class OneSecret implements SecretSource {
    @Override public boolean present(SecretReference reference) { return true; }
    @Override public <T> T use(SecretReference reference, Function<Secret, T> callback) {
      return callback.apply(new Secret(PASSWORD.toCharArray()));
    }
    @Override public void create(SecretReference reference) { throw new IllegalStateException(); }
  }
}

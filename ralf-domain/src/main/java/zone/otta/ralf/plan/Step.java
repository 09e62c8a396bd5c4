package zone.otta.ralf.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import zone.otta.ralf.guest.CertificateRequest;
import zone.otta.ralf.guest.PackageName;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.SecretReference;
import zone.otta.ralf.site.TemplateSource;

/** One wanted change of one observable fact. Pure data. */
public sealed interface Step {
  /** What will be observed once the step is done. */
  Facts desired();

  /** Short, stable, unique within a plan: {@code container}, {@code file pg_hba.conf}. */
  String name();

  /** Whether what was seen is what the step wants. */
  default boolean reachedBy(Observation seen) {
    return seen instanceof Observation.Present present && present.facts().equals(desired());
  }

  /** A step on the Proxmox VE node. */
  sealed interface Host extends Step {}

  /** A step in the DNS. */
  sealed interface Dns extends Step {}

  /** A step inside the container. */
  sealed interface Guest extends Step {
    Ctid ctid();
  }

  /** A step where a secret is kept. */
  sealed interface Kept extends Step {
    @Override
    Facts.Renewal desired();
  }

  /** Takes something away. It is done when its object is proven absent. */
  sealed interface Removal extends Step {
    /** The object's name, as its mark binds it. */
    String object();

    @Override
    default Facts desired() {
      return new Facts.Gone(object());
    }

    @Override
    default boolean reachedBy(Observation seen) {
      return seen instanceof Observation.Absent;
    }
  }

  /**
   * Have the template on its storage.
   *
   * @param from where it is fetched from if it is not there; empty: from Proxmox
   */
  record ProvideTemplate(Facts.Template desired, Optional<TemplateSource> from) implements Host {
    public ProvideTemplate {
      Objects.requireNonNull(from);
    }

    /** One that Proxmox offers. */
    public ProvideTemplate(Facts.Template desired) {
      this(desired, Optional.empty());
    }

    @Override
    public String name() {
      return "template";
    }
  }

  /** Create the container from the template. */
  record CreateContainer(Facts.Container desired, Facts.Template template) implements Host {
    @Override
    public String name() {
      return "container";
    }
  }

  /**
   * Change the fields in which a container of ours differs. Half done it is still understood: every
   * field has its old value or its new one.
   */
  record ChangeContainer(Facts.Container from, Facts.Container desired) implements Host {
    @Override
    public String name() {
      return "container";
    }
  }

  /**
   * Have RALF's rules in the container's firewall, and have it on. Other people's rules stay. Half
   * done, it goes on with what is missing.
   */
  record SetFirewall(Facts.Firewall desired) implements Host {
    @Override
    public String name() {
      return "firewall";
    }
  }

  /** Start the container and wait for its system. */
  record StartContainer(Facts.Power desired) implements Host {
    @Override
    public String name() {
      return "start";
    }
  }

  /** Restart a running container, so that no change of its configuration waits any more. */
  record RestartContainer(Facts.Power desired) implements Host {
    @Override
    public String name() {
      return "restart";
    }
  }

  /** Shut the container down. */
  record StopContainer(Facts.Power desired) implements Host {
    @Override
    public String name() {
      return "stop";
    }

    /** A container that is not there does not run either. */
    @Override
    public boolean reachedBy(Observation seen) {
      return seen instanceof Observation.Absent || Host.super.reachedBy(seen);
    }
  }

  /** Nothing to do: the container must be there and ours. */
  record HaveContainer(Facts.Tenancy desired) implements Host {
    @Override
    public String name() {
      return "container";
    }

    @Override
    public boolean reachedBy(Observation seen) {
      return seen instanceof Observation.Present;
    }
  }

  /** Keep the container's present state under a name. */
  record TakeSnapshot(Facts.Snapshot desired) implements Host {
    /** Of the step's name; the snapshot's own name follows. The journal holds both. */
    public static final String PREFIX = "snapshot ";

    @Override
    public String name() {
      return PREFIX + desired.name();
    }
  }

  /** Put the container back to a snapshot; what came after it is lost. */
  record RollBack(Facts.Restored desired) implements Host {
    @Override
    public String name() {
      return "rollback";
    }
  }

  /** Remove the container with its volumes. */
  record DestroyContainer(Ctid ctid) implements Host, Removal {
    /** The step's name, as the journal has it. */
    public static final String NAME = "destroy";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String object() {
      return "container " + ctid;
    }
  }

  /** Remove the name: A record and owner TXT. */
  record UnregisterAddress(Facts.Address address) implements Dns, Removal {
    @Override
    public String name() {
      return "dns address";
    }

    @Override
    public String object() {
      return "dns " + address.name();
    }
  }

  /** Remove the PTR record. */
  record UnregisterPointer(Facts.Pointer pointer) implements Dns, Removal {
    @Override
    public String name() {
      return "dns pointer";
    }

    @Override
    public String object() {
      return "pointer " + pointer.address();
    }
  }

  /**
   * Register the name: A record and owner TXT in one update.
   *
   * @param adopted somebody else's record that is to become ours, exactly as it was seen: a person
   *     asked for that; empty: the name is free, or ours already
   */
  record RegisterAddress(Facts.Address desired, Optional<Facts.Address> adopted) implements Dns {
    public RegisterAddress {
      Objects.requireNonNull(desired);
      Objects.requireNonNull(adopted);
    }

    /** Of a name that is free, or ours already. */
    public RegisterAddress(Facts.Address desired) {
      this(desired, Optional.empty());
    }

    /** What is adopted is not ours before it carries a mark. */
    @Override
    public boolean reachedBy(Observation seen) {
      return Dns.super.reachedBy(seen)
          && (adopted.isEmpty()
              || seen instanceof Observation.Present present && present.mark().isPresent());
    }

    @Override
    public String name() {
      return "dns address";
    }
  }

  /** Register the PTR record. */
  record RegisterPointer(Facts.Pointer desired) implements Dns {
    @Override
    public String name() {
      return "dns pointer";
    }
  }

  /** Have a file with exactly this content. */
  record WriteFile(Ctid ctid, Facts.GuestFile desired, String content) implements Guest {
    public WriteFile {
      if (!Sha256.of(content).equals(desired.content())) {
        throw new IllegalArgumentException("content and sum differ: " + desired.path());
      }
    }

    @Override
    public String name() {
      return "file " + desired.path();
    }
  }

  /** Have a package of this major version. */
  record InstallPackage(Ctid ctid, Facts.Package desired) implements Guest {
    @Override
    public String name() {
      return "package " + desired.name();
    }

    public PackageName packageName() {
      return desired.name();
    }
  }

  /** Make key and certificate inside the container. */
  record MakeCertificate(Ctid ctid, Facts.Certificate desired, CertificateRequest request)
      implements Guest {
    @Override
    public String name() {
      return "certificate";
    }
  }

  /**
   * Have the service run with the configuration on disk.
   *
   * @param settings what has to be in effect, whatever other files say
   * @param rules access rules that have to be in effect, as the server shows them, in order
   */
  record RunService(
      Ctid ctid,
      Facts.Service desired,
      List<String> configurationFiles,
      List<Setting> settings,
      List<String> rules)
      implements Guest {
    public RunService {
      configurationFiles = List.copyOf(configurationFiles);
      settings = List.copyOf(settings);
      rules = List.copyOf(rules);
    }

    @Override
    public String name() {
      return "service";
    }
  }

  /** Have a role. */
  record ProvideRole(Ctid ctid, Facts.Role desired) implements Guest {
    @Override
    public String name() {
      return "role " + desired.name();
    }
  }

  /** Have a random secret in the place of the present one, which stays beside it. */
  record RenewSecret(SecretReference reference) implements Kept {
    @Override
    public Facts.Renewal desired() {
      return new Facts.Renewal(reference, true);
    }

    @Override
    public String name() {
      return "secret";
    }
  }

  /** Prove that the secret before the present one opens nothing any more, and give it up. */
  record RetireSecret(SecretReference reference) implements Kept {
    @Override
    public Facts.Renewal desired() {
      return new Facts.Renewal(reference, false);
    }

    @Override
    public String name() {
      return "former secret";
    }
  }

  /** Have a role log in with a secret that was renewed. */
  record ExchangeVerifier(Ctid ctid, Facts.Role desired) implements Guest {
    @Override
    public String name() {
      return "role " + desired.name();
    }
  }

  /** Have a database. */
  record ProvideDatabase(Ctid ctid, Facts.Database desired) implements Guest {
    @Override
    public String name() {
      return "database " + desired.name();
    }
  }

  /** Bring a schema to its version. */
  record MigrateSchema(Ctid ctid, Facts.Schema desired) implements Guest {
    public MigrateSchema {
      Objects.requireNonNull(desired);
    }

    @Override
    public String name() {
      return "schema " + desired.schema();
    }
  }
}

package zone.otta.ralf.plan;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import zone.otta.ralf.guest.FileOwner;
import zone.otta.ralf.guest.GuestPath;
import zone.otta.ralf.guest.PackageName;
import zone.otta.ralf.guest.Sha256;
import zone.otta.ralf.guest.UnitName;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Address;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.MacAddress;
import zone.otta.ralf.site.SecretReference;

/**
 * What can be observed of one thing, and what a step wants of it. Two equal facts need no change.
 * No secret and no random byte ever stands in a fact.
 */
public sealed interface Facts {
  /**
   * A container template on a storage: {@code local}, {@code
   * ubuntu-24.04-standard_24.04-2_amd64.tar.zst}.
   */
  record Template(String storage, String file) implements Facts {
    public String volume() {
      return storage + ":vztmpl/" + file;
    }
  }

  /**
   * A container's configuration.
   *
   * @param rootfsMib size of the root file system in MiB
   * @param purpose the card's purpose line: first line of the description
   * @param tags sorted, lower case
   */
  record Container(
      Ctid ctid,
      HostName hostname,
      int cores,
      long memoryMib,
      long swapMib,
      String rootfsStorage,
      long rootfsMib,
      boolean unprivileged,
      boolean nesting,
      String bridge,
      Ipv4Interface address,
      Ipv4Address gateway,
      MacAddress mac,
      Ipv4Address nameserver,
      DnsName searchdomain,
      boolean onboot,
      SortedSet<String> tags,
      String purpose)
      implements Facts {
    public Container {
      tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }
  }

  /**
   * Whether a container runs and its system is up.
   *
   * @param settled no change of its configuration waits for a restart
   */
  record Power(Ctid ctid, boolean running, boolean settled) implements Facts {}

  /**
   * RALF's own part of a container's firewall in Proxmox VE: its rules, and what makes them hold.
   * Rules of other people are not in it.
   *
   * @param rules sorted; one that stands there twice is here twice
   * @param enabled whether the container's firewall is on
   * @param policyIn what happens to what no rule speaks of: {@code DROP}; empty where nothing is
   *     set
   * @param onInterface whether its interface goes through the firewall
   */
  record Firewall(
      Ctid ctid, List<FirewallRule> rules, boolean enabled, String policyIn, boolean onInterface)
      implements Facts {
    public Firewall {
      rules = rules.stream().sorted().toList();
    }

    /** Whether nothing of RALF's is there: as a new container has it. */
    public boolean untouched() {
      return rules.isEmpty() && !enabled;
    }
  }

  /** A snapshot of a container: configuration and volumes. */
  record Snapshot(Ctid ctid, SnapshotName name) implements Facts {}

  /**
   * What a container was last rolled back to.
   *
   * @param snapshot empty if it never was
   * @param times how often in all: the same snapshot twice is two different facts
   */
  record Restored(Ctid ctid, Optional<SnapshotName> snapshot, int times) implements Facts {}

  /**
   * A container as far as its removal is concerned.
   *
   * @param guarded its protection flag is set on the node
   */
  record Tenancy(Ctid ctid, HostName hostname, boolean guarded) implements Facts {}

  /** Nothing: the object of this name is not there. */
  record Gone(String object) implements Facts {}

  /** An A record. */
  record Address(DnsName name, Ipv4Address address, int ttlSeconds) implements Facts {}

  /** A PTR record in a reverse zone. */
  record Pointer(Ipv4Address address, DnsName name, String zone, int ttlSeconds) implements Facts {}

  /** A regular file in the guest. */
  record GuestFile(GuestPath path, FileOwner owner, Sha256 content) implements Facts {}

  /** An installed package and the major version it provides. */
  record Package(PackageName name, int major) implements Facts {}

  /**
   * A server certificate and its key.
   *
   * @param names the DNS names, then the addresses it is made for
   * @param algorithm of the key, {@code EC 256}
   * @param keyOwner who may read the key; empty if it is no regular file
   * @param endsSoon whether its end is less than 30 days away, or past
   */
  record Certificate(
      GuestPath certificate,
      GuestPath key,
      List<String> names,
      String algorithm,
      Optional<FileOwner> keyOwner,
      boolean endsSoon)
      implements Facts {
    public Certificate {
      names = List.copyOf(names);
    }
  }

  /**
   * A running service whose configuration on disk is the one in effect.
   *
   * @param startup what systemd does with it at boot: {@code enabled}, {@code disabled}, {@code
   *     masked}
   * @param listening on its address and port
   * @param configurationInEffect no file is newer than the last load, none has errors, nothing
   *     waits for a restart
   * @param deviations what is in effect, or would be after the next load, and is not what is wanted
   */
  record Service(
      UnitName unit,
      boolean active,
      String startup,
      Ipv4Address listen,
      int port,
      boolean listening,
      boolean configurationInEffect,
      List<Deviation> deviations)
      implements Facts {
    public Service {
      deviations = List.copyOf(deviations);
    }

    /** As a service should be. */
    public static Service running(UnitName unit, Ipv4Address listen, int port) {
      return new Service(unit, true, "enabled", listen, port, true, true, List.of());
    }
  }

  /**
   * A database role.
   *
   * @param attributes beyond login and inherit, sorted: {@code superuser}, {@code createdb} ...
   * @param memberOf sorted
   * @param verifier form of the stored password: {@code none}, {@code SCRAM-SHA-256 4096}, {@code
   *     other}
   * @param logsInWith the reference whose secret the stored SCRAM verifier belongs to; empty for a
   *     role that cannot log in
   */
  record Role(
      String name,
      boolean login,
      boolean inherit,
      List<String> attributes,
      List<String> memberOf,
      String verifier,
      Optional<SecretReference> logsInWith)
      implements Facts {
    public Role {
      attributes = attributes.stream().sorted().toList();
      memberOf = memberOf.stream().sorted().toList();
    }
  }

  /**
   * A secret where it is kept.
   *
   * @param formerKept whether it was renewed, and the one before is kept beside it
   */
  record Renewal(SecretReference reference, boolean formerKept) implements Facts {}

  /** A database; closed means that PUBLIC may not connect. */
  record Database(String name, String owner, String encoding, String locale, boolean closed)
      implements Facts {}

  /** The applied migrations of a schema, as one sum over their names and contents. */
  record Schema(String database, String schema, int version, Sha256 migrations) implements Facts {}
}

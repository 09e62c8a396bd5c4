package zone.otta.ralf.lab;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The roles of the recordings, which hold more than the minimal ones, and root's changes to them.
 */
final class RecordedRights {
  private static final Pattern ROLE = Pattern.compile(".*role modify (\\S+) --privs '?([^']*)'?");
  private static final Pattern GIVE =
      Pattern.compile(".*acl modify (\\S+) --users \\S+ --roles (\\S+)");
  private static final Pattern TAKE = Pattern.compile(".*acl delete (\\S+) .*");
  private static final String CONTAINER =
      "VM.Allocate VM.Audit VM.Config.CPU VM.Config.Disk VM.Config.Memory VM.Config.Network"
          + " VM.Config.Options VM.PowerMgmt VM.Snapshot VM.Snapshot.Rollback";
  private static final Map<String, String> PATHS =
      Map.of(
          "RALFContainer", "/pool/ralf",
          "RALFStorage", "/storage/fast",
          "RALFTemplate", "/storage/local",
          "RALFBridge", "/sdn/zones/localnetwork/vmbr0",
          "RALFNode", "/nodes/pve1");
  private final Lab lab;

  RecordedRights(Lab lab) {
    this.lab = lab;
    set("/pool/ralf", CONTAINER);
    set("/storage/fast", "Datastore.AllocateSpace Datastore.Audit");
    set("/nodes/pve1", "Sys.Audit");
  }

  /** Does what root's command did; false if it is about something else. */
  boolean change(String line) {
    Matcher role = ROLE.matcher(line);
    Matcher give = GIVE.matcher(line);
    Matcher take = TAKE.matcher(line);
    if (role.matches()) {
      set(PATHS.get(role.group(1)), role.group(2));
    } else if (give.matches()) {
      set(give.group(1), CONTAINER);
    } else if (take.matches()) {
      lab.api().acl().revokeAt(take.group(1));
    }
    return line.contains("pveum ");
  }

  private void set(String path, String privileges) {
    lab.api().acl().revokeAt(path);
    List.of(privileges.split(" "))
        .forEach(
            p -> {
              if (p.contains(".")) {
                lab.api().acl().grant(path, p);
              }
            });
  }
}

package zone.otta.ralf.cli;

import java.util.List;
import java.util.Optional;
import zone.otta.ralf.cli.commands.ApplyCommand;
import zone.otta.ralf.cli.commands.ApproveCommand;
import zone.otta.ralf.cli.commands.CardShowCommand;
import zone.otta.ralf.cli.commands.CheckCommand;
import zone.otta.ralf.cli.commands.Command;
import zone.otta.ralf.cli.commands.DemoCommand;
import zone.otta.ralf.cli.commands.DestroyCommand;
import zone.otta.ralf.cli.commands.DiffCommand;
import zone.otta.ralf.cli.commands.DoctorCommand;
import zone.otta.ralf.cli.commands.DriftCommand;
import zone.otta.ralf.cli.commands.ExplainCommand;
import zone.otta.ralf.cli.commands.JournalAnchorCommand;
import zone.otta.ralf.cli.commands.JournalBackupCommand;
import zone.otta.ralf.cli.commands.JournalExportCommand;
import zone.otta.ralf.cli.commands.JournalHandoverCommand;
import zone.otta.ralf.cli.commands.JournalRestoreCommand;
import zone.otta.ralf.cli.commands.JournalShowCommand;
import zone.otta.ralf.cli.commands.JournalTailCommand;
import zone.otta.ralf.cli.commands.JournalVerifyCommand;
import zone.otta.ralf.cli.commands.LabDownCommand;
import zone.otta.ralf.cli.commands.LabUpCommand;
import zone.otta.ralf.cli.commands.PlaceCommand;
import zone.otta.ralf.cli.commands.PlanCommand;
import zone.otta.ralf.cli.commands.RollbackCommand;
import zone.otta.ralf.cli.commands.SecretsCheckCommand;
import zone.otta.ralf.cli.commands.SecretsCreateCommand;
import zone.otta.ralf.cli.commands.SecretsListCommand;
import zone.otta.ralf.cli.commands.SecretsRotateCommand;
import zone.otta.ralf.cli.commands.SecretsScanCommand;
import zone.otta.ralf.cli.commands.SmokeCommand;
import zone.otta.ralf.cli.commands.SnapshotCommand;
import zone.otta.ralf.cli.commands.StatusCommand;
import zone.otta.ralf.cli.commands.TofuCommand;
import zone.otta.ralf.cli.commands.TrustCommand;
import zone.otta.ralf.cli.commands.UpCommand;

/** All commands by name. A command's class is loaded only when it is the one that was asked for. */
final class CommandTable {
  static final List<String> PATHS =
      List.of(
          "demo",
          "check",
          "place",
          "plan",
          "approve",
          "apply",
          "up",
          "smoke",
          "drift",
          "status",
          "diff",
          "doctor",
          "snapshot",
          "rollback",
          "destroy",
          "journal show",
          "journal tail",
          "journal export",
          "journal verify",
          "journal anchor",
          "journal handover",
          "journal backup",
          "journal restore",
          "secrets list",
          "secrets check",
          "secrets create",
          "secrets scan",
          "secrets rotate",
          "tofu",
          "trust",
          "explain",
          "card show",
          "lab up",
          "lab down",
          "completion");

  private CommandTable() {}

  /** The command that the first one or two words name. */
  static Optional<String> find(List<String> words) {
    for (int length = Math.min(2, words.size()); length > 0; length--) {
      String path = String.join(" ", words.subList(0, length));
      if (PATHS.contains(path)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  static Command create(String path) {
    return switch (path) {
      case "demo" -> new DemoCommand();
      case "check" -> new CheckCommand();
      case "place" -> new PlaceCommand();
      case "plan" -> new PlanCommand();
      case "approve" -> new ApproveCommand();
      case "apply" -> new ApplyCommand();
      case "up" -> new UpCommand();
      case "smoke" -> new SmokeCommand();
      case "drift" -> new DriftCommand();
      case "status" -> new StatusCommand();
      case "diff" -> new DiffCommand();
      case "doctor" -> new DoctorCommand();
      case "snapshot" -> new SnapshotCommand();
      case "rollback" -> new RollbackCommand();
      case "destroy" -> new DestroyCommand();
      case "journal show" -> new JournalShowCommand();
      case "journal tail" -> new JournalTailCommand();
      case "journal export" -> new JournalExportCommand();
      case "journal verify" -> new JournalVerifyCommand();
      case "journal anchor" -> new JournalAnchorCommand();
      case "journal handover" -> new JournalHandoverCommand();
      case "journal backup" -> new JournalBackupCommand();
      case "journal restore" -> new JournalRestoreCommand();
      case "secrets list" -> new SecretsListCommand();
      case "secrets check" -> new SecretsCheckCommand();
      case "secrets create" -> new SecretsCreateCommand();
      case "secrets scan" -> new SecretsScanCommand();
      case "secrets rotate" -> new SecretsRotateCommand();
      case "tofu" -> new TofuCommand();
      case "trust" -> new TrustCommand();
      case "explain" -> new ExplainCommand();
      case "card show" -> new CardShowCommand();
      case "lab up" -> new LabUpCommand();
      case "lab down" -> new LabDownCommand();
      case "completion" -> new CompletionCommand();
      default -> throw new IllegalStateException(path);
    };
  }

  /** The command whose name is most like the word, if any is. */
  static Optional<String> nearest(String word) {
    String best = "";
    int distance = 3;
    for (String path : PATHS) {
      String first = path.contains(" ") ? path.substring(0, path.indexOf(' ')) : path;
      if (first.equals(word)) {
        return Optional.of(path);
      }
      int d = distance(first, word);
      if (d < distance) {
        best = path;
        distance = d;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}

package zone.otta.ralf.workspace.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zone.otta.ralf.placement.Placement;
import zone.otta.ralf.placement.Placer;
import zone.otta.ralf.placement.Proposal;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.DnsName;
import zone.otta.ralf.site.HostName;
import zone.otta.ralf.site.Ipv4Interface;
import zone.otta.ralf.site.Site;

class CardEditsTest {
  private static final String PROFILE =
      """
      # Karte

      ## Dienstkartei

      - Dienst: `postgresql`
      - CPU: 2
      - RAM: 2048 MB
      - RootFS: 16 GB
      """;
  private static final Placement PLACEMENT =
      new Placement(
          new HostName("postgresql"),
          Ipv4Interface.of("10.10.20.10/16"),
          new DnsName("postgresql.otta.zone"),
          new Ctid(20010));
  private static final List<String> ALL = List.of("hostname", "ip", "dns", "ctid");

  private static String place(String text, List<String> keys) {
    return new String(
        CardEdits.place(text.getBytes(StandardCharsets.UTF_8), PLACEMENT, keys)
            .content()
            .orElseThrow(),
        StandardCharsets.UTF_8);
  }

  @Test
  void aCardWithoutPlacementGetsASection() {
    assertThat(place(PROFILE, ALL))
        .isEqualTo(
            PROFILE
                + """

                ## Platzierung

                - Hostname: `postgresql`
                - IP: `10.10.20.10/16`
                - DNS: `postgresql.otta.zone`
                - CTID: `20010`
                """);
  }

  @Test
  void anEmptySectionGetsItsListAndKeepsWhatFollows() {
    String after = "## Betrieb\n\nProsa\n";
    assertThat(place(PROFILE + "\n## Placement\n" + after, List.of("ip")))
        .isEqualTo(PROFILE + "\n## Placement\n\n- IP: `10.10.20.10/16`\n\n" + after);
  }

  @Test
  void anEmptyValueIsFilledWhereItStands() {
    String card = PROFILE + "\n## Platzierung\n\n* IP:\n* **DNS:** \n* Plattform: LXC\n";
    assertThat(place(card, List.of("ip", "dns")))
        .isEqualTo(
            PROFILE
                + "\n## Platzierung\n\n* IP: `10.10.20.10/16`\n* **DNS:** `postgresql.otta.zone`\n* Plattform: LXC\n");
  }

  @Test
  void aValueIsReplacedAndItsRemarkStays() {
    String card =
        PROFILE
            + "\n## Platzierung\n\n- IP: `10.10.20.99/16` (geplant)\n- CTID/VMID-Regel: `20099`\n";
    assertThat(place(card, List.of("ip", "ctid")))
        .isEqualTo(
            PROFILE
                + "\n## Platzierung\n\n- IP: `10.10.20.10/16` (geplant)\n- CTID/VMID-Regel: `20010`\n");
  }

  @Test
  void aRuleIsNotTakenForTheNumber() {
    String card = PROFILE + "\n## Platzierung\n\n- CTID Formel: `x*1000+y`\n";
    assertThat(place(card, List.of("ctid"))).isEqualTo(card + "- CTID: `20010`\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"- ", "* ", "+ ", "1. ", "  - ", "-\t"})
  void aNewLineHasTheStyleOfItsNeighbours(String bullet) {
    String card =
        PROFILE
            + "\n## Platzierung\n\n"
            + bullet
            + "Hostname: `x`\n"
            + bullet
            + "Plattform: LXC,\n      weil klein\n\nProsa";
    String item = bullet + "IP: `10.10.20.10/16`\n";
    assertThat(place(card, List.of("ip")))
        .isEqualTo(card.replace("\n\nProsa", "\n" + item + "\nProsa"));
  }

  @Test
  void lineEndsMarkAndMissingLastLineEndStay() {
    String card =
        "\uFEFF" + (PROFILE + "\n## Platzierung\n\n- Hostname: `x`").replace("\n", "\r\n");
    assertThat(place(card, List.of("ip"))).isEqualTo(card + "\r\n- IP: `10.10.20.10/16`\r\n");
  }

  @Test
  void whatWouldNotReadBackIsNotWritten() {
    String card = PROFILE + "\n```\nno end of this block\n";
    var edited = CardEdits.place(card.getBytes(StandardCharsets.UTF_8), PLACEMENT, ALL);
    assertThat(edited.content()).isEmpty();
    assertThat(edited.finding().orElseThrow().code().id()).isEqualTo("RALF-C020");
  }

  @Test
  void aProposalWrittenLeavesNothingOpen() {
    byte[] card = PROFILE.getBytes(StandardCharsets.UTF_8);
    Proposal proposal =
        Placer.propose(CardReader.read("", card).card().orElseThrow(), List.of(), Site.DEFAULT);
    assertThat(proposal.placement()).contains(PLACEMENT);
    byte[] edited = CardEdits.place(card, PLACEMENT, proposal.open()).content().orElseThrow();
    Proposal again =
        Placer.propose(CardReader.read("", edited).card().orElseThrow(), List.of(), Site.DEFAULT);
    assertThat(again.open()).isEmpty();
    assertThat(again.findings()).isEmpty();
    assertThat(CardEdits.place(edited, PLACEMENT, again.open()).content().orElseThrow())
        .isEqualTo(edited);
  }

  @Test
  void fileKeepsPermissionsAndLink(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("card.md"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Path link = Files.createSymbolicLink(folder.resolve("link.md"), file);
    assertThat(
            CardReplacement.write(
                link,
                "link.md",
                "old".getBytes(StandardCharsets.UTF_8),
                "new".getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(link).isSymbolicLink().hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void aFileChangedMeanwhileIsLeftAlone(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("card.md"), "somebody's");
    assertThat(
            CardReplacement.write(
                    file, "card.md", "old".getBytes(StandardCharsets.UTF_8), new byte[0])
                .orElseThrow()
                .code()
                .id())
        .isEqualTo("RALF-C021");
    assertThat(file).hasContent("somebody's");
  }
}

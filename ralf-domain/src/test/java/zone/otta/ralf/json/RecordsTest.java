package zone.otta.ralf.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zone.otta.ralf.plan.Facts;
import zone.otta.ralf.plan.Observation;
import zone.otta.ralf.site.Ctid;
import zone.otta.ralf.site.SecretReference;

class RecordsTest {
  private static final Facts.Role ROLE =
      new Facts.Role(
          "ralf",
          true,
          true,
          List.of(),
          List.of("b", "a"),
          "SCRAM-SHA-256 4096",
          Optional.of(SecretReference.env("RALF_X")));

  @Test
  void recordGoesThereAndBack() {
    Json json = Records.toJson(ROLE);
    assertThat(json.compact())
        .isEqualTo(
            "{\"is\":\"role\",\"name\":\"ralf\",\"login\":true,\"inherit\":true,\"attributes\":[],"
                + "\"memberOf\":[\"a\",\"b\"],\"verifier\":\"SCRAM-SHA-256 4096\",\"logsInWith\":\"env:RALF_X\"}");
    assertThat(Records.fromJson(Facts.class, json)).isEqualTo(ROLE);
  }

  @Test
  void emptyOptionalIsLeftOut() {
    Facts role = new Facts.Role("r", false, true, List.of(), List.of(), "none", Optional.empty());
    Json json = Records.toJson((Record) role);
    assertThat(json.compact()).doesNotContain("logsInWith");
    assertThat(Records.fromJson(Facts.class, json)).isEqualTo(role);
  }

  @Test
  void memberWithoutComponentsKeepsItsName() {
    Json json = Records.toJson(new Observation.InNewContainer());
    assertThat(json.compact()).isEqualTo("{\"is\":\"in_new_container\"}");
    assertThat(Records.fromJson(Observation.class, json))
        .isEqualTo(new Observation.InNewContainer());
  }

  @Test
  void jsonInARecordStaysAsItIs() {
    Json status = Json.object().with("step_id", "x").with("result", "OK");
    var event =
        new zone.otta.ralf.journal.Event.Judged(
            new zone.otta.ralf.card.ServiceName("postgresql"),
            1,
            zone.otta.ralf.gate.Verdict.OK,
            status,
            Optional.of(new zone.otta.ralf.gate.Actor("anna", "desk", "0.1.0")));
    Json json = Records.toJson(event);
    assertThat(json.compact()).contains("\"status\":{\"step_id\":\"x\",\"result\":\"OK\"}");
    assertThat(Records.fromJson(zone.otta.ralf.journal.Event.class, json)).isEqualTo(event);
  }

  @Test
  void wrongShapeNamesThePlaceNotTheValue() {
    Json json = Json.object().with("is", "power").with("ctid", "s3cret").with("running", true);
    assertThatThrownBy(() -> Records.fromJson(Facts.class, json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ctid")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aNumberThatDoesNotFitNamesThePlaceToo() {
    Json json = Json.object().with("is", "power").with("ctid", 1L << 40).with("running", true);
    assertThatThrownBy(() -> Records.fromJson(Facts.class, json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ctid");
  }

  @Test
  void unknownMemberIsRefused() {
    Json json =
        ((Json.Obj) Records.toJson(new Facts.Power(new Ctid(100), true, true))).with("more", 1);
    assertThatThrownBy(() -> Records.fromJson(Facts.class, json))
        .hasMessageContaining("unknown member");
  }

  @Test
  void toleratedMembersAreUnknownOnesAtAnyDepthAndNothingElse() {
    zone.otta.ralf.gate.Actor anna = new zone.otta.ralf.gate.Actor("anna", "desk", "0.1.0");
    var renewed =
        new zone.otta.ralf.journal.Event.Renewed(
            7, java.util.UUID.fromString(ID), Optional.of(anna));
    Json more = ((Json.Obj) Records.toJson(anna)).with("role", "operator");
    Json json =
        Json.object()
            .with("is", "renewed")
            .with("run", 7)
            .with("why", Json.strings(List.of("later")))
            .with("approval", ID)
            .with("by", more);
    assertThat(Records.fromTolerant(zone.otta.ralf.journal.Event.class, json)).isEqualTo(renewed);
    assertThatThrownBy(() -> Records.fromJson(zone.otta.ralf.journal.Event.class, json))
        .hasMessageContaining("unknown member");
    Json lacking = Json.object().with("is", "renewed").with("run", 7).with("by", more);
    assertThatThrownBy(() -> Records.fromTolerant(zone.otta.ralf.journal.Event.class, lacking))
        .hasMessageContaining("approval");
  }

  private static final String ID = "00000000-0000-4000-8000-000000000001";

  @Test
  void recordsOwnRulesHoldWhenRead() {
    Json json = Json.object().with("is", "power").with("ctid", 5).with("running", true);
    assertThatThrownBy(() -> Records.fromJson(Facts.class, json)).hasMessageContaining("refused");
  }
}

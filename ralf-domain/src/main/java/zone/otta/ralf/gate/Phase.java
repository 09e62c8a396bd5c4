package zone.otta.ralf.gate;

/** The five phases. Each ends with a status object; phases 2 to 5 end at gates 1 to 4. */
public enum Phase {
  SERVICE_CARD(1, "service_card"),
  PLACEMENT(2, "placement"),
  PLAN(3, "plan"),
  DEPLOY(4, "deploy"),
  SMOKE(5, "smoke");

  private final int number;
  private final String title;

  Phase(int number, String title) {
    this.number = number;
    this.title = title;
  }

  public int number() {
    return number;
  }

  /** The gate at the end of the phase, 1 to 4, or 0 where there is none. */
  public int gate() {
    return number - 1;
  }

  /** For example {@code postgres_phase_2_placement}. */
  public String stepId(String prefix) {
    return prefix + "_phase_" + number + "_" + title;
  }
}

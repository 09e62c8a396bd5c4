package zone.otta.ralf.cli.render;

import zone.otta.ralf.apply.RunListener;
import zone.otta.ralf.apply.RunState;
import zone.otta.ralf.gate.Phase;
import zone.otta.ralf.gate.StatusObject;
import zone.otta.ralf.plan.Plan;
import zone.otta.ralf.smoke.SmokeResult;

/** Is told everything a walk does, as it does it. Must not throw. */
public interface Progress extends RunListener {
  /**
   * A run begins or goes on.
   *
   * @param state how far it had come before
   */
  void opened(long run, Plan plan, RunState state);

  /**
   * The node printed a line while it worked on the running step.
   *
   * @param line foreign text
   */
  void printed(String line);

  void smoked(SmokeResult result);

  void judged(Phase phase, StatusObject status);

  /** A person asked the run to end after the current step. */
  void endRequested();
}

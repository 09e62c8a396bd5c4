package zone.otta.ralf.guest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zone.otta.ralf.guest.Answers.Answer;

/** The answers of one look into a guest, by question. */
public record GuestView(Map<GuestQuestion, Answer> answers) {
  public GuestView {
    answers = Map.copyOf(answers);
  }

  public static GuestView of(List<GuestQuestion> questions, List<Answer> answers) {
    var map = new LinkedHashMap<GuestQuestion, Answer>();
    for (int i = 0; i < questions.size(); i++) {
      map.put(questions.get(i), answers.get(i));
    }
    return new GuestView(map);
  }

  /** The answer to a question that was asked. */
  public Answer to(GuestQuestion question) {
    Answer answer = answers.get(question);
    if (answer == null) {
      throw new IllegalStateException("not asked: " + question.kind());
    }
    return answer;
  }
}
